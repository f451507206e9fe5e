import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Aws } from '../../source/aws/aws.ts';
import type { GivenAnswers } from '../../source/engine/answers.ts';
import type { Clock } from '../../source/engine/clock.ts';
import type { Answer, Asked, Event, FrontEnd } from '../../source/engine/events.ts';
import { openOnboarding, type Onboarding } from '../../source/engine/onboarding.ts';
import { runOnboarding, type RunResult } from '../../source/engine/run.ts';
import type { Pins } from '../../source/engine/rows.ts';
import type { Manner } from '../../source/engine/session.ts';
import type { Change, ChangeKind, Outcome, Sighting, Step, StepId } from '../../source/step.ts';

export const pins: Pins = { name: 'contoso', account: '111122223333', partition: 'aws', region: 'eu-west-1', endpoint: 'sandbox' };

export const pace = { every: 60_000, expect: [60_000, 3_600_000] as const, warnAfter: 7_200_000, visibility: 300_000 };

/** A clock that jumps to the next sleeper as soon as everything else has run: days pass in milliseconds, in the right order. */
export function jumpingClock(start = Date.parse('2026-11-21T09:00:00Z')): Clock {
  let now = start;
  const sleepers: { at: number; wake: () => void }[] = [];
  const pump = () => {
    sleepers.sort((left, right) => left.at - right.at);
    const next = sleepers.shift();
    if (!next) return;
    now = Math.max(now, next.at);
    next.wake();
  };
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { at: now + milliseconds, wake: resolve };
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        sleepers.push(sleeper);
        // Two turns of the event loop let everybody else go to sleep first.
        setImmediate(() => setImmediate(pump));
      }),
  };
}

/** A front end that keeps what it was told and answers from a list. */
export function recorder(answer: (asked: Asked) => Answer = () => ({ kind: 'missing' })): FrontEnd & { events: Event[]; asked: Asked[] } {
  const events: Event[] = [];
  const asked: Asked[] = [];
  return {
    events,
    asked,
    tell: (event) => void events.push(event),
    ask: (one) => {
      asked.push(one);
      return Promise.resolve(answer(one));
    },
  };
}

/** Steps of these tests reach their world directly; whoever calls AWS here is wrong. */
const noAws: Aws = {
  read: () => Promise.reject(new Error('no AWS in this test')),
  list: () => Promise.reject(new Error('no AWS in this test')),
  send: () => Promise.reject(new Error('no AWS in this test')),
  newRound: () => {},
};

/** What exists in a make-believe AWS: each thing made, in order, with the token and time it came with. */
export type MakeBelieve = { made: { key: string; token: string; at: number }[]; sends: number; lag: number };

export function makeBelieve(lag = 0): MakeBelieve {
  return { made: [], sends: 0, lag };
}

/** A change that makes `key` in `world`; `kind` decides whether the world itself refuses a second one. */
export function makes(world: MakeBelieve, key: string, options: { kind?: ChangeKind; clock: Clock; outcome?: (nth: number) => Outcome | undefined; takes?: number; confirm?: string }): Change {
  const { clock, kind = 'B', takes = 0 } = options;
  return {
    id: key,
    title: `make ${key}`,
    call: { service: 'workspaces', operation: 'Make', input: { key } },
    kind,
    naturalKey: key,
    pace,
    ...(options.confirm && { confirm: { key: 'confirmIt', expected: options.confirm, title: 'Really?', why: 'It can not be undone.' } }),
    look: async (): Promise<Sighting> => {
      const found = world.made.filter((one) => one.key === key && one.at + world.lag <= clock.now());
      if (found.length > 1) throw new Error(`${key} was made ${found.length} times`);
      const one = found[0];
      if (!one) return { state: 'absent' };
      if (one.at + takes > clock.now()) return { state: 'underway', note: 'being made' };
      return { state: 'done', outputs: { id: `id-${key}` } };
    },
    send: async (_, intent): Promise<Outcome> => {
      world.sends += 1;
      const scripted = options.outcome?.(world.sends);
      const known = world.made.find((one) => one.key === key && (kind === 'A' ? one.token === intent.token : kind === 'B'));
      if (scripted?.kind === 'refused') return scripted;
      if (!known) world.made.push({ key, token: intent.token, at: clock.now() });
      return scripted ?? { kind: 'ok', outputs: { id: `id-${key}` } };
    },
  };
}

/** A step without questions that brings about `changes`. */
export function stepOf(id: StepId, changes: (made: (change: string) => unknown) => readonly Change[], needs: Step['needs'] = [], more: Partial<Step> = {}): Step {
  return {
    id, title: `step ${id}`, why: 'a test', needs, questions: [],
    changes: (work) => changes(work.made),
    // The outputs of these make-believe steps are nobody's contract.
    outputs: (work) => ({ made: changes(work.made).map((change) => work.made(change.id) ?? null) }) as never,
    ...more,
  };
}

export function temporaryFolder(): string {
  return join(mkdtempSync(join(tmpdir(), 'wizard-engine-')), 'onboarding');
}

export type Ran = RunResult & { events: Event[]; asked: Asked[] };

/** One run of the program over `folder`: opens, runs, closes; `wrap` may spoil the onboarding on the way. */
export async function runOnce(options: {
  folder: string; steps: readonly Step[]; clock: Clock; manner?: Partial<Manner>; given?: GivenAnswers; until?: StepId; again?: StepId; signal?: AbortSignal;
  answer?: (asked: Asked) => Answer; wrap?: (onboarding: Onboarding) => Onboarding;
}): Promise<Ran> {
  const opened = openOnboarding(options.folder, pins, options.clock, { caller: 'arn:aws:iam::111122223333:user/admin', version: '0' });
  const onboarding = options.wrap?.(opened) ?? opened;
  const frontEnd = recorder(options.answer);
  try {
    const result = await runOnboarding({
      steps: options.steps,
      onboarding,
      frontEnd,
      around: { caller: 'arn:aws:iam::111122223333:user/admin', aws: noAws, clock: options.clock },
      manner: { unattended: true, noWait: false, ...options.manner },
      given: options.given ?? {},
      ...(options.until && { until: options.until }),
      ...(options.again && { again: options.again }),
      next: () => 'wizard resume contoso',
      signal: options.signal ?? new AbortController().signal,
    });
    return { ...result, events: frontEnd.events, asked: frontEnd.asked };
  } finally {
    opened.close(0);
  }
}
