import { mkdirSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { fail, type Problem } from '../problem.ts';
import type { Clock } from './clock.ts';
import { apply, foldRows, type State } from './fold.ts';
import { openJournal, readJournal } from './journal.ts';
import { heldByAnother, takeLock } from './lock.ts';
import type { EndpointKind, Pins, Row, RowBody } from './rows.ts';

/** An onboarding that this process holds: its state, and the one way to add to it. */
export type Onboarding = {
  readonly folder: string;
  readonly pins: Pins;
  readonly state: State;
  readonly continued: boolean;
  /** Writes the rows to the disk, all or none, then folds them in. Throws `journal.unwritable` and changes nothing when it can not. */
  append(...bodies: readonly RowBody[]): void;
  close(exitCode: number): void;
};

/** The files of an onboarding's folder. */
export const journalFile = 'journal.db';
const lockFile = 'lock.db';

/**
 * Opens or makes the onboarding in `folder`: takes its lock, verifies its journal, checks what it is pinned to, and records who holds it.
 *
 * @throws ProblemError `onboarding.held`, `journal.damaged`, `onboarding.elsewhere` (another account, Region or kind of endpoint).
 */
export function openOnboarding(folder: string, pins: Pins, clock: Clock, by: { caller: string; version: string }): Onboarding {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = takeLock(join(folder, lockFile));
  if (!lock) throw heldByAnother(pins.name, readJournal(join(folder, journalFile)) ?? []);
  try {
    const journal = openJournal(join(folder, journalFile));
    const state = foldRows(journal.rows);
    const append = (...bodies: readonly RowBody[]) => {
      for (const row of journal.append(Math.max(clock.now(), state.lastTime), ...bodies)) apply(state, row);
    };
    const continued = state.pins !== undefined;
    if (state.pins) checkPins(state.pins, pins, journal.rows);
    const opened = state.pins && samePins(state.pins, pins) ? [] : [{ type: 'opened', format: 1, ...pins } as const];
    append(...opened, { type: 'held', pid: process.pid, host: hostname(), user: userName(), ...by });
    return {
      folder,
      pins,
      state,
      continued,
      append,
      close(exitCode) {
        try {
          append({ type: 'released', exitCode });
        } catch {
          // The lock is what counts; this row only tells a reader that the process ended by itself.
        }
        journal.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

const pinned = ['endpoint', 'account', 'partition', 'region'] as const;

function samePins(known: Pins, asked: Pins): boolean {
  return pinned.every((pin) => known[pin] === asked[pin]);
}

/** Everything is pinned from the first row, but the Region from the first call on that changes something: one that was mistyped can be put right. */
function checkPins(known: Pins, asked: Pins, rows: readonly Row[]): void {
  const sent = rows.some(({ body }) => body.type === 'intent');
  const differs = pinned.filter((pin) => sent || pin !== 'region').find((pin) => known[pin] !== asked[pin]);
  if (!differs) return;
  const where = (pins: Pins) => `${words[pins.endpoint]}, account ${pins.account}, Region ${pins.region}`;
  const problem: Problem = {
    code: 'onboarding.elsewhere',
    what: `The onboarding ${known.name} belongs to ${where(known)}; this run is for ${where(asked)}.`,
    causes: [differs === 'endpoint' ? 'A sandbox onboarding is never continued against AWS, nor the other way round.' : `The ${differs} is not the one it was begun with.`],
    todo: ['Use the credentials, Region and endpoint it was begun with.', 'Or choose another name with --name for a new onboarding.'],
    exit: 4,
  };
  fail(problem);
}

const words: Record<EndpointKind, string> = { aws: 'AWS', sandbox: 'the sandbox', custom: 'an endpoint of your own' };

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the password file (containers).
    return 'unknown';
  }
}
