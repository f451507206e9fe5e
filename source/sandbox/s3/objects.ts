import { ServiceError } from '../service.ts';
import type { Operation } from '../service.ts';
import type { Received } from '../wire/receive.ts';
import type { StoredObject } from '../world.ts';
import { bucketOf, headerTags, objectOf, store } from './bucket-of.ts';
import { checksumAnswer, keptChecksum, verifyBody } from './checks.ts';

const putObject: Operation = (call) => {
  const { now, input } = call;
  const bucket = bucketOf(call);
  const body: Received = input.Body;
  verifyBody(body, input.ContentMD5);
  const tags = headerTags(input.Tagging);
  const kept = keptChecksum(body);
  const object: StoredObject = {
    key: input.Key,
    size: body.size,
    etag: body.md5,
    metadata: input.Metadata ?? {},
    modified: now,
    head: body.head.toString('base64'),
    ...(kept ? { ...kept, checksumType: 'FULL_OBJECT' } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  };
  store(bucket, object, input.IfNoneMatch);
  return { ETag: `"${object.etag}"`, ServerSideEncryption: 'AES256', ...checksumAnswer(object) };
};

const headObject: Operation = (call) => describe(objectOf(call), call.input.ChecksumMode);

function describe(object: StoredObject, checksumMode: string | undefined): Record<string, unknown> {
  return {
    AcceptRanges: 'bytes',
    ContentLength: object.size,
    ContentType: 'binary/octet-stream',
    ETag: `"${object.etag}"`,
    LastModified: new Date(object.modified),
    Metadata: object.metadata,
    ServerSideEncryption: 'AES256',
    ...(checksumMode === 'ENABLED' ? checksumAnswer(object) : {}),
    ...(object.tags ? { TagCount: object.tags.length } : {}),
  };
}

/** Only the beginning of an object is kept, so only what lies in it can be read. */
const getObject: Operation = (call) => {
  const object = objectOf(call);
  const head = Buffer.from(object.head, 'base64');
  const range = call.input.Range === undefined ? undefined : rangeOf(call.input.Range, object.size);
  const [first, last] = range ?? [0, object.size - 1];
  if (last >= head.length) throw new ServiceError('NotImplemented', `The sandbox keeps only the first ${head.length} bytes of this object.`, 501);
  const partial = range ? { ContentRange: `bytes ${first}-${last}/${object.size}` } : {};
  return { ...describe(object, range ? undefined : call.input.ChecksumMode), ...partial, ContentLength: last - first + 1, Body: head.subarray(first, last + 1) };
};

/** First and last byte of `bytes=0-99`, `bytes=100-` or `bytes=-50`. */
function rangeOf(written: string, size: number): [number, number] {
  const match = /^bytes=(\d*)-(\d*)$/.exec(written);
  const [from, to] = [match?.[1] ?? '', match?.[2] ?? ''];
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if ((from === '' && to === '') || first > last) throw new ServiceError('InvalidRange', 'The requested range is not satisfiable', 416);
  return [first, last];
}

const deleteObject: Operation = (call) => {
  const bucket = bucketOf(call);
  bucket.objects = bucket.objects.filter(({ key }) => key !== call.input.Key);
};

const listObjectsV2: Operation = (call) => {
  const { input } = call;
  const { Prefix = '', Delimiter, MaxKeys = 1000, ContinuationToken, StartAfter = '', EncodingType } = input;
  const name = (key: string) => (EncodingType === 'url' ? encodeURIComponent(key).replaceAll('%2F', '/') : key);
  const after: string = ContinuationToken === undefined ? StartAfter : Buffer.from(ContinuationToken, 'base64url').toString();
  const objects = bucketOf(call)
    .objects.filter(({ key }) => key.startsWith(Prefix) && key > after && !(Delimiter && after.endsWith(Delimiter) && key.startsWith(after)))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  const contents: StoredObject[] = [];
  const prefixes = new Set<string>();
  let last = '';
  let truncated = false;
  for (const object of objects) {
    const cut = Delimiter ? object.key.indexOf(Delimiter, Prefix.length) : -1;
    const folder = cut < 0 ? undefined : object.key.slice(0, cut + Delimiter.length);
    if (folder !== undefined && prefixes.has(folder)) continue;
    if (contents.length + prefixes.size >= MaxKeys) {
      truncated = true;
      break;
    }
    last = folder ?? object.key;
    if (folder === undefined) contents.push(object);
    else prefixes.add(folder);
  }
  return {
    Name: input.Bucket,
    Prefix: name(Prefix),
    Delimiter,
    EncodingType,
    MaxKeys,
    StartAfter: input.StartAfter,
    ContinuationToken,
    KeyCount: contents.length + prefixes.size,
    IsTruncated: truncated,
    ...(truncated ? { NextContinuationToken: Buffer.from(last).toString('base64url') } : {}),
    Contents: contents.map((object) => ({
      Key: name(object.key),
      LastModified: new Date(object.modified),
      ETag: `"${object.etag}"`,
      Size: object.size,
      StorageClass: 'STANDARD',
      ...(object.checksumAlgorithm ? { ChecksumAlgorithm: [object.checksumAlgorithm], ChecksumType: object.checksumType } : {}),
    })),
    CommonPrefixes: [...prefixes].map((prefix) => ({ Prefix: name(prefix) })),
  };
};

/** Objects that are uploaded in one piece, and looking at all of them. */
export const objectOperations: Record<string, Operation> = {
  PutObject: putObject,
  HeadObject: headObject,
  GetObject: getObject,
  DeleteObject: deleteObject,
  ListObjectsV2: listObjectsV2,
};
