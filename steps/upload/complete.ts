import { pending, type Change, type JsonObject, type LookWork, type Outcome, type SendWork, type Sighting, type Work } from '../../source/step.ts';
import { explained } from '../shared/outcome.ts';
import type { UploadAnswers } from './answers.ts';
import { headObject, storedParts } from './listing.ts';
import { placeOf, targetOf, tokenMetadata, type MultipartMade, type Target } from './multipart.ts';
import type { PartsMade } from './parts.ts';
import { uploading } from './paces.ts';
import { objectDamaged, objectNotOurs, uploadGone } from './trouble.ts';

/** What `work.made('complete')` gives. */
export type CompleteMade = { readonly bucket: string; readonly key: string; readonly bytes: number; readonly crc32: string };

/** The object: put together from its parts, and compared with what was read from the file. */
export function completeChange(work: Work<UploadAnswers>): Change {
  const target = targetOf(work);
  const multipart = work.made('multipart') as MultipartMade | undefined;
  const parts = work.made('parts') as PartsMade | undefined;
  const place = placeOf(work);
  const UploadId = multipart?.uploadId ?? pending('upload');
  const ChecksumCRC32 = parts?.crc32 ?? '«of the whole file»';
  const whole = { ...place, UploadId, ChecksumCRC32, ChecksumType: 'FULL_OBJECT', IfNoneMatch: '*', ...(target && { MpuObjectSize: target.bytes }) } as const;
  return {
    id: 'complete',
    title: `Object s3://${place.Bucket}/${place.Key}`,
    call: { service: 's3', operation: 'CompleteMultipartUpload', input: { ...whole, MultipartUpload: { Parts: '«all parts»' } } },
    kind: 'B',
    naturalKey: `s3://${place.Bucket}/${place.Key}`,
    pace: uploading,
    look: (looking) => lookForWhole(looking, work.token('multipart'), target, multipart, parts),
    send: (sending) => complete(sending, whole),
  };
}

async function lookForWhole({ aws, name }: LookWork, token: string, target: Target | undefined, multipart: MultipartMade | undefined, parts: PartsMade | undefined): Promise<Sighting> {
  if (!target || !parts) return { state: 'absent' };
  const { place, bytes } = target;
  const { Bucket, Key } = place;
  // Asked before the object, so that an upload completed between the two is not taken for one that is lost.
  const stored = multipart?.uploadId ? await storedParts(aws, place, multipart.uploadId) : undefined;
  const head = await headObject(aws, place);
  if (!head) return stored ? { state: 'absent' } : { state: 'blocked', problem: uploadGone(Bucket, Key, name) };
  if (head.Metadata?.[tokenMetadata] !== token) return { state: 'foreign', problem: objectNotOurs(Bucket, Key) };
  const { ContentLength, ChecksumCRC32: crc32 } = head;
  if (ContentLength !== bytes) return { state: 'blocked', problem: objectDamaged(Bucket, Key, `it has ${ContentLength} bytes instead of ${bytes}`, name) };
  if (crc32 && parts.crc32 && crc32 !== parts.crc32) return { state: 'blocked', problem: objectDamaged(Bucket, Key, `its checksum is ${crc32} instead of ${parts.crc32}`, name) };
  return { state: 'done', outputs: { bucket: Bucket, key: Key, bytes, crc32: crc32 ?? parts.crc32 } satisfies CompleteMade };
}

async function complete({ aws, name }: SendWork, { ChecksumCRC32, UploadId, ...whole }: JsonObject & { Bucket: string; Key: string; ExpectedBucketOwner: string; UploadId: string; ChecksumCRC32: string }): Promise<Outcome> {
  const { Bucket, Key, ExpectedBucketOwner } = whole;
  const stored = await storedParts(aws, { Bucket, Key, ExpectedBucketOwner }, UploadId);
  if (!stored) return { kind: 'refused', problem: uploadGone(Bucket, Key, name) };
  const Parts = stored.map(({ number, etag, crc32 }) => ({ PartNumber: number, ETag: etag, ...(crc32 && { ChecksumCRC32: crc32 }) }));
  const outcome = await aws.send('s3:CompleteMultipartUpload', { ...whole, UploadId, ChecksumCRC32, MultipartUpload: { Parts } }, ({ ETag }) => (ETag ? { etag: ETag } : undefined));
  return explained(outcome, 'upload');
}
