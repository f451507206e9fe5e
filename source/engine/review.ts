import { ProblemError } from '../problem.ts';
import { configKey, type Question, type Step, type StepId, type Work } from '../step.ts';
import { beginAnew } from './answers.ts';
import type { AnswerState, State } from './fold.ts';
import { workOf, type Surroundings } from './work.ts';

/** A question of the onboarding with its answer, as a person looks back on it. */
export type Reviewed = {
  readonly step: StepId;
  /** Its configuration key. */
  readonly key: string;
  readonly question: Question;
  readonly work: Work;
  /** Undefined where it has not been answered yet. */
  readonly answer?: AnswerState;
  /** Whether it may still be changed. */
  readonly open: boolean;
  /** What a change of it would undo, in plain sentences; nothing where it only is asked again. */
  readonly undoes: readonly string[];
};

/** Every question of `steps` in the order of the process, confirmations left out: these are for the moment before a call. */
export function review(steps: readonly Step[], state: State, around: Surroundings): Reviewed[] {
  return steps.flatMap((step) => {
    const work = workOf(step, state, around);
    return step.questions
      .filter(({ confirms }) => !confirms)
      .map((question): Reviewed => {
        const answer = state.answers.get(step.id)?.get(question.key);
        return { step: step.id, key: configKey(step.id, question.key), question, work, ...(answer && { answer }), ...consequence(steps, state, step, question) };
      });
  });
}

function consequence(steps: readonly Step[], state: State, { id, title }: Step, question: Question): Pick<Reviewed, 'open' | 'undoes'> {
  if (question.judged) return { open: true, undoes: [] };
  try {
    const rows = beginAnew(steps, state, new Map([[id, title]]));
    const anew = rows.flatMap((row) => (row.type === 'attempt' ? [row.step] : []));
    return { open: true, undoes: anew.length ? [`Begun anew: ${anew.join(', ')}.`, ...leftBehind(state, anew)] : [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { open: false, undoes: [`${title} has been sent to AWS and is never reopened: it can not be undone.`] };
  }
}

/** What steps made in their present attempt, which another one leaves as it is. */
function leftBehind(state: State, ids: readonly StepId[]): string[] {
  const made = ids.flatMap((id) =>
    [...(state.steps.get(id)?.changes.values() ?? [])].filter(({ kind, keys }) => kind !== undefined && [...keys.values()].some(({ settled, intent }) => settled !== undefined || intent !== undefined)).map(({ title }) => title),
  );
  return made.length ? [`What they made stays in AWS, is still billed, and stays listed: ${made.slice(0, 5).join('; ')}${made.length > 5 ? ` and ${made.length - 5} more` : ''}.`] : [];
}
