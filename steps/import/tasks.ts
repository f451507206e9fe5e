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
 * neither shows (a task begun by hand), by the object it reads, unless an earlier attempt may have begun it. None of them
 * reads another object, was listed before our intent, or had failed when there was no intent yet.
 */
export function ourTasks(work: LookWork<ImportAnswers>, tasks: readonly Task[], intent: Intent | undefined): readonly Task[] {
  const accepted = work.accepted('task')?.['taskId'];
  const byId = tasks.filter(({ ImportTaskId }) => ImportTaskId === accepted);
  if (byId.length) return byId;
  const before = new Set(intent?.before.map((entry) => entry.replace(hasToken, '')));
  const possible = tasks.filter((task) => !before.has(task.ImportTaskId ?? '') && (intent || !task.Status?.startsWith('delet')) && reads(task, work) !== 'another');
  const byToken = possible.filter((task) => carries(task, work.token('task')));
  if (byToken.length || (!intent && work.attempt > 1)) return byToken;
  return possible.filter((task) => !tokenOf(task) && reads(task, work) === 'ours');
}

/** Marks, in what was listed before an intent, a task that has used up this attempt's client token. */
const hasToken = ' has the token';

/** What a look that found none of ours leaves for the intent: all that is listed, and what earlier tries of this attempt left. */
export function listedBefore(work: LookWork<ImportAnswers>, tasks: readonly Task[], intent: Intent | undefined): readonly string[] {
  const listed = tasks.map((task) => `${task.ImportTaskId ?? ''}${carries(task, work.token('task')) ? hasToken : ''}`);
  return [...new Set([...(intent?.before ?? []), ...listed])];
}

/**
 * The client token of an intent. To a token that it knows AWS answers with the old task, ended or not, or with a mismatch;
 * so a lost journal's tasks are counted on. The same for every try of an attempt: what was listed before it is only added to.
 */
export function clientTokenOf({ token, before }: Pick<Intent, 'token' | 'before'>): string {
  const spent = before.filter((entry) => entry.endsWith(hasToken)).length;
  return spent ? `${token}-${spent + 1}` : token;
}

/** Whether a task reads this onboarding's object; one that failed early does not say what it reads. */
function reads({ SnapshotDetails }: Task, work: LookWork<ImportAnswers>): 'ours' | 'another' | 'unknown' {
  const upload = work.from('upload');
  const objects = (SnapshotDetails ?? []).flatMap(({ UserBucket }) => (UserBucket?.S3Key ? [UserBucket] : []));
  if (!upload || !objects.length) return 'unknown';
  return objects.some(({ S3Bucket, S3Key }) => S3Bucket === upload.bucket && S3Key === upload.key) ? 'ours' : 'another';
}

function carries(task: Task, token: string): boolean {
  return tokenOf(task) === token || (task.Description?.includes(token) ?? false);
}

function tokenOf({ Tags }: Task): string | undefined {
  return Tags?.find(({ Key }) => Key === tokenTag)?.Value;
}
