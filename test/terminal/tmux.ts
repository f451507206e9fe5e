import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import type { Program } from './keeper.ts';

const run = promisify(execFile);

/** How often the screen is looked at, in real milliseconds; a look takes 3 to 5. */
const every = 30;
/** How long something may take to appear unless it is said, in real milliseconds. */
const patience = 30_000;

export type Opening = {
  readonly columns: number;
  readonly rows: number;
  /** The program and its arguments, as they are: no shell reads them. */
  readonly command: readonly string[];
  /** Added to PATH, TMPDIR, HOME, LANG and TERM, which is all that the program sees. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What TERM says; `xterm-256color` unless given. */
  readonly term?: string;
  /** Runs the program from a bash with job control, so that Ctrl-Z and `fg` have somebody to answer to. */
  readonly underShell?: boolean;
  /** Tests that run side by side give their own `onTestFinished`. */
  readonly finished?: (action: () => Promise<void>) => void;
};

/** What a screen is waited for to hold. */
export type Wanted = string | RegExp | ((screen: string) => boolean);

export type Patience = {
  /** Real milliseconds. */
  readonly within?: number;
};

/** A program at work in a real terminal. */
export type Terminal = {
  /** What is on the screen, without the blanks at the end of lines and below the last line. */
  screen(this: void): Promise<string>;
  /** The same with its colours, as SGR sequences, one line for each row of the terminal. */
  picture(this: void): Promise<string>;
  /** Everything that was ever written and is not overwritten, the screen at its end; lines that the terminal broke are whole. */
  scrollback(this: void): Promise<string>;
  /** Presses keys by the names tmux has for them: `Enter`, `Up`, `Escape`, `C-c`, `Tab`, `BTab`, `BSpace`, `PageDown`. */
  keys(this: void, ...names: string[]): Promise<void>;
  /** Types a text, character by character as it is. */
  type(this: void, text: string): Promise<void>;
  /** Pastes a text of any number of lines: a bracketed paste where the program asked for that. */
  paste(this: void, text: string): Promise<void>;
  resize(this: void, columns: number, rows: number): Promise<void>;
  /** The first screen that holds what is wanted. Rejects with the last screen in its message. */
  until(this: void, wanted: Wanted, patience?: Patience): Promise<string>;
  /** The screen, once it has stayed the same for a few looks. */
  settled(this: void, patience?: Patience): Promise<string>;
  /** Closes the terminal under the program, as when a connection drops. Nothing is on the screen afterwards. */
  hangUp(this: void): Promise<void>;
  /** The exit code of the program once it has ended, also of one whose terminal is gone; of one that a signal ended 128 and the signal's number. */
  exitCode(this: void, patience?: Patience): Promise<number>;
  /** Whether the program has ended. */
  ended(this: void): Promise<boolean>;
  /** The process of the program, or of the shell that it runs under. */
  pid(this: void): number;
  /** The title that the program gave the terminal. */
  title(this: void): Promise<string>;
  /** What tmux knows of the terminal in its own format: `#{cursor_x}`, `#{cursor_flag}`, `#{alternate_on}`. */
  tell(this: void, format: string): Promise<string>;
  close(this: void): Promise<void>;
};

