import type { CommandLineOptions } from '../aws/command-line.ts';
import { widthOf } from '../layout.ts';
import type { Screen } from '../screen.ts';
import { unattendedAsk, type Unattended } from '../unattended.ts';
import type { Context } from './context.ts';
import type { Mode } from './mode.ts';

export type ScreenOptions = {
  /** The run's clock, milliseconds since 1970. */
  readonly now: () => number;
  readonly unattended: Unattended;
  readonly commandLine: CommandLineOptions;
  /** Ctrl-C at a question. */
  interrupt(): void;
};

/** Loads and opens the front end of `mode`; only that one is imported. */
export async function openScreen({ stdin, stdout, stderr, signal, cwd, platform, home }: Context, mode: Mode, options: ScreenOptions): Promise<Screen> {
  const ask = unattendedAsk(options.unattended);
  if (mode === 'json') return (await import('../ndjson.ts')).ndjson(stdout, ask);
  if (mode !== 'plain') return (await import('../scripted.ts')).scripted({ out: stdout, err: stderr, tasks: mode === 'tasks', now: options.now, ask });
  const [{ plain }, { cliEquivalent }] = await Promise.all([import('../plain.ts'), import('../aws/command-line.ts')]);
  // Results may go to a file while a person answers: the questions then go where that person looks.
  const output = stdout.isTTY ? stdout : stderr;
  return plain({
    terminal: { input: stdin, output, signal, paths: { base: cwd, platform, home } },
    out: stdout,
    err: stderr,
    columns: widthOf(output),
    now: options.now,
    commandLine: (call) => cliEquivalent(call, { ...options.commandLine, shell: platform === 'win32' ? 'powershell' : 'posix' }),
    interrupt: options.interrupt,
  });
}
