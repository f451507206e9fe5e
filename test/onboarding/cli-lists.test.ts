import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../source/sandbox/server.ts';
import { awsCli, installedAwsClis, type AwsCli } from '../sandbox/aws-cli.ts';
import type { StepOutputs } from '../../source/step.ts';
import { census, oneOfEverything } from '../crash/census.ts';
import { eventsOfType, runWizard, temporaryFolder } from './wizard.ts';

const installed = installedAwsClis();
const absent = 'The AWS CLI is not installed here, so its lists are not compared with what the wizard made. (Debian and Ubuntu: apt install awscli)';

it('the AWS CLI lists what the wizard made, under the ids that the wizard gave', { timeout: 180_000 }, async ({ skip }) => {
  if (installed.length === 0) {
    console.log(absent);
    skip(absent);
  }
  // Fast enough for a short run, and slow enough for the finished import to be listed still, seven days long.
  const sandbox = await startSandbox({ speed: 6_000 });
  onTestFinished(() => sandbox.close());
  const ran = await runWizard(['run', '--config', 'examples/onboarding.yaml', '--format', 'json', '--state-dir', temporaryFolder()], sandbox.environment);
  expect(ran, ran.last).toMatchObject({ code: 0 });
  expect(census(sandbox.world)).toEqual(oneOfEverything);
  const made = eventsOfType(ran, 'run.finished')[0]?.ids as unknown as StepOutputs;
  expect(Object.keys(made)).toHaveLength(10);
  const clis = installed.map((program) => awsCli(program, sandbox));
  onTestFinished(() => clis.forEach((cli) => cli.remove()));
  const lists = await Promise.all(clis.map((cli) => listed(cli, made)));
  for (const list of lists) expect(list).toEqual(expected(made));
});

/** What the wizard says, as the lists below put it. */
function expected({ network, upload, import: imported, image, bundle, directory, launch }: any) {
  const [{ bundleId }] = bundle.bundles;
  return {
    account: ['ENABLED', network.managementCidr],
    object: { listed: [[upload.key, upload.bytes]], bytes: upload.bytes },
    importTasks: [[imported.taskId, imported.amiId, 'completed']],
    amis: [[imported.amiId, 'available', 'uefi']],
    role: 'vmie.amazonaws.com',
    images: [[image.imageId, image.imageName, 'AVAILABLE']],
    bundles: [[bundleId, image.imageId, 'AVAILABLE']],
    directories: [[directory.directoryId, directory.registrationCode, 'DEDICATED', 'REGISTERED']],
    workspaces: [[launch.workspaces[0]?.workspaceId ?? '', directory.directoryId, bundleId, 'alice', 'AVAILABLE']],
    tags: { role: ours, image: ours, workspace: ours },
  };
}

const ours = { CostCenter: '1234', 'wizard-byol:onboarding': 'contoso-euw1' };

/** Everything once: each start of the CLI takes about a second of a processor. */
async function listed({ aws }: AwsCli, { upload, image, launch }: StepOutputs) {
  const workspaces = (operation: string, ...words: string[]) => aws('workspaces', operation, ...words);
  const [account, objects, head, tasks, amis, role, roleTags, images, imageTags, bundles, directories, desktops, desktopTags] = await Promise.all([
    workspaces('describe-account'),
    aws('s3api', 'list-objects-v2', '--bucket', upload.bucket),
    aws('s3api', 'head-object', '--bucket', upload.bucket, '--key', upload.key),
    aws('ec2', 'describe-import-image-tasks'),
    aws('ec2', 'describe-images', '--owners', 'self'),
    aws('iam', 'get-role', '--role-name', 'vmimport'),
    aws('iam', 'list-role-tags', '--role-name', 'vmimport'),
    workspaces('describe-workspace-images'),
    workspaces('describe-tags', '--resource-id', image.imageId),
    workspaces('describe-workspace-bundles'),
    workspaces('describe-workspace-directories'),
    workspaces('describe-workspaces'),
    workspaces('describe-tags', '--resource-id', launch.workspaces[0]?.workspaceId ?? ''),
  ]);
  return {
    account: [account.DedicatedTenancySupport, account.DedicatedTenancyManagementCidrRange],
    object: { listed: objects.Contents.map(({ Key, Size }: any) => [Key, Size]), bytes: head.ContentLength },
    importTasks: tasks.ImportImageTasks.map(({ ImportTaskId, ImageId, Status }: any) => [ImportTaskId, ImageId, Status]),
    amis: amis.Images.map(({ ImageId, State, BootMode }: any) => [ImageId, State, BootMode]),
    role: role.Role.AssumeRolePolicyDocument.Statement[0].Principal.Service,
    images: images.Images.map(({ ImageId, Name, State }: any) => [ImageId, Name, State]),
    bundles: bundles.Bundles.map(({ BundleId, ImageId, State }: any) => [BundleId, ImageId, State]),
    directories: directories.Directories.map(({ DirectoryId, RegistrationCode, Tenancy, State }: any) => [DirectoryId, RegistrationCode, Tenancy, State]),
    workspaces: desktops.Workspaces.map(({ WorkspaceId, DirectoryId, BundleId, UserName, State }: any) => [WorkspaceId, DirectoryId, BundleId, UserName, State]),
    tags: { role: tagsOf(roleTags.Tags), image: tagsOf(imageTags.TagList), workspace: tagsOf(desktopTags.TagList) },
  };
}

function tagsOf(tags: { Key: string; Value: string }[]): typeof ours {
  return Object.fromEntries(tags.filter(({ Key }) => Key in ours).map(({ Key, Value }) => [Key, Value])) as typeof ours;
}
