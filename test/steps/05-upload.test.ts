import { getEventListeners } from 'node:events';
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, utimesSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Change, Intent, JsonObject, Outcome } from '../../source/step.ts';
import { fingerprint } from '../../source/image/fingerprint.ts';
import { ProblemError } from '../../source/problem.ts';
import { upload } from '../../steps/05-upload.ts';
import { bucketName, type UploadAnswers } from '../../steps/upload/answers.ts';
import { checksum, combine, fromBase64, toBase64 } from '../../steps/upload/checksum.ts';
import { keyOf, partSizeOf, partsOf } from '../../steps/upload/layout.ts';
import { meter } from '../../steps/upload/meter.ts';
import { fakeWork, intentOf, refusal, type FakeOptions, type FakeWork, type Script } from './work.ts';

const mebibyte = 1024 * 1024;
const bucket = 'byol-111122223333-eu-west-1-11f0b0';
const key = 'contoso-euw1/attempt-1/win11.ova';
const token = 'contoso-euw1-1-multipart';
const mine = { 'wizard-byol-token': token };

/** A file of two and a bit parts, each with bytes of its own; the rest is a hole. */
function disk(bytes = 40 * mebibyte): string {
  const folder = mkdtempSync(join(tmpdir(), 'byol-upload-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'win11.ova');
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes);
  for (let at = 0; at < bytes; at += 16 * mebibyte) writeSync(file, `part at ${at}`, at);
  closeSync(file);
  return path;
}

type Options = FakeOptions<UploadAnswers> & { readonly file?: string; readonly bytes?: number };

function workOf({ file = '/vms/win11.ova', bytes = 40 * mebibyte, ...options }: Options = {}): FakeWork<UploadAnswers> {
  return fakeWork<UploadAnswers>({ answers: { bucket }, from: { export: { file, bytes, format: 'OVA' } }, ...options });
}

function changeOf(work: FakeWork<UploadAnswers>, id: string): Change {
  return upload.changes(work).find((change) => change.id === id) ?? expect.fail(`no change ${id}`);
}

const look = (work: FakeWork<UploadAnswers>, id: string, intent?: Intent) => changeOf(work, id).look(work, intent);
const send = (work: FakeWork<UploadAnswers>, id: string) => changeOf(work, id).send!(work, intentOf('upload', id));
const absent = (operation: 's3:HeadBucket' | 's3:HeadObject') => () => {
  throw refusal(operation, 'NotFound');
};

describe('the bucket', () => {
  it.each([
    ['contoso-euw1', 'eu-west-1'],
    ['a-very-long-name-of-an-onboarding-that-goes-on-and-on-and-on', 'ap-southeast-5'],
  ])('of %s in %s has a name that S3 takes and nobody else has', (name, region) => {
    const made = bucketName({ name, account: '111122223333', region });
    expect(made).toMatch(new RegExp(`^byol-111122223333-${region}-[0-9a-f]{6}$`));
    expect(made.length).toBeLessThanOrEqual(63);
    expect(upload.questions[0]?.schema.safeParse(made).success).toBe(true);
  });

  it.each(['UPPER', 'ab', 'with.dots', 'sthree-x-y', 'ends-', `x${'y'.repeat(63)}`])('is never named %s', (name) => {
    expect(upload.questions[0]?.schema.safeParse(name).success).toBe(false);
  });

  it.each([
    ['is made where there is none', absent('s3:HeadBucket'), { state: 'absent' }],
    ['is adopted where the account has it', { BucketRegion: 'eu-west-1' }, { state: 'done', outputs: { bucket, own: false } }],
    ['is not used in another Region', { BucketRegion: 'us-east-1' }, { state: 'blocked', problem: { code: 'upload.bucket-region', back: 'upload' } }],
    ['is not used where it redirects to another Region', () => { throw refusal('s3:HeadBucket', 'PermanentRedirect'); }, { state: 'blocked', problem: { code: 'upload.bucket-region' } }],
    ["is not used where it is somebody else's", () => { throw refusal('s3:HeadBucket', 'AccessDenied'); }, { state: 'foreign', problem: { code: 'upload.bucket-not-ours', exit: 4 } }],
  ] as const)('%s', async (_, answer, seen) => {
    const work = workOf({ aws: { 's3:HeadBucket': answer } });
    expect(await look(work, 'bucket')).toMatchObject(seen);
    expect(work.called[0]?.input).toMatchObject({ ExpectedBucketOwner: '111122223333' });
  });

  it('is ours when it appeared after our own call', async () => {
    expect(await look(workOf({ aws: { 's3:HeadBucket': {} } }), 'bucket', intentOf('upload', 'bucket'))).toMatchObject({ state: 'done', outputs: { own: true } });
  });

  it.each([['eu-west-1', { CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }], ['us-east-1', {}]])('is made in %s as S3 wants it said', async (region, located) => {
    const work = workOf({ region, aws: { 's3:CreateBucket': { Location: `/${bucket}` } } });
    expect(await send(work, 'bucket')).toMatchObject({ kind: 'ok' });
    expect(work.called[0]?.input).toEqual({ Bucket: bucket, ...located });
  });

  it('is set up only where this onboarding made it', () => {
    const settings = (own: boolean) => upload.changes(workOf({ made: { bucket: { bucket, own } } })).map(({ id }) => id).filter((id) => id.startsWith('bucket-'));
    expect(settings(true)).toEqual(['bucket-access', 'bucket-policy', 'bucket-lifecycle', 'bucket-tags']);
    expect(settings(false)).toEqual([]);
  });

  it('is set up as it is read back', async () => {
    const policy = JSON.stringify(JSON.parse(String((changeOf(workOf(), 'bucket-policy').call.input as JsonObject)['Policy'])), null, 2);
    const aws: Script = {
      's3:GetPublicAccessBlock': { PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: false } },
      's3:GetBucketPolicy': { Policy: policy },
      's3:GetBucketLifecycleConfiguration': () => { throw refusal('s3:GetBucketLifecycleConfiguration', 'NoSuchLifecycleConfiguration'); },
    };
    const states = await Promise.all(['bucket-access', 'bucket-policy', 'bucket-lifecycle'].map(async (id) => (await look(workOf({ aws }), id)).state));
    expect(states).toEqual(['absent', 'done', 'absent']);
  });

  it('stays without tags where nobody may tag, and the run says so', async () => {
    const work = workOf({ aws: { 's3:PutBucketTagging': () => { throw refusal('s3:PutBucketTagging', 'AccessDenied'); } } });
    expect(await send(work, 'bucket-tags')).toEqual({ kind: 'ok', outputs: { tagged: false } });
    expect(work.notes).toHaveLength(1);
    expect([(await look(workOf(), 'bucket-tags')).state, (await look(workOf({ accepted: { 'bucket-tags': {} } }), 'bucket-tags')).state]).toEqual(['absent', 'done']);
  });

  it('that was there before is judged, and left as it is', async () => {
    const aws: Script = { 's3:HeadBucket': {}, 's3:GetPublicAccessBlock': () => { throw refusal('s3:GetPublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration'); }, 's3:GetBucketLifecycleConfiguration': () => { throw refusal('s3:GetBucketLifecycleConfiguration', 'AccessDenied'); } };
    expect((await upload.findings!(workOf({ aws }))).map(({ rule, level }) => [rule, level])).toEqual([['upload.bucket-adopted', 'info'], ['upload.bucket-public', 'warning']]);
    expect(await upload.findings!(workOf({ aws: { 's3:HeadBucket': absent('s3:HeadBucket') } }))).toEqual([]);
  });
});

