import { writeJson, writeLines, type Output } from '../screen.ts';
import type { Text } from '../text.ts';
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

/** Prints a result: lines to stdout. */
export function print({ stdout }: Pick<Context, 'stdout'>, lines: Text | readonly Text[]): void {
  writeLines(stdout, lines);
}

/** Prints what is not the result: to stderr. */
export function note({ stderr }: Pick<Context, 'stderr'>, lines: Text | readonly Text[]): void {
  writeLines(stderr, lines);
}

/** Prints `value` as one JSON object on one line. */
export function printJson({ stdout }: Pick<Context, 'stdout'>, value: unknown): void {
  writeJson(stdout, value);
}
