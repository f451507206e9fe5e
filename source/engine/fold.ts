import type { Problem } from '../problem.ts';
import type { Change, ChangeKind, Finding, Intent, Json, JsonObject, StepId } from '../step.ts';
import type { WaitFor } from './events.ts';
import type { AnsweredBy, OutcomeRecord, Pins, Row, RowBody, Settled } from './rows.ts';

/** One key of a change (`''` where it has no items): its last intent, what became of it, how it ended. */
export type KeyState = {
  intent?: Intent;
  /** Undefined while an intent has no outcome: the process died in between, or the call is under way. */
  outcome?: OutcomeRecord;
  outcomeTime?: number;
  settled?: { how: Settled; outputs: JsonObject; evidence?: string; time: number };
};

export type ChangeState = { id: string; title: string; kind?: ChangeKind; operation: string; billed?: string; keys: Map<string, KeyState> };

export type StepState = {
  id: StepId;
  attempt: number;
  state: 'todo' | 'begun' | 'done' | 'failed' | 'skipped';
  begun?: number;
  ended?: number;
  outputs?: JsonObject;
  problem?: Problem;
  skipped?: string;
  /** What it waits for, since when, as last noted. */
  waiting?: { for: WaitFor | 'resume'; note: string; since: number };
  findings: Map<string, Finding>;
  changes: Map<string, ChangeState>;
};

export type AnswerState = { given: Json; value: Json; by: AnsweredBy; time: number; row: number };

/** Everything known of an onboarding: a fold over its journal. */
export type State = {
  pins?: Pins;
  holder?: { pid: number; host: string; user: string; caller: string; time: number; released?: { exitCode: number; time: number } };
  tags: { readonly [key: string]: string };
  /** By step, then by key. */
  answers: Map<StepId, Map<string, AnswerState>>;
  steps: Map<StepId, StepState>;
  /** Steps as earlier attempts left them: still listed, for cleanup and the report. */
  earlier: StepState[];
  lastTime: number;
  /** Number of the last row. */
  lastRow: number;
};

/** The state before the first row. */
export function emptyState(): State {
  return { tags: {}, answers: new Map(), steps: new Map(), earlier: [], lastTime: 0, lastRow: 0 };
}

/** Folds all `rows` into a new state. */
export function foldRows(rows: Iterable<Row>): State {
  const state = emptyState();
  for (const row of rows) apply(state, row);
  return state;
}

/** A step's state, made where there is none yet. */
export function stepState(state: State, id: StepId): StepState {
  return made(state.steps, id, () => newStep(id, 1));
}

/** The state of one key of a change, made where there is none yet. */
export function keyState(step: StepState, change: string, key: string): KeyState {
  return made(made(step.changes, change, () => newChange(change)).keys, key, () => ({}));
}

/** The row of the last intent of a change in its present attempt; 0 where there is none. */
export function lastIntentRow(state: State, step: StepId, change: string): number {
  const keys = state.steps.get(step)?.changes.get(change)?.keys.values() ?? [];
  return Math.max(0, ...[...keys].map(({ intent }) => intent?.row ?? 0));
}

/** Whether a call for this key was sent and may have taken effect: it was not refused. */
export function mayHaveTakenEffect({ intent, outcome }: KeyState): boolean {
  return intent !== undefined && outcome?.kind !== 'refused';
}

/** Whether a step is over: done, or skipped. */
export function isOver(step: StepState | undefined): boolean {
  return step?.state === 'done' || step?.state === 'skipped';
}

/** Whether every key of a change is settled in the step's present attempt. */
export function isSettled(step: StepState, change: Pick<Change, 'id' | 'items'>): boolean {
  const keys = step.changes.get(change.id)?.keys;
  return (change.items?.keys ?? ['']).every((key) => keys?.get(key)?.settled !== undefined);
}

/** Adds one row to `state`. */
export function apply(state: State, row: Row): void {
  state.lastTime = Math.max(state.lastTime, row.time);
  state.lastRow = Math.max(state.lastRow, row.n);
  const apply = appliers[row.body.type] as (state: State, body: RowBody, row: Row) => void;
  apply(state, row.body, row);
}