describe('the layout', () => {
  it.each([
    [1, 1, 16 * mebibyte],
    [16 * mebibyte, 1, 16 * mebibyte],
    [16 * mebibyte + 1, 2, 16 * mebibyte],
    [160_000 * mebibyte, 10_000, 16 * mebibyte],
    [160_000 * mebibyte + 1, 9_412, 17 * mebibyte],
  ])('of %i bytes has %i parts, never more than 10,000', (bytes, count, size) => {
    const parts = partsOf(bytes);
    expect([parts.length, partSizeOf(bytes)]).toEqual([count, size]);
    expect(parts.reduce((sum, part) => sum + part.bytes, 0)).toBe(bytes);
  });

  it.each([
    ['/vms/win11.ova', 'contoso/attempt-2/win11.ova'],
    ['C:\\Users\\José\\Windows 11 (final).vhdx', 'contoso/attempt-2/Windows-11-final-.vhdx'],
    ['\\\\server\\share\\…', 'contoso/attempt-2/image'],
  ])('puts %s at %s', (file, expected) => {
    expect(keyOf({ name: 'contoso', attempt: 2 }, file)).toBe(expected);
  });

  it('knows the checksum of the whole from those of the parts, in whatever order they were read', () => {
    const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 31) % 251));
    for (const cut of [0, 1, 63, 2_500, 5_000]) {
      expect(combine(checksum(bytes.subarray(0, cut)), checksum(bytes.subarray(cut)), 5_000 - cut)).toBe(crc32(bytes));
    }
    expect(toBase64(crc32('123456789'))).toBe('y/Q5Jg==');
    expect([fromBase64('y/Q5Jg=='), fromBase64('y/Q5Jg==-3'), fromBase64(undefined)]).toEqual([0xcbf43926, undefined, undefined]);
  });

  it('tells rate and time left of what was really sent', () => {
    const told: string[] = [];
    let now = 0;
    const shown = meter(40 * mebibyte, 4, (note) => void told.push(note), () => now);
    for (const sent of [false, true, true, true]) {
      now += 2_000;
      shown(10 * mebibyte, sent);
    }
    expect(told).toEqual(['1 of 4 parts · 10 MiB of 40 MiB', '2 of 4 parts · 20 MiB of 40 MiB · 2.5 MiB/s · 8 s left', '3 of 4 parts · 30 MiB of 40 MiB · 3.3 MiB/s · 3 s left', '4 of 4 parts · 40 MiB of 40 MiB']);
  });
});

