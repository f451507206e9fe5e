import { pace } from '../../source/knowledge/durations.ts';
import type { RawError } from '../../source/problem.ts';
import type { Change, JsonObject, Outcome, StepId, Work } from '../../source/step.ts';
import { explained, sendTagged } from './outcome.ts';
import { tagList } from './tags.ts';

/** For so long after its creation AWS may not see a role yet; milliseconds. */
const young = 10 * 60_000;

/** A role to be made: its trust policy, and what its description says. */
export type RoleWanted = Pick<Change, 'id' | 'title' | 'look'> & { readonly step: StepId; readonly name: string; readonly trust: JsonObject; readonly description: string };

/** A role of the account, made with the onboarding's tags where `look` finds none of that name. */
export function roleCreation(work: Work, { id, title, look, step, name, trust, description }: RoleWanted): Change {
  const input = { RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust), Description: description };
  return {
    id,
    title,
    call: { service: 'iam', operation: 'CreateRole', input: { ...input, Tags: tagList(work) } },
    kind: 'B',
    naturalKey: name,
    pace: pace('role'),
    look,
    send: async (sending) =>
      explained(
        await sendTagged(sending, (Tags) => sending.aws.send('iam:CreateRole', { ...input, ...(Tags && { Tags }) }, ({ Role }) => (Role?.Arn ? { arn: Role.Arn } : undefined))),
        step,
      ),
  };
}

/** When a role was made (`created`, milliseconds since 1970; anything else: not by this onboarding), and what a refusal says that takes it for missing. */
export type YoungRole = { readonly created: unknown; readonly now: number; readonly what: string; missing(raw: RawError): boolean };

/** A service says that a role is missing while it is only too new: that passes by itself. */
export function waitForRole(outcome: Outcome, { created, now, what, missing }: YoungRole): Outcome {
  if (outcome.kind !== 'refused' || !outcome.problem.raw || !missing(outcome.problem.raw)) return outcome;
  if (typeof created !== 'number' || now - created > young) return outcome;
  return { kind: 'refused', problem: { ...outcome.problem, what, again: 'soon' } };
}
