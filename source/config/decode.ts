import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { unreadableText } from '../path.ts';

/** What a configuration file may weigh, in bytes: a disk image given by mistake is refused, not read. */
const largest = 1024 * 1024;

/**
 * Reads a text file a person wrote, in UTF-8 or (as Windows PowerShell's `>` writes it) UTF-16 with a byte order mark.
 *
 * @throws Error whose message ends the sentence "FILE …" in plain words.
 */
export function readText(file: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    throw new Error(unreadableText(error) ?? `can not be opened (${String(error)})`, { cause: error });
  }
  try {
    const { size } = fstatSync(descriptor);
    if (fstatSync(descriptor).isDirectory()) throw new Error('is a folder, not a file');
    if (size > largest) throw new Error(`is ${Math.round(size / 1024 / 1024)} MiB, too large for a configuration file`);
    return decode(readFileSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** Decodes by byte order mark; without one the text has to be UTF-8. */
export function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error('is neither UTF-8 nor UTF-16 text', { cause: error });
  }
}
