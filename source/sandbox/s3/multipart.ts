import { ServiceError } from '../service.ts';
import type { Call, Operation } from '../service.ts';
import type { Received } from '../wire/receive.ts';
import { newId } from '../world.ts';
import type { Bucket } from '../world.ts';
import { bucketOf, headerTags } from './bucket-of.ts';
import { ownerId } from './buckets.ts';
import { checksumAnswer, verifyBody } from './checks.ts';

type Upload = Bucket['uploads'][number];

/** The upload that a call names by id and key. */
export function uploadOf(call: Call, bucket: Bucket): Upload {
  const upload = bucket.uploads.find(({ UploadId, key }) => UploadId === call.input.UploadId && key === call.input.Key);
  if (upload) return upload;
  const message = 'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.';
  throw new ServiceError('NoSuchUpload', message, 404, { UploadId: call.input.UploadId });
}

const createMultipartUpload: Operation = (call) => {
  const { world, now, input } = call;
  const bucket = bucketOf(call);
  const algorithm: string | undefined = input.ChecksumAlgorithm;
  // CRC64NVME has only one type, SHA only the other (User Guide, "Checking object integrity").
  const type: string | undefined = algorithm && (input.ChecksumType ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE'));
  if ((type === 'FULL_OBJECT' && algorithm?.startsWith('SHA')) || (type === 'COMPOSITE' && algorithm === 'CRC64NVME')) {
    throw new ServiceError('InvalidRequest', `The ${type} checksum type cannot be used with the ${algorithm?.toLowerCase()} checksum algorithm.`);
  }
  const tags = headerTags(input.Tagging);
  const UploadId = newId(world, '', 32);
  bucket.uploads.push({
    UploadId,
    key: input.Key,
    initiated: now,
    metadata: input.Metadata ?? {},
    ...(algorithm ? { checksumAlgorithm: algorithm } : {}),
    ...(type ? { checksumType: type } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    parts: [],
  });
  return { Bucket: bucket.Name, Key: input.Key, UploadId, ChecksumAlgorithm: algorithm, ChecksumType: type, ServerSideEncryption: 'AES256' };
};

/** The largest part (User Guide, "Multipart upload limits"). */
const largestPart = 5 * 1024 ** 3;

const uploadPart: Operation = (call) => {
  const { now, input } = call;
  const upload = uploadOf(call, bucketOf(call));
  const body: Received = input.Body;
  verifyBody(body, input.ContentMD5);
  if (body.size > largestPart) throw new ServiceError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  const [named] = body.checksums.keys();
  if (named && upload.checksumAlgorithm && named !== upload.checksumAlgorithm) {
    const message = `Checksum Type mismatch occurred, expected checksum Type: ${upload.checksumAlgorithm.toLowerCase()}, actual checksum Type: ${named.toLowerCase()}`;
    throw new ServiceError('InvalidRequest', message);
  }
  const checksum = named ? body.checksums.get(named) : undefined;
  const part = {
    PartNumber: Number(input.PartNumber),
    size: body.size,
    etag: body.md5,
    ...(checksum === undefined ? {} : { checksum }),
    received: now,
    // The object begins with this part; the others' beginnings are of no use to anybody.
    head: Number(input.PartNumber) === 1 ? body.head.toString('base64') : '',
  };
  upload.parts = [...upload.parts.filter(({ PartNumber }) => PartNumber !== part.PartNumber), part].sort((one, other) => one.PartNumber - other.PartNumber);
  return {
    ETag: `"${part.etag}"`,
    ServerSideEncryption: 'AES256',
    ...(named && checksum !== undefined ? checksumAnswer({ checksumAlgorithm: named, checksum }) : {}),
  };
};

const abortMultipartUpload: Operation = (call) => {
  const bucket = bucketOf(call);
  const upload = uploadOf(call, bucket);
  bucket.uploads = bucket.uploads.filter((one) => one !== upload);
};

const listParts: Operation = (call) => {
  const { account, input } = call;
  const upload = uploadOf(call, bucketOf(call));
  const most = Math.min(input.MaxParts ?? 1000, 1000);
  const after = Number(input.PartNumberMarker ?? 0);
  const rest = upload.parts.filter(({ PartNumber }) => PartNumber > after);
  const parts = rest.slice(0, most);
  return {
    Bucket: input.Bucket,
    Key: input.Key,
    UploadId: upload.UploadId,
    PartNumberMarker: String(after),
    MaxParts: most,
    IsTruncated: rest.length > parts.length,
    ...(rest.length > parts.length ? { NextPartNumberMarker: String(parts.at(-1)?.PartNumber ?? after) } : {}),
    Parts: parts.map(({ PartNumber, size, etag, checksum, received }) => ({
      PartNumber,
      Size: size,
      ETag: `"${etag}"`,
      LastModified: new Date(received),
      ...(upload.checksumAlgorithm && checksum !== undefined ? checksumAnswer({ checksumAlgorithm: upload.checksumAlgorithm, checksum }) : {}),
    })),
    Initiator: { ID: ownerId(account) },
    Owner: { ID: ownerId(account) },
    StorageClass: 'STANDARD',
    ChecksumAlgorithm: upload.checksumAlgorithm,
    ChecksumType: upload.checksumType,
  };
};

const listMultipartUploads: Operation = (call) => {
  const { account, input } = call;
  const most = Math.min(input.MaxUploads ?? 1000, 1000);
  const { KeyMarker = '', UploadIdMarker = '', Prefix = '' } = input;
  const rest = bucketOf(call)
    .uploads.filter(({ key }) => key.startsWith(Prefix))
    .sort((one, other) => (one.key === other.key ? one.initiated - other.initiated || (one.UploadId < other.UploadId ? -1 : 1) : one.key < other.key ? -1 : 1));
  const marker = rest.findIndex(({ key, UploadId }) => key === KeyMarker && UploadId === UploadIdMarker);
  const after = marker >= 0 ? rest.slice(marker + 1) : rest.filter(({ key }) => key > KeyMarker);
  const uploads = after.slice(0, most);
  const last = uploads.at(-1);
  const truncated = after.length > uploads.length;
  return {
    Bucket: input.Bucket,
    KeyMarker,
    UploadIdMarker,
    Prefix: input.Prefix,
    MaxUploads: most,
    IsTruncated: truncated,
    ...(truncated && last ? { NextKeyMarker: last.key, NextUploadIdMarker: last.UploadId } : {}),
    Uploads: uploads.map((upload) => ({
      Key: upload.key,
      UploadId: upload.UploadId,
      Initiated: new Date(upload.initiated),
      Initiator: { ID: ownerId(account) },
      Owner: { ID: ownerId(account) },
      StorageClass: 'STANDARD',
      ChecksumAlgorithm: upload.checksumAlgorithm,
      ChecksumType: upload.checksumType,
    })),
  };
};

/** Uploads in parts, up to their completion. */
export const multipartOperations: Record<string, Operation> = {
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  AbortMultipartUpload: abortMultipartUpload,
  ListParts: listParts,
  ListMultipartUploads: listMultipartUploads,
};
