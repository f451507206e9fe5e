import type { FrontEnd } from './engine/events.ts';
import { clean, text, type Text } from './text.ts';

/** A front end with an end: `close` says what is left to say and gives the terminal back. */
export type Screen = FrontEnd & { close(): Promise<void> };

/** A stream to write to, with what is known of the terminal behind it. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };

/** What takes text for people: a stream, or what stands before one. */
export type Writing = { write(words: Text): unknown };

/** Writes text as it is. With the two beside it, the only way to a stream for whatever is not the sandbox. */
export function write(to: Writing, words: Text): void {
  to.write(words);
}

/** Writes lines, the last one with its end too. */
export function writeLines(to: Writing, lines: Text | readonly Text[]): void {
  write(to, text(`${typeof lines === 'string' ? lines : lines.join('\n')}\n`));
}

/** Writes plain JSON as one line, for programs: what a program prints of it is safe to print. */
export function writeJson(to: Writing, value: unknown): void {
  write(to, text(`${JSON.stringify(clean(value))}\n`));
}

/** Writes a sequence that `source/terminal/` made for a terminal (a title, the bell, the clipboard): the only control characters that ever leave. */
export function control(to: Output, sequence: string): void {
  to.write(sequence);
}

/** Waits until what was written has left the process: `process.exit` drops what still waits in a pipe. */
export function flushed(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
