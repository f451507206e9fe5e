import type { ExitCode } from '../problem.ts';
import type { Need, Step, StepId } from '../step.ts';
import { runBranch, type BranchEnd } from './branch.ts';
import { isOver, type State } from './fold.ts';
import type { Session } from './session.ts';
import { putBack } from './toggles.ts';
import { answersOf } from './work.ts';

/** A branch that did not begin, because what it needs stopped: it has no exit code of its own. */
const notBegun: BranchEnd = { done: false, exit: 0 };

/**
 * Starts every branch; each waits for what it needs. Resolves with their exit codes once all have ended. A bug in one ends the
 * others where they next wait, so that nothing is sent for a run that is over; then it rejects with that bug.
 */
export async function runGraph(session: Session, steps: readonly Step[], stop: AbortController): Promise<ExitCode[]> {
  const ends = new Map<StepId, Promise<BranchEnd>>();
  const answered = new Map<StepId, Promise<boolean>>();
  for (const step of steps) {
    const { promise, resolve: reached } = Promise.withResolvers<boolean>();
    answered.set(step.id, promise);
    const end = branch(session, step, ends, answered, () => reached(true)).catch((error: unknown) => {
      if (session.signal.aborted) return notBegun;
      stop.abort(error);
      throw error;
    });
    ends.set(step.id, end);
    end.then(({ done }) => reached(done), () => reached(false));
  }
  const settled = await Promise.allSettled(ends.values());
  const bug = settled.find((end) => end.status === 'rejected');
  if (bug) throw bug.reason;
  return settled.map((end) => (end.status === 'fulfilled' && !end.value.done ? end.value.exit : 0));
}

async function branch(session: Session, step: Step, ends: Map<StepId, Promise<BranchEnd>>, answered: Map<StepId, Promise<boolean>>, reached: () => void): Promise<BranchEnd> {
  const { state } = session.onboarding;
  if (isOver(state.steps.get(step.id))) return { done: true };
  const met = await Promise.all(step.needs.map((need) => needMet(need, ends, answered)));
  if (session.signal.aborted || !met.every(Boolean)) return notBegun;
  const end = await runBranch(session, step, { answered: reached });
  // A step that waits keeps what it toggled.
  if (state.steps.get(step.id)?.state === 'begun') return end;
  const open = await putBack(session, step);
  return open && end.done ? { done: false, exit: open.exit } : end;
}

async function needMet(need: Need, ends: Map<StepId, Promise<BranchEnd>>, answered: Map<StepId, Promise<boolean>>): Promise<boolean> {
  if (typeof need !== 'string') return (await answered.get(need.step)) ?? true;
  const end = await ends.get(need);
  return end?.done ?? true;
}

/** The steps up to `until`: that step and all it needs. */
export function withNeeds(steps: readonly Step[], until: StepId | undefined): readonly Step[] {
  if (!until) return steps;
  const wanted = new Set<StepId>([until]);
  for (const step of steps.toReversed()) {
    if (wanted.has(step.id)) for (const need of step.needs) wanted.add(typeof need === 'string' ? need : need.step);
  }
  return steps.filter((step) => wanted.has(step.id));
}

/** Steps made needless by the answers of another, with the reason. */
export function replacedSteps(steps: readonly Step[], state: State): Map<StepId, string> {
  return new Map(
    steps.flatMap((step) => {
      const by = step.replaces?.(answersOf(state, step.id));
      return (by?.steps ?? []).map((id) => [id, by?.reason ?? ''] as const);
    }),
  );
}
