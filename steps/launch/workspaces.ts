import type { Output } from '../../source/aws/operations.ts';
import { pace } from '../../source/knowledge/durations.ts';
import { rule } from '../../source/knowledge/rules.ts';
import { pending, type Change, type Intent, type JsonObject, type LookWork, type Outcome, type SendWork, type Sighting, type Work } from '../../source/step.ts';
import { explained, sendTagged } from '../shared/outcome.ts';
import { tagList } from '../shared/tags.ts';
import type { LaunchAnswers } from './answers.ts';
import { hasAnother, refusedFor, workspaceFailed, workspaceUnhealthy } from './trouble.ts';

type Workspace = NonNullable<Output<'workspaces:DescribeWorkspaces'>['Workspaces']>[number];

/** What a user's WorkSpace is known by once it is done. */
export type WorkspaceMade = { readonly user: string; readonly workspaceId: string; readonly state: string };

/** A new WorkSpace may not answer the service for so long; milliseconds. */
const settling = 30 * 60_000;

type Wanted = { readonly DirectoryId: string; readonly BundleId: string; readonly WorkspaceProperties: Properties };
type Properties = { readonly RunningMode: 'AUTO_STOP' | 'ALWAYS_ON'; readonly RunningModeAutoStopTimeoutInMinutes?: number };

/** WorkSpaces for some users: one call makes some of them, and each user has an outcome of its own. */
export function workspacesChange(work: Work<LaunchAnswers>, id: 'pilot' | 'rest', users: readonly string[]): Change {
  const { runningMode = 'AUTO_STOP', autoStopMinutes = 60 } = work.answers;
  const wanted: Wanted = {
    DirectoryId: work.from('directory')?.directoryId ?? pending('directory'),
    BundleId: bundleOf(work)?.bundleId ?? pending('bundle'),
    WorkspaceProperties: { RunningMode: runningMode, ...(runningMode === 'AUTO_STOP' && { RunningModeAutoStopTimeoutInMinutes: autoStopMinutes }) },
  };
  const most = rule('launch.batch').value;
  const count = `${users.length} ${users.length === 1 ? 'WorkSpace' : 'WorkSpaces'}`;
  return {
    id,
    title: id === 'pilot' ? 'Pilot WorkSpace' : `${count} after the pilot`,
    call: { service: 'workspaces', operation: 'CreateWorkspaces', input: { Workspaces: (users.length > most ? [`«each of ${users.length} users»`] : users).map((UserName) => ({ ...wanted, UserName, Tags: tagList(work) })) } },
    kind: 'B',
    naturalKey: wanted.DirectoryId,
    pace: pace('launch'),
    billed: `${count}, ${runningMode === 'AUTO_STOP' ? 'AutoStop: by month and by hour of use' : 'AlwaysOn: by month'}, until terminated: https://aws.amazon.com/workspaces/pricing/`,
    items: { keys: users, most },
    look: (looking, intent) => lookForWorkspaces(looking, wanted, users, intent),
    send: (sending, _, keys = users) => launchFor(sending, wanted, keys),
  };
}

/** The bundle that is launched: the one named, or the only one. */
export function bundleOf(work: Work<LaunchAnswers>) {
  const bundles = work.from('bundle')?.bundles ?? [];
  return bundles.find(({ name }) => name === work.answers.bundle) ?? (work.answers.bundle === undefined ? bundles[0] : undefined);
}

async function lookForWorkspaces({ aws, now, name }: LookWork, wanted: Wanted, users: readonly string[], intent: Intent | undefined): Promise<Sighting> {
  const starting = intent !== undefined && now() - intent.time < settling;
  const all = await aws.list('workspaces:DescribeWorkspaces', { DirectoryId: wanted.DirectoryId }, ({ Workspaces }) => Workspaces);
  const present = all.filter(({ State }) => State !== 'TERMINATED');
  const byUser = new Map(present.map((workspace) => [workspace.UserName?.toLowerCase(), workspace]));
  return { state: 'items', items: Object.fromEntries(users.map((user) => [user, sightingOf(name, user, byUser.get(user.toLowerCase()), wanted.BundleId, starting)])) };
}

