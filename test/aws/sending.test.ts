import { createServer } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { errorCode } from '../../source/aws/errors.ts';
import type { Outcome } from '../../source/step.ts';
import { connectTo, secret, startPeer, type Reply } from './peer.ts';

afterEach(() => void vi.unstubAllEnvs());

const json = (status: number, type: string, message = 'no'): Reply => ({ status, body: JSON.stringify({ __type: `com.amazonaws#${type}`, message }) });
const html: Reply = { headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><html><body>Sign in to the network</body></html>' };

/** What the peer does with one ModifyAccount, and what has to be made of it. */
const faults: [name: string, reply: Reply, kind: Outcome['kind'], code: string, again?: string][] = [
  ['a reset after it was read', 'reset', 'unknown', 'aws.outcome-unknown'],
  ['half an answer', 'truncated', 'unknown', 'aws.outcome-unknown'],
  ['no answer within the deadline', 'hang', 'unknown', 'aws.outcome-unknown'],
  ['a 500', json(500, 'InternalServerException'), 'unknown', 'aws.outcome-unknown'],
  ['a 503 of a proxy', { ...html, status: 503 }, 'unknown', 'aws.outcome-unknown'],
  ["a captive portal's page as 200", html, 'unknown', 'aws.outcome-unknown'],
  ["a captive portal's page as 403", { ...html, status: 403 }, 'unknown', 'aws.outcome-unknown'],
  ['a redirect to a sign-in page', { status: 302, headers: { location: 'http://sign.in/' } }, 'unknown', 'aws.outcome-unknown'],
  ['an empty 200', {}, 'unknown', 'aws.outcome-unknown'],
  ['a 200 that is not JSON', { body: '{"Message": }' }, 'unknown', 'aws.outcome-unknown'],
  ['a 200 without its post-condition', { body: '{}' }, 'unknown', 'aws.outcome-unknown'],
  ['an error without a code', { status: 400, body: '{}' }, 'unknown', 'aws.outcome-unknown'],
  ['“exists already”', json(400, 'ResourceAlreadyExistsException'), 'unknown', 'aws.outcome-unknown'],
  ['a conflict', json(409, 'ConflictException'), 'unknown', 'aws.outcome-unknown'],
  ['throttling', json(400, 'ThrottlingException', 'Rate exceeded'), 'refused', 'aws.throttled', 'soon'],
  ['access denied, which the SDK takes for clock skew', json(400, 'AccessDeniedException', 'User: arn:aws:iam::1:user/x is not authorized to perform: workspaces:ModifyAccount'), 'refused', 'aws.access-denied'],
  ['a quota, which the SDK takes for throttling', json(400, 'LimitExceededException'), 'refused', 'aws.refused'],
  ['a modelled 4xx', json(400, 'InvalidParameterValuesException', 'The range is taken.'), 'refused', 'aws.refused'],
  ['expired credentials', json(400, 'ExpiredTokenException'), 'refused', 'aws.credentials-expired', 'person'],
  ['keys AWS does not know', json(400, 'UnrecognizedClientException'), 'refused', 'aws.credentials-invalid', 'person'],
  ['a wrong clock', json(400, 'InvalidSignatureException', 'Signature expired: 20260101T000000Z is now earlier than …'), 'refused', 'aws.clock-skew', 'soon'],
];

describe('a change is sent exactly once, and its outcome is', () => {
  it.each(faults)('%s → told apart', async (_name, reply, kind, code, again) => {
    const peer = await startPeer(() => reply);
    const { aws } = await connectTo(peer, { deadlines: { request: 300 } });
    const outcome = await aws.send('workspaces:ModifyAccount', { DedicatedTenancySupport: 'ENABLED' }, ({ Message }) => (Message ? { Message } : undefined));
    expect(peer.received.map(({ operation }) => operation)).toEqual(['ModifyAccount']);
    expect(outcome).toMatchObject({ kind, problem: { code, raw: { operation: 'workspaces:ModifyAccount' } } });
    expect('problem' in outcome && outcome.problem.again).toBe(again);
  });

  it('ok when the answer holds what it should', async () => {
    const peer = await startPeer(() => ({ body: '{"ImageId":"wsi-123456789"}' }));
    const { aws } = await connectTo(peer);
    const input = { ImageName: 'win11', ImageDescription: 'x', Ec2ImageId: 'ami-12345678', IngestionProcess: 'BYOL_REGULAR_WSP' } as const;
    const outcome = await aws.send('workspaces:ImportWorkspaceImage', input, ({ ImageId }) => (ImageId ? { imageId: ImageId } : undefined));
    expect(outcome).toEqual({ kind: 'ok', outputs: { imageId: 'wsi-123456789' } });
    expect(JSON.parse(peer.received[0]!.body)).toEqual(input);
  });

  it('unknown when looking at the answer fails', async () => {
    const peer = await startPeer(() => ({ body: '{}' }));
    const { aws } = await connectTo(peer);
    const outcome = await aws.send('workspaces:ModifyAccount', {}, () => {
      throw new TypeError('bad');
    });
    expect(outcome).toMatchObject({ kind: 'unknown' });
  });
});

describe('nothing was sent, so the outcome is refused', () => {
  const modify = async (url: string, environment = {}) => {
    const { aws } = await connectTo({ url }, { environment: { AWS_ENDPOINT_URL: url, ...environment }, deadlines: { connect: 200 } });
    return aws.send('workspaces:ModifyAccount', {}, () => ({}));
  };

  it('when nobody listens', async () => {
    const peer = await startPeer(() => ({}));
    await peer.close();
    expect(await modify(peer.url)).toMatchObject({ kind: 'refused', problem: { code: 'aws.unreachable', again: 'soon', raw: { code: 'ECONNREFUSED' } } });
  });

  it('when the name is unknown', async () => {
    expect(await modify('http://nowhere.invalid')).toMatchObject({ kind: 'refused', problem: { code: 'aws.unreachable' } });
  });

  it('when the TLS handshake never ends', async () => {
    const silent = createServer(() => {});
    onTestFinished(() => void silent.close());
    const port = await new Promise<number>((resolve) => silent.listen(0, '127.0.0.1', () => resolve((silent.address() as { port: number }).port)));
    expect(await modify(`https://127.0.0.1:${port}`)).toMatchObject({ kind: 'refused', problem: { code: 'aws.unreachable', what: expect.stringContaining('no connection within 0.2 s') } });
  });

  it('when the other side speaks no TLS', async () => {
    const peer = await startPeer(() => ({}));
    const outcome = await modify(`https://127.0.0.1:${peer.port}`);
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'aws.tls' } });
    expect(peer.received).toEqual([]);
  });

  it('when it can not be written as a request', async () => {
    const peer = await startPeer(() => ({}));
    const { aws } = await connectTo(peer);
    const outcome = await aws.send('s3:CreateMultipartUpload', { Bucket: 'b', Key: 'k', ContentType: 'a\nb' }, () => ({}));
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'aws.not-sent', exit: 1 } });
    expect(await aws.send('s3:CreateBucket', { Bucket: undefined }, () => ({}))).toMatchObject({ kind: 'refused', problem: { code: 'aws.not-sent' } });
    expect(peer.received).toEqual([]);
  });

  it('when there are no credentials', async () => {
    const environment = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' };
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    const peer = await startPeer(() => ({}));
    expect(await modify(peer.url, environment)).toMatchObject({ kind: 'refused', problem: { code: 'aws.no-credentials', what: 'There are no AWS credentials.', again: 'person', exit: 4 } });
    expect(peer.received).toEqual([]);
  });
});

