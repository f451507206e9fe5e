import type { Finding, Work } from '../../source/step.ts';
import { rule } from '../../source/knowledge/rules.ts';
import { cite } from '../../source/knowledge/sources.ts';
import { ifAllowed } from '../shared/account.ts';
import { directoryOf } from '../shared/directory.ts';
import { repeated } from '../shared/repeated.ts';
import type { LaunchAnswers } from './answers.ts';
import { bundleOf } from './workspaces.ts';

/** Users named twice, a bundle that is not there, mail that AWS will not send, and what every image gets wrong first. */
export async function launchFindings(work: Work<LaunchAnswers>): Promise<readonly Finding[]> {
  const time = rule('launch.time-source', work.now());
  return [
    ...twice(work.answers.users ?? []),
    ...noBundle(work),
    ...(await invitations(work)),
    { rule: time.id, level: 'info', title: time.says, source: cite(time.source) },
  ];
}

function twice(users: readonly string[]): Finding[] {
  const named = repeated(users, (user) => user.toLowerCase());
  if (!named.length) return [];
  return [{ rule: 'launch.user-twice', level: 'blocker', title: `Named more than once in launch.users: ${named.join(', ')}.`, fix: 'Name each user once; upper and lower case do not differ.', certainty: 'seen' }];
}

function noBundle(work: Work<LaunchAnswers>): Finding[] {
  const made = work.from('bundle')?.bundles;
  if (!made || bundleOf(work)) return [];
  return [{ rule: 'launch.bundle', level: 'blocker', title: `No bundle named ${work.answers.bundle ?? ''} was made.`, fix: `Set launch.bundle to one of ${made.map(({ name }) => name).join(', ')}.`, certainty: 'seen' }];
}

async function invitations(work: Work<LaunchAnswers>): Promise<Finding[]> {
  const told = await ifAllowed(directoryOf(work.aws, work.from('directory')?.directoryId));
  const code = work.from('directory')?.registrationCode ?? '';
  const connector = 'value' in told && told.value?.Type === 'ADConnector';
  const why = connector ? 'AWS sends no invitation to users of an AD Connector' : 'AWS sends an invitation only to users that were made in its console';
  return [{ rule: 'launch.invitations', level: 'info', title: `${why}: tell the users their registration code, ${code}.`, source: cite('create'), certainty: connector ? 'seen' : 'inferred' }];
}
