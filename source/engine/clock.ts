/** Time as the engine sees it. Waits, visibility budgets and the limiter run on it; deadlines of one request and the screen do not. */
export type Clock = {
  /** Milliseconds since 1970. Never goes back. */
  now(): number;
  /** Resolves after `milliseconds` of this clock; rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
};

/** The longest delay a timer of Node takes. */
const longestTimer = 2 ** 31 - 1;

/**
 * A clock that runs `speed` times faster than real time and starts at `start` (milliseconds since 1970), default now.
 * Speed 1 from now is real time.
 */
export function scaledClock(speed = 1, start = Date.now()): Clock {
  const origin = performance.now();
  const now = () => start + (performance.now() - origin) * speed;
  return { now, sleep: (milliseconds, signal) => sleepReal(milliseconds / speed, signal) };
}

/** Sleeps real milliseconds; never longer than a timer can. */
function sleepReal(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(done, Math.min(Math.max(milliseconds, 0), longestTimer));
    signal?.addEventListener('abort', stop, { once: true });
    function done() {
      signal?.removeEventListener('abort', stop);
      resolve();
    }
    function stop() {
      clearTimeout(timer);
      reject(signal?.reason);
    }
  });
}
