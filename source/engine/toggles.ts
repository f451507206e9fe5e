import { ProblemError, type Problem } from '../problem.ts';
import type { Step } from '../step.ts';
import { mayHaveTakenEffect, stepState, type ChangeState, type State, type StepState } from './fold.ts';
import { needPerson, patiently, type Session } from './session.ts';
import { sendWorkOf, workOf } from './work.ts';

/** The settings that a step changed and has not put back. */
export function openToggles(step: StepState): ChangeState[] {
  return [...step.changes.values()].filter(({ kind, keys }) => kind === 'toggle' && [...keys.values()].some(mayHaveTakenEffect));
}

/** Whether a step has changed a setting that is not put back. */
export function hasOpenToggle(state: State, step: Pick<Step, 'id'>): boolean {
  return openToggles(stepState(state, step.id)).length > 0;
}

/**
 * Puts back what the step's toggles changed; each is written down before and after, so that a run that dies in between does it again.
 *
 * @returns the problem where one could not be put back: it stays open, is shown by `status` and tried again at the next start.
 */
export async function putBack(session: Session, step: Step): Promise<Problem | undefined> {
  const { onboarding, around, signal } = session;
  const work = workOf(step, onboarding.state, around);
  const at = stepState(onboarding.state, step.id);
  for (const change of openToggles(at)) {
    const row = { step: step.id, attempt: at.attempt, change: change.id };
    const progress = (note: string) => session.tell({ type: 'step.progress', step: step.id, change: change.id, note });
    try {
      onboarding.append({ type: 'restoring', ...row, caller: around.caller });
      const outcome = await patiently(session, row, () => step.restore!(sendWorkOf(work, around.aws, progress, signal), change.id));
      if (outcome.kind === 'ok') {
        onboarding.append({ type: 'restored', ...row });
        progress(`put back: ${change.title}`);
      } else if (outcome.kind !== 'items') return notPutBack(session, step, change, outcome.problem);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProblemError)) throw error;
      return notPutBack(session, step, change, error.problem);
    }
  }
  return undefined;
}

function notPutBack(session: Session, step: Step, change: ChangeState, { again: _, ...cause }: Problem): Problem {
  const problem: Problem = {
    ...cause,
    what: `Not put back yet: ${change.title}. ${cause.what}`,
    todo: [...(cause.todo ?? []), 'The next run of this onboarding tries again.'],
    exit: cause.exit === 4 || cause.exit === 1 ? cause.exit : 3,
  };
  needPerson(session, step.id, problem);
  return problem;
}
