import { explain, problemFrom } from '../../source/knowledge/errors.ts';
import type { Problem } from '../../source/problem.ts';
import type { Outcome, SendWork, StepId } from '../../source/step.ts';
import { tagList, type Tag } from './tags.ts';

/** A refusal in the catalogue's words, where it knows AWS's answer; trouble of the connection and of permissions keeps its own. */
export function explained(outcome: Outcome, step: StepId): Outcome {
  return outcome.kind === 'refused' ? { kind: 'refused', problem: explainedProblem(outcome.problem, step) } : outcome;
}

/** What AWS said of its own accord, in the catalogue's words where it knows them; `step` is where to go back to otherwise. */
function explainedProblem(problem: Problem, step: StepId): Problem {
  const { raw, exit } = problem;
  if (!raw || (problem.code !== 'aws.refused' && problem.code !== 'aws.exists')) return problem;
  const operation = raw.operation.split(':').at(-1);
  const known = explain(raw.message ?? '', { code: raw.code, operation, step });
  return known.length ? problemFrom(known, { raw, exit }) : { ...problem, back: problem.back ?? step };
}

/**
 * Sends with the onboarding's tags. Where only the right to tag is missing, that call was certainly not executed: it is said,
 * and the same goes out without tags, to be found again by its name.
 */
export async function sendTagged(work: SendWork, send: (tags: Tag[] | undefined) => Promise<Outcome>, more?: { readonly [key: string]: string }): Promise<Outcome> {
  const outcome = await send(tagList(work, more));
  if (outcome.kind !== 'refused' || !/:(?:CreateTags|TagRole|TagResource)\b/.test(outcome.problem.raw?.message ?? '')) return outcome;
  work.progress('These credentials may not tag: made without tags, and found again by its name');
  return send(undefined);
}
