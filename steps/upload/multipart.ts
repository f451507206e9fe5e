import { fingerprint, type Fingerprint } from '../../source/image/fingerprint.ts';
import { pending, type Change, type Intent, type JsonObject, type Sighting, type Work } from '../../source/step.ts';
import { bytesText } from '../../source/words.ts';
import { explained } from '../shared/outcome.ts';
import { keyOf } from './layout.ts';
import { headObject, openUploads, rightSized, storedParts, type Place } from './listing.ts';
import { unhurried } from './paces.ts';
import { checksumOfFile, differenceOf } from './stored.ts';
import { exportReplaced, objectDiffers, objectNotOurs } from './trouble.ts';
import type { UploadAnswers } from './answers.ts';

/** The file, and where it goes; undefined until the export is known. */
export type Target = { readonly file: string; readonly bytes: number; readonly place: Place };

/** What `work.made('multipart')` gives: the upload and the file that it began with; or the checksum of that file, where the same object was there already. */
export type MultipartMade = { readonly uploadId?: string; readonly fingerprint?: Fingerprint; readonly crc32?: string; readonly strays: readonly string[] };

/** Metadata by which a complete object is known as this attempt's. */
export const tokenMetadata = 'wizard-byol-token';

/** The exported file and its place in the bucket, from what is known so far. */
export function targetOf(work: Work<UploadAnswers>): Target | undefined {
  const { bucket } = work.answers;
  const exported = work.from('export');
  if (!bucket || !exported) return undefined;
  return { file: exported.file, bytes: exported.bytes, place: { Bucket: bucket, Key: keyOf(work, exported.file), ExpectedBucketOwner: work.account } };
}

/** The place as a call shows it before everything is known. */
export function placeOf(work: Work<UploadAnswers>): Place {
  return targetOf(work)?.place ?? { Bucket: work.answers.bucket ?? 'auto', Key: pending('export'), ExpectedBucketOwner: work.account };
}

/** The multipart upload: begun, or found again by its key. */
export function multipartChange(work: Work<UploadAnswers>): Change {
  const token = work.token('multipart');
  const place = placeOf(work);
  const input = { ...place, ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT', Metadata: { [tokenMetadata]: token } } as const;
  const bytes = work.from('export')?.bytes;
  return {
    id: 'multipart',
    title: 'Upload opened',
    call: { service: 's3', operation: 'CreateMultipartUpload', input },
    kind: 'C',
    naturalKey: `s3://${place.Bucket}/${place.Key}`,
    pace: unhurried,
    billed: `S3 storage of ${bytes === undefined ? 'the exported file' : bytesText(bytes)} from the first part until the object is deleted: https://aws.amazon.com/s3/pricing/`,
    look: (looking, intent) => lookForUpload(looking, token, intent),
    send: async ({ aws }) => explained(await aws.send('s3:CreateMultipartUpload', input, ({ UploadId }) => (UploadId ? { uploadId: UploadId } : undefined)), 'upload'),
  };
}

async function lookForUpload(work: Work<UploadAnswers>, token: string, intent: Intent | undefined): Promise<Sighting> {
  const target = targetOf(work);
  if (!target) return { state: 'absent' };
  const { place, file, bytes } = target;
  const begun = await fingerprint(file);
  if (begun.bytes !== bytes) return { state: 'blocked', problem: exportReplaced(file, work.name, bytes, begun.bytes) };
  const head = await headObject(work.aws, place);
  if (head) return lookForObject(work, target, head, token);
  const open = await openUploads(work.aws, place);
  const counted = await Promise.all(open.map(async (id) => ({ id, stored: (await storedParts(work.aws, place, id)) ?? [] })));
  const accepted = counted.find(({ id }) => id === work.accepted('multipart')?.['uploadId']);
  const fullest = counted.toSorted((left, right) => rightSized(right.stored, bytes) - rightSized(left.stored, bytes))[0];
  const uploadId = (accepted ?? fullest)?.id;
  if (!uploadId) return { state: 'absent', before: open };
  // Whoever knows the id of its own upload made one only; without it, an empty one that appeared since may be its second. Others are left to the bucket's lifecycle.
  const strays = accepted || !intent ? [] : counted.filter(({ id, stored }) => id !== uploadId && !stored.length && !intent.before.includes(id)).map(({ id }) => id);
  const outputs: MultipartMade = { uploadId, fingerprint: begun, strays };
  return { state: 'done', outputs: outputs as JsonObject, ...(!intent && { evidence: 'an unfinished upload of this key' }) };
}

/** An object that this journal knows nothing of is this file or it is not ours: a file exported again to the same path has the same name and mark. */
async function lookForObject({ name }: Work, { place: { Bucket, Key }, file, bytes }: Target, head: NonNullable<Awaited<ReturnType<typeof headObject>>>, token: string): Promise<Sighting> {
  if (head.Metadata?.[tokenMetadata] !== token) return { state: 'foreign', problem: objectNotOurs(Bucket, Key) };
  const difference = await differenceOf(head, bytes, () => checksumOfFile(file));
  if (difference) return { state: 'foreign', problem: objectDiffers(Bucket, Key, name, difference) };
  const outputs: MultipartMade = { crc32: head.ChecksumCRC32 ?? '', strays: [] };
  return { state: 'done', outputs: outputs as JsonObject, evidence: 'the whole object is there, with the mark of this attempt and the checksum of this file' };
}

/** Uploads of our own that lost against the adopted one: a lost answer made them twice. */
export function strayChanges(work: Work<UploadAnswers>): Change[] {
  const made = work.made('multipart') as MultipartMade | undefined;
  const place = placeOf(work);
  return (made?.strays ?? []).map((UploadId, index) => ({
    id: `stray/${index + 1}`,
    title: 'Second upload, opened by a call whose answer was lost, aborted',
    call: { service: 's3', operation: 'AbortMultipartUpload', input: { ...place, UploadId } },
    kind: 'repeatable',
    naturalKey: UploadId,
    pace: unhurried,
    async look({ aws }) {
      const open = await openUploads(aws, place);
      return open.includes(UploadId) ? { state: 'absent' } : { state: 'done', outputs: { aborted: UploadId } };
    },
    send: ({ aws }) => aws.send('s3:AbortMultipartUpload', { ...place, UploadId }, () => ({ aborted: UploadId })),
  }));
}
