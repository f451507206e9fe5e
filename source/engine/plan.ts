import { ProblemError } from '../problem.ts';
import { configKey, type Call, type Change, type Finding, type Json, type JsonObject, type Sighting, type Step, type StepId, type Work } from '../step.ts';
import { missingAnswers, takeAnswers, type GivenAnswers } from './answers.ts';
import { apply, isSettled, stepState, type State } from './fold.ts';
import { replacedSteps } from './graph.ts';
import type { RowBody } from './rows.ts';
import { workOf, type Surroundings } from './work.ts';

/** One call that a run would make, or has made. */
export type PlannedChange = {
  readonly id: string;
  readonly title: string;
  readonly call: Call;
  /** `person`: done by somebody outside the program. */
  readonly by: 'wizard' | 'person';
  /** It can not be undone. */
  readonly final: boolean;
  readonly state: 'done' | 'underway' | 'todo' | 'blocked';
  readonly note?: string;
  readonly billed?: string;
  /** The value a person has to write down for it: `network.confirmManagementCidr: 10.42.0.0/16`. */
  readonly confirm?: { readonly key: string; readonly expected: string; readonly given: boolean };
  readonly items?: number;
  readonly expectMs: readonly [number, number];
};

export type PlannedStep = {
  readonly id: StepId;
  readonly title: string;
  readonly state: 'done' | 'skipped' | 'todo';
  readonly reason?: string;
  readonly findings: readonly Finding[];
  readonly changes: readonly PlannedChange[];
  /** Why the step's calls can not all be told yet. */
  readonly problem?: string;
  readonly expectMs: readonly [number, number];
};

export type Plan = {
  readonly steps: readonly PlannedStep[];
  /** Configuration keys without an answer. */
  readonly missing: readonly string[];
  /** Along the longest way through the graph; what waits on AWS runs side by side. */
  readonly expectMs: readonly [number, number];
};

export type PlanOptions = { readonly steps: readonly Step[]; readonly state: State; readonly around: Surroundings; readonly given: GivenAnswers; readonly tags?: { readonly [key: string]: string } };

/**
 * What a run would do from here: answers are resolved and AWS is looked at, nothing is sent and nothing is journalled.
 * `state` is used up: pass a fold of its own.
 */
export async function planOnboarding({ steps, state, around, given, tags }: PlanOptions): Promise<Plan> {
  const note = (body: RowBody) => apply(state, { n: 0, time: around.clock.now(), body });
  if (tags) note({ type: 'tags', tags });
  takeAnswers(steps, state, given).forEach(note);
  const replaced = replacedSteps(steps, state);
  const missing = missingAnswers(steps.filter((step) => !replaced.has(step.id)), state);
  const planned: PlannedStep[] = [];
  for (const step of steps) planned.push(await planStep(step, state, around, note, replaced.get(step.id)));
  return { steps: planned, missing, expectMs: longestWay(steps, planned) };
}

async function planStep(step: Step, state: State, around: Surroundings, note: (body: RowBody) => void, replaced: string | undefined): Promise<PlannedStep> {
  const work = workOf(step, state, around);
  const known = stepState(state, step.id);
  const base = { id: step.id, title: step.title, findings: [] as readonly Finding[], changes: [] as readonly PlannedChange[], expectMs: [0, 0] as const };
  if (replaced) return { ...base, state: 'skipped', reason: replaced };
  if (known.state === 'done') return { ...base, state: 'done' };
  if (known.state === 'skipped') return { ...base, state: 'skipped', reason: known.skipped ?? '' };
  const problem = await settleAnswers(step, work, note);
  const skipped = step.skip?.(work.answers);
  if (skipped) {
    note({ type: 'skipped', step: step.id, reason: skipped, ...outputsOf(step, work) });
    return { ...base, state: 'skipped', reason: skipped };
  }
  const ready = step.needs.every((need) => typeof need !== 'string' || state.steps.get(need)?.outputs || state.steps.get(need)?.state === 'skipped');
  const findings = ready ? await attempted(() => step.findings?.(work) ?? Promise.resolve([])) : { value: [] };
  const { changes, done } = await planChanges(step, state, work, note, ready);
  if (done) note({ type: 'succeeded', step: step.id, outputs: outputsOf(step, work).outputs ?? {} });
  const open = changes.filter((change) => change.state !== 'done');
  const words = problem ?? findings.problem;
  return {
    ...base,
    state: done ? 'done' : 'todo',
    findings: findings.value ?? [],
    changes,
    ...(words && { problem: words }),
    expectMs: [sum(open.map(({ expectMs }) => expectMs[0])), sum(open.map(({ expectMs }) => expectMs[1]))],
  };
}

