import { createHash } from 'node:crypto';
import { openFile } from './file.ts';
import { longestRead } from './block.ts';

/** Identity of a file, cheap to take: plain JSON. Compare with {@link compareFingerprints}. */
export type Fingerprint = {
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** SHA-256 (hex) over the size, the first and the last MiB, and 16 samples of 64 KiB between them. */
  readonly sample: string;
};

const samples = 16;
const sampleBytes = 64 * 1024;

/**
 * Takes the identity of a file by reading at most 3 MiB of it, so that an upload can tell whether it goes on with the file
 * it began with. A change that keeps size and time and misses every sample stays unseen: the checksum of each part is the
 * proof. ProblemErrors as of `openFile`.
 */
export async function fingerprint(path: string): Promise<Fingerprint> {
  const file = await openFile(path);
  try {
    const { bytes, modified, reader } = file;
    const hash = createHash('sha256').update(`${bytes}\n`);
    const between = Array.from({ length: samples }, (_, index) => Math.floor(((index + 1) * bytes) / (samples + 1)));
    const places = [[0, longestRead], ...between.map((at) => [at, sampleBytes] as const), [Math.max(0, bytes - longestRead), longestRead]] as const;
    for (const [at, length] of places) hash.update(await reader.read(at, Math.min(length, bytes - at)));
    return { bytes, modified, sample: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** `same` · `touched`: only the time differs · `changed`: another size or other bytes. */
export function compareFingerprints(before: Fingerprint, now: Fingerprint): 'same' | 'touched' | 'changed' {
  if (before.bytes !== now.bytes || before.sample !== now.sample) return 'changed';
  return before.modified === now.modified ? 'same' : 'touched';
}
