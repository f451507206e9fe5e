import type { Fingerprint } from '../../source/image/fingerprint.ts';
import { pending, type Change, type LookWork, type Sighting, type Work } from '../../source/step.ts';
import type { UploadAnswers } from './answers.ts';
import { combine, fromBase64, toBase64 } from './checksum.ts';
import { partsOf, partSizeOf, type Part } from './layout.ts';
import { headObject, rightSized, storedParts, type StoredPart } from './listing.ts';
import { placeOf, targetOf, tokenMetadata, type MultipartMade, type Target } from './multipart.ts';
import { uploading } from './paces.ts';
import { sendParts } from './send-parts.ts';
import { checksumOfFile, differenceOf } from './stored.ts';
import { objectDiffers, uploadGone } from './trouble.ts';

/** What sending the parts gives: their number and the CRC-32 of the whole file. */
export type PartsMade = { readonly parts: number; readonly crc32: string };

/** The parts of the file: uploaded where S3 lacks them or has other bytes. */
export function partsChange(work: Work<UploadAnswers>): Change {
  const target = targetOf(work);
  const multipart = work.made('multipart') as MultipartMade | undefined;
  const place = placeOf(work);
  const UploadId = multipart?.uploadId ?? pending('upload');
  const parts = target && partsOf(target.bytes).length;
  const size = target && partSizeOf(target.bytes) / 1024 ** 2;
  return {
    id: 'parts',
    title: parts === undefined ? 'The exported file, in parts' : `The exported file, in ${parts === 1 ? 'one part' : `${parts} parts of ${size} MiB`}`,
    call: { service: 's3', operation: 'UploadPart', input: { ...place, UploadId, PartNumber: parts === undefined ? pending('export') : parts === 1 ? 1 : `«1 to ${parts}»`, ChecksumCRC32: '«of each part»' } },
    kind: 'repeatable',
    naturalKey: `s3://${place.Bucket}/${place.Key}`,
    pace: uploading,
    look: (looking) => lookForParts(looking, target, multipart, work.token('multipart')),
    async send(sending) {
      if (!target || !multipart?.uploadId) throw new TypeError('the parts have no upload to go to');
      return sendParts(sending, { ...target, uploadId: multipart.uploadId, fingerprint: multipart.fingerprint as Fingerprint });
    },
  };
}

async function lookForParts(work: LookWork, target: Target | undefined, multipart: MultipartMade | undefined, token: string): Promise<Sighting> {
  if (!target || !multipart) return { state: 'absent' };
  const { place, bytes } = target;
  const wanted = partsOf(bytes);
  const stored = multipart.uploadId ? await storedParts(work.aws, place, multipart.uploadId) : undefined;
  if (!stored) return lookForObject(work, target, multipart, token);
  const sent = work.accepted('parts') as PartsMade | undefined;
  if (sent && allThere(wanted, stored, sent)) return { state: 'done', outputs: sent };
  return { state: 'absent', note: `${rightSized(stored, bytes)} of ${wanted.length} parts are there` };
}

/** No upload any more: well if this file was completed, by an earlier life or by another machine that uploads the same. */
async function lookForObject({ aws, name }: LookWork, { place, file, bytes }: Target, { crc32 }: MultipartMade, token: string): Promise<Sighting> {
  const { Bucket, Key } = place;
  const head = await headObject(aws, place);
  if (head?.Metadata?.[tokenMetadata] !== token) return { state: 'blocked', problem: uploadGone(Bucket, Key, name) };
  const difference = await differenceOf(head, bytes, async () => crc32 ?? (await checksumOfFile(file)));
  if (difference) return { state: 'foreign', problem: objectDiffers(Bucket, Key, name, difference) };
  return { state: 'done', outputs: { parts: partsOf(bytes).length, crc32: head.ChecksumCRC32 ?? '' } satisfies PartsMade, evidence: 'the whole object is there' };
}

/** Sizes agree, and the checksums that S3 lists make up the one of the whole file. */
function allThere(wanted: readonly Part[], stored: readonly StoredPart[], { crc32 }: PartsMade): boolean {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  if (stored.length !== wanted.length || !wanted.every(({ number, bytes }) => byNumber.get(number)?.bytes === bytes)) return false;
  const sums = wanted.map(({ number }) => fromBase64(byNumber.get(number)?.crc32));
  // A store that lists no checksums still verified each on arrival, and verifies the whole on completion.
  if (sums.some((sum) => sum === undefined)) return true;
  return toBase64(wanted.reduce((whole, { bytes }, index) => combine(whole, sums[index] ?? 0, bytes), 0)) === crc32;
}
