import type { Clock } from '../engine/clock.ts';
import { rule } from '../knowledge/rules.ts';
import type { Service } from './operations.ts';

/** Calls a second, and how many may go at once after a pause. */
export type Rate = { readonly perSecond: number; readonly burst: number };

/**
 * What the account and Region share: for WorkSpaces what its quotas say; the others are kept far below their published limits.
 * S3 has none: it is asked once a part.
 */
export const rates: { readonly [Name in Service]?: Rate } = {
  workspaces: { perSecond: rule('api.rate').value, burst: rule('api.burst').value },
  ds: { perSecond: 5, burst: 10 },
  ec2: { perSecond: 10, burst: 20 },
  iam: { perSecond: 5, burst: 10 },
  servicequotas: { perSecond: 5, burst: 10 },
  sts: { perSecond: 10, burst: 20 },
};

/** Resolves when the next call may go out: in the order asked, on the run's clock. Rejects with the signal's reason when aborted meanwhile. */
export function makeLimiter(clock: Clock, { perSecond, burst }: Rate, signal?: AbortSignal): () => Promise<void> {
  const interval = 1_000 / perSecond;
  let next = -Infinity;
  return async () => {
    const now = clock.now();
    next = Math.max(next, now - (burst - 1) * interval);
    const wait = next - now;
    next += interval;
    if (wait > 0) await clock.sleep(wait, signal);
  };
}
