/** A token bucket: `take` says whether a call at `now` (milliseconds) is within the limit. */
export type Bucket = { take(now: number): boolean };

/** The limit of WorkSpaces for an account and Region (https://docs.aws.amazon.com/workspaces/latest/adminguide/workspaces-limits.html). */
export const workspacesLimit = { perSecond: 2, burst: 5 };

/** A bucket that holds `burst` calls and fills by `perSecond`. */
export function bucket({ perSecond, burst }: { readonly perSecond: number; readonly burst: number }): Bucket {
  let tokens = burst;
  let filled = -Infinity;
  return {
    take(now) {
      tokens = Math.min(burst, tokens + (Math.max(now - filled, 0) / 1000) * perSecond);
      filled = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
