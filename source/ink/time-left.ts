import { say, type Text } from '../text.ts';
import { durationText } from '../words.ts';

/** Under this share a rate says nothing yet. */
const telling = 0.05;

/**
 * An honest estimate of what is left of a wait: by its own progress where that has begun to tell, else by what the facts say it
 * takes. Milliseconds; empty where nothing is known.
 */
export function timeLeft({ elapsedMs, expectMs, progress }: { readonly elapsedMs: number; readonly expectMs?: readonly [number, number] | undefined; readonly progress?: number | undefined }): Text {
  if (progress !== undefined && progress >= telling && progress < 1 && elapsedMs > 0) return say`about ${durationText((elapsedMs * (1 - progress)) / progress)} left`;
  if (!expectMs || expectMs[1] <= 0) return say``;
  const [least, most] = [Math.max(0, expectMs[0] - elapsedMs), expectMs[1] - elapsedMs];
  if (most <= 0) return say`longer than usual`;
  return least > 0 ? say`${durationText(least)} to ${durationText(most)} left` : say`up to ${durationText(most)} left`;
}