/** Fills in computed defaults and resolves answers, as far as that can be done now. */
async function settleAnswers(step: Step, work: Work, note: (body: RowBody) => void): Promise<string | undefined> {
  for (const question of step.questions) {
    const answers = work.answers;
    const { problem } = await attempted(async () => {
      if (question.confirms || (question.when && !(await question.when(work)))) return;
      const given = (answers[question.key] ?? (question.optional ? await question.initial?.(work) : undefined)) as Json | undefined;
      if (given === undefined) return;
      const value = question.resolve ? ((await question.resolve(given, work)) as Json) : given;
      note({ type: 'answer', step: step.id, key: question.key, given, value, by: 'default' });
    });
    if (problem) return problem;
  }
  return undefined;
}

async function planChanges(step: Step, state: State, work: Work, note: (body: RowBody) => void, ready: boolean): Promise<{ changes: PlannedChange[]; done: boolean }> {
  const seen = new Map<string, { change: Change; state: PlannedChange['state']; note?: string }>();
  // As a run would: the list is asked again after each, because what one made may name the next.
  for (let looking = ready; ; ) {
    const next = step.changes(work).find((change) => !seen.has(change.id));
    if (!next) break;
    if (isSettled(stepState(state, step.id), next)) seen.set(next.id, { change: next, state: 'done' });
    else if (!looking) seen.set(next.id, { change: next, state: 'todo' });
    else {
      const sighting = await attempted(() => next.look(work));
      const now = sighting.value ? stateOf(sighting.value, next) : { state: 'todo' as const, ...(sighting.problem && { note: sighting.problem }) };
      seen.set(next.id, { change: next, ...now });
      if (now.state === 'done' && sighting.value) settleSeen(step.id, work.attempt, next, sighting.value, note);
      else looking = false;
    }
  }
  // Asked once more: a later sighting may have filled in an earlier call's values.
  const latest = new Map(step.changes(work).map((change) => [change.id, change]));
  // What only looks is no call that changes anything.
  const changes = [...seen].filter(([, { change }]) => change.kind !== 'look').map(([id, { change, ...rest }]) => planned(step.id, latest.get(id) ?? change, work, rest));
  return { changes, done: ready && [...seen.values()].every((one) => one.state === 'done') };
}

function stateOf(sighting: Sighting, change: Change): { state: PlannedChange['state']; note?: string } {
  switch (sighting.state) {
    case 'done':
      return { state: 'done', ...(sighting.evidence && { note: sighting.evidence }) };
    case 'underway':
      return { state: 'underway', note: sighting.note };
    case 'absent':
      return { state: 'todo' };
    case 'items': {
      const missing = (change.items?.keys ?? []).filter((key) => sighting.items[key]?.state !== 'done');
      return missing.length ? { state: 'todo', note: `${missing.length} of ${change.items?.keys.length ?? 0} to make` } : { state: 'done' };
    }
    default:
      return { state: 'blocked', note: sighting.problem.what };
  }
}

function settleSeen(step: StepId, attempt: number, change: Change, sighting: Sighting, note: (body: RowBody) => void): void {
  const each: (readonly [string, Sighting])[] = sighting.state === 'items' ? Object.entries(sighting.items) : [['', sighting]];
  for (const [key, one] of each) {
    if (one.state === 'done') note({ type: 'settled', step, attempt, change: change.id, title: change.title, key, how: 'found', outputs: one.outputs });
  }
}

function planned(step: StepId, change: Change, work: Work, seen: { state: PlannedChange['state']; note?: string }): PlannedChange {
  const { id, title, call, kind, billed, confirm, items, pace } = change;
  return {
    id, title, call, ...seen,
    by: kind === 'person' ? 'person' : 'wizard',
    final: kind === 'D',
    ...(billed && { billed }),
    ...(confirm && { confirm: { key: configKey(step, confirm.key), expected: confirm.expected, given: work.answers[confirm.key] === confirm.expected } }),
    ...(items && { items: items.keys.length }),
    expectMs: pace.expect,
  };
}

function outputsOf(step: Step, work: Work): { outputs?: JsonObject } {
  const outputs = step.outputs(work) as JsonObject | undefined;
  return outputs ? { outputs } : {};
}

async function attempted<Value>(action: () => Promise<Value>): Promise<{ value?: Value; problem?: string }> {
  try {
    return { value: await action() };
  } catch (error) {
    // What credentials or an outage hide belongs to the caller; anything else is a reason why this part is not known yet.
    if (!(error instanceof ProblemError) || error.problem.again === 'person') throw error;
    return { problem: error.problem.what };
  }
}

function longestWay(steps: readonly Step[], planned: readonly PlannedStep[]): readonly [number, number] {
  const ends = new Map<StepId, readonly [number, number]>();
  for (const [index, step] of steps.entries()) {
    const before = step.needs.flatMap((need) => (typeof need === 'string' ? [ends.get(need) ?? ([0, 0] as const)] : []));
    const own = planned[index]?.expectMs ?? [0, 0];
    const at = (side: 0 | 1) => Math.max(0, ...before.map((end) => end[side])) + own[side];
    ends.set(step.id, [at(0), at(1)]);
  }
  const all = [...ends.values()];
  return [Math.max(0, ...all.map(([low]) => low)), Math.max(0, ...all.map(([, high]) => high))];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
