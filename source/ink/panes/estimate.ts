import { line, say, type Text } from '../../text.ts';
import { durationText, minuteText } from '../../words.ts';

export type Duration = {
  readonly elapsedMs: number;
  /** What the facts say it takes: [usual minimum, usual maximum]. */
  readonly expectMs?: readonly [number, number] | undefined;
  /** From 0 to 1. */
  readonly progress?: number | undefined;
};

/** Milliseconds that are left, between `least` and `most`; `longer`: it takes longer than usual. Of that no end is known, unless the progress tells one. */
export type TimeLeft = { readonly least: number; readonly most: number; readonly longer: boolean } | { readonly longer: true };

/** Less progress than this says nothing of the whole. */
const meaningful = 0.05;
/** A progress by which it would take so many times the usual maximum stands still rather than moves. */
const standsStill = 3;

/**
 * An honest estimate of the time left: from the progress where it is more than 5 % and moves, else from what is usual.
 * The less is done, the wider it is. Undefined where nothing is known.
 */
export function timeLeft({ elapsedMs, expectMs, progress }: Duration): TimeLeft | undefined {
  const usual = expectMs && expectMs[1] > 0 ? expectMs : undefined;
  const longer = usual !== undefined && elapsedMs > usual[1];
  if (progress !== undefined && progress > meaningful && progress <= 1 && elapsedMs > 0) {
    const whole = elapsedMs / progress;
    if (!usual || whole <= usual[1] * standsStill) {
      const left = whole - elapsedMs;
      const spread = 2 - progress;
      return { least: left / spread, most: left * spread, longer };
    }
  }
  if (!usual) return undefined;
  if (longer) return { longer };
  return { least: Math.max(0, usual[0] - elapsedMs), most: usual[1] - elapsedMs, longer };
}

/** {@link timeLeft} in words: `5 min to 3 h left`, `up to 40 min left`, `longer than usual`. */
export function timeLeftText(duration: Duration): Text | undefined {
  const left = timeLeft(duration);
  if (!left) return undefined;
  if (!('most' in left)) return line('longer than usual');
  const [least, most] = [rounded(left.least, Math.floor), rounded(left.most, Math.ceil)];
  const span = most < 10_000 ? line('a few seconds left') : least < 10_000 ? say`up to ${durationText(most)} left` : least === most ? say`about ${durationText(most)} left` : say`${durationText(least)} to ${durationText(most)} left`;
  return left.longer ? say`longer than usual; by its progress ${span}` : span;
}

/** Nobody waits by the second: the longer, the rounder. */
function rounded(milliseconds: number, round: (value: number) => number): number {
  const minutes = milliseconds / 60_000;
  const unit = minutes < 2 ? 1 / 6 : minutes < 10 ? 1 : minutes < 180 ? 5 : minutes < 48 * 60 ? 30 : 6 * 60;
  return round(minutes / unit + (round === Math.ceil ? -1e-9 : 1e-9)) * unit * 60_000;
}

/** When it is usually done, for a person who goes away: `between 14:20 and 16:05 UTC`; undefined once that is over. */
export function doneText({ since, expectMs, now }: { readonly since: number; readonly expectMs?: readonly [number, number] | undefined; readonly now: number }): Text | undefined {
  if (!expectMs || expectMs[1] <= 0) return undefined;
  const [from, to] = [since + expectMs[0], since + expectMs[1]];
  if (to <= now) return undefined;
  if (from <= now || to - from < 60_000) return say`by ${clockText(to, now)} UTC`;
  return say`between ${clockText(from, now)} and ${clockText(to, now)} UTC`;
}

/** `14:20`, with its day where that is another one than that of `now`. UTC. */
export function clockText(time: number, now: number): Text {
  const [at, today] = [minuteText(time), minuteText(now).slice(0, 10)];
  return line(at.startsWith(today) ? at.slice(11) : at);
}
