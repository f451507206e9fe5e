import type { Change, Step, Work } from '../source/step.ts';
import { questions, type LaunchAnswers } from './launch/answers.ts';
import { launchFindings } from './launch/findings.ts';
import { workspacesChange, type WorkspaceMade } from './launch/workspaces.ts';

/** The WorkSpaces: one pilot, and when it is healthy the rest. */
export const launch: Step<LaunchAnswers, 'launch'> = {
  id: 'launch',
  title: 'Launch',
  why: 'The first WorkSpace shows whether image, directory and network fit together, before many are paid for.',
  needs: ['bundle', 'directory'],
  questions,
  findings: launchFindings,
  changes,
  outputs(work) {
    const changed = changes(work);
    const workspaces = changed.flatMap(({ id }) => Object.values(work.made(id) ?? {}) as unknown as WorkspaceMade[]);
    const all = changed.length > 0 && changed.every(({ id }) => work.made(id));
    return all ? { workspaces: workspaces.map(({ user, workspaceId, state }) => ({ user, workspaceId, state })) } : undefined;
  },
};

/** One change for the pilot, one for all others: each user is a key with an outcome of its own. */
function changes(work: Work<LaunchAnswers>): Change[] {
  const [pilot, ...rest] = different(work.answers.users ?? []);
  return [workspacesChange(work, 'pilot', pilot === undefined ? [] : [pilot]), ...(rest.length ? [workspacesChange(work, 'rest', rest)] : [])];
}

/** A user named twice is a finding; the plan counts it once. */
function different(users: readonly string[]): readonly string[] {
  const lower = users.map((user) => user.toLowerCase());
  return users.filter((_, index) => lower.indexOf(lower[index] ?? '') === index);
}
