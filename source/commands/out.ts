import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '../problem.ts';
import { write } from '../screen.ts';
import { say, text, type Text } from '../text.ts';
import { note, type Context } from './context.ts';

/**
 * Puts a document where `--out` says, or on stdout; what to type next goes to stderr, so that the document stays whole.
 * `--out` replaces a file of that name; `encoded` is what such a file holds where it is more than the text.
 */
export function putOut(context: Context, document: Text, next: Text, encoded?: Uint8Array): void {
  const { options, cwd, stdout } = context;
  const whole = document.endsWith('\n') ? document : text(`${document}\n`);
  if (options.out === undefined || options.out === '-') write(stdout, whole);
  else {
    writeDocument(resolve(cwd, options.out), encoded ?? whole, false);
    note(context, say`Written: ${resolve(cwd, options.out)}`);
  }
  note(context, say`Next: ${next}`);
}

/** Writes a file; with `isNew` only where there is none. */
export function writeDocument(file: string, document: Text | Uint8Array, isNew: boolean): void {
  try {
    writeFileSync(file, document, isNew ? { flag: 'wx' } : {});
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') fail({ code: 'file.exists', what: `${file} is there already and is left as it is.`, todo: ['Give another name, or move it away.'], exit: 2 });
    const why = { ENOENT: 'its folder does not exist', EACCES: 'this user may not write there', EPERM: 'this user may not write there', EISDIR: 'it is a folder', ENOSPC: 'the disk is full' }[code] ?? code;
    fail({ code: 'file.unwritable', what: `${file} can not be written: ${why}.`, todo: ['Choose another file.'], exit: 2 });
  }
}
