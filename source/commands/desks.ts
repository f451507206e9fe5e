import { watchAttention } from '../ink/attention.ts';
import type { Store } from '../ink/store.ts';
import { canUnicode } from '../ink/theme.ts';
import { widthOf } from '../layout.ts';
import type { Desk } from '../desk.ts';
import { notifying } from '../notify.ts';
import { control, type Output } from '../screen.ts';
import { bellSequence } from '../terminal/bell.ts';
import { clipboardSequence } from '../terminal/clipboard.ts';
import type { Surroundings } from '../terminal/kind.ts';
import { titles } from '../terminal/title.ts';
import { line } from '../text.ts';
import { note, type Context } from './context.ts';
import type { GuidedMode } from './mode.ts';

/** Loads and opens the desk of `mode`; only that front end is imported. `interrupt` is what Ctrl-C at it does. */
export async function openDesk(context: Context, mode: GuidedMode, interrupt: () => void): Promise<Desk> {
  const { options, environment, cwd } = context;
  const desk = mode === 'ink' ? await drawn(context, interrupt) : await plain(context, interrupt);
  // What the run's clock is becomes known with the run; an event that only a person sees is dated by this machine's.
  const told = notifying(desk.screen, { command: options.notify, asks: true, cwd, environment, now: context.now, note: (words) => note(context, line(words)) });
  return { ...desk, screen: { ...desk.screen, ...told }, close: () => desk.close().then(() => told.close()) };
}

async function drawn(context: Context, interrupt: () => void): Promise<Desk> {
  const { stdin, stdout, stderr, cwd, platform, home, environment, options } = context;
  const { drawnDesk } = await import('../ink/desk.tsx');
  const at = { environment, platform };
  return drawnDesk({
    stdin: stdin as NodeJS.ReadStream,
    stdout: stdout as NodeJS.WriteStream,
    stderr,
    unicode: canUnicode(environment, platform),
    paths: { base: cwd, platform, home },
    interrupt,
    stop: platform === 'win32' ? undefined : stopped,
    copy(words) {
      const sequence = options['no-clipboard'] ? undefined : clipboardSequence(at, words);
      if (sequence !== undefined) control(stdout, sequence);
      return sequence !== undefined;
    },
    ...(options['no-bell'] !== true && { watch: (store, isHere) => attention(stdout, at, store, isHere) }),
  });
}

/** The title of the window while the desk is open, and the bell; the title is put back at the end. */
function attention(stdout: Output, at: Surroundings, store: Store, isHere: () => boolean): () => void {
  const window = titles(at);
  if (window) control(stdout, window.save);
  const signals = { title: (words: string) => window && control(stdout, window.set(words)), ring: (words: string) => control(stdout, bellSequence(at, words)) };
  const unwatch = watchAttention(store, signals, isHere);
  return () => {
    unwatch();
    if (window) control(stdout, window.restore);
  };
}

async function plain({ stdin, stdout, stderr, signal, cwd, platform, home }: Context, interrupt: () => void): Promise<Desk> {
  const { plainDesk } = await import('../plain.ts');
  // Results may go to a file while a person answers: the questions then go where that person looks.
  const output = stdout.isTTY ? stdout : stderr;
  return plainDesk({ terminal: { input: stdin, output, signal, paths: { base: cwd, platform, home } }, out: stdout, err: stderr, columns: widthOf(output), interrupt });
}

/** Stops this process as Ctrl-Z in a shell does; resolves once it is continued. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGCONT', () => resolve());
    process.kill(process.pid, 'SIGTSTP');
  });
}
