import { canUnicode } from '../ink/theme.ts';
import { widthOf } from '../layout.ts';
import type { Desk } from '../desk.ts';
import type { Context } from './context.ts';
import type { GuidedMode } from './mode.ts';

/** Loads and opens the desk of `mode`; only that front end is imported. `interrupt` is what Ctrl-C at it does. */
export async function openDesk(context: Context, mode: GuidedMode, interrupt: () => void): Promise<Desk> {
  const { stdin, stdout, stderr, signal, cwd, platform, home, environment } = context;
  const paths = { base: cwd, platform, home };
  if (mode === 'ink') {
    const { drawnDesk } = await import('../ink/desk.tsx');
    return drawnDesk({
      stdin: stdin as NodeJS.ReadStream,
      stdout: stdout as NodeJS.WriteStream,
      stderr,
      unicode: canUnicode(environment, platform),
      paths,
      interrupt,
      stop: platform === 'win32' ? undefined : stopped,
      copy: () => false,
    });
  }
  const { plainDesk } = await import('../plain.ts');
  // Results may go to a file while a person answers: the questions then go where that person looks.
  const output = stdout.isTTY ? stdout : stderr;
  return plainDesk({ terminal: { input: stdin, output, signal, paths }, out: stdout, err: stderr, columns: widthOf(output), interrupt });
}

/** Stops this process as Ctrl-Z in a shell does; resolves once it is continued. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGCONT', () => resolve());
    process.kill(process.pid, 'SIGTSTP');
  });
}
