import { addAbortListener } from 'node:events';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { compareFingerprints, fingerprint, type Fingerprint } from '../../source/image/fingerprint.ts';
import { fileTrouble } from '../../source/image/trouble.ts';
import { pastedPath, systemPath } from '../../source/path.ts';
import { ProblemError } from '../../source/problem.ts';
import type { Outcome, SendWork } from '../../source/step.ts';
import { checksum, combine, toBase64 } from './checksum.ts';
import { partsOf, type Part } from './layout.ts';
import { storedParts } from './listing.ts';
import type { Target } from './multipart.ts';
import { meter } from './meter.ts';
import { fileChanged, interrupted, uploadGone } from './trouble.ts';

export type Upload = Target & { readonly uploadId: string; readonly fingerprint: Fingerprint };

/** Parts in flight at a time; each has a buffer of its own, used again for the next part. */
const lanes = 4;

/** Pauses before a part is tried again, real milliseconds: a hiccup of the line must not end an upload of hours. */
const patience = [250, 1_000, 4_000];

/**
 * Uploads every part that S3 does not hold with the right size and checksum, reading the whole file once. Stops at the
 * first part that can not be sent; what is stored stays stored, and the next try goes on from there.
 */
export async function sendParts(work: SendWork, upload: Upload): Promise<Outcome> {
  try {
    const begun = await fingerprint(upload.file);
    const otherFile = upload.fingerprint.bytes !== upload.bytes || compareFingerprints(upload.fingerprint, begun) === 'changed';
    if (otherFile) return { kind: 'refused', problem: fileChanged(upload.file, work.name) };
    return (await inLanes(work, upload, begun)) ?? { kind: 'refused', problem: interrupted() };
  } catch (error) {
    // Reading the file or a listing failed: none of it changed anything.
    if (error instanceof ProblemError) return { kind: 'refused', problem: error.problem };
    throw error;
  }
}

/** `begun` is the file as this send began. Undefined when the program is being ended. */
async function inLanes(work: SendWork, upload: Upload, begun: Fingerprint): Promise<Outcome | undefined> {
  const { place, bytes, file } = upload;
  const stored = await storedParts(work.aws, place, upload.uploadId);
  if (!stored) return { kind: 'refused', problem: uploadGone(place.Bucket, place.Key, work.name) };
  const there = new Map(stored.map((part) => [part.number, part]));
  const parts = partsOf(bytes);
  const sums: number[] = [];
  const shown = meter(bytes, parts.length, work.progress);
  let next = 0;
  let failed: Outcome | undefined;

  async function lane(handle: FileHandle): Promise<void> {
    const buffer = Buffer.allocUnsafe(parts[0]?.bytes ?? 0);
    for (let part = parts[next++]; part && !failed && !work.signal.aborted; part = parts[next++]) {
      const body = await readPart(handle, upload, part, buffer, work.name);
      const sum = checksum(body);
      sums[part.number - 1] = sum;
      const known = there.get(part.number);
      const same = known?.bytes === part.bytes && known.crc32 === toBase64(sum);
      const outcome = same ? undefined : await sendPart(work, upload, part, body, toBase64(sum));
      if (outcome && outcome.kind !== 'ok') failed ??= outcome;
      else shown(part.bytes, !same);
    }
  }

  const handle = await told(file, 'open', () => open(systemPath(pastedPath(file), process.platform), 'r'));
  try {
    const ended = Promise.allSettled(Array.from({ length: Math.min(lanes, parts.length) }, () => lane(handle)));
    // Parts in flight are not waited for: whoever interrupts wants the prompt back, and S3 keeps what arrives.
    const ends = await unlessAborted(ended, work.signal);
    const broken = ends?.find((end) => end.status === 'rejected');
    if (broken && !work.signal.aborted) throw broken.reason;
  } finally {
    await handle.close();
  }
  if (work.signal.aborted) return undefined;
  if (failed) return failed;
  const whole = parts.reduce((sum, part, index) => combine(sum, sums[index] ?? 0, part.bytes), 0);
  // Whoever wrote into it meanwhile may have missed the samples, so the time of the last change counts here.
  if (compareFingerprints(begun, await fingerprint(file)) !== 'same') return { kind: 'refused', problem: fileChanged(file, work.name) };
  return { kind: 'ok', outputs: { parts: parts.length, crc32: toBase64(whole) } };
}

/** What `work` gives; undefined as soon as `signal` is aborted. Leaves no listener behind. */
function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const listening = addAbortListener(signal, () => resolve(undefined));
    work.then(resolve, reject).finally(() => listening[Symbol.dispose]());
  });
}

/** One part, tried again over passing trouble: sending it twice does no harm. */
async function sendPart(work: SendWork, { place, uploadId }: Upload, part: Part, body: Uint8Array, crc32: string): Promise<Outcome> {
  for (let nth = 0; ; nth += 1) {
    const outcome = await work.aws.send(
      's3:UploadPart',
      { ...place, UploadId: uploadId, PartNumber: part.number, Body: body, ContentLength: part.bytes, ChecksumCRC32: crc32 },
      ({ ETag }) => (ETag ? { etag: ETag } : undefined),
    );
    if (outcome.kind === 'refused' && outcome.problem.raw?.code === 'NoSuchUpload') return { kind: 'refused', problem: uploadGone(place.Bucket, place.Key, work.name) };
    const passing = outcome.kind === 'unknown' || (outcome.kind === 'refused' && (outcome.problem.again === 'soon' || outcome.problem.raw?.code === 'BadDigest'));
    const wait = patience[nth];
    if (!passing || wait === undefined) return outcome;
    await pause(wait, undefined, { signal: work.signal }).catch(() => undefined);
    if (work.signal.aborted) return outcome;
  }
}

async function readPart(handle: FileHandle, { file }: Upload, { offset, bytes }: Part, buffer: Buffer, name: string): Promise<Buffer> {
  for (let done = 0; done < bytes; ) {
    const { bytesRead } = await told(file, 'read', () => handle.read(buffer, done, bytes - done, offset + done));
    if (!bytesRead) throw new ProblemError(fileChanged(file, name));
    done += bytesRead;
  }
  return buffer.subarray(0, bytes);
}

async function told<Value>(file: string, operation: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    const trouble = fileTrouble(error, file, operation, process.platform);
    throw trouble ? new ProblemError(trouble) : error;
  }
}
