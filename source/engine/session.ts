import { ProblemError, type Problem } from '../problem.ts';
import { clean } from '../text.ts';
import type { StepId } from '../step.ts';
import type { Answer, Asked, EventBody, FrontEnd, WaitFor } from './events.ts';
import type { Onboarding } from './onboarding.ts';
import type { Rounds } from './rounds.ts';
import type { Surroundings } from './work.ts';
import { backOff } from './decide.ts';

/** How a run behaves where it could wait or ask. */
export type Manner = {
  /** Nobody can answer: a person's task ends its branch with exit 3. */
  readonly unattended: boolean;
  /** End a branch with exit 3 where AWS is still working. */
  readonly noWait: boolean;
  /** Replaces the pace of looks, milliseconds of the run's clock. */
  readonly pollEvery?: number;
};

/** One run of the engine over one onboarding: what its parts share. */
export type Session = {
  readonly onboarding: Onboarding;
  /** The last row before this run: what was refused up to there may have been mended since. */
  readonly since: number;
  readonly around: Surroundings;
  readonly manner: Manner;
  readonly rounds: Rounds;
  readonly signal: AbortSignal;
  tell(body: EventBody): void;
  ask(asked: Asked): Promise<Answer>;
  /** One conversation at a time: a step's questions are not mixed with another's, nor with a confirmation. First come, first served. */
  converse<Value>(conversation: () => Promise<Value>): Promise<Value>;
};

/** Joins a front end to a session's events: numbered, dated by the run's clock, and free of control characters. Nothing is asked once the run is told to stop. */
export function speaker(frontEnd: FrontEnd, now: () => number, signal: AbortSignal): Pick<Session, 'tell' | 'ask' | 'converse'> {
  let seq = 0;
  let floor: Promise<unknown> = Promise.resolve();
  return {
    tell(body) {
      seq += 1;
      frontEnd.tell({ v: 1, seq, time: new Date(Math.round(now())).toISOString(), ...clean(body) });
    },
    async ask(asked) {
      signal.throwIfAborted();
      const answer = await frontEnd.ask(asked);
      signal.throwIfAborted();
      return answer;
    },
    converse(conversation) {
      const held = floor.then(conversation);
      floor = held.catch(() => undefined);
      return held;
    },
  };
}

/** After this much trouble without one answer (milliseconds of the run's clock) a branch stops: nothing failed, resume later. */
const patience = 30 * 60_000;

/**
 * Runs `action`, which only reads, until it answers: passing trouble and credentials that a person has to renew are waits,
 * shown as such, never failures. Unattended, credentials end the branch with exit 3.
 */
export async function patiently<Value>(session: Session, at: { step: StepId; change: string }, action: () => Promise<Value>): Promise<Value> {
  const begun = session.around.clock.now();
  for (let tries = 1; ; tries += 1) {
    session.signal.throwIfAborted();
    try {
      return await untilStopped(action(), session.signal);
    } catch (error) {
      if (!(error instanceof ProblemError) || !error.problem.again) throw error;
      const elapsedMs = session.around.clock.now() - begun;
      const stops = error.problem.again === 'person' ? session.manner.unattended : elapsedMs > patience;
      if (error.problem.again === 'person' && tries === 1) needPerson(session, at.step, error.problem);
      if (stops) throw new ProblemError(waitingFor(error.problem));
      const reason = error.problem.again === 'person' ? 'person' : 'trouble';
      session.tell({ type: 'step.waiting', ...at, for: reason, note: error.problem.what, elapsedMs });
      await session.rounds.wait(backOff(tries), session.signal);
    }
  }
}

/** What `reading` gives, unless the run is told to stop first: nobody waits for the last page of a long listing. */
function untilStopped<Value>(reading: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    reading.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Tells that a person has to act outside, from a problem's own words; `task` where it is a change that a person makes. */
export function needPerson(session: Session, step: StepId, problem: Problem, task?: { readonly change: string; readonly evidence: readonly string[] }): void {
  session.tell({ type: 'human.needed', step, title: problem.what, instructions: problem.todo ?? [], ...task });
  noteWaiting(session, step, 'person', problem.what);
}

/** Journals what a step waits for when that changed, for `status` and `list`. */
export function noteWaiting(session: Session, step: StepId, reason: WaitFor | 'resume', note: string): void {
  const known = session.onboarding.state.steps.get(step)?.waiting;
  if (known?.for !== reason) session.onboarding.append({ type: 'waiting', step, for: reason, note });
}

/** The same problem as a reason to come back later: exit 3. */
export function waitingFor(problem: Problem): Problem {
  const { again: _, ...rest } = problem;
  return { ...rest, exit: 3 };
}
