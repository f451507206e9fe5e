import type { Clock } from './clock.ts';

/** Looks of several changes share one round, so that a listing is asked for once however many things are watched. */
export type Rounds = {
  /** Called before each look: begins a new round when the clock has left the last one. */
  enter(): void;
  /** Waits about `milliseconds`, up to the start of a round, so that those who wait alike wake together. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
};

/** The longest that a round lasts, milliseconds. */
const longest = 5_000;

/** Rounds of 5 s of `clock`, or of `pollEvery` milliseconds where that is less; `begin` forgets what the last round read. */
export function makeRounds(clock: Clock, begin: () => void, pollEvery = longest): Rounds {
  const length = Math.min(pollEvery, longest);
  let current = -1;
  return {
    enter() {
      const round = Math.floor(clock.now() / length);
      if (round === current) return;
      current = round;
      begin();
    },
    wait(milliseconds, signal) {
      const now = clock.now();
      const wake = Math.ceil((now + milliseconds) / length) * length;
      return clock.sleep(wake - now, signal);
    },
  };
}
