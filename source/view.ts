import type { Event, EventBody, RunStatus, WaitFor } from './engine/events.ts';
import type { Problem } from './problem.ts';
import type { Finding, JsonObject, StepId } from './step.ts';

/** `waiting`: AWS, a listing or passing trouble; `person`: somebody has to act outside the program. */
export type RowState = 'todo' | 'running' | 'waiting' | 'person' | 'done' | 'skipped' | 'failed';

/** One step as any screen shows it. Times are milliseconds on the run's clock. */
export type StepRow = {
  readonly id: StepId;
  readonly title: string;
  readonly state: RowState;
  readonly startedAt?: number;
  /** Since when it does or waits for what `note` says; what {@link elapsedOf} counts from. */
  readonly since?: number;
  /** How long a step that is done took. */
  readonly elapsedMs?: number;
  readonly expectMs?: readonly [number, number];
  /** What it is doing, or why it was skipped. */
  readonly note?: string;
  /** From 0 to 1. */
  readonly progress?: number;
  readonly late?: boolean;
};

/** Something that is being waited for while other steps go on. */
export type Wait = {
  readonly step: StepId;
  readonly change: string;
  readonly for: WaitFor;
  readonly note: string;
  readonly progress?: number;
  /** When the waiting began, milliseconds on the run's clock. */
  readonly since: number;
  readonly expectMs?: readonly [number, number];
  readonly late?: boolean;
};

/** What a person has to do outside. `change` and `evidence` where it is a task of the process, not trouble. */
export type Needed = { readonly step: StepId; readonly title: string; readonly instructions: readonly string[]; readonly change?: string; readonly evidence?: readonly string[] };

/** Everything any screen shows of a run: a fold over its events. */
export type View = {
  readonly run?: { readonly name: string; readonly account: string; readonly region: string; readonly caller: string; readonly sandbox: boolean; readonly continued: boolean };
  readonly steps: readonly StepRow[];
  readonly findings: readonly { readonly step: StepId; readonly finding: Finding }[];
  readonly waits: readonly Wait[];
  readonly people: readonly Needed[];
  readonly problems: readonly { readonly step: StepId; readonly problem: Problem }[];
  readonly finished?: { readonly status: RunStatus; readonly exitCode: number; readonly ids: { readonly [step: string]: JsonObject }; readonly next: string };
};

export const emptyView: View = { steps: [], findings: [], waits: [], people: [], problems: [] };

type Body<Type extends EventBody['type']> = Extract<Event, { type: Type }>;

/** The view after `event`. Pure: the same events give the same view. */
export function fold(view: View, event: Event): View {
  const apply = folders[event.type] as (view: View, event: Event) => View;
  return apply(view, event);
}

const folders: { [Type in EventBody['type']]: (view: View, event: Body<Type>) => View } = {
  'run.started': (_, { steps, name, account, region, caller, sandbox, continued }) => ({
    ...emptyView,
    run: { name, account, region, caller, sandbox, continued },
    // What an earlier run left begun is looked at again before it is called waiting.
    steps: steps.map(({ id, title, state }) => ({ id, title, state: state === 'waiting' ? 'todo' : state })),
  }),
  'run.finished': (view, { status, exitCode, ids, next }) => ({ ...view, finished: { status, exitCode, ids, next } }),
  'step.started': (view, { step, title, expectMs, time }) =>
    changed(cleared(view, step), step, () => ({ id: step, title, state: 'running', startedAt: Date.parse(time), since: Date.parse(time), ...(expectMs && { expectMs }) })),
  'step.progress': (view, { step, note, progress }) => working(view, step, note, progress),
  'step.waiting': (view, { step, change, for: reason, note, progress, elapsedMs, expectMs, late, time }) => {
    const since = Date.parse(time) - elapsedMs;
    const known = { ...(progress !== undefined && { progress }), ...(expectMs && { expectMs }), ...(late && { late }) };
    const waits = [...view.waits.filter((wait) => wait.step !== step), { step, change, for: reason, note, since, ...known }];
    const state = reason === 'person' ? ('person' as const) : ('waiting' as const);
    return changed({ ...view, waits }, step, ({ id, title, startedAt }) => ({ id, title, ...(startedAt !== undefined && { startedAt }), state, note, since, ...known }));
  },
  'step.succeeded': (view, { step, elapsedMs }) => changed(cleared(view, step), step, ({ id, title }) => ({ id, title, state: 'done', elapsedMs })),
  'step.failed': (view, { step, problem }) => {
    const next = cleared(view, step);
    return changed({ ...next, problems: [...next.problems, { step, problem }] }, step, ({ id, title }) => ({ id, title, state: 'failed', note: problem.what }));
  },
  'step.skipped': (view, { step, reason }) => changed(cleared(view, step), step, ({ id, title }) => ({ id, title, state: 'skipped', note: reason })),
  finding: (view, { step, finding }) => ({
    ...view,
    findings: [...view.findings.filter((known) => known.step !== step || known.finding.rule !== finding.rule || known.finding.title !== finding.title), { step, finding }],
  }),
  'change.intent': (view, { step, title }) => working(view, step, title),
  'change.done': (view, { step, title }) => working(view, step, title),
  'change.adopted': (view, { step, title }) => working(view, step, title),
  'change.unknown': (view, { step, problem }) => working(view, step, problem.what),
  'human.needed': (view, { step, title, instructions, change, evidence }) => {
    const people = [...view.people.filter((other) => other.step !== step), { step, title, instructions, ...(change && { change }), ...(evidence && { evidence }) }];
    return changed({ ...view, people }, step, (row) => ({ ...row, state: 'person', note: title }));
  },
};

/** A step that goes on waits for nobody any more. */
function working(view: View, step: StepId, note: string, progress?: number): View {
  const freed = { ...view, waits: view.waits.filter((wait) => wait.step !== step), people: view.people.filter((person) => person.step !== step) };
  return changed(freed, step, ({ id, title, startedAt }) => ({
    id,
    title,
    ...(startedAt !== undefined && { startedAt, since: startedAt }),
    state: 'running',
    note,
    ...(progress !== undefined && { progress }),
  }));
}

function cleared(view: View, step: StepId): View {
  const others = <Item extends { readonly step: StepId }>(items: readonly Item[]) => items.filter((item) => item.step !== step);
  return { ...view, waits: others(view.waits), people: others(view.people), problems: others(view.problems) };
}

/** How long a step or a wait has gone on at `now`, or took; undefined for one that has not begun. */
export function elapsedOf({ since, elapsedMs }: { readonly since?: number; readonly elapsedMs?: number }, now: number): number | undefined {
  return elapsedMs ?? (since === undefined ? undefined : Math.max(0, now - since));
}

function changed(view: View, step: StepId, change: (row: StepRow) => StepRow): View {
  const known = view.steps.some(({ id }) => id === step);
  const steps: readonly StepRow[] = known ? view.steps : [...view.steps, { id: step, title: step, state: 'todo' }];
  return { ...view, steps: steps.map((row) => (row.id === step ? change(row) : row)) };
}
