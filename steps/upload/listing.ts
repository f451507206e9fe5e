import type { ReadingAws } from '../../source/aws/aws.ts';
import { unlessAbsent } from '../shared/absent.ts';
import { partsOf } from './layout.ts';

/** An object, there or to be: every call names the bucket's owner, so that a bucket of somebody else's is never used. */
export type Place = { readonly Bucket: string; readonly Key: string; readonly ExpectedBucketOwner: string };

/** A part as S3 has it. */
export type StoredPart = { readonly number: number; readonly bytes: number; readonly etag: string; readonly crc32?: string };

/** Every part of a multipart upload, or undefined where the upload is gone (completed or aborted). */
export async function storedParts(aws: ReadingAws, place: Place, uploadId: string): Promise<StoredPart[] | undefined> {
  const parts = await unlessAbsent(
    aws.list('s3:ListParts', { ...place, UploadId: uploadId }, ({ Parts }) => Parts),
    'NoSuchUpload',
  );
  return parts?.flatMap(({ PartNumber: number, Size, ETag, ChecksumCRC32: crc32 }) =>
    number === undefined ? [] : [{ number, bytes: Size ?? 0, etag: ETag ?? '', ...(crc32 && { crc32 }) }],
  );
}

/** Ids of the multipart uploads of exactly this key, the oldest first. */
export async function openUploads(aws: ReadingAws, { Bucket, Key, ExpectedBucketOwner }: Place): Promise<string[]> {
  const uploads = await aws.list('s3:ListMultipartUploads', { Bucket, ExpectedBucketOwner, Prefix: Key }, ({ Uploads }) => Uploads);
  const ours = uploads.filter((upload) => upload.Key === Key);
  const begun = (upload: (typeof ours)[number]) => upload.Initiated?.getTime() ?? 0;
  return ours.toSorted((left, right) => begun(left) - begun(right)).flatMap(({ UploadId }) => UploadId ?? []);
}

/** The object's headers, checksum included; undefined where there is none. */
export function headObject(aws: ReadingAws, place: Place) {
  return unlessAbsent(aws.read('s3:HeadObject', { ...place, ChecksumMode: 'ENABLED' }), 'NotFound', 'NoSuchKey');
}

/** How many parts of a file of `bytes` bytes are stored with the right size. */
export function rightSized(stored: readonly StoredPart[], bytes: number): number {
  const sizes = new Map(stored.map((part) => [part.number, part.bytes]));
  return partsOf(bytes).filter((part) => sizes.get(part.number) === part.bytes).length;
}
