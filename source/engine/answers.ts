import { ProblemError } from '../problem.ts';
import { configKey, type Json, type Question, type Step, type StepId, type Work } from '../step.ts';
import { mayHaveTakenEffect, stepState, type State } from './fold.ts';
import type { AnsweredBy, RowBody } from './rows.ts';
import { patiently, type Session } from './session.ts';

/** Answers given from outside: by step, then by key of a question or a confirmation. */
export type GivenAnswers = { readonly [Id in StepId]?: { readonly [key: string]: Json } };

/**
 * What given answers change: the rows to write. An answer may change freely until its step has a call that may have taken effect;
 * after that it opens a new attempt of that step and of every step that needs it and has begun. A confirmation, or an answer that
 * is only judged, opens none. `again` is a step to be done once more in any case.
 *
 * @throws ProblemError `answer.spent` when the change would reopen `network`, which can not be undone.
 */
export function takeAnswers(steps: readonly Step[], state: State, given: GivenAnswers, again?: StepId, by: AnsweredBy = 'config'): RowBody[] {
  const rows: RowBody[] = [];
  const changed = new Map<StepId, string>();
  for (const step of steps) {
    for (const [key, value] of Object.entries(given[step.id] ?? {})) {
      const known = state.answers.get(step.id)?.get(key);
      if (known && same(known.given, value)) continue;
      rows.push({ type: 'answer', step: step.id, key, given: value, value, by });
      const question = step.questions.find((one) => one.key === key);
      if (question && !question.judged && !question.confirms) changed.set(step.id, `${configKey(step.id, key)} was changed`);
    }
  }
  if (again && !changed.has(again)) changed.set(again, 'asked to do it again');
  return [...rows, ...beginAnew(steps, state, changed, again)];
}

/**
 * The rows by which each step in `changed` (with the reason), and every step that needs it, begins anew: a new attempt where something
 * may have taken effect, else only what was found is looked for again. `always` gets a new attempt in any case: what it found of an
 * earlier life has its names.
 *
 * @throws ProblemError `answer.spent` for `network`, whose call is never reopened.
 */
export function beginAnew(steps: readonly Step[], state: State, changed: ReadonlyMap<StepId, string>, always?: StepId): RowBody[] {
  const because = new Map<StepId, string>();
  for (const [id, reason] of changed) {
    // What a step gives on changes only with a call of its own: until then those that need it have nothing of it.
    for (const step of [id, ...dependents(steps, id)]) if (!because.has(step)) because.set(step, reason);
  }
  return [...because].flatMap(([step, reason]): RowBody[] => {
    if (!state.steps.get(step)) return [];
    if (!spent(state, step) && (step !== always || step === 'network')) return [{ type: 'reset', step, because: reason }];
    if (step === 'network') throw new ProblemError(networkIsSpent(reason));
    return [{ type: 'attempt', step, attempt: stepState(state, step).attempt + 1, because: reason }];
  });
}

/** Whether a step has an intent that may have taken effect, or ended: from then on an answer of it is spent. A refused call changed nothing. */
function spent(state: State, id: StepId): boolean {
  const step = state.steps.get(id);
  if (!step) return false;
  return step.state === 'done' || [...step.changes.values()].some((change) => [...change.keys.values()].some(mayHaveTakenEffect));
}

/** Every step that needs `id`, directly or not. */
function dependents(steps: readonly Step[], id: StepId): StepId[] {
  const found = new Set<StepId>([id]);
  for (const step of steps) if (step.needs.some((need) => found.has(typeof need === 'string' ? need : need.step))) found.add(step.id);
  found.delete(id);
  return [...found];
}

function networkIsSpent(because: string) {
  return {
    code: 'answer.spent',
    what: `${because}, but the management range has been sent to AWS: it can never be changed, and that step is never reopened.`,
    todo: ['Put the answer back as it was.'],
    back: 'network' as const,
    exit: 2 as const,
  };
}

/** Keys that an unattended run needs and nobody has given, of the steps in `ids`. Questions that may be hidden are not counted: they are asked when their time comes. */
export function missingAnswers(steps: readonly Step[], state: State): string[] {
  return steps.flatMap((step) =>
    step.questions
      .filter((question) => !question.optional && !question.confirms && !question.when && !state.answers.get(step.id)?.has(question.key))
      .map((question) => configKey(step.id, question.key)),
  );
}

/** Asks what is not answered yet, in order, and resolves what is; each answer is journalled as it is given. */
export async function answerQuestions(session: Session, step: Step, work: Work): Promise<void> {
  for (const question of step.questions) {
    if (question.confirms) continue;
    const at = { step: step.id, change: question.key };
    if (question.when && !(await patiently(session, at, async () => question.when!(work)))) continue;
    const known = session.onboarding.state.answers.get(step.id)?.get(question.key);
    if (!known && question.evidence && !session.manner.unattended) continue;
    const answer = known ?? (await answerOf(session, step.id, question, work));
    if (answer === undefined) continue;
    // Once the step has an intent, what was resolved stays.
    const frozen = known !== undefined && spent(session.onboarding.state, step.id);
    const resolve = question.resolve && !frozen ? question.resolve.bind(question) : undefined;
    const value = resolve ? ((await patiently(session, at, () => resolve(answer.given, work))) as Json) : known?.value ?? answer.given;
    if (known && same(known.value, value)) continue;
    session.onboarding.append({ type: 'answer', step: step.id, key: question.key, given: answer.given, value, by: answer.by });
  }
}

async function answerOf(session: Session, step: StepId, question: Question, work: Work): Promise<{ given: Json; by: AnsweredBy } | undefined> {
  const initial = (await patiently(session, { step, change: question.key }, async () => question.initial?.(work))) as Json | undefined;
  if (session.manner.unattended && question.optional) return initial === undefined ? undefined : { given: initial, by: 'default' };
  const key = configKey(step, question.key);
  let problem: string | undefined;
  for (;;) {
    const answer = await session.ask({ kind: 'question', step, key, question, initial, work, ...(problem && { problem }) });
    if (answer.kind === 'refused') throw new ProblemError(answer.problem);
    if (answer.kind === 'missing') {
      if (question.optional) return undefined;
      throw new ProblemError({ code: 'answer.missing', what: `${key} has no answer.`, causes: [question.why], todo: [`Set ${key}, for example: ${JSON.stringify(question.example)}`], exit: 2 });
    }
    const parsed = question.schema.safeParse(answer.value);
    if (parsed.success) return { given: parsed.data as Json, by: 'person' };
    problem = parsed.error.issues.map((issue) => issue.message).join('; ');
  }
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
