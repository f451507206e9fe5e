import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../source/sandbox/server.ts';
import { directorySubnets } from '../../source/sandbox/small-company.ts';
import { awsCli, installedAwsClis, type AwsCli } from './aws-cli.ts';

const ova = fileURLToPath(new URL('../../examples/win11.ova', import.meta.url));
const installed = installedAwsClis();
const absent = 'The AWS CLI is not installed here, so its onboarding is not tested. (Debian and Ubuntu: apt install awscli)';

it.concurrent.for(installed.length > 0 ? installed : ['aws'])('%s does the whole onboarding by itself', { timeout: 300_000 }, async (program, { skip }) => {
  if (installed.length === 0) {
    console.log(absent);
    skip(absent);
  }
  // Nearly three hours a second: what takes AWS hours is done in a call or two, and a finished task is still listed a minute later.
  const sandbox = await startSandbox({ speed: 10_000 });
  const cli = awsCli(program, sandbox);
  try {
    await onboard(cli, sandbox);
  } finally {
    cli.remove();
    await sandbox.close();
  }
});

async function until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  for (;;) {
    const found = await look();
    if (found) return found;
  }
}

const trust = (service: string, condition?: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole', ...(condition ? { Condition: condition } : {}) }],
});

async function onboard({ aws, refused, file }: AwsCli, sandbox: Sandbox): Promise<void> {
  const bucket = 'byol-import-111122223333-eu-west-1';
  const directory = 'd-906702f0a1';
  expect((await aws('sts', 'get-caller-identity')).Account).toBe(sandbox.world.account);
  expect((await aws('workspaces', 'describe-account')).DedicatedTenancySupport).toBe('DISABLED');
  const search = ['--management-cidr-range-constraint', '10.40.0.0/13', '--max-results', '5'];
  const { ManagementCidrRanges, NextToken } = await aws('workspaces', 'list-available-management-cidr-ranges', ...search);
  expect(ManagementCidrRanges).toContain('10.42.0.0/16');
  await aws('workspaces', 'list-available-management-cidr-ranges', ...search, '--next-token', NextToken);
  const choice = ['--dedicated-tenancy-support', 'ENABLED', '--dedicated-tenancy-management-cidr-range', '10.42.0.0/16'];
  await aws('workspaces', 'modify-account', ...choice);
  expect(await refused('workspaces', 'modify-account', ...choice)).toMatch(/\(InvalidResourceStateException\)/);
  await until(async () => (await aws('workspaces', 'describe-account')).DedicatedTenancySupport === 'ENABLED');
  expect((await aws('workspaces', 'describe-account-modifications')).AccountModifications).toMatchObject([{ ModificationState: 'COMPLETED' }]);

  await aws('s3', 'mb', `s3://${bucket}`);
  await aws('s3', 'cp', ova, `s3://${bucket}/win11.ova`, '--no-progress');
  expect(await aws('s3', 'ls', `s3://${bucket}/`)).toMatch(/win11\.ova/);

  const vmie = trust('vmie.amazonaws.com', { StringEquals: { 'sts:Externalid': 'vmimport' } });
  await aws('iam', 'create-role', '--role-name', 'vmimport', '--assume-role-policy-document', file('trust.json', vmie));
  const permissions = file('permissions.json', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'], Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`] },
      { Effect: 'Allow', Action: ['ec2:ModifySnapshotAttribute', 'ec2:CopySnapshot', 'ec2:RegisterImage', 'ec2:Describe*'], Resource: '*' },
    ],
  });
  await aws('iam', 'put-role-policy', '--role-name', 'vmimport', '--policy-name', 'vmimport', '--policy-document', permissions);

  const disks = file('disks.json', [{ Format: 'OVA', UserBucket: { S3Bucket: bucket, S3Key: 'win11.ova' } }]);
  const importing = ['--platform', 'Windows', '--architecture', 'x86_64', '--license-type', 'BYOL', '--boot-mode', 'uefi', '--disk-containers', disks];
  const { ImportTaskId } = await aws('ec2', 'import-image', ...importing);
  const task = await until(async () => {
    const { ImportImageTasks } = await aws('ec2', 'describe-import-image-tasks', '--import-task-ids', ImportTaskId);
    return ['completed', 'deleted'].includes(ImportImageTasks[0].Status) ? ImportImageTasks[0] : undefined;
  });
  expect(task).toMatchObject({ Status: 'completed', ImageId: expect.stringMatching(/^ami-/) });

  const named = ['--image-name', 'win11-24h2', '--image-description', 'Windows 11 24H2', '--ingestion-process', 'BYOL_REGULAR_WSP'];
  const { ImageId } = await aws('workspaces', 'import-workspace-image', '--ec2-image-id', task.ImageId, ...named, '--tags', 'Key=CostCenter,Value=1234');
  await until(async () => {
    const { Images } = await aws('workspaces', 'describe-workspace-images', '--image-ids', ImageId);
    return Images[0].State === 'AVAILABLE';
  });
  const shape = ['--compute-type', 'Name=STANDARD', '--user-storage', 'Capacity=50', '--root-storage', 'Capacity=80'];
  const { WorkspaceBundle } = await aws(
    'workspaces', 'create-workspace-bundle', '--bundle-name', 'win11-standard', '--bundle-description', 'Standard', '--image-id', ImageId, ...shape,
  );
  const { BundleId } = WorkspaceBundle;
  await until(async () => (await aws('workspaces', 'describe-workspace-bundles', '--bundle-ids', BundleId)).Bundles[0].State === 'AVAILABLE');

  const registration = ['--directory-id', directory, '--tenancy', 'DEDICATED', '--subnet-ids', ...directorySubnets];
  // Older models of the service require a member that today's do not have any more.
  const without = await refused('workspaces', 'register-workspace-directory', ...registration);
  const workDocs = /EnableWorkDocs|enable-work-docs/.test(without) ? ['--no-enable-work-docs'] : [];
  if (workDocs.length === 0) expect(without).toMatch(/\(WorkspacesDefaultRoleNotFoundException\)/);
  const workspacesTrust = file('workspaces-trust.json', trust('workspaces.amazonaws.com'));
  await aws('iam', 'create-role', '--role-name', 'workspaces_DefaultRole', '--assume-role-policy-document', workspacesTrust);
  for (const policy of ['AmazonWorkSpacesServiceAccess', 'AmazonWorkSpacesSelfServiceAccess']) {
    await aws('iam', 'attach-role-policy', '--role-name', 'workspaces_DefaultRole', '--policy-arn', `arn:aws:iam::aws:policy/${policy}`);
  }
  await aws('workspaces', 'register-workspace-directory', ...registration, ...workDocs);
  await until(async () => {
    const { Directories } = await aws('workspaces', 'describe-workspace-directories', '--directory-ids', directory);
    return Directories[0].State === 'REGISTERED';
  });

  const request = { DirectoryId: directory, UserName: 'alice', BundleId, WorkspaceProperties: { RunningMode: 'AUTO_STOP' } };
  const wanted = file('workspaces.json', [request, { ...request, UserName: 'nobody-of-that-name' }]);
  const { PendingRequests, FailedRequests } = await aws('workspaces', 'create-workspaces', '--workspaces', wanted);
  expect(FailedRequests).toMatchObject([{ ErrorCode: 'ResourceNotFound.User' }]);
  const desktop = await until(async () => {
    const { Workspaces } = await aws('workspaces', 'describe-workspaces', '--workspace-ids', PendingRequests[0].WorkspaceId);
    return Workspaces.find(({ State }: { State: string }) => State === 'AVAILABLE');
  });
  expect(desktop).toMatchObject({ UserName: 'alice', DirectoryId: directory, BundleId });
}
