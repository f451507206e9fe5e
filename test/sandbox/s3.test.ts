import * as aws from '@aws-sdk/client-s3';
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { s3 as service } from '../../source/sandbox/s3/s3.ts';
import { outcome, running, type Running } from './clients.ts';

const Bucket = 'byol-import-111122223333';
const Key = 'contoso/win 11 ü.ova';
const piece = randomBytes(5 * 1024 ** 2);
const tail = randomBytes(1234);
const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };

async function bucketed(options: object = {}): Promise<Running> {
  return running({ scenario: { buckets: [{ name: Bucket }], ...options } });
}

/** Uploads `pieces` as parts and gives what CompleteMultipartUpload takes. */
async function upload({ s3 }: Running, pieces: readonly Buffer[], how: Partial<aws.CreateMultipartUploadCommandInput> = {}) {
  const { UploadId } = await s3.send(new aws.CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'CRC32', ...how }));
  const Parts: aws.CompletedPart[] = [];
  for (const [index, Body] of pieces.entries()) {
    const ChecksumAlgorithm = how.ChecksumAlgorithm ?? 'CRC32';
    const { $metadata: _, ServerSideEncryption: __, ...part } = await s3.send(new aws.UploadPartCommand({ Bucket, Key, UploadId, PartNumber: index + 1, Body, ChecksumAlgorithm }));
    Parts.push({ PartNumber: index + 1, ...part });
  }
  return { Bucket, Key, UploadId, MultipartUpload: { Parts } };
}

function crc32Base64(bytes: Buffer): string {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(crc32(bytes));
  return value.toString('base64');
}

