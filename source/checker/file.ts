import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { unreadableText } from '../path.ts';
import type { CheckerFile } from './read.ts';

/** A file that could not be read, and why: words that follow its path. */
export type Unreadable = { readonly path: string; readonly why: string };

/** A checker's log is some hundred kilobytes; anything much larger, in bytes, is another file. */
const largest = 16 * 2 ** 20;

/** Reads a log or ImageInfo file; one that can not be read, or is far too large for a log, is told and not thrown. */
export async function readCheckerFile(path: string): Promise<CheckerFile | Unreadable> {
  try {
    const found = await stat(path);
    if (found.size > largest) return { path, why: `has ${Math.round(found.size / 2 ** 20)} MiB, far more than any log of the checker` };
    // A pipe or a device could keep a reader waiting for ever.
    if (!found.isFile() && !found.isDirectory()) return { path, why: 'is a device, a pipe or a socket, not a file' };
    return { name: basename(path), bytes: await readFile(path) };
  } catch (error) {
    const why = unreadableText(error);
    if (why === undefined) throw error;
    return { path, why };
  }
}
