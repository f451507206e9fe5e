import type { Output } from '../screen.ts';
import { text } from '../text.ts';
import type { Options } from './options.ts';

export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** Everything a command knows of the world outside: nothing else is reached for. */
export type Context = {
  readonly options: Options;
  readonly positionals: readonly string[];
  readonly environment: { readonly [name: string]: string | undefined };
  readonly cwd: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly version: string;
  readonly stdin: Input;
  /** Results. */
  readonly stdout: Output;
  /** Progress and diagnostics. */
  readonly stderr: Output;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Real time, milliseconds since 1970. */
  now(): number;
};

/** Prints a result: lines to stdout, free of control characters. */
export function print(context: Pick<Context, 'stdout'>, lines: string | readonly string[]): void {
  context.stdout.write(`${text(typeof lines === 'string' ? lines : lines.join('\n'))}\n`);
}

/** Prints what is not the result: to stderr, free of control characters. */
export function note(context: Pick<Context, 'stderr'>, lines: string | readonly string[]): void {
  context.stderr.write(`${text(typeof lines === 'string' ? lines : lines.join('\n'))}\n`);
}

/** Prints `value` as one JSON object on one line. */
export function printJson(context: Pick<Context, 'stdout'>, value: unknown): void {
  context.stdout.write(`${JSON.stringify(value)}\n`);
}
