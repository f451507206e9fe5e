import type { ReadingAws } from '../../source/aws/aws.ts';
import type { Output } from '../../source/aws/operations.ts';
import type { Intent, LookWork } from '../../source/step.ts';
import { tokenTag } from '../shared/tags.ts';
import type { ImportAnswers } from './answers.ts';

export type Task = NonNullable<Output<'ec2:DescribeImportImageTasks'>['ImportImageTasks']>[number];

/** Every task that AWS shows: those that run and those of the last 7 days. One listing serves all that watch. */
export function tasksOf(aws: ReadingAws): Promise<readonly Task[]> {
  return aws.list('ec2:DescribeImportImageTasks', {}, ({ ImportImageTasks }) => ImportImageTasks);
}

/**
 * The tasks that can be this attempt's: by the id that AWS returned; else by the token in tags or description; else, where
 * neither shows (a task begun by hand), by the object it reads, unless an earlier attempt may have begun it.
 */
export function ourTasks(work: LookWork<ImportAnswers>, tasks: readonly Task[], intent: Intent | undefined): readonly Task[] {
  const accepted = work.accepted('task')?.['taskId'];
  const byId = tasks.filter(({ ImportTaskId }) => ImportTaskId === accepted);
  if (byId.length) return byId;
  const token = work.token('task');
  const byToken = tasks.filter((task) => tokenOf(task) === token || task.Description?.includes(token));
  if (byToken.length) return byToken;
  const upload = work.from('upload');
  if (!upload || (!intent && work.attempt > 1)) return [];
  return tasks.filter(
    (task) =>
      !tokenOf(task) &&
      !intent?.before.includes(task.ImportTaskId ?? '') &&
      (intent !== undefined || !task.Status?.startsWith('delet')) &&
      task.SnapshotDetails?.some(({ UserBucket }) => UserBucket?.S3Bucket === upload.bucket && UserBucket.S3Key === upload.key),
  );
}

function tokenOf({ Tags }: Task): string | undefined {
  return Tags?.find(({ Key }) => Key === tokenTag)?.Value;
}
