import { spawn, type ChildProcess } from 'node:child_process';

export type QueueOptions = {
  readonly cwd?: string;
  readonly environment?: { readonly [name: string]: string | undefined };
  /** So long a command may run, and so long `close` waits for all that are left; real milliseconds, 30 s unless given. */
  readonly limit?: number;
  /** From SIGTERM to SIGKILL; real milliseconds, 2 s unless given. */
  readonly grace?: number;
};

/** Runs one command again and again, each time with a text on its stdin. */
export type CommandQueue = {
  /** Runs it after those that were added before. */
  add(input: string): void;
  /** Waits for what is still running or to be run, no longer than the limit, and says what went wrong, if anything did. */
  close(): Promise<string | undefined>;
};

export function commandQueue(command: string, options: QueueOptions = {}): CommandQueue {
  const limit = options.limit ?? 30_000;
  const over = new AbortController();
  const failures: string[] = [];
  let added = 0;
  let last = Promise.resolve();

  async function runNext(input: string): Promise<void> {
    const failure = over.signal.aborted ? 'there was no time left for it' : await runOnce(command, input, { ...options, limit, signal: over.signal });
    if (failure !== undefined) failures.push(failure);
  }

  return {
    add(input) {
      added += 1;
      last = last.then(() => runNext(input));
    },
    async close() {
      const timer = setTimeout(() => over.abort(), limit);
      await last;
      clearTimeout(timer);
      if (failures.length === 0) return undefined;
      return `The command of --notify did not work${added === 1 ? '' : `, ${failures.length} of ${added} times`}: ${failures[0]}.`;
    },
  };
}

type Limits = QueueOptions & { readonly limit: number; readonly signal: AbortSignal };

/** Runs it once, and gives what went wrong. What it prints is left aside: it would break a drawn screen. */
function runOnce(command: string, input: string, { cwd, environment, limit, grace = 2_000, signal }: Limits): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
      // A group of its own: it ends with all that it started, and a Ctrl-C meant for the run is not for it.
      detached: process.platform !== 'win32',
      ...(cwd !== undefined && { cwd }),
      ...(environment && { env: { ...environment } }),
    });
    let stopped = false;
    let killing: NodeJS.Timeout | undefined;
    const stop = () => {
      if (stopped) return;
      stopped = true;
      end(child, 'SIGTERM');
      killing = setTimeout(() => end(child, 'SIGKILL'), grace);
    };
    const timer = setTimeout(stop, limit);
    signal.addEventListener('abort', stop, { once: true });
    const settle = (failure: string | undefined) => {
      clearTimeout(timer);
      clearTimeout(killing);
      // The shell may go at the first signal and leave behind what it started.
      if (stopped) end(child, 'SIGKILL');
      signal.removeEventListener('abort', stop);
      resolve(failure);
    };
    child.once('error', (error) => settle(`it could not be started (${error.message})`));
    child.once('exit', (code, signal) => settle(stopped ? `it was ended after ${limit / 1000} s` : code === 0 ? undefined : code === null ? `it was ended by ${signal}` : `it ended with exit code ${code}`));
    // A command that does not read what it is given is no error.
    child.stdin.on('error', () => {});
    child.stdin.end(`${input}\n`);
  });
}

/** Ends the command and what it started. */
function end({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    // There is no group to signal; this ends the shell with its children.
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