describe('the multipart upload', () => {
  const none: Script = { 's3:HeadObject': absent('s3:HeadObject'), 's3:ListMultipartUploads': { Uploads: [{ Key: `${key}.other`, UploadId: 'other' }] } };

  it('is opened where there is none of exactly this key', async () => {
    expect(await look(workOf({ file: disk(), aws: none }), 'multipart')).toEqual({ state: 'absent', before: [] });
  });

  it('is never opened for a file that is longer than the one that was looked into', async () => {
    const work = workOf({ file: disk(41 * mebibyte), aws: {} });
    expect(await look(work, 'multipart')).toMatchObject({ state: 'blocked', problem: { code: 'upload.export-replaced', back: 'export', exit: 4, todo: [expect.stringContaining('wizard resume contoso-euw1 --again export')] } });
    expect(work.called).toEqual([]);
  });

  it('is told by its metadata and a checksum of the whole object', async () => {
    const work = workOf({ aws: { 's3:CreateMultipartUpload': { UploadId: 'one' } } });
    expect(await send(work, 'multipart')).toEqual({ kind: 'ok', outputs: { uploadId: 'one' } });
    expect(work.called[0]?.input).toMatchObject({ Bucket: bucket, Key: key, ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT', Metadata: mine });
  });

  it('is adopted; of several the one with most of the parts, and an empty one is aborted where only a lost answer of ours explains it', async () => {
    const file = disk();
    const Parts = (count: number) => Array.from({ length: count }, (_, index) => ({ PartNumber: index + 1, Size: 16 * mebibyte, ETag: 'e' }));
    const aws: Script = {
      's3:HeadObject': absent('s3:HeadObject'),
      's3:ListMultipartUploads': { Uploads: ['one', 'two', 'three', 'before'].map((UploadId) => ({ Key: key, UploadId })) },
      's3:ListParts': ({ UploadId }) => ({ Parts: Parts({ one: 0, two: 2, three: 1, before: 0 }[String(UploadId)] ?? 0) }),
    };
    const sent = intentOf('upload', 'multipart', { before: ['before'] });
    const seen = await look(workOf({ file, aws }), 'multipart', sent);
    expect(seen).toMatchObject({ state: 'done', outputs: { uploadId: 'two', strays: ['one'], fingerprint: { bytes: 40 * mebibyte } } });
    expect(await look(workOf({ file, aws }), 'multipart')).toMatchObject({ outputs: { uploadId: 'two', strays: [] } });
    expect(await look(workOf({ file, aws, accepted: { multipart: { uploadId: 'three' } } }), 'multipart', sent)).toMatchObject({ outputs: { uploadId: 'three', strays: [] } });
    const changes = upload.changes(workOf({ made: { multipart: { uploadId: 'two', strays: ['one', 'three'] } } }));
    expect(changes.filter(({ call }) => call.operation === 'AbortMultipartUpload').map(({ call }) => call.input['UploadId'])).toEqual(['one', 'three']);
  });

  const sum = (file: string) => toBase64(crc32(readFileSync(file)));
  const again = { code: 'upload.object-differs', todo: expect.arrayContaining([expect.stringContaining('wizard resume contoso-euw1 --again upload')]) };
  it.each<[string, (file: string) => object, object]>([
    ['is not needed where this whole file is there', (file) => ({ Metadata: mine, ContentLength: 40 * mebibyte, ChecksumCRC32: sum(file) }), { state: 'done', outputs: { strays: [] } }],
    ['is never taken for an object with our mark and other bytes', () => ({ Metadata: mine, ContentLength: 40 * mebibyte, ChecksumCRC32: 'y/Q5Jg==' }), { state: 'foreign', problem: again }],
    ['is never taken for an object with our mark and another size', (file) => ({ Metadata: mine, ContentLength: 7, ChecksumCRC32: sum(file) }), { state: 'foreign', problem: again }],
    ['is never taken for an object that can not be compared', () => ({ Metadata: mine, ContentLength: 40 * mebibyte }), { state: 'foreign', problem: again }],
    ['is never begun over an object of somebody else', () => ({ Metadata: {} }), { state: 'foreign', problem: { code: 'upload.object-not-ours' } }],
  ])('%s', async (_, head, seen) => {
    const file = disk();
    expect(await look(workOf({ file, aws: { 's3:HeadObject': head(file) } }), 'multipart')).toMatchObject(seen);
  });
});

describe('the parts', () => {
  const sums = (file: string) => partsOf(40 * mebibyte).map(({ offset, bytes }) => toBase64(crc32(readFileSync(file).subarray(offset, offset + bytes))));

  async function sendParts(file: string, aws: Script): Promise<{ outcome: Outcome; work: FakeWork<UploadAnswers>; sent: number[] }> {
    const work = workOf({ file, aws, made: { multipart: { uploadId: 'one', strays: [], fingerprint: await fingerprint(file) } } });
    const outcome = await send(work, 'parts');
    const sent = work.called.filter(({ operation }) => operation === 's3:UploadPart').map(({ input }) => (input as { PartNumber: number }).PartNumber);
    return { outcome, work, sent };
  }

  it('are all sent with their checksum, and give that of the whole file', async () => {
    const file = disk();
    const received = new Map<number, unknown>();
    const { outcome, work } = await sendParts(file, {
      's3:ListParts': {},
      's3:UploadPart': ({ PartNumber = 0, Body, ChecksumCRC32, ContentLength }) => {
        received.set(PartNumber, [ChecksumCRC32, toBase64(crc32(Body as Uint8Array)), ContentLength]);
        return { ETag: `etag-${PartNumber}` };
      },
    });
    const [one, two, three] = sums(file);
    expect(outcome).toEqual({ kind: 'ok', outputs: { parts: 3, crc32: toBase64(crc32(readFileSync(file))) } });
    expect([received.get(1), received.get(2), received.get(3)]).toEqual([[one, one, 16 * mebibyte], [two, two, 16 * mebibyte], [three, three, 8 * mebibyte]]);
    expect(work.notes.at(-1)).toMatch(/^3 of 3 parts/);
  });

  it('that S3 has with the same size and checksum are not sent again', async () => {
    const file = disk();
    const [one, two] = sums(file);
    const Parts = [{ PartNumber: 1, Size: 16 * mebibyte, ChecksumCRC32: one! }, { PartNumber: 2, Size: 16 * mebibyte, ChecksumCRC32: 'AAAAAA==' }, { PartNumber: 3, Size: 7, ChecksumCRC32: two! }];
    const { outcome, sent } = await sendParts(file, { 's3:ListParts': { Parts }, 's3:UploadPart': { ETag: 'etag' } });
    expect([outcome.kind, sent.toSorted()]).toEqual(['ok', [2, 3]]);
  });

  it('are tried again over a hiccup', async () => {
    let tries = 0;
    const { outcome, sent } = await sendParts(disk(), {
      's3:ListParts': {},
      's3:UploadPart': ({ PartNumber }) => {
        tries += PartNumber === 2 ? 1 : 0;
        return PartNumber === 2 && tries === 1 ? {} : { ETag: 'etag' };
      },
    });
    expect([outcome.kind, sent.filter((part) => part === 2).length]).toEqual(['ok', 2]);
  });

  it('leave nothing waiting for an interruption once they are sent', async () => {
    const file = disk();
    const work = workOf({ file, made: { multipart: { uploadId: 'one', strays: [], fingerprint: await fingerprint(file) } }, aws: { 's3:ListParts': {}, 's3:UploadPart': { ETag: 'etag' } } });
    expect(await send(work, 'parts')).toMatchObject({ kind: 'ok' });
    expect(getEventListeners(work.signal, 'abort')).toEqual([]);
  });

  it.each([
    ['credentials that have expired', { ...refusal('s3:UploadPart', 'ExpiredToken').problem, again: 'person' as const }, { again: 'person', raw: { code: 'ExpiredToken' } }],
    ['an upload that somebody aborted', refusal('s3:UploadPart', 'NoSuchUpload').problem, { code: 'upload.gone', back: 'upload' }],
  ])('stop at %s', async (_, problem, told) => {
    const { outcome, sent } = await sendParts(disk(), { 's3:ListParts': {}, 's3:UploadPart': () => { throw new ProblemError(problem); } });
    expect(outcome).toMatchObject({ kind: 'refused', problem: told });
    expect(sent.length).toBeLessThanOrEqual(3);
  });

  it('in flight are not waited for when the program is ended', async () => {
    const file = disk();
    const ending = new AbortController();
    const work = workOf({ file, made: { multipart: { uploadId: 'one', strays: [], fingerprint: await fingerprint(file) } }, aws: { 's3:ListParts': {} } });
    const hanging = () => new Promise<Outcome>(() => ending.abort());
    const outcome = await changeOf(work, 'parts').send!({ ...work, aws: { ...work.aws, send: hanging }, signal: ending.signal }, intentOf('upload', 'parts'));
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'upload.interrupted', again: 'soon' } });
  });

  it('of a file that changed since the upload began are not mixed with the old ones', async () => {
    const file = disk();
    const begun = await fingerprint(file);
    const work = workOf({ file: disk(41 * mebibyte), made: { multipart: { uploadId: 'one', strays: [], fingerprint: begun } }, aws: {} });
    expect(await send(work, 'parts')).toMatchObject({ kind: 'refused', problem: { code: 'upload.file-changed', back: 'export' } });
    expect(work.called).toEqual([]);
  });

  it('of a file that was written while they were sent are not done, even where no sample shows it', async () => {
    const file = disk();
    const { outcome } = await sendParts(file, { 's3:ListParts': {}, 's3:UploadPart': () => {
      const open = openSync(file, 'r+');
      writeSync(open, 'written', 3 * mebibyte);
      closeSync(open);
      utimesSync(file, new Date(), new Date(Date.now() + 5_000));
      return { ETag: 'etag' };
    } });
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'upload.file-changed', todo: expect.arrayContaining([expect.stringContaining('--again export')]) } });
  });

  it('of a file that was only touched since the upload began go on', async () => {
    const file = disk();
    const begun = { ...(await fingerprint(file)), modified: 1 };
    const work = workOf({ file, made: { multipart: { uploadId: 'one', strays: [], fingerprint: begun } }, aws: { 's3:ListParts': {}, 's3:UploadPart': { ETag: 'etag' } } });
    expect(await send(work, 'parts')).toMatchObject({ kind: 'ok' });
  });

  it('of a file that is gone end in words about the file', async () => {
    const work = workOf({ file: '/nowhere/win11.ova', made: { multipart: { uploadId: 'one', strays: [], fingerprint: { bytes: 1, modified: 1, sample: '' } } } });
    expect(await send(work, 'parts')).toMatchObject({ kind: 'refused', problem: { code: 'image.missing', back: 'export' } });
  });

  it('are done when sizes and checksums that S3 lists make up what was sent', async () => {
    const file = disk();
    const [one, two, three] = sums(file);
    const stored = (third: string | undefined) => [one, two, third].map((crc, index) => ({ PartNumber: index + 1, Size: (index === 2 ? 8 : 16) * mebibyte, ...(crc && { ChecksumCRC32: crc }) }));
    const made = { multipart: { uploadId: 'one', strays: [] } };
    const accepted = { parts: { parts: 3, crc32: toBase64(crc32(readFileSync(file))) } };
    const seen = async (third: string | undefined, sent = true) => look(workOf({ file, made, ...(sent && { accepted }), aws: { 's3:ListParts': { Parts: stored(third) } } }), 'parts');
    expect(await seen(three)).toEqual({ state: 'done', outputs: accepted.parts });
    expect(await seen(undefined)).toMatchObject({ state: 'done' });
    expect(await seen(two)).toEqual({ state: 'absent', note: '3 of 3 parts are there' });
    expect(await seen(three, false)).toMatchObject({ state: 'absent' });
  });

  it('are lost with their upload, unless it was completed', async () => {
    const gone: Script = { 's3:ListParts': () => { throw refusal('s3:ListParts', 'NoSuchUpload'); } };
    const made = { multipart: { uploadId: 'one', strays: [] } };
    expect(await look(workOf({ made, aws: { ...gone, 's3:HeadObject': absent('s3:HeadObject') } }), 'parts')).toMatchObject({ state: 'blocked', problem: { code: 'upload.gone', todo: [expect.stringContaining('wizard resume contoso-euw1 --again upload')] } });
    const file = disk();
    const crc = toBase64(crc32(readFileSync(file)));
    const whole = (ChecksumCRC32: string): Script => ({ ...gone, 's3:HeadObject': { Metadata: mine, ContentLength: 40 * mebibyte, ChecksumCRC32 } });
    expect(await look(workOf({ file, made, aws: whole(crc) }), 'parts')).toMatchObject({ state: 'done', outputs: { crc32: crc } });
    expect(await look(workOf({ file, made, aws: whole('y/Q5Jg==') }), 'parts')).toMatchObject({ state: 'foreign', problem: { code: 'upload.object-differs' } });
  });
});

