import { fail } from '../problem.ts';
import { line } from '../text.ts';
import { readUpTo, type BlockReader } from './block.ts';
import { isZero } from './bytes.ts';
import { damaged, truncated } from './trouble.ts';

/** A regular file in a tar archive; `offset` is where its bytes begin. */
export type Member = { readonly name: string; readonly offset: number; readonly bytes: number };

export type Listing = {
  readonly members: readonly Member[];
  /** The zero blocks that end an archive were there. */
  readonly ended: boolean;
};

const block = 512;
const longestName = 64 * 1024;
const mostHeaders = 4096;

/** Whether 512 bytes are a tar header: its checksum holds. */
export function isTarHeader(header: Uint8Array): boolean {
  if (header.length < block || header[0] === 0) return false;
  const stored = octal(header.subarray(148, 156));
  let unsigned = 8 * 32;
  let signed = 8 * 32;
  for (let at = 0; at < block; at += 1) {
    if (at >= 148 && at < 156) continue;
    const byte = header[at] ?? 0;
    unsigned += byte;
    // Some old programs summed signed bytes.
    signed += byte > 127 ? byte - 256 : byte;
  }
  return stored !== undefined && (stored === unsigned || stored === signed);
}

/**
 * Lists a tar archive by its headers alone, seeking over the members: ustar, GNU long names and base-256 sizes, pax
 * records `path` and `size`. A member that runs past the end is `image.truncated`.
 */
export async function listTar(reader: BlockReader, name: string): Promise<Listing> {
  const members: Member[] = [];
  let next: { name?: string; bytes?: number } = {};
  let at = 0;
  for (let headers = 0; at + block <= reader.size; headers += 1) {
    if (headers === mostHeaders) fail(damaged(name, `it holds more than ${mostHeaders} entries`));
    const header = await reader.read(at, block);
    if (isZero(header)) return { members, ended: true };
    if (!isTarHeader(header)) fail(damaged(name, `the archive header at byte ${at} is not one`));
    const kind = String.fromCharCode(header[156] ?? 0);
    const bytes = (isMeta(kind) ? undefined : next.bytes) ?? number(header.subarray(124, 136));
    const offset = at + block;
    const shown = next.name ?? memberName(header);
    if (bytes === undefined) fail(damaged(name, `the archive header at byte ${at} has no size`));
    if (offset + bytes > reader.size) fail(truncated(name, `${line(shown)} in it should have ${bytes} bytes, ${reader.size - offset} are there`));
    if (isMeta(kind)) {
      if (bytes > longestName) fail(damaged(name, `a name in it has ${bytes} bytes`));
      const data = await readUpTo(reader, offset, bytes);
      if (kind === 'x') next = { ...next, ...paxRecords(data) };
      if (kind === 'L') next = { ...next, name: untilZero(data) };
    } else {
      if (kind === 'S') fail(damaged(name, `${line(shown)} was packed with tar --sparse, which Amazon does not read; pack it without`));
      if (kind === '0' || kind === '\0' || kind === '7') members.push({ name: line(shown.replace(/^\.\//, '')), offset, bytes });
      next = {};
    }
    at = offset + Math.ceil(bytes / block) * block;
  }
  return { members, ended: false };
}

function isMeta(kind: string): boolean {
  return kind === 'x' || kind === 'g' || kind === 'L' || kind === 'K';
}

function memberName(header: Uint8Array): string {
  const name = untilZero(header.subarray(0, 100));
  const prefix = untilZero(header.subarray(257, 263)) === 'ustar' ? untilZero(header.subarray(345, 500)) : '';
  return prefix ? `${prefix}/${name}` : name;
}

function untilZero(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8');
}

function octal(field: Uint8Array): number | undefined {
  const digits = /^ *([0-7]+)[ \0]*/.exec(Buffer.from(field).toString('latin1'))?.[1];
  return digits === undefined ? undefined : parseInt(digits, 8);
}

/** A size: octal digits, or base 256 when the first bit is set. */
function number(field: Uint8Array): number | undefined {
  const first = field[0] ?? 0;
  if (first < 0x80) return octal(field);
  if (first !== 0x80) return undefined;
  const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Pax records: `LENGTH key=value\n`, LENGTH counting the whole record in bytes. */
function paxRecords(data: Uint8Array): { name?: string; bytes?: number } {
  const found: { name?: string; bytes?: number } = {};
  for (let at = 0; at < data.length; ) {
    const record = /^(\d{1,6}) /.exec(Buffer.from(data.subarray(at, at + 7)).toString('latin1'))?.[1];
    const length = Number(record ?? 0);
    if (length < 5 || at + length > data.length) break;
    const [key, ...rest] = Buffer.from(data.subarray(at + `${record} `.length, at + length - 1)).toString('utf8').split('=');
    const value = rest.join('=');
    if (key === 'path') found.name = value;
    if (key === 'size' && /^\d{1,15}$/.test(value)) found.bytes = Number(value);
    at += length;
  }
  return found;
}
