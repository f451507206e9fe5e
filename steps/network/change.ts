import { pace } from '../../source/knowledge/durations.ts';
import { rule } from '../../source/knowledge/rules.ts';
import type { Problem } from '../../source/problem.ts';
import { pending, type Change, type Intent, type LookWork, type Outcome, type SendWork, type Sighting, type Work } from '../../source/step.ts';
import { minuteText } from '../../source/words.ts';
import { accountOf } from '../shared/account.ts';
import { explained } from '../shared/outcome.ts';
import { type Answers, chosenRange, rankedLines, rankOffers } from './choice.ts';
import { keyOf, modificationsOf, type Modification } from './modifications.ts';

/** The management range of the account in this Region: set once, for good. */
export function managementRange(work: Work<Answers>): Change {
  const chosen = chosenRange(work.answers);
  const range = chosen ?? pending('network');
  const input = { DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: range } as const;
  let ranking: readonly string[] = [];
  return {
    id: 'management-cidr',
    title: chosen ? `Management range ${chosen}` : 'Management range of the account',
    call: { service: 'workspaces', operation: 'ModifyAccount', input },
    kind: 'D',
    naturalKey: work.account,
    pace: pace('account.modification'),
    confirm: {
      key: 'confirmManagementCidr',
      expected: range,
      title: `Give account ${work.account} the management range ${range} in ${work.region}?`,
      why: `${rule('network.immutable', work.now()).says} No call, no support case and no new directory takes it back.`,
      // Ranked by the look that finds the range not set, which comes just before the question.
      get details() {
        return ranking;
      },
    },
    async look(looking: LookWork<Answers>, intent) {
      const sighting = await look(looking, range, intent);
      const unconfirmed = sighting.state === 'absent' && !intent && looking.answers.confirmManagementCidr !== range;
      if (unconfirmed) ranking = rankedLines(await rankOffers(looking));
      return sighting;
    },
    send: ({ aws }: SendWork) => send(aws, input),
  };
}

async function send(aws: SendWork['aws'], input: { readonly DedicatedTenancySupport: 'ENABLED'; readonly DedicatedTenancyManagementCidrRange: string }): Promise<Outcome> {
  // An answer without its message is no answer of this operation.
  const outcome = await aws.send('workspaces:ModifyAccount', input, ({ Message }) => (Message === undefined ? undefined : { managementCidr: input.DedicatedTenancyManagementCidrRange }));
  return explained(outcome, 'network');
}

async function look(work: LookWork<Answers>, wanted: string, intent: Intent | undefined): Promise<Sighting> {
  const account = await accountOf(work.aws);
  if (account.range) {
    if (intent && account.range !== wanted) return { state: 'foreign', problem: otherRange(account.range, wanted) };
    return { state: 'done', outputs: { managementCidr: account.range }, evidence: intent ? `DescribeAccount shows ${account.range}` : `the account had ${account.range} already` };
  }
  if (account.linked === 'target') return { state: 'blocked', problem: linked(work) };
  const modifications = await modificationsOf(work.aws);
  const [latest] = modifications;
  // Completed between the two listings, or not shown by the first one yet: nothing may be sent over it.
  const settling = latest?.state === 'COMPLETED' && latest.range !== undefined;
  if (latest && (latest.state === 'PENDING' || settling)) {
    if (intent && latest.range !== wanted) return { state: 'foreign', problem: otherRange(latest.range ?? 'another range', wanted) };
    if (settling) return { state: 'underway', note: `AWS has prepared ${latest.range}; the account does not show it yet` };
    return { state: 'underway', note: `AWS has been preparing ${latest.range ?? 'the range'} since ${minuteText(latest.started)} UTC` };
  }
  const failed = intent && modifications.find((one) => one.state === 'FAILED' && one.range === wanted && !intent.before.includes(keyOf(one)));
  if (failed) return { state: 'blocked', problem: failedWith(failed, wanted, work) };
  return { state: 'absent', before: modifications.map(keyOf), ...(latest?.state === 'FAILED' && { note: `an earlier modification failed${latest.error ? `: ${latest.error}` : ''}` }) };
}

function otherRange(found: string, wanted: string): Problem {
  return {
    code: 'network.other-range',
    what: `The account has or is getting the management range ${found}, but ${wanted} was confirmed and sent.`,
    causes: ['A colleague chose a range at the same time, in the console or by another program.'],
    todo: [
      'Ask who chose it: CloudTrail shows ModifyAccount with its caller.',
      `If ${found} is right for you, go on in a new onboarding, which takes it as it is: wizard run --name NEW-NAME --config FILE`,
    ],
    back: 'network',
    exit: 1,
  };
}

function failedWith({ error, started }: Modification, wanted: string, { region }: LookWork<Answers>): Problem {
  return {
    code: 'network.modification-failed',
    what: `AWS could not give the account the management range ${wanted}${error ? `: ${error.replace(/\.$/, '')}` : ''}.`,
    causes: ['The range was given away between the listing and the call.', 'Something at AWS: the message above is all it tells.'],
    todo: [
      `Show AWS Support the modification of ${new Date(started).toISOString()}: aws workspaces describe-account-modifications --region ${region}`,
      `When they have cleared the way, send it once more and go on: aws workspaces modify-account --dedicated-tenancy-support ENABLED --dedicated-tenancy-management-cidr-range ${wanted} --region ${region}, then wizard resume`,
    ],
    back: 'network',
    exit: 1,
  };
}

function linked({ account, region }: LookWork<Answers>): Problem {
  return {
    code: 'network.linked',
    what: `Account ${account} is linked to another BYOL account in ${region}, and that one has no management range yet.`,
    causes: [rule('network.link-instead').says],
    todo: ['Choose the range in the account that it is linked to, then run this again.'],
    back: 'network',
    exit: 4,
  };
}