it('goes through every operation with the SDK', async () => {
  const started = await running();
  const { sandbox, s3 } = started;
  await s3.send(new aws.CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  expect(await s3.send(new aws.HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'eu-west-1' });
  expect((await s3.send(new aws.ListBucketsCommand({}))).Buckets).toMatchObject([{ Name: Bucket, CreationDate: expect.any(Date) }]);
  expect((await s3.send(new aws.GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe('eu-west-1');

  const blocked = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
  expect((await s3.send(new aws.GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration).toEqual(blocked);
  await s3.send(new aws.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { ...blocked, BlockPublicAcls: false } }));
  expect((await s3.send(new aws.GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration?.BlockPublicAcls).toBe(false);
  await s3.send(new aws.DeletePublicAccessBlockCommand({ Bucket }));
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await s3.send(new aws.PutBucketPolicyCommand({ Bucket, Policy }));
  expect((await s3.send(new aws.GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
  await s3.send(new aws.DeleteBucketPolicyCommand({ Bucket }));
  const Rules: aws.LifecycleRule[] = [{ ID: 'parts', Status: 'Enabled', Filter: { Prefix: '' }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }];
  Rules.push({ ID: 'late', Status: 'Disabled', Filter: { Prefix: 'old/' }, Expiration: { Date: new Date('2027-01-01T00:00:00Z') } });
  await s3.send(new aws.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  sandbox.world.s3.buckets = JSON.parse(JSON.stringify(sandbox.world.s3.buckets));
  expect((await s3.send(new aws.GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toEqual(Rules);
  await s3.send(new aws.DeleteBucketLifecycleCommand({ Bucket }));
  await s3.send(new aws.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'a', Value: '<&>' }] } }));
  expect((await s3.send(new aws.GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual([{ Key: 'a', Value: '<&>' }]);
  await s3.send(new aws.DeleteBucketTaggingCommand({ Bucket }));
  const standard = (await s3.send(new aws.GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration;
  expect(standard?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe('AES256');
  const kms = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const } }] };
  await s3.send(new aws.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: kms }));
  expect((await s3.send(new aws.GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration).toEqual(kms);
  const settings = [new aws.GetPublicAccessBlockCommand({ Bucket }), new aws.GetBucketPolicyCommand({ Bucket }), new aws.GetBucketLifecycleConfigurationCommand({ Bucket }), new aws.GetBucketTaggingCommand({ Bucket })];
  const absent = await Promise.all(settings.map((command) => outcome(s3.send(command as aws.GetBucketPolicyCommand))));
  expect(absent).toEqual(['NoSuchPublicAccessBlockConfiguration', 'NoSuchBucketPolicy', 'NoSuchLifecycleConfiguration', 'NoSuchTagSet']);

  const put = await s3.send(new aws.PutObjectCommand({ Bucket, Key: 'note.txt', Body: 'hello', Metadata: { Token: 't-1' } }));
  expect(put).toMatchObject({ ETag: `"${createHash('md5').update('hello').digest('hex')}"`, ChecksumCRC32: crc32Base64(Buffer.from('hello')), ChecksumType: 'FULL_OBJECT' });
  expect(await s3.send(new aws.HeadObjectCommand({ Bucket, Key: 'note.txt' }))).toMatchObject({ ContentLength: 5, Metadata: { token: 't-1' }, LastModified: expect.any(Date) });
  expect(await (await s3.send(new aws.GetObjectCommand({ Bucket, Key: 'note.txt' }))).Body?.transformToString()).toBe('hello');

  const dropped = await upload(started, [tail]);
  expect((await s3.send(new aws.ListMultipartUploadsCommand({ Bucket }))).Uploads).toMatchObject([{ Key, UploadId: dropped.UploadId, ChecksumAlgorithm: 'CRC32', Initiated: expect.any(Date) }]);
  expect((await s3.send(new aws.ListPartsCommand({ Bucket, Key, UploadId: dropped.UploadId }))).Parts).toMatchObject([{ PartNumber: 1, Size: tail.length, ChecksumCRC32: crc32Base64(tail) }]);
  await s3.send(new aws.AbortMultipartUploadCommand({ Bucket, Key, UploadId: dropped.UploadId }));
  expect(await s3.send(new aws.CompleteMultipartUploadCommand(await upload(started, [piece, tail])))).toMatchObject({ Bucket, Key, ETag: expect.stringMatching(/^"[0-9a-f]{32}-2"$/) });
  const { Contents } = await s3.send(new aws.ListObjectsV2Command({ Bucket }));
  expect(Contents).toMatchObject([{ Key, Size: piece.length + tail.length }, { Key: 'note.txt', Size: 5 }]);

  expect(await outcome(s3.send(new aws.DeleteBucketCommand({ Bucket })))).toBe('BucketNotEmpty');
  for (const { Key } of Contents!) await s3.send(new aws.DeleteObjectCommand({ Bucket, Key }));
  await s3.send(new aws.DeleteBucketCommand({ Bucket }));
  expect(sandbox.world.s3.buckets).toEqual([]);
  expect(Object.keys(service.operations).filter((operation) => !sandbox.world.calls[`s3:${operation}`])).toEqual([]);
});

describe('the checksum of an upload in parts', () => {
  const whole = Buffer.concat([piece, tail]);
  it.each<[aws.ChecksumAlgorithm, aws.ChecksumType, string | RegExp]>([
    ['CRC32', 'FULL_OBJECT', crc32Base64(whole)],
    ['CRC32', 'COMPOSITE', `${crc32Base64(Buffer.concat([piece, tail].map((part) => Buffer.from(crc32Base64(part), 'base64'))))}-2`],
    ['SHA256', 'COMPOSITE', /^[\w+/]{43}=-2$/],
    ['CRC32C', 'FULL_OBJECT', /^[\w+/]{6}==$/],
    ['CRC64NVME', 'FULL_OBJECT', /^[\w+/]{11}=$/],
  ])('%s, %s', async (ChecksumAlgorithm, ChecksumType, checksum) => {
    const started = await bucketed();
    await started.s3.send(new aws.CompleteMultipartUploadCommand(await upload(started, [piece, tail], { ChecksumAlgorithm, ChecksumType })));
    const head = await started.s3.send(new aws.HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({ ContentLength: whole.length, ChecksumType, [`Checksum${ChecksumAlgorithm}`]: typeof checksum === 'string' ? checksum : expect.stringMatching(checksum) });
    // In one piece the bytes have the same full-object checksum.
    const single = await started.s3.send(new aws.PutObjectCommand({ Bucket, Key: 'single', Body: whole, ChecksumAlgorithm }));
    if (ChecksumType === 'FULL_OBJECT') expect(head).toHaveProperty(`Checksum${ChecksumAlgorithm}`, single[`Checksum${ChecksumAlgorithm}` as 'ChecksumCRC32']);
  });
});

describe('S3 refuses', () => {
  type Attempt = (running: Running) => Promise<unknown>;
  const complete = async (started: Running, change: (input: Awaited<ReturnType<typeof upload>>) => object, pieces = [piece, tail], how = {}) => {
    const input = await upload(started, pieces, how);
    return started.s3.send(new aws.CompleteMultipartUploadCommand({ ...input, ...change(input) }));
  };
  it.each<[string, string, Attempt]>([
    ['a bucket that is one’s own already', 'BucketAlreadyOwnedByYou', ({ s3 }) => s3.send(new aws.CreateBucketCommand({ Bucket, CreateBucketConfiguration }))],
    ['a bucket of somebody else’s', 'BucketAlreadyExists', ({ s3 }) => s3.send(new aws.CreateBucketCommand({ Bucket: 'strangers', CreateBucketConfiguration }))],
    ['a name that is none', 'InvalidBucketName', ({ s3 }) => s3.send(new aws.CreateBucketCommand({ Bucket: 'Upper_case', CreateBucketConfiguration }))],
    ['another Region’s location', 'IllegalLocationConstraintException', ({ s3 }) => s3.send(new aws.CreateBucketCommand({ Bucket: 'new-bucket', CreateBucketConfiguration: { LocationConstraint: 'eu-west-3' } }))],
    ['a bucket that is not there', 'NoSuchBucket', ({ s3 }) => s3.send(new aws.ListObjectsV2Command({ Bucket: 'nobody-has-it' }))],
    ['a look at a stranger’s bucket', 'AccessDenied', ({ s3 }) => s3.send(new aws.ListObjectsV2Command({ Bucket: 'strangers' }))],
    ['another owner than expected', 'AccessDenied', ({ s3 }) => s3.send(new aws.GetBucketPolicyCommand({ Bucket, ExpectedBucketOwner: '999988887777' }))],
    ['a bucket in another Region', 'PermanentRedirect', ({ s3 }) => s3.send(new aws.ListObjectsV2Command({ Bucket: 'far-away' }))],
    ['a missing object', 'NotFound', ({ s3 }) => s3.send(new aws.HeadObjectCommand({ Bucket, Key: 'none' }))],
    ['a missing key', 'NoSuchKey', ({ s3 }) => s3.send(new aws.GetObjectCommand({ Bucket, Key: 'none' }))],
    ['a policy that is not JSON', 'MalformedPolicy', ({ s3 }) => s3.send(new aws.PutBucketPolicyCommand({ Bucket, Policy: 'no' }))],
    ['a wrong MD5', 'BadDigest', ({ s3 }) => s3.send(new aws.PutObjectCommand({ Bucket, Key, Body: 'x', ContentMD5: createHash('md5').update('y').digest('base64') }))],
    ['no MD5 at all in its place', 'InvalidDigest', ({ s3 }) => s3.send(new aws.PutObjectCommand({ Bucket, Key, Body: 'x', ContentMD5: 'eA==' }))],
    ['a wrong CRC32', 'BadDigest', ({ s3 }) => s3.send(new aws.PutObjectCommand({ Bucket, Key, Body: 'x', ChecksumCRC32: crc32Base64(Buffer.from('y')) }))],
    ['a wrong SHA-256', 'BadDigest', ({ s3 }) => s3.send(new aws.PutObjectCommand({ Bucket, Key, Body: 'x', ChecksumSHA256: createHash('sha256').update('y').digest('base64') }))],
    ['to replace where told not to', 'PreconditionFailed', async ({ s3 }) => {
      await s3.send(new aws.PutObjectCommand({ Bucket, Key, Body: 'x' }));
      return s3.send(new aws.PutObjectCommand({ Bucket, Key, Body: 'x', IfNoneMatch: '*' }));
    }],
    ['to complete over an object where told not to', 'PreconditionFailed', async (started) => {
      await started.s3.send(new aws.PutObjectCommand({ Bucket, Key, Body: 'x' }));
      return complete(started, () => ({ IfNoneMatch: '*' }));
    }],
    ['to complete twice', 'NoSuchUpload', async (started) => {
      const input = await upload(started, [tail]);
      await started.s3.send(new aws.CompleteMultipartUploadCommand(input));
      return started.s3.send(new aws.CompleteMultipartUploadCommand(input));
    }],
    ['a part that is too small', 'EntityTooSmall', (started) => complete(started, () => ({}), [tail, tail])],
    ['a part that is not there', 'InvalidPart', (started) => complete(started, ({ MultipartUpload: { Parts } }) => ({ MultipartUpload: { Parts: [...Parts, { PartNumber: 9, ETag: 'a' }] } }), [piece])],
    ['a part that is another', 'InvalidPart', (started) => complete(started, ({ MultipartUpload: { Parts } }) => ({ MultipartUpload: { Parts: [{ ...Parts[0], ETag: '"a"' }] } }))],
    ['parts out of order', 'InvalidPartOrder', (started) => complete(started, ({ MultipartUpload: { Parts } }) => ({ MultipartUpload: { Parts: Parts.toReversed() } }))],
    ['no parts', 'MalformedXML', (started) => complete(started, () => ({ MultipartUpload: { Parts: [] } }))],
    ['a composite without its parts’ checksums', 'InvalidRequest', (started) => complete(started, ({ MultipartUpload: { Parts } }) => ({ MultipartUpload: { Parts: Parts.map(({ ChecksumCRC32: _, ...part }) => part) } }))],
    ['another size than announced', 'InvalidRequest', (started) => complete(started, () => ({ MpuObjectSize: 7 }))],
    ['another whole than announced', 'BadDigest', (started) => complete(started, () => ({ ChecksumCRC32: crc32Base64(tail), ChecksumType: 'FULL_OBJECT' }), [piece, tail], { ChecksumType: 'FULL_OBJECT' })],
    ['a part number beyond 10,000', 'InvalidArgument', ({ s3 }) => s3.send(new aws.UploadPartCommand({ Bucket, Key, UploadId: 'u', PartNumber: 10_001, Body: 'x' }))],
    ['a part with another checksum than the upload’s', 'InvalidRequest', async ({ s3 }) => {
      const { UploadId } = await s3.send(new aws.CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'SHA256' }));
      return s3.send(new aws.UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'x', ChecksumAlgorithm: 'CRC32' }));
    }],
    ['what the sandbox does not imitate', 'NotImplemented', ({ s3 }) => s3.send(new aws.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: {} }))],
  ])('%s: %s', async (_, code, attempt) => {
    const buckets = [{ name: Bucket }, { name: 'strangers', owner: '444455556666' }, { name: 'far-away', region: 'us-east-2' }];
    expect(await outcome(attempt(await bucketed({ buckets })))).toBe(code);
  });
});

describe('listings', () => {
  it('of objects fold folders and come in pages', async () => {
    const { s3 } = await bucketed();
    for (const name of ['a/1', 'a/2', 'b', 'c/ ü', 'd']) await s3.send(new aws.PutObjectCommand({ Bucket, Key: name, Body: name }));
    const folded = await s3.send(new aws.ListObjectsV2Command({ Bucket, Delimiter: '/' }));
    expect([folded.Contents?.map(({ Key }) => Key), folded.CommonPrefixes?.map(({ Prefix }) => Prefix)]).toEqual([['b', 'd'], ['a/', 'c/']]);
    const pages: (string | undefined)[][] = [];
    for await (const { Contents = [] } of aws.paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket })) pages.push(Contents.map(({ Key }) => Key));
    expect(pages).toEqual([['a/1', 'a/2'], ['b', 'c/ ü'], ['d']]);
    const folders: (string | undefined)[] = [];
    for await (const { Contents = [], CommonPrefixes = [] } of aws.paginateListObjectsV2({ client: s3, pageSize: 1 }, { Bucket, Delimiter: '/' })) {
      folders.push(...CommonPrefixes.map(({ Prefix }) => Prefix), ...Contents.map(({ Key }) => Key));
    }
    expect(folders).toEqual(['a/', 'b', 'c/', 'd']);
    expect((await s3.send(new aws.ListObjectsV2Command({ Bucket, Prefix: 'c/', EncodingType: 'url' }))).Contents?.[0]?.Key).toBe('c/%20%C3%BC');
  });

  it('of parts and of uploads come in pages', async () => {
    const started = await bucketed();
    const uploads = [await upload(started, [tail, tail, tail]), await upload(started, [tail])];
    const parts: number[] = [];
    for await (const { Parts = [] } of aws.paginateListParts({ client: started.s3, pageSize: 2 }, { Bucket, Key, UploadId: uploads[0]!.UploadId! })) parts.push(Parts.length);
    expect(parts).toEqual([2, 1]);
    const first = await started.s3.send(new aws.ListMultipartUploadsCommand({ Bucket, MaxUploads: 1 }));
    const rest = await started.s3.send(new aws.ListMultipartUploadsCommand({ Bucket, KeyMarker: first.NextKeyMarker, UploadIdMarker: first.NextUploadIdMarker }));
    expect([first.IsTruncated, rest.IsTruncated]).toEqual([true, false]);
    expect([...first.Uploads!, ...rest.Uploads!].map(({ UploadId }) => UploadId).sort()).toEqual(uploads.map(({ UploadId }) => UploadId).sort());
  });
});

describe('of an object only the beginning is kept', () => {
  it('and read: whole, by range, and not beyond it', async () => {
    const started = await bucketed();
    await started.s3.send(new aws.CompleteMultipartUploadCommand(await upload(started, [piece, tail])));
    const read = async (Range?: string) => (await started.s3.send(new aws.GetObjectCommand({ Bucket, Key, Range }))).Body?.transformToByteArray();
    expect(Buffer.from((await read('bytes=100-199'))!)).toEqual(piece.subarray(100, 200));
    expect((await started.s3.send(new aws.GetObjectCommand({ Bucket, Key, Range: 'bytes=0-9' }))).ContentRange).toBe(`bytes 0-9/${piece.length + tail.length}`);
    expect(await outcome(read())).toBe('NotImplemented');
    expect(await outcome(read('bytes=-1'))).toBe('NotImplemented');
    expect(await outcome(read('bytes=99999999-'))).toBe('InvalidRange');
    const [stored] = started.sandbox.world.s3.buckets[0]!.objects;
    expect(Buffer.from(stored!.head, 'base64')).toEqual(piece.subarray(0, 65_536));
  });
});

it('takes a body in aws-chunked frames after Expect: 100-continue, and checks the checksum behind it', async () => {
  const { sandbox } = await bucketed();
  const send = (checksum: string) =>
    new Promise<{ status: number | undefined; continued: boolean }>((resolve, reject) => {
      let continued = false;
      const outgoing = request(`${sandbox.endpoint}/${Bucket}/framed`, {
        method: 'PUT',
        headers: {
          authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20261121/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0',
          'content-encoding': 'aws-chunked', 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '11',
          'x-amz-trailer': 'x-amz-checksum-crc32', expect: '100-continue',
        },
      });
      outgoing.on('continue', () => {
        continued = true;
        outgoing.end(`5\r\nhello\r\n6;chunk-signature=00\r\n world\r\n0\r\nx-amz-checksum-crc32:${checksum}\r\n\r\n`);
      });
      outgoing.on('response', (response) => {
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode, continued }));
      });
      outgoing.on('error', reject);
      outgoing.flushHeaders();
    });
  expect(await send(crc32Base64(Buffer.from('hello world')))).toEqual({ status: 200, continued: true });
  expect(sandbox.world.s3.buckets[0]?.objects).toMatchObject([{ key: 'framed', size: 11, checksumAlgorithm: 'CRC32' }]);
  expect((await send(crc32Base64(tail))).status).toBe(400);
});
