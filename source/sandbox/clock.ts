/** The sandbox's time: of the same shape as any clock that waits can run on. */
export type SandboxClock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `milliseconds` of this clock; rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** The clock stands still from here on. */
  stop(): void;
};

/** A clock that starts at `start` (milliseconds since 1970) and runs `speed` times faster than real time. */
export function sandboxClock(start: number, speed: number): SandboxClock {
  const origin = performance.now();
  let stopped: number | undefined;
  const now = () => stopped ?? start + Math.floor((performance.now() - origin) * speed);
  return {
    now,
    stop() {
      stopped = now();
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        // A timer of Node takes no more than 2^31 - 1.
        const timer = setTimeout(done, Math.min(Math.max(milliseconds / speed, 0), 2_147_483_647));
        function done() {
          signal?.removeEventListener('abort', stop);
          resolve();
        }
        function stop() {
          clearTimeout(timer);
          reject(signal?.reason);
        }
        signal?.addEventListener('abort', stop, { once: true });
      }),
  };
}
