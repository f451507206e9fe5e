// The first process in a terminal. It runs the program and outlives it, so that its exit code is known even after the terminal is gone.
// In the folder it is given: `program.json` says what to run; it writes `pid` and, in the end, `code`.
import { spawn } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

/** What is run, and everything that it sees of an environment. */
export type Program = { readonly command: readonly string[]; readonly environment: Readonly<Record<string, string>>; readonly cwd: string };

/** How long the terminal has to take the program's last words, in real milliseconds: it is not read any more when its last process ends. */
const rest = 50;

function keep(folder: string): void {
  const { command, environment, cwd } = JSON.parse(readFileSync(join(folder, 'program.json'), 'utf8')) as Program;
  const [file = '', ...words] = command;
  const program = spawn(file, words, { env: environment, cwd, stdio: 'inherit' });
  const note = (name: string, value: number | undefined) => {
    writeFileSync(join(folder, `${name}.new`), `${value}`);
    renameSync(join(folder, `${name}.new`), join(folder, name));
  };
  const end = (code: number) => {
    note('code', code);
    setTimeout(() => process.exit(code), rest);
  };
  if (program.pid) note('pid', program.pid);
  program.on('error', () => end(127));
  program.on('exit', (code, signal) => end(code ?? 128 + constants.signals[signal as NodeJS.Signals]));
  // The program has these from the terminal itself ...
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) process.on(signal, () => {});
  // ... but of a terminal that goes away the first process alone is told; a shell passes it on too.
  process.on('SIGHUP', () => program.kill('SIGHUP'));
}

keep(process.argv[2] ?? '');
