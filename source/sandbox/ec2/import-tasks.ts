import { createHash } from 'node:crypto';
import { duration } from '../durations.ts';
import { nextOutcome } from '../outcomes.ts';
import { ServiceError } from '../service.ts';
import type { Call, Operation } from '../service.ts';
import { divert } from '../stages.ts';
import { newId, stageAt } from '../world.ts';
import type { Ec2World } from '../world.ts';
import { judgeDisk } from './disk-image.ts';
import { importRole, importSource, mayRead } from './import-source.ts';
import { importStages } from './import-stages.ts';
import { dryRun, filtered, named, paged } from './listing.ts';
import { tagsOfNew } from './tags.ts';

type ImportTask = Ec2World['importTasks'][number];

/** Tasks that ended are listed for so long (API Reference, `DescribeImportImageTasks`). */
const listedFor = 7 * 86_400_000;

const importImage: Operation = (call) => {
  dryRun(call);
  const { world, now, region, input, visibleFrom } = call;
  const parametersHash = hashOf(input);
  const same = input.ClientToken && world.ec2.importTasks.find(({ clientToken }) => clientToken === input.ClientToken);
  if (same) {
    if (same.parametersHash === parametersHash) return described(call, same);
    throw new ServiceError('IdempotentParameterMismatch', 'The client token was used before, with other parameters.');
  }
  const tags = tagsOfNew(call, 'import-image-task');
  const source = importSource(call);
  const roleName: string = input.RoleName ?? 'vmimport';
  const role = importRole(call, roleName);
  const judged = judgeDisk(source.format, Buffer.from(source.object.head, 'base64'), source.object.size);
  const denied = mayRead(role, region, source)
    ? undefined
    : 'ClientError: Disk validation failed [We do not have access to the given resource. Reason 403 Forbidden]';
  const chosen = nextOutcome(world, 'import')?.message;
  const failure = denied ?? judged.failure ?? chosen ?? licence(input.LicenseType, judged.windows);
  const took = duration(world, 'import');
  const task: ImportTask = {
    ImportTaskId: newId(world, 'import-ami-'),
    ...(input.ClientToken ? { clientToken: input.ClientToken } : {}),
    parametersHash,
    bucket: source.bucket,
    key: source.key,
    format: source.format,
    sizeBytes: source.object.size,
    roleName,
    created: now,
    visibleFrom,
    encrypted: Boolean(input.Encrypted) || world.ec2.ebsEncryptionByDefault,
    architecture: input.Architecture ?? 'x86_64',
    platform: input.Platform ?? 'Windows',
    licenseType: input.LicenseType ?? 'BYOL',
    ...(input.BootMode ? { bootMode: input.BootMode } : {}),
    ...(input.Description ? { description: input.Description } : {}),
    ...(judged.windows ? { windows: judged.windows } : {}),
    stages: importStages(now, took, failure),
  };
  if (failure === undefined) task.imageId = register(call, task, now + took, judged.diskBytes ?? source.object.size);
  world.ec2.importTasks.push(task);
  if (tags.length > 0) world.ec2.tags[task.ImportTaskId] = tags;
  return described(call, task);
};

/** The AMI that a task ends with; it is there from `created` on. */
function register({ world }: Call, task: ImportTask, created: number, diskBytes: number): string {
  const ImageId = newId(world, 'ami-');
  world.ec2.images.push({
    ImageId,
    name: task.ImportTaskId,
    created,
    encrypted: task.encrypted,
    // Left to itself, VM Import may choose BIOS for a disk that could boot either way (VM Import/Export User Guide, "Requirements").
    bootMode: task.bootMode ?? 'legacy-bios',
    sourceTask: task.ImportTaskId,
    launchPermissions: [],
    snapshotId: newId(world, 'snap-'),
    sizeGib: Math.ceil(diskBytes / 1024 ** 3),
    ...(task.description ? { description: task.description } : {}),
    ...(task.windows ? { windows: task.windows } : {}),
  });
  return ImageId;
}

// Windows for desktops can be brought with one's own licence only (VM Import/Export User Guide, "Licensing").
function licence(type: string | undefined, windows: string | undefined): string | undefined {
  return type === 'AWS' && windows ? `ClientError: The license type AWS is incompatible with ${windows}. Use BYOL.` : undefined;
}

function hashOf(input: Record<string, unknown>): string {
  const parameters = Object.entries(input).filter(([name, value]) => name !== 'ClientToken' && value !== undefined);
  return createHash('sha256').update(JSON.stringify(parameters.sort(([one], [other]) => (one < other ? -1 : 1)))).digest('hex');
}

const describeImportImageTasks: Operation = (call) => {
  dryRun(call);
  const { world, now, input } = call;
  const listed = world.ec2.importTasks.filter((task) => {
    const { at, state } = stageAt(task, now);
    return task.visibleFrom <= now && (!['completed', 'deleted'].includes(state) || now < at + listedFor);
  });
  const idOf = ({ ImportTaskId }: ImportTask) => ImportTaskId;
  const tasks = named(listed, input.ImportTaskIds, idOf, 'InvalidConversionTaskId');
  const readers = { 'task-state': (task: ImportTask) => [stageAt(task, now).state] };
  const { items, ...more } = paged(call, filtered(call, tasks, readers, idOf));
  return { ImportImageTasks: items.map((task) => described(call, task)), ...more };
};

function described({ world, now }: Call, task: ImportTask): unknown {
  const { state, message, progress } = stageAt(task, now);
  const image = state === 'completed' ? world.ec2.images.find(({ ImageId }) => ImageId === task.imageId) : undefined;
  return {
    ImportTaskId: task.ImportTaskId,
    Architecture: task.architecture,
    Platform: task.platform,
    LicenseType: task.licenseType,
    Description: task.description,
    Encrypted: task.encrypted,
    BootMode: task.bootMode,
    ...(state === 'completed' ? { ImageId: task.imageId } : {}),
    Progress: progress === undefined ? undefined : String(progress),
    Status: state,
    StatusMessage: message,
    SnapshotDetails: [
      {
        DeviceName: '/dev/sda1',
        DiskImageSize: task.sizeBytes,
        Format: task.format,
        ...(image ? { SnapshotId: image.snapshotId } : {}),
        Status: state === 'active' ? 'active' : 'completed',
        UserBucket: { S3Bucket: task.bucket, S3Key: task.key },
      },
    ],
    Tags: world.ec2.tags[task.ImportTaskId],
  };
}

const cancelImportTask: Operation = (call) => {
  dryRun(call);
  const { world, now, input } = call;
  const [task] = named(world.ec2.importTasks, [input.ImportTaskId], ({ ImportTaskId }) => ImportTaskId, 'InvalidConversionTaskId');
  if (!task) return {};
  const { state } = stageAt(task, now);
  if (state === 'completed') throw new ServiceError('IncorrectState', `The import task ${task.ImportTaskId} is completed and can not be cancelled.`);
  if (state === 'active') {
    const message = input.CancelReason ?? 'User requested cancellation';
    divert(task, now, [
      { at: now, state: 'deleting', message },
      { at: now + 60_000, state: 'deleted', message },
    ]);
    world.ec2.images = world.ec2.images.filter(({ ImageId }) => ImageId !== task.imageId);
    delete task.imageId;
  }
  return { ImportTaskId: task.ImportTaskId, PreviousState: state, State: stageAt(task, now).state };
};

/** VM Import: tasks that turn an uploaded disk into an AMI. */
export const importOperations: Record<string, Operation> = {
  ImportImage: importImage,
  DescribeImportImageTasks: describeImportImageTasks,
  CancelImportTask: cancelImportTask,
};
