import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Event, EventBody } from '../../source/engine/events.ts';

const root = join(import.meta.dirname, '../..');

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of `--format json`. */
  readonly events: readonly Event[];
  /** The last of what it said, for the message of a test that fails. */
  readonly last: string;
};

/** A wizard at work in a process of its own. */
export type Wizard = {
  readonly pid: number;
  kill(signal: NodeJS.Signals): void;
  /** Resolves once stdout holds `words`; rejects when the process ends before. */
  told(words: string): Promise<void>;
  readonly ended: Promise<Ended>;
};

/**
 * Starts `wizard …` in the root of the repository. It sees the variables in `environment` and nothing else of this process's,
 * so that no proxy, profile or terminal of whoever runs the tests has a part in them.
 */
export function startWizard(line: readonly string[], environment: Readonly<Record<string, string>> = {}): Wizard {
  const { PATH = '', TMPDIR = tmpdir() } = process.env;
  const child = spawn(process.execPath, ['source/bin.ts', ...line], { cwd: root, env: { PATH, TMPDIR, HOME: '/nowhere', ...environment }, stdio: ['ignore', 'pipe', 'pipe'], timeout: 150_000, killSignal: 'SIGKILL' });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, ...said, events: eventsOf(said.stdout), last: `${said.stdout}${said.stderr}`.split('\n').slice(-20).join('\n') }));
  });
  return {
    pid: child.pid ?? 0,
    kill: (signal) => void child.kill(signal),
    told: (words) =>
      new Promise((resolve, reject) => {
        const look = () => said.stdout.includes(words) && resolve();
        listeners.add(look);
        look();
        void ended.then(({ code, last }) => reject(new Error(`the wizard ended with ${code} before it told ${words}: ${last}`)));
      }),
    ended,
  };
}

/** Runs `wizard …` to its end. */
export function runWizard(words: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended> {
  return startWizard(words, environment).ended;
}

function eventsOf(stdout: string): Event[] {
  return stdout.split('\n').flatMap((line) => (line.startsWith('{"v":1') && line.endsWith('}') ? [JSON.parse(line) as Event] : []));
}

/** The events of one type. */
export function eventsOfType<Type extends EventBody['type']>({ events }: Pick<Ended, 'events'>, type: Type): Extract<Event, { type: Type }>[] {
  return events.filter((event): event is Extract<Event, { type: Type }> => event.type === type);
}

/** A folder that ends with the test. Tests that run side by side give their own `onTestFinished`. */
export function temporaryFolder(finished: (action: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'wizard-onboarding-'));
  finished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
