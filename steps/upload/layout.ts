import { basename, win32 } from 'node:path';
import type { Work } from '../../source/step.ts';

const mebibyte = 1024 * 1024;
const smallestPart = 16 * mebibyte;

/** S3's limit (Amazon S3 User Guide, "Amazon S3 multipart upload limits"). */
const mostParts = 10_000;

/** Bytes of each part but the last: 16 MiB, more only where 10,000 parts would not do. */
export function partSizeOf(bytes: number): number {
  return Math.max(smallestPart, Math.ceil(bytes / mostParts / mebibyte) * mebibyte);
}

/** A part of the file: its number from 1, where it begins, how long it is. */
export type Part = { readonly number: number; readonly offset: number; readonly bytes: number };

/** The parts of a file of `bytes` bytes; an empty file has none. */
export function partsOf(bytes: number): Part[] {
  const partSize = partSizeOf(bytes);
  return Array.from({ length: Math.ceil(bytes / partSize) }, (_, index) => {
    const offset = index * partSize;
    return { number: index + 1, offset, bytes: Math.min(partSize, bytes - offset) };
  });
}

/** Where the file goes: the key holds the onboarding's name and attempt, so that it is recognised as ours. */
export function keyOf(work: Pick<Work, 'name' | 'attempt'>, file: string): string {
  const name = basename(win32.basename(file)).normalize('NFKD').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+/, '');
  return `${work.name}/attempt-${work.attempt}/${name.slice(-200) || 'image'}`;
}
