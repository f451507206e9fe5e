import { createHash } from 'node:crypto';
import { ServiceError } from '../service.ts';
import type { Operation } from '../service.ts';
import { combine, crcs } from '../wire/crc.ts';
import { crcBase64 } from '../wire/receive.ts';
import type { ChecksumAlgorithm } from '../wire/receive.ts';
import type { Bucket, StoredObject } from '../world.ts';
import { bucketOf, store } from './bucket-of.ts';
import { badChecksum, checksumAnswer, checksumMember, claimedChecksum } from './checks.ts';
import { uploadOf } from './multipart.ts';

type Upload = Bucket['uploads'][number];
type Part = Upload['parts'][number];
type Named = { readonly PartNumber?: number; readonly ETag?: string; readonly [member: string]: unknown };

/** The smallest part but the last (User Guide, "Multipart upload limits"). */
const smallestPart = 5 * 1024 ** 2;

const completeMultipartUpload: Operation = (call) => {
  const { now, input } = call;
  const bucket = bucketOf(call);
  const upload = uploadOf(call, bucket);
  const parts = chosenParts(upload, input.MultipartUpload?.Parts ?? []);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (input.MpuObjectSize !== undefined && Number(input.MpuObjectSize) !== size) {
    throw new ServiceError('InvalidRequest', `The provided 'x-amz-mp-object-size' header does not match what was computed.`);
  }
  const checksum = wholeChecksum(upload, parts);
  const claimed = claimedChecksum(input);
  if (claimed && claimed.algorithm === upload.checksumAlgorithm && checksum !== undefined && claimed.checksum !== checksum) {
    throw badChecksum(claimed.algorithm);
  }
  const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  const object: StoredObject = {
    key: upload.key,
    size,
    etag: `${createHash('md5').update(digests).digest('hex')}-${parts.length}`,
    metadata: upload.metadata,
    modified: now,
    head: parts[0]?.head ?? '',
    parts: parts.length,
    ...(checksum === undefined ? {} : { checksum }),
    ...(upload.checksumAlgorithm ? { checksumAlgorithm: upload.checksumAlgorithm } : {}),
    ...(upload.checksumType ? { checksumType: upload.checksumType } : {}),
    ...(upload.tags ? { tags: upload.tags } : {}),
  };
  store(bucket, object, input.IfNoneMatch);
  bucket.uploads = bucket.uploads.filter((one) => one !== upload);
  return {
    Location: `/${bucket.Name}/${encodeURIComponent(object.key)}`,
    Bucket: bucket.Name,
    Key: object.key,
    ETag: `"${object.etag}"`,
    ServerSideEncryption: 'AES256',
    ...checksumAnswer(object),
  };
};

/** The parts that the call names, in its order: each there, as named, and large enough. */
function chosenParts(upload: Upload, named: readonly Named[]): Part[] {
  if (named.length === 0) throw new ServiceError('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  if (named.some(({ PartNumber = 0 }, index) => PartNumber <= (named[index - 1]?.PartNumber ?? 0))) {
    throw new ServiceError('InvalidPartOrder', 'The list of parts was not in ascending order. The parts list must be specified in order by part number.');
  }
  const parts = named.map((one) => {
    const part = upload.parts.find(({ PartNumber }) => PartNumber === one.PartNumber);
    const member = checksumMember(upload.checksumAlgorithm ?? '');
    if (!part || part.etag !== one.ETag?.replaceAll('"', '') || (one[member] !== undefined && one[member] !== part.checksum)) {
      const message =
        'One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part\'s entity tag.';
      throw new ServiceError('InvalidPart', message, 400, { UploadId: upload.UploadId, PartNumber: one.PartNumber });
    }
    if (upload.checksumType === 'COMPOSITE' && one[member] === undefined) {
      const algorithm = upload.checksumAlgorithm?.toLowerCase();
      const message = `The upload was created using a ${algorithm} checksum. The complete request must include the checksum for each part. It was missing for part ${part.PartNumber} in the request.`;
      throw new ServiceError('InvalidRequest', message);
    }
    return part;
  });
  const small = parts.slice(0, -1).find(({ size }) => size < smallestPart);
  if (small) {
    const fields = { ProposedSize: small.size, MinSizeAllowed: smallestPart, PartNumber: small.PartNumber, ETag: small.etag };
    throw new ServiceError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, fields);
  }
  return parts;
}

/**
 * The checksum of the whole: over the parts' checksums with their number after a dash, or, of type FULL_OBJECT, what the
 * bytes in one piece would give (User Guide, "Checking object integrity"). Undefined where a part came without one.
 */
function wholeChecksum(upload: Upload, parts: readonly Part[]): string | undefined {
  const algorithm = upload.checksumAlgorithm as ChecksumAlgorithm | undefined;
  if (!algorithm || parts.some(({ checksum }) => checksum === undefined)) return undefined;
  const digests = parts.map(({ checksum = '' }) => Buffer.from(checksum, 'base64'));
  if (algorithm === 'SHA1' || algorithm === 'SHA256') {
    return `${createHash(algorithm.toLowerCase()).update(Buffer.concat(digests)).digest('base64')}-${parts.length}`;
  }
  if (upload.checksumType === 'FULL_OBJECT') {
    const pieces = parts.map(({ size }, index) => ({ value: BigInt(`0x${digests[index]?.toString('hex')}`), length: size }));
    return crcBase64(algorithm, combine(crcs[algorithm], pieces));
  }
  const crc = crcs[algorithm].start();
  crc.add(Buffer.concat(digests));
  return `${crcBase64(algorithm, crc.value())}-${parts.length}`;
}

/** The end of an upload in parts. */
export const completeOperations: Record<string, Operation> = { CompleteMultipartUpload: completeMultipartUpload };
