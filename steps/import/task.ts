import { pace } from '../../source/knowledge/durations.ts';
import { rule } from '../../source/knowledge/rules.ts';
import { windowsRelease } from '../../source/knowledge/windows.ts';
import { pending, type Change, type Intent, type LookWork, type Sighting, type Work } from '../../source/step.ts';
import { line } from '../../source/text.ts';
import { unlessAbsent } from '../shared/absent.ts';
import { explained, sendTagged } from '../shared/outcome.ts';
import { waitForRole } from '../shared/role.ts';
import { tagList, tokenTag, type Tag } from '../shared/tags.ts';
import { judgeAmi } from './ami.ts';
import { defaultRole, type ImportAnswers } from './answers.ts';
import type { RoleMade } from './role.ts';
import { clientTokenOf, listedBefore, ourTasks, tasksOf, type Task } from './tasks.ts';
import { notThere, severalTasks, taskEnded } from './trouble.ts';

/** The import itself: one task, found again by its token. */
export function taskChange(work: Work<ImportAnswers>): Change {
  const token = work.token('task');
  const upload = work.from('upload');
  const windows = work.from('checker')?.windows;
  const RoleName = work.answers.role ?? defaultRole;
  const input = {
    ClientToken: token,
    // The description needs no right to tag, and every listing shows it.
    Description: `${work.name}, attempt ${work.attempt} (${token})`,
    DiskContainers: [{ Format: work.from('export')?.format ?? pending('export'), UserBucket: { S3Bucket: upload?.bucket ?? pending('upload'), S3Key: upload?.key ?? pending('upload') } }],
    LicenseType: 'BYOL',
    Platform: 'Windows',
    Architecture: 'x86_64',
    BootMode: (windows && windowsRelease(windows)?.bootMode) ?? pending('checker'),
    RoleName,
  };
  return {
    id: 'task',
    title: 'Import of the disk as an image',
    call: { service: 'ec2', operation: 'ImportImage', input: { ...input, TagSpecifications: specified(tagList(work, { [tokenTag]: token })) } },
    kind: 'A',
    naturalKey: token,
    pace: pace('import.task'),
    billed: 'The import costs nothing; the snapshot behind the image is billed while it exists: https://aws.amazon.com/ebs/pricing/',
    look: lookForTask,
    async send(sending, intent) {
      const ClientToken = clientTokenOf(intent);
      const outcome = await sendTagged(
        sending,
        (Tags) =>
          sending.aws.send(
            'ec2:ImportImage',
            { ...input, ClientToken, BootMode: input.BootMode as 'uefi' | 'legacy-bios', ...(Tags && { TagSpecifications: specified(Tags) }) },
            ({ ImportTaskId }) => (ImportTaskId ? { taskId: ImportTaskId } : undefined),
          ),
        { [tokenTag]: token },
      );
      const role = work.made('role') as RoleMade | undefined;
      return waitForRole(explained(outcome, 'import'), {
        created: role?.created,
        now: sending.now(),
        what: `VM Import does not see the role ${RoleName} yet.`,
        missing: ({ message = '' }) => /service role/i.test(message),
      });
    },
  };
}

function specified(Tags: Tag[]) {
  return [{ ResourceType: 'import-image-task' as const, Tags }];
}

async function lookForTask(work: LookWork<ImportAnswers>, intent: Intent | undefined): Promise<Sighting> {
  const tasks = await tasksOf(work.aws);
  const possible = ourTasks(work, tasks, intent);
  const older = await Promise.all(possible.map((task) => olderThanObject(work, task, intent)));
  const ours = possible.filter((_, index) => !older[index]);
  if (ours.length > 1) return { state: 'several', problem: severalTasks(ours.map(({ ImportTaskId }) => ImportTaskId ?? '')) };
  if (ours[0]) return sightingOf(work, ours[0]);
  const taskId = work.accepted('task')?.['taskId'];
  const image = typeof taskId === 'string' ? await imageOf(work, taskId) : undefined;
  return image ?? { state: 'absent', before: listedBefore(work, tasks, intent) };
}

/** Whether a task that this journal knows nothing of made its image before the object was last written: it read other bytes. Tasks carry no time of their own. */
async function olderThanObject({ aws, account, from }: LookWork, { Status, ImageId }: Task, intent: Intent | undefined): Promise<boolean> {
  const upload = from('upload');
  if (intent || !upload || Status !== 'completed' || !ImageId) return false;
  const [images, head] = await Promise.all([
    unlessAbsent(aws.read('ec2:DescribeImages', { ImageIds: [ImageId] }), 'InvalidAMIID.NotFound', 'InvalidAMIID.Unavailable'),
    unlessAbsent(aws.read('s3:HeadObject', { Bucket: upload.bucket, Key: upload.key, ExpectedBucketOwner: account }), 'NotFound', 'NoSuchKey'),
  ]);
  return Date.parse(images?.Images?.[0]?.CreationDate ?? '') < (head?.LastModified?.getTime() ?? 0);
}

/** A task that runs already, named by the answers. */
export function namedTask(taskId: string): Change {
  const gone = () => notThere(taskId, ` (tasks are listed for ${rule('import.task-listing').value} days after their end, and no image carries its name)`);
  return {
    id: 'task',
    title: `Import task ${taskId}, as it is`,
    call: { service: 'ec2', operation: 'DescribeImportImageTasks', input: { ImportTaskIds: [taskId] } },
    kind: 'look',
    naturalKey: taskId,
    pace: pace('import.task'),
    async look(work) {
      const task = (await tasksOf(work.aws)).find(({ ImportTaskId }) => ImportTaskId === taskId);
      return task ? sightingOf(work, task) : ((await imageOf(work, taskId)) ?? { state: 'blocked', problem: gone() });
    },
  };
}

/** Where a task stands, by AWS's own words (VM Import/Export User Guide, "Monitor an import image task"). */
async function sightingOf(work: LookWork, { ImportTaskId: taskId = '', ImageId, Status = '', StatusMessage, Progress, BootMode }: Task): Promise<Sighting> {
  if (Status === 'deleted' || Status === 'deleting') return { state: 'blocked', problem: taskEnded(work, taskId, Status, StatusMessage) };
  if (Status === 'completed' && ImageId) {
    const judged = await judgeAmi(work, ImageId, { taskId, ...(BootMode && { bootMode: BootMode }) });
    return judged ?? { state: 'underway', note: `the image ${ImageId} is made; AWS does not list it yet`, progress: 1, outputs: { taskId } };
  }
  const percent = Progress && /^\d+(?:\.\d+)?$/.test(Progress) ? Number(Progress) : undefined;
  const stage = line(StatusMessage || Status || 'begun');
  return { state: 'underway', note: percent === undefined ? stage : `${stage}, ${percent} %`, ...(percent !== undefined && { progress: percent / 100 }), outputs: { taskId } };
}

/** The image of a task that is no longer listed: VM Import names it after the task. */
async function imageOf(work: LookWork, taskId: string): Promise<Sighting | undefined> {
  const images = await work.aws.list('ec2:DescribeImages', { Owners: ['self'], Filters: [{ Name: 'name', Values: [taskId] }] }, ({ Images }) => Images);
  const amiId = images.find(({ Name }) => Name === taskId)?.ImageId;
  return amiId ? judgeAmi(work, amiId, { taskId }) : undefined;
}
