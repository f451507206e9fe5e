import { homedir } from 'node:os';
import { writeSync } from 'node:fs';
import { readArguments, type Arguments } from './commands/arguments.ts';
import type { Context } from './commands/context.ts';
import { helpText } from './commands/help.ts';
import { fitted, widthOf } from './layout.ts';
import { problemLines } from './phrases.ts';
import { ProblemError, type ExitCode, type Problem } from './problem.ts';
import { flushed, writeJson, writeLines } from './screen.ts';
import { line, say, text, type Text } from './text.ts';

/** npm passes on the Ctrl-C that the terminal has sent to us already: within this time, in real milliseconds, it is the same one. */
const echo = 200;
const showCursor = '\u001b[?25h';

/** How the running command takes a signal. */
type Ending = { graceful: boolean; says?: Text };

/** Runs the command line of this process and ends it with the command's exit code. */
export async function main(version: string): Promise<void> {
  const stopping = new AbortController();
  const ending: Ending = { graceful: false };
  let commandLine: Arguments | undefined;
  let code: ExitCode;
  onSignals(stopping, ending);
  try {
    commandLine = readArguments(process.argv.slice(2));
    code = await dispatch(commandLine, version, stopping.signal, ending);
  } catch (error) {
    if (stopping.signal.aborted && error === stopping.signal.reason) code = 130;
    else code = error instanceof ProblemError ? explain(error.problem, commandLine) : await crashed(error, version, commandLine);
  }
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(code);
}

async function dispatch({ command, options, positionals }: Arguments, version: string, signal: AbortSignal, ending: Ending): Promise<ExitCode> {
  if (options.version) return printed(line(version));
  if (options.help) return printed(helpText(command, widthOf(process.stdout)));
  const context: Context = {
    options,
    positionals,
    environment: process.env,
    cwd: process.cwd(),
    home: homedir(),
    platform: process.platform,
    version,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal,
    now: Date.now,
  };
  const { run } = command ? await command.load() : await import('./commands/start.ts');
  ending.graceful = !command || ['run', 'resume', 'sandbox'].includes(command.name);
  if (ending.graceful && command?.name !== 'sandbox') {
    if (options.format !== 'json') ending.says = say`Stopping. The state is saved, and what AWS is doing goes on. Ctrl-C once more ends at once.`;
    // What an end in the middle means, such as a reader of stdout that goes away.
    process.exitCode = 130;
    // Whatever an onboarding leaves on the disk is its owner's alone.
    process.umask(0o077);
  }
  return run(context);
}

function printed(words: Text): ExitCode {
  writeLines(process.stdout, words);
  return 0;
}

/** Expected trouble: what happened, why, what to do; never a stack. */
function explain(problem: Problem, commandLine: Arguments | undefined): ExitCode {
  if (commandLine?.options.format === 'json') writeJson(process.stderr, { problem });
  else {
    const width = process.stderr.isTTY ? widthOf(process.stderr) : Infinity;
    writeLines(process.stderr, problemLines(problem).flatMap((words) => fitted(words, width)));
  }
  return problem.exit;
}

/** A mistake of ours: kept with its stack in a file, told in two lines. */
async function crashed(error: unknown, version: string, commandLine: Arguments | undefined): Promise<ExitCode> {
  const { keepCrash } = await import('./commands/crash.ts');
  const where = { environment: process.env, cwd: process.cwd(), home: homedir(), platform: process.platform, options: commandLine?.options ?? {} };
  const file = keepCrash(error, where, { version, command: commandLine?.command?.name ?? '', now: Date.now() });
  writeLines(process.stderr, [
    say`This should not have happened: a mistake in the wizard, not in what you did. What is under way in AWS goes on; the state is saved.`,
    file ? say`Please report it with this file, which holds no secrets: ${file}` : text(error),
  ]);
  return 1;
}

/** The first signal asks the command to stop, which says where it is; another ends the process. Commands with nothing to leave in order end at once. */
function onSignals(stopping: AbortController, ending: Ending): void {
  let first = 0;
  const stop = () => {
    const now = performance.now();
    if (!ending.graceful || (stopping.signal.aborted && now - first > echo)) {
      if (process.stderr.isTTY) writeSync(2, showCursor);
      process.exit(130);
    }
    if (stopping.signal.aborted) return;
    first = now;
    stopping.abort(new DOMException('stopped by a signal', 'AbortError'));
    if (ending.says) writeLines(process.stderr, [say``, ending.says]);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}