describe('the XML services', () => {
  const xml = (status: number, body: string, headers = {}): Reply => ({ status, body: `<?xml version="1.0"?>\n${body}`, headers });
  const s3 = { 'x-amz-request-id': 's3-1' };

  it.each<[string, Reply, object]>([
    ['a dry run that would have worked', xml(412, '<Response><Errors><Error><Code>DryRunOperation</Code><Message>Request would have succeeded</Message></Error></Errors><RequestID>r</RequestID></Response>'), { kind: 'refused', problem: { raw: { code: 'DryRunOperation' } } }],
    ['throttling as 503', xml(503, '<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>slow</Message></Error></Errors></Response>'), { kind: 'refused', problem: { code: 'aws.throttled' } }],
    ['a token used with other parameters', xml(400, '<Response><Errors><Error><Code>IdempotentParameterMismatch</Code><Message>x</Message></Error></Errors></Response>'), { kind: 'unknown' }],
    ['another operation’s answer', xml(200, '<DescribeVpcsResponse/>'), { kind: 'unknown' }],
    ['its own answer', xml(200, '<ImportImageResponse><importTaskId>import-ami-1</importTaskId></ImportImageResponse>'), { kind: 'ok', outputs: { id: 'import-ami-1' } }],
  ])('EC2: %s', async (_name, reply, outcome) => {
    const peer = await startPeer(() => reply);
    const { aws } = await connectTo(peer);
    expect(await aws.send('ec2:ImportImage', { ClientToken: 't' }, ({ ImportTaskId: id }) => (id ? { id } : undefined))).toMatchObject(outcome);
    expect(peer.received).toHaveLength(1);
  });

  it('IAM: codes are those of the answer, not the names of the SDK’s classes', async () => {
    const peer = await startPeer(({ operation }) =>
      operation === 'CreateRole'
        ? xml(409, '<ErrorResponse><Error><Type>Sender</Type><Code>EntityAlreadyExists</Code><Message>Role with name vmimport already exists.</Message></Error></ErrorResponse>')
        : xml(404, '<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>No role</Message></Error></ErrorResponse>'),
    );
    const { aws } = await connectTo(peer);
    expect(await aws.send('iam:CreateRole', { RoleName: 'vmimport', AssumeRolePolicyDocument: '{}' }, () => ({}))).toMatchObject({ kind: 'unknown', problem: { raw: { code: 'EntityAlreadyExists', status: 409 } } });
    const missing = await aws.read('iam:GetRole', { RoleName: 'vmimport' }).catch((error: unknown) => error);
    expect(errorCode(missing)).toBe('NoSuchEntity');
  });

  it.each<[string, Reply, object]>([
    ['an error inside a 200', xml(200, '<Error><Code>InternalError</Code><Message>again</Message></Error>', s3), { kind: 'unknown' }],
    ['an upload that is gone', xml(404, '<Error><Code>NoSuchUpload</Code><Message>gone</Message></Error>', s3), { kind: 'unknown' }],
    ['an object that is there', xml(412, '<Error><Code>PreconditionFailed</Code><Message>there</Message></Error>', s3), { kind: 'unknown' }],
    ['parts out of order', xml(400, '<Error><Code>InvalidPartOrder</Code><Message>order</Message></Error>', s3), { kind: 'refused', problem: { raw: { code: 'InvalidPartOrder' } } }],
    ['SlowDown', xml(503, '<Error><Code>SlowDown</Code><Message>slow</Message></Error>', s3), { kind: 'refused', problem: { again: 'soon' } }],
    ['another Region’s bucket', xml(301, '<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>', s3), { kind: 'refused', problem: { code: 'aws.other-region' } }],
    ['the object, after the spaces that S3 sends meanwhile', xml(200, `${' '.repeat(5_000)}<CompleteMultipartUploadResult><ETag>"e"</ETag></CompleteMultipartUploadResult>`, s3), { kind: 'ok' }],
  ])('S3: completing an upload: %s', async (_name, reply, outcome) => {
    const peer = await startPeer(() => reply);
    const { aws } = await connectTo(peer);
    const input = { Bucket: 'b', Key: 'k', UploadId: 'u', MultipartUpload: { Parts: [{ ETag: 'e', PartNumber: 1 }] } };
    expect(await aws.send('s3:CompleteMultipartUpload', input, ({ ETag }) => (ETag ? { ETag } : undefined))).toMatchObject(outcome);
    expect(peer.received).toHaveLength(1);
    expect(peer.received[0]!.url).toMatch(/^\/b\/k\?/);
  });

  it('S3: a part whose empty answer is not S3’s is not uploaded', async () => {
    const replies: Reply[] = [{ headers: { etag: '"x"' } }, { headers: { etag: '"x"', ...s3 } }];
    const peer = await startPeer((_request, nth) => replies[nth - 1]!);
    const { aws } = await connectTo(peer);
    const part = () => aws.send('s3:UploadPart', { Bucket: 'b', Key: 'k', UploadId: 'u', PartNumber: 1, Body: Buffer.from('part') }, ({ ETag }) => (ETag ? { ETag } : undefined));
    expect(await part()).toMatchObject({ kind: 'unknown' });
    expect(await part()).toMatchObject({ kind: 'ok', outputs: { ETag: '"x"' } });
    expect(peer.received[1]!.headers).not.toHaveProperty('expect');
    expect(peer.received[1]!.headers['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/);
  });
});

it('uses a connection of its own for each change, because a kept one may be dead', async () => {
  const peer = await startPeer(() => ({ body: '{}' }));
  const { aws } = await connectTo(peer);
  await aws.read('workspaces:DescribeAccount', {});
  await aws.send('workspaces:ModifyAccount', {}, () => ({}));
  expect(peer.received.map(({ headers }) => headers.connection)).toEqual(['keep-alive', 'close']);
});

it('signs with the credentials of the environment', async () => {
  const peer = await startPeer(() => ({ body: '{}' }));
  const { aws } = await connectTo(peer);
  await aws.send('workspaces:ModifyAccount', {}, () => ({}));
  const { headers } = peer.received[0]!;
  expect(headers['x-amz-security-token']).toBe(secret.AWS_SESSION_TOKEN);
  expect(headers.authorization).toMatch(/Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/workspaces\/aws4_request/);
});