/** Whether tmux is on this machine; a sentence says so when tests must do without it. */
export function isTmuxPresent(): boolean {
  try {
    execFileSync('tmux', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('tmux is not installed: the tests that need a real terminal are skipped.\n');
    return false;
  }
}

/**
 * Runs a program in a terminal of its own: a tmux server on a socket in a temporary folder, which is also the program's HOME. It ends
 * with the test. Rejects when the program can not be started.
 */
export async function openTerminal({ columns, rows, command, environment = {}, cwd = process.cwd(), term = 'xterm-256color', underShell = false, finished = onTestFinished }: Opening): Promise<Terminal> {
  const folder = mkdtempSync(join(tmpdir(), 'terminal-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  const { PATH = '/usr/bin:/bin', TMPDIR = tmpdir() } = process.env;
  const basic = { PATH, TMPDIR, HOME: home, LANG: 'C.UTF-8' };
  const tmux = async (...words: string[]): Promise<string> => {
    const { stdout } = await run('tmux', ['-u', '-S', join(folder, 'socket'), '-f', '/dev/null', ...words], { env: basic, maxBuffer: 2 ** 26 });
    return stdout;
  };
  const kept = (name: 'pid' | 'code') => noted(join(folder, name));
  const hasEnded = () => kept('code') !== undefined;
  let leader = 0;
  let hungUp = false;
  const close = async () => {
    await tmux('kill-pane').catch(() => {});
    // A program that leaves in order when its terminal goes has the time for it; one that does not is ended.
    const leaves = () => (leader === 0 ? undefined : elapse(hasEnded, { within: 3000 }));
    await leaves()?.catch(() => (endFollowers(leader), leaves()));
    await tmux('kill-server').catch(() => {});
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    leader = 0;
  };
  finished(close);

  const shell = { PS1: '$ ', HISTFILE: join(home, '.history') };
  const program: Program = {
    command: underShell ? ['bash', '--norc', '--noprofile', '-i'] : command,
    environment: { ...basic, ...(underShell && shell), TERM: term, ...environment },
    cwd,
  };
  writeFileSync(join(folder, 'program.json'), JSON.stringify(program));
  const settings = { 'exit-empty': 'off', status: 'off', 'escape-time': '0', 'default-terminal': term, 'history-limit': '20000', 'remain-on-exit': 'on', 'remain-on-exit-format': '' };
  const set = Object.entries(settings).flatMap((setting) => ['set', '-gq', ...setting, ';']);
  await tmux('start-server', ';', ...set, 'new-session', '-d', '-x', `${columns}`, '-y', `${rows}`, '--', process.execPath, join(import.meta.dirname, 'keeper.ts'), folder);
  leader = Number(await tmux('display-message', '-p', '#{pane_pid}'));
  await elapse(() => kept('pid') !== undefined || hasEnded(), undefined, () => `${command[0]} could not be started.`);

  const screen = async () => trimmed(await tmux('capture-pane', '-p'));
  // When the keeper has ended too, the last words are on the screen; a terminal that was hung up has none.
  const ended = async () => hasEnded() && (hungUp || (await tell('#{pane_dead}')) === '1');
  const tell = async (format: string) => (await tmux('display-message', '-p', format)).replace(/\n$/, '');
  const type = async (text: string) => void (await tmux('send-keys', '-l', '--', escaped(text)));

  const until: Terminal['until'] = async (wanted, patience) => {
    let last = '';
    const what = typeof wanted === 'function' ? 'what was waited for' : String(wanted);
    await elapse(async () => match((last = await screen()), wanted) !== undefined, patience, () => `${what} did not appear. ${framed(last)}`);
    return last;
  };

  const terminal: Terminal = {
    screen,
    picture: () => tmux('capture-pane', '-e', '-p', '-N'),
    scrollback: async () => trimmed(await tmux('capture-pane', '-p', '-J', '-S', '-')),
    keys: async (...names) => void (await tmux('send-keys', '--', ...names.map(escaped))),
    type,
    async paste(text) {
      await tmux('set-buffer', '--', escaped(text), ';', 'paste-buffer', '-p', '-d');
    },
    resize: async (columns, rows) => void (await tmux('resize-window', '-x', `${columns}`, '-y', `${rows}`)),
    until,
    async settled(patience) {
      let last = await screen();
      let same = 0;
      await elapse(
        async () => {
          const now = await screen();
          same = now === last ? same + 1 : 0;
          last = now;
          return same >= 5;
        },
        patience,
        () => `The screen does not come to rest. ${framed(last)}`,
      );
      return last;
    },
    async hangUp() {
      hungUp = true;
      await tmux('kill-pane');
    },
    async exitCode(patience) {
      let last = '';
      const look = async () => (await ended()) || ((last = hungUp ? '' : await screen()), false);
      await elapse(look, patience, () => `The program has not ended. ${framed(last)}`);
      return kept('code') ?? NaN;
    },
    ended,
    pid: () => kept('pid') ?? NaN,
    title: () => tell('#{pane_title}'),
    tell,
    close,
  };
  if (underShell) {
    await until('$');
    await type(command.map(quoted).join(' '));
    await terminal.keys('Enter');
  }
  return terminal;
}

/** The words of a screen that are what is wanted; undefined where it does not hold them. */
export function match(screen: string, wanted: Wanted): string | undefined {
  if (typeof wanted === 'function') return wanted(screen) ? '' : undefined;
  if (typeof wanted === 'string') return screen.includes(wanted) ? wanted : undefined;
  return new RegExp(wanted.source, wanted.flags.replaceAll(/[gy]/g, '')).exec(screen)?.[0];
}

/** A screen for the message of a test that fails. */
export function framed(screen: string): string {
  return `The screen:\n${screen.split('\n').map((line) => `  | ${line}`).join('\n')}`;
}

/** Looks again and again until it holds; rejects with `message` when the time is over. */
export async function elapse(look: () => boolean | Promise<boolean>, { within = patience }: Patience = {}, message = () => 'It did not happen.'): Promise<void> {
  const end = performance.now() + within;
  while (!(await look())) {
    if (performance.now() > end) throw new Error(`After ${within / 1000} s: ${message()}`);
    await pause(every);
  }
}

function trimmed(text: string): string {
  return text.replaceAll(/[ \t]+$/gm, '').trimEnd();
}

/** tmux takes a semicolon at the end of a word for the end of a command. */
function escaped(word: string): string {
  return word.endsWith(';') ? `${word.slice(0, -1)}\\;` : word;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A number that the keeper wrote down; undefined until then. */
function noted(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Ends what was started in a terminal, but for the process that leads it, which takes note of that. */
function endFollowers(leader: number): void {
  const session = execFileSync('ps', ['-A', '-o', 'pid=,sess='], { encoding: 'utf8' }).split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  for (const [pid = leader, of] of session) {
    if (of !== leader || pid === leader) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