type Appliers = { [Type in RowBody['type']]: (state: State, body: Extract<RowBody, { type: Type }>, row: Row) => void };

const appliers: Appliers = {
  opened(state, { name, account, partition, region, endpoint }) {
    // Opened again elsewhere, before anything was sent: what was found and resolved there does not hold here.
    state.steps.clear();
    for (const answers of state.answers.values()) for (const answer of answers.values()) answer.value = answer.given;
    state.pins = { name, account, partition, region, endpoint };
  },
  held(state, { pid, host, user, caller }, { time }) {
    state.holder = { pid, host, user, caller, time };
  },
  released(state, { exitCode }, { time }) {
    if (state.holder) state.holder.released = { exitCode, time };
  },
  tags(state, { tags }) {
    state.tags = tags;
  },
  answer(state, { step, key, given, value, by }, { time, n }) {
    made(state.answers, step, () => new Map()).set(key, { given, value, by, time, row: n });
  },
  attempt(state, { step, attempt }) {
    const before = state.steps.get(step);
    if (before) state.earlier.push(before);
    state.steps.set(step, newStep(step, attempt));
  },
  reset(state, { step }) {
    state.steps.set(step, newStep(step, stepState(state, step).attempt));
  },
  started(state, { step }, { time }) {
    const at = stepState(state, step);
    at.state = 'begun';
    at.begun ??= time;
    at.findings.clear();
    delete at.problem;
    delete at.waiting;
  },
  finding(state, { step, finding }) {
    stepState(state, step).findings.set(`${finding.rule} ${finding.title}`, finding);
  },
  intent(state, body, { n, time }) {
    const at = stepState(state, body.step);
    const change = made(at.changes, body.change, () => newChange(body.change));
    change.title = body.title;
    change.kind = body.kind;
    change.operation = body.operation;
    if (body.billed) change.billed = body.billed;
    delete at.waiting;
    const { step, attempt, operation, parametersHash, token, naturalKey, before, keys } = body;
    const intent: Intent = { row: n, change: body.change, step, attempt, operation, parametersHash, token, naturalKey, before, keys, time };
    for (const key of keys) {
      const known = made(change.keys, key, () => ({}) as KeyState);
      known.intent = intent;
      delete known.outcome;
    }
  },
  outcome(state, { step, change, items }, { time }) {
    for (const [key, outcome] of Object.entries(items)) Object.assign(keyState(stepState(state, step), change, key), { outcome, outcomeTime: time });
  },
  settled(state, { step, change, title, key, how, outputs, evidence }, { time }) {
    const at = stepState(state, step);
    made(at.changes, change, () => newChange(change)).title = title;
    keyState(at, change, key).settled = { how, outputs, time, ...(evidence && { evidence }) };
    delete at.waiting;
  },
  restoring() {},
  restored(state, { step, change }) {
    // Put back: what the change did is undone, and another try of the step does it anew.
    stepState(state, step).changes.get(change)?.keys.clear();
  },
  waiting(state, { step, for: reason, note }, { time }) {
    stepState(state, step).waiting = { for: reason, note, since: time };
  },
  succeeded(state, { step, outputs }, { time }) {
    const at = stepState(state, step);
    Object.assign(at, { state: 'done', outputs, ended: time });
    delete at.waiting;
    delete at.problem;
  },
  failed(state, { step, problem }, { time }) {
    const at = stepState(state, step);
    Object.assign(at, { state: 'failed', problem, ended: time });
    delete at.waiting;
  },
  skipped(state, { step, reason, outputs }, { time }) {
    const at = stepState(state, step);
    Object.assign(at, { state: 'skipped', skipped: reason, ended: time, ...(outputs && { outputs }) });
    delete at.waiting;
    delete at.problem;
  },
};

function newStep(id: StepId, attempt: number): StepState {
  return { id, attempt, state: 'todo', findings: new Map(), changes: new Map() };
}

function newChange(id: string): ChangeState {
  return { id, title: id, operation: '', keys: new Map() };
}

function made<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}
