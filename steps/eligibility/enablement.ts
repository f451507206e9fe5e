import { errorCode } from '../../source/aws/errors.ts';
import { pace } from '../../source/knowledge/durations.ts';
import { minimums } from '../../source/knowledge/rules.ts';
import { type Problem, ProblemError } from '../../source/problem.ts';
import type { Change, LookWork, Sighting, Work } from '../../source/step.ts';
import { accountOf } from '../shared/account.ts';

/**
 * BYOL enabled for this account in this Region. The consent is given in the console: `workspaces:UpdateConsent` is in no SDK.
 * Source: https://docs.aws.amazon.com/workspaces/latest/adminguide/byol-windows-images.html
 */
export function enablement(work: Work): Change {
  return {
    id: 'enablement',
    title: 'BYOL enabled for the account, in the WorkSpaces console',
    call: { service: 'person', operation: 'EnableByol', input: { account: work.account, region: work.region } },
    kind: 'person',
    naturalKey: work.account,
    pace: pace('account.consent'),
    look: enabled,
    instructions: () => instructions(work),
  };
}

async function enabled(work: LookWork): Promise<Sighting> {
  try {
    const account = await accountOf(work.aws);
    if (account.enabled) return done(`DescribeAccount says ENABLED${account.range ? ` with ${account.range}` : ''}`);
    // An account with consent and no range yet still says DISABLED; only an enabled one gets an answer here, be it empty.
    await work.aws.read('workspaces:ListAvailableManagementCidrRanges', { ManagementCidrRangeConstraint: '10.0.0.0/8', MaxResults: 1 });
    return done('ListAvailableManagementCidrRanges answers');
  } catch (error) {
    if (!(error instanceof ProblemError) || errorCode(error) !== 'AccessDeniedException') throw error;
    if (deniedByPolicy(error.problem)) return { state: 'blocked', problem: { ...error.problem, back: 'eligibility' } };
    return { state: 'absent', note: 'the account is not enabled for BYOL in this Region' };
  }
}

function done(evidence: string): Sighting {
  return { state: 'done', outputs: { enabled: true }, evidence };
}

/** IAM names itself in the message; WorkSpaces gives the same code to an account that is not enabled. */
function deniedByPolicy(problem: Problem): boolean {
  return /not authorized to perform|explicit deny/i.test(problem.raw?.message ?? '');
}

const consoles: Record<string, string> = { aws: 'console.aws.amazon.com', 'aws-cn': 'console.amazonaws.cn', 'aws-us-gov': 'console.amazonaws-us-gov.com' };

function instructions({ partition, account, region, now }: Work): string[] {
  const minimum = minimums(region, now()).workspaces;
  return [
    'No API enables BYOL for the first time: a person agrees to the terms in the console, once for this account and this Region.',
    `Open https://${consoles[partition] ?? consoles['aws']}/workspaces/home?region=${region} as an administrator of account ${account} (permissions workspaces:DescribeConsent and workspaces:UpdateConsent).`,
    'Choose Account settings, then Bring your own license (BYOL), and start the enablement.',
    `Confirm what is asked: licences that allow virtual hosting, and at least ${minimum.value} WorkSpaces a month in this Region (or the GPU numbers).`,
    'Do not choose a management range there: this program ranks the free ones against your networks first.',
    'It is usually granted at once; some accounts are reviewed by a person at AWS, which can take days. For GPU bundles, open a case with AWS Support as well.',
  ];
}
