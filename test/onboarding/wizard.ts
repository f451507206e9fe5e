import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Event, EventType } from '../../source/engine/events.ts';

const root = join(import.meta.dirname, '../..');

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of `--format json`. */
  readonly events: readonly Event[];
};

/** A wizard at work in a process of its own. */
export type Wizard = {
  readonly pid: number;
  kill(signal: NodeJS.Signals): void;
  /** Resolves once that much was told; rejects when the process ends before. */
  told(words: string | RegExp): Promise<void>;
  readonly ended: Promise<Ended>;
};

/**
 * Starts `wizard …` in the root of the repository. It sees the variables in `environment` and nothing else of this process's,
 * so that no proxy, profile or terminal of whoever runs the tests has a part in them. Ends with the test.
 */
export function startWizard(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Wizard {
  const { PATH = '', TMPDIR = tmpdir() } = process.env;
  const child = spawn(process.execPath, ['source/bin.ts', ...words], { cwd: root, env: { PATH, TMPDIR, HOME: '/nowhere', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, ...said, events: eventsOf(said.stdout) }));
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    pid: child.pid ?? 0,
    kill: (signal) => void child.kill(signal),
    told: (what) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (typeof what === 'string' ? said.stdout.includes(what) : what.test(said.stdout)) resolve();
        };
        listeners.add(look);
        look();
        void ended.then(({ code, stderr }) => reject(new Error(`the wizard ended with ${code} before it told ${String(what)}: ${stderr}`)));
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
export function eventsOfType<Type extends EventType>({ events }: Pick<Ended, 'events'>, type: Type): Extract<Event, { type: Type }>[] {
  return events.filter((event): event is Extract<Event, { type: Type }> => event.type === type);
}

/** A folder that ends with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wizard-onboarding-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
