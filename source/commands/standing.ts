import { hostname } from 'node:os';
import type { State, StepState } from '../engine/fold.ts';
import { openToggles } from '../engine/toggles.ts';
import type { Step } from '../step.ts';
import { emptyView, type RowState, type StepRow, type View } from '../view.ts';

/** What a journal says of an onboarding, as a view: the same rows that a run shows. */
export function viewOf(state: State, steps: readonly Step[]): View {
  const known = steps.map((step) => ({ step, at: state.steps.get(step.id) }));
  return {
    ...emptyView,
    steps: known.map(({ step, at }) => rowOf(step, at)),
    findings: known.flatMap(({ step, at }) => [...(at?.findings.values() ?? [])].map((finding) => ({ step: step.id, finding }))),
    problems: known.flatMap(({ step, at }) => (at?.problem ? [{ step: step.id, problem: at.problem }] : [])),
  };
}

function rowOf({ id, title }: Step, at: StepState | undefined): StepRow {
  const row = { id, title, state: stateOf(at), ...(at?.begun !== undefined && { startedAt: at.begun }) };
  if (!at) return row;
  if (at.state === 'done' && at.begun !== undefined && at.ended !== undefined) return { ...row, elapsedMs: at.ended - at.begun };
  if (at.state === 'skipped') return { ...row, note: at.skipped ?? '' };
  if (at.state === 'failed') return { ...row, note: at.problem?.what ?? '' };
  if (at.waiting) return { ...row, note: at.waiting.note, since: at.waiting.since };
  return { ...row, ...(at.begun !== undefined && { since: at.begun }) };
}

function stateOf(at: StepState | undefined): RowState {
  if (!at || at.state === 'todo') return 'todo';
  if (at.state !== 'begun') return at.state;
  return at.waiting?.for === 'person' ? 'person' : at.waiting ? 'waiting' : 'running';
}

/** One word for where the whole onboarding stands. */
export function standing(view: View): 'done' | 'failed' | 'waiting' | 'person' | 'begun' {
  const states = view.steps.map(({ state }) => state);
  if (states.every((state) => state === 'done' || state === 'skipped')) return 'done';
  return (['failed', 'person', 'waiting'] as const).find((state) => states.includes(state)) ?? 'begun';
}

/** How many steps are done or needless, of how many. */
export function progressOf(view: View): { readonly done: number; readonly of: number } {
  return { done: view.steps.filter(({ state }) => state === 'done' || state === 'skipped').length, of: view.steps.length };
}

/** The process that has the onboarding open now, as far as this machine can tell. */
export function runningProcess({ holder }: State): { readonly pid: number; readonly user: string; readonly host: string; readonly since: number } | undefined {
  if (!holder || holder.released) return undefined;
  const { pid, user, host, time } = holder;
  if (host === hostname() && !isAlive(pid)) return undefined;
  return { pid, user, host, since: time };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The settings that an onboarding changed and has not put back yet. */
export function openSettings(state: State): string[] {
  return [...state.steps.values()].flatMap(openToggles).map(({ title }) => `${title}: put back by the next run of this onboarding (wizard resume).`);
}
