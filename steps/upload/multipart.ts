import { fingerprint, type Fingerprint } from '../../source/image/fingerprint.ts';
import { pending, type Change, type Intent, type JsonObject, type Sighting, type Work } from '../../source/step.ts';
import { bytesText } from '../../source/words.ts';
import { explained } from '../shared/outcome.ts';
import { keyOf } from './layout.ts';
import { headObject, openUploads, rightSized, storedParts, type Place } from './listing.ts';
import { unhurried } from './paces.ts';
import { objectNotOurs } from './trouble.ts';
import type { UploadAnswers } from './answers.ts';

/** The file, and where it goes; undefined until the export is known. */
export type Target = { readonly file: string; readonly bytes: number; readonly place: Place };

/** What `work.made('multipart')` gives: the upload and the file that it began with. Without them, the whole object was there already. */
export type MultipartMade = { readonly uploadId?: string; readonly fingerprint?: Fingerprint; readonly strays: readonly string[] };

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
  const { place, file } = target;
  const head = await headObject(work.aws, place);
  if (head) {
    if (head.Metadata?.[tokenMetadata] !== token) return { state: 'foreign', problem: objectNotOurs(place.Bucket, place.Key) };
    return { state: 'done', outputs: { strays: [] } satisfies MultipartMade, evidence: 'the whole object is there, with the mark of this attempt' };
  }
  const open = await openUploads(work.aws, place);
  const accepted = open.find((id) => id === work.accepted('multipart')?.['uploadId']);
  const uploadId = accepted ?? (open.length > 1 ? await fullest(work, target, open) : open[0]);
  if (!uploadId) return { state: 'absent' };
  // Only an upload that appeared after our own intent is ours to abort; others are left to the bucket's lifecycle.
  const strays = intent ? open.filter((id) => id !== uploadId) : [];
  const outputs: MultipartMade = { uploadId, fingerprint: await fingerprint(file), strays };
  return { state: 'done', outputs: outputs as JsonObject, ...(!intent && { evidence: 'an unfinished upload of this key' }) };
}

/** The upload with most of the file's parts. */
async function fullest(work: Work, { place, bytes }: Target, open: readonly string[]): Promise<string | undefined> {
  const counted = await Promise.all(open.map(async (id) => ({ id, parts: rightSized((await storedParts(work.aws, place, id)) ?? [], bytes) })));
  return counted.toSorted((left, right) => right.parts - left.parts)[0]?.id;
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