describe('the object', () => {
  const made = { multipart: { uploadId: 'one', strays: [] }, parts: { parts: 3, crc32: 'y/Q5Jg==' } };
  const open: Script = { 's3:ListParts': { Parts: [{ PartNumber: 1, Size: 1, ETag: 'etag', ChecksumCRC32: 'AAAAAA==' }] } };
  const whole = { Metadata: mine, ContentLength: 40 * mebibyte, ChecksumCRC32: 'y/Q5Jg==' };

  it.each([
    ['is done with our mark, size and checksum', whole, { state: 'done', outputs: { bucket, key, bytes: 40 * mebibyte } }],
    ['is damaged with another size', { ...whole, ContentLength: 1 }, { state: 'blocked', problem: { code: 'upload.object-damaged' } }],
    ['is damaged with another checksum', { ...whole, ChecksumCRC32: 'AAAAAA==' }, { state: 'blocked', problem: { code: 'upload.object-damaged' } }],
    ['is not ours without our mark', { ...whole, Metadata: { other: 'mark' } }, { state: 'foreign' }],
    ['is still to be put together', absent('s3:HeadObject'), { state: 'absent' }],
  ] as const)('%s', async (_, head, seen) => {
    expect(await look(workOf({ made, aws: { ...open, 's3:HeadObject': head } }), 'complete')).toMatchObject(seen);
  });

  it('is lost where neither upload nor object is there', async () => {
    const aws: Script = { 's3:ListParts': () => { throw refusal('s3:ListParts', 'NoSuchUpload'); }, 's3:HeadObject': absent('s3:HeadObject') };
    expect(await look(workOf({ made, aws }), 'complete')).toMatchObject({ state: 'blocked', problem: { code: 'upload.gone', exit: 1 } });
  });

  it('is put together only where there is none, and only from exactly these bytes', async () => {
    const work = workOf({ made, aws: { ...open, 's3:CompleteMultipartUpload': { ETag: 'whole' } } });
    expect(await send(work, 'complete')).toMatchObject({ kind: 'ok' });
    expect(work.called.at(-1)?.input).toMatchObject({ IfNoneMatch: '*', ChecksumCRC32: 'y/Q5Jg==', ChecksumType: 'FULL_OBJECT', MpuObjectSize: 40 * mebibyte, ExpectedBucketOwner: '111122223333', MultipartUpload: { Parts: [{ PartNumber: 1, ETag: 'etag' }] } });
  });

  it('is what the step hands on', () => {
    const complete = { bucket, key, bytes: 7, crc32: 'y/Q5Jg==' };
    expect(upload.outputs(workOf({ made: { ...made, complete } }))).toEqual({ bucket, key, bytes: 7 });
    expect(upload.outputs(workOf({ made }))).toBeUndefined();
  });
});