/** States of a WorkSpace: WorkSpaces API Reference, `Workspace`. */
function sightingOf(onboarding: string, user: string, workspace: Workspace | undefined, bundle: string, starting: boolean): Sighting {
  if (!workspace) return { state: 'absent' };
  const { WorkspaceId: id = '', BundleId = '', State: state = 'PENDING', ErrorCode, ErrorMessage } = workspace;
  if (state === 'TERMINATING') return { state: 'underway', note: `an earlier WorkSpace of ${user} is being terminated` };
  if (BundleId !== bundle) return { state: 'foreign', problem: hasAnother(user, id, BundleId, bundle) };
  switch (state) {
    // AutoStop has stopped it after it was available.
    case 'STOPPED':
    case 'STOPPING':
    case 'AVAILABLE':
      return { state: 'done', outputs: { user, workspaceId: id, state } satisfies WorkspaceMade };
    case 'ERROR':
      return { state: 'blocked', problem: workspaceFailed(onboarding, user, id, ErrorCode, ErrorMessage) };
    case 'UNHEALTHY':
    case 'IMPAIRED':
      if (starting) return { state: 'underway', note: `${user}: ${id} runs and does not answer the service yet`, outputs: { workspaceId: id } };
      return { state: 'blocked', problem: workspaceUnhealthy(user, id, state) };
    default:
      return { state: 'underway', note: `${user}: ${id} is ${state.toLowerCase().replaceAll('_', ' ')}`, outputs: { workspaceId: id } };
  }
}

async function launchFor(work: SendWork, wanted: Wanted, users: readonly string[]): Promise<Outcome> {
  let items: Record<string, Outcome> = {};
  const outcome = await sendTagged(work, (Tags) =>
    work.aws.send(
      'workspaces:CreateWorkspaces',
      { Workspaces: users.map((UserName) => ({ ...wanted, UserName, ...(Tags && { Tags }) })) },
      ({ PendingRequests, FailedRequests }) => {
        if (!PendingRequests && !FailedRequests) return undefined;
        items = { ...accepted(users, PendingRequests ?? []), ...refused(users, FailedRequests ?? []) };
        return {};
      },
    ),
  );
  // A user of whom the answer says nothing is left out: the engine takes that for an unknown outcome.
  return outcome.kind === 'ok' ? { kind: 'items', items } : explained(outcome, 'launch');
}

function accepted(users: readonly string[], pending: readonly Workspace[]): Record<string, Outcome> {
  return Object.fromEntries(
    pending.flatMap(({ UserName, WorkspaceId, State }): [string, Outcome][] => {
      const user = userNamed(users, UserName);
      const outputs: JsonObject = { workspaceId: WorkspaceId ?? '', state: State ?? 'PENDING' };
      return user && WorkspaceId ? [[user, { kind: 'ok', outputs }]] : [];
    }),
  );
}

type Failed = NonNullable<Output<'workspaces:CreateWorkspaces'>['FailedRequests']>[number];

function refused(users: readonly string[], failed: readonly Failed[]): Record<string, Outcome> {
  return Object.fromEntries(
    failed.flatMap(({ WorkspaceRequest, ErrorCode, ErrorMessage }): [string, Outcome][] => {
      const user = userNamed(users, WorkspaceRequest?.UserName);
      if (!user) return [];
      const problem = refusedFor(user, ErrorCode, ErrorMessage);
      // What exists may be the effect of an earlier call of ours: a look decides.
      return [[user, ErrorCode === 'ResourceExists.WorkSpace' ? { kind: 'unknown', problem } : { kind: 'refused', problem }]];
    }),
  );
}

function userNamed(users: readonly string[], name: string | undefined): string | undefined {
  return users.find((user) => user.toLowerCase() === name?.toLowerCase());
}
