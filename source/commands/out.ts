import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '../problem.ts';
import { note, type Context } from './context.ts';

/**
 * Puts a document where `--out` says, or on stdout; what to type next goes to stderr, so that the document stays whole.
 * `--out` replaces a file of that name.
 */
export function putOut(context: Context, document: string | Uint8Array, next: string): void {
  const { options, cwd, stdout } = context;
  const whole = typeof document === 'string' && !document.endsWith('\n') ? `${document}\n` : document;
  if (options.out === undefined || options.out === '-') stdout.write(whole);
  else {
    writeDocument(resolve(cwd, options.out), whole, false);
    note(context, `Written: ${resolve(cwd, options.out)}`);
  }
  note(context, `Next: ${next}`);
}

/** Writes a file; with `isNew` only where there is none. */
export function writeDocument(file: string, document: string | Uint8Array, isNew: boolean): void {
  try {
    writeFileSync(file, document, isNew ? { flag: 'wx' } : {});
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') fail({ code: 'file.exists', what: `${file} is there already and is left as it is.`, todo: ['Give another name, or move it away.'], exit: 2 });
    const why = { ENOENT: 'its folder does not exist', EACCES: 'this user may not write there', EPERM: 'this user may not write there', EISDIR: 'it is a folder', ENOSPC: 'the disk is full' }[code] ?? code;
    fail({ code: 'file.unwritable', what: `${file} can not be written: ${why}.`, todo: ['Choose another file.'], exit: 2 });
  }
}
