import { describe, expect, it } from 'vitest';
import { errorCode } from '../../source/aws/errors.ts';
import type { Input, Operation } from '../../source/aws/operations.ts';
import type { Clock } from '../../source/engine/clock.ts';
import { ProblemError, type Problem } from '../../source/problem.ts';
import { connectTo, instantClock, startPeer, type Reply } from './peer.ts';

const html: Reply = { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html><body>Sign in</body></html>' };
const failure = (status: number, type: string, message = 'no'): Reply => ({ status, body: JSON.stringify({ __type: type, message }) });

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => expect.fail('it was answered'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).problem;
}

describe('an answer that is not AWS’s is never an empty listing', () => {
  const operations: [Operation, object][] = [
    ['workspaces:DescribeWorkspaceImages', {}],
    ['ds:DescribeDirectories', {}],
    ['servicequotas:ListServiceQuotas', { ServiceCode: 'workspaces' }],
    ['ec2:DescribeImages', {}],
    ['iam:ListAttachedRolePolicies', { RoleName: 'vmimport' }],
    ['sts:GetCallerIdentity', {}],
    ['s3:ListParts', { Bucket: 'b', Key: 'k', UploadId: 'u' }],
    ['s3:ListMultipartUploads', { Bucket: 'b' }],
    ['s3:HeadObject', { Bucket: 'b', Key: 'k' }],
    ['s3:GetBucketPolicy', { Bucket: 'b' }],
  ];
  const pages: [string, Reply][] = [
    ['a sign-in page', html],
    ['nothing at all', {}],
    ['some other XML', { headers: { 'content-type': 'text/xml' }, body: '<?xml version="1.0"?><portal><login/></portal>' }],
    ['a 404 page', { ...html, status: 404 }],
  ];

  it.each(operations.flatMap(([operation, input]) => pages.map(([name, page]) => [operation, name, input, page] as const)))('%s answered with %s', async (operation, _name, input, page) => {
    const peer = await startPeer(() => page);
    const { aws } = await connectTo(peer);
    const problem = await problemOf(aws.read(operation, input as Input<Operation>));
    expect(problem).toMatchObject({ code: 'aws.unreadable-answer', again: 'soon' });
    expect(peer.received).toHaveLength(1);
  });

  it('but an absent object is told by S3’s own 404', async () => {
    const peer = await startPeer(() => ({ status: 404, headers: { 'x-amz-request-id': 's3' } }));
    const { aws } = await connectTo(peer);
    const missing = await aws.read('s3:HeadObject', { Bucket: 'b', Key: 'k' }).catch((error: unknown) => error);
    expect(errorCode(missing)).toBe('NotFound');
  });
});

describe('a HEAD without a body', () => {
  const expired = { status: 403, body: '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error><RequestId>r</RequestId></ErrorResponse>', headers: { 'content-type': 'text/xml' } };
  const caller = { body: '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/a</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>', headers: { 'content-type': 'text/xml' } };
  const head = (status: number) => ({ status, headers: { 'x-amz-request-id': 's3' } });

  it.each([
    [400, expired, { code: 'aws.credentials-expired', again: 'person' }],
    [403, expired, { code: 'aws.credentials-expired', again: 'person' }],
    [400, caller, { code: 'aws.refused' }],
    [403, caller, { code: 'aws.access-denied', exit: 4 }],
    [403, html, { code: 'aws.access-denied' }],
  ] as const)('of %i is explained by what STS says of the credentials', async (status, sts, problem) => {
    const peer = await startPeer(({ method }) => (method === 'HEAD' ? head(status) : sts));
    const { aws } = await connectTo(peer);
    expect(await problemOf(aws.read('s3:HeadObject', { Bucket: 'b', Key: 'k' }))).toMatchObject(problem);
  });

  it('is asked once more with credentials that were renewed', async () => {
    const peer = await startPeer(({ method }, nth) => (method !== 'HEAD' ? caller : nth === 1 ? head(400) : { headers: { 'x-amz-request-id': 's3', 'content-length': '0' } }));
    const { aws } = await connectTo(peer);
    await aws.read('s3:HeadObject', { Bucket: 'b', Key: 'k' });
    expect(peer.received.map(({ method }) => method)).toEqual(['HEAD', 'POST', 'HEAD']);
  });
});

describe('lists are followed to their end', () => {
  it('by NextToken, with every other parameter repeated', async () => {
    const pages: { [token: string]: object } = {
      start: { ManagementCidrRanges: ['10.0.0.0/16', '10.1.0.0/16'], NextToken: 'two' },
      two: { ManagementCidrRanges: [], NextToken: 'three' },
      three: { ManagementCidrRanges: ['10.2.0.0/16'] },
    };
    const peer = await startPeer(({ body }) => ({ body: JSON.stringify(pages[JSON.parse(body).NextToken ?? 'start']) }));
    const { aws } = await connectTo(peer);
    const input = { ManagementCidrRangeConstraint: '10.0.0.0/8', MaxResults: 5 };
    expect(await aws.list('workspaces:ListAvailableManagementCidrRanges', input, (page) => page.ManagementCidrRanges)).toEqual(['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16']);
    expect(peer.received.map(({ body }) => JSON.parse(body))).toEqual([input, { ...input, NextToken: 'two' }, { ...input, NextToken: 'three' }]);
  });

  it('by IAM’s Marker', async () => {
    const page = (name: string, rest: string) => ({ body: `<ListAttachedRolePoliciesResponse><ListAttachedRolePoliciesResult><AttachedPolicies><member><PolicyName>${name}</PolicyName></member></AttachedPolicies>${rest}</ListAttachedRolePoliciesResult></ListAttachedRolePoliciesResponse>` });
    const peer = await startPeer(({ body }) => (body.includes('Marker=m2') ? page('b', '<IsTruncated>false</IsTruncated>') : page('a', '<IsTruncated>true</IsTruncated><Marker>m2</Marker>')));
    const { aws } = await connectTo(peer);
    expect((await aws.list('iam:ListAttachedRolePolicies', { RoleName: 'r' }, ({ AttachedPolicies }) => AttachedPolicies)).map(({ PolicyName }) => PolicyName)).toEqual(['a', 'b']);
  });

  it('by S3’s part numbers, whose marker is there on the last page too', async () => {
    const page = (number: number, more: boolean) => ({
      headers: { 'x-amz-request-id': 's3' },
      body: `<ListPartsResult><Part><PartNumber>${number}</PartNumber></Part><IsTruncated>${more}</IsTruncated><NextPartNumberMarker>${number}</NextPartNumberMarker></ListPartsResult>`,
    });
    const peer = await startPeer(({ url }) => (url.includes('part-number-marker=1') ? page(2, false) : page(1, true)));
    const { aws } = await connectTo(peer);
    const parts = await aws.list('s3:ListParts', { Bucket: 'b', Key: 'k', UploadId: 'u' }, ({ Parts }) => Parts);
    expect(parts.map(({ PartNumber }) => PartNumber)).toEqual([1, 2]);
  });

  it('by S3’s pair of upload markers', async () => {
    const page = (rest: string) => ({ headers: { 'x-amz-request-id': 's3' }, body: `<ListMultipartUploadsResult><Upload><Key>k</Key></Upload>${rest}</ListMultipartUploadsResult>` });
    const peer = await startPeer(({ url }) =>
      url.includes('key-marker=k') && url.includes('upload-id-marker=u1')
        ? page('<IsTruncated>false</IsTruncated>')
        : page('<IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextUploadIdMarker>u1</NextUploadIdMarker>'),
    );
    const { aws } = await connectTo(peer);
    expect(await aws.list('s3:ListMultipartUploads', { Bucket: 'b' }, ({ Uploads }) => Uploads)).toHaveLength(2);
  });

  it('and never for ever: a token that comes again is an error', async () => {
    const peer = await startPeer(({ body }) => ({ body: JSON.stringify({ Images: [{}], NextToken: JSON.parse(body).NextToken === 'a' ? 'b' : 'a' }) }));
    const { aws } = await connectTo(peer);
    const problem = await problemOf(aws.list('workspaces:DescribeWorkspaceImages', {}, ({ Images }) => Images));
    expect(problem.code).toBe('aws.endless-listing');
    expect(peer.received.length).toBeLessThan(5);
  });
});

describe('within one round', () => {
  it('the same question is asked once, also while it is under way', async () => {
    const peer = await startPeer((_request, nth) => ({ body: JSON.stringify({ Message: `answer ${nth}` }) }));
    const { aws } = await connectTo(peer);
    const ask = async () => (await aws.read('workspaces:DescribeAccount', {})).Message;
    expect(await Promise.all([ask(), ask()])).toEqual(['answer 1', 'answer 1']);
    expect(await ask()).toBe('answer 1');
    aws.newRound();
    expect(await ask()).toBe('answer 2');
    await aws.send('workspaces:ModifyAccount', {}, () => ({}));
    expect(await ask()).toBe('answer 4');
  });

  it('an answer from while a change was under way is not kept either', async () => {
    let during: Promise<{ Message?: string | undefined }> | undefined;
    const peer = await startPeer(({ operation }, nth) => {
      if (operation === 'ModifyAccount') during = aws.read('workspaces:DescribeAccount', {});
      return { body: JSON.stringify({ Message: `answer ${nth}` }) };
    });
    const { aws } = await connectTo(peer);
    await aws.send('workspaces:ModifyAccount', {}, () => ({}));
    expect((await during)?.Message).toBe('answer 2');
    expect((await aws.read('workspaces:DescribeAccount', {})).Message).toBe('answer 3');
  });

  it('other parameters are another question, and a failure is not remembered', async () => {
    const peer = await startPeer((_request, nth) => (nth === 1 ? failure(400, 'ResourceNotFoundException') : { body: '{}' }));
    const { aws } = await connectTo(peer);
    await problemOf(aws.read('workspaces:DescribeTags', { ResourceId: 'wsi-1' }));
    await aws.read('workspaces:DescribeTags', { ResourceId: 'wsi-1' });
    await aws.read('workspaces:DescribeTags', { ResourceId: 'wsi-2' });
    expect(peer.received).toHaveLength(3);
  });
});

describe('reads are tried again', () => {
  it.each<[string, Reply]>([
    ['a 500', failure(500, 'InternalServerException')],
    ['a 503 page', { ...html, status: 503 }],
    ['throttling', failure(400, 'ThrottlingException')],
    ['a reset', 'reset'],
    ['half an answer', 'truncated'],
  ])('after %s', async (_name, reply) => {
    const peer = await startPeer((_request, nth) => (nth < 3 ? reply : { body: '{"DedicatedTenancySupport":"ENABLED"}' }));
    const { aws } = await connectTo(peer);
    expect(await aws.read('workspaces:DescribeAccount', {})).toMatchObject({ DedicatedTenancySupport: 'ENABLED' });
    expect(peer.received).toHaveLength(3);
  });

  it.each<[string, Reply, number, string]>([
    ['access denied, once', failure(400, 'AccessDeniedException'), 1, 'aws.access-denied'],
    ['a quota, once', failure(400, 'LimitExceededException'), 1, 'aws.refused'],
    ['what is not found, once', failure(400, 'ResourceNotFoundException'), 1, 'aws.refused'],
    ['lasting trouble, four times', failure(500, 'InternalServerException'), 4, 'aws.server-error'],
    ['silence, twice', 'hang', 2, 'aws.unreachable'],
  ])('but not for ever: %s', async (_name, reply, times, code) => {
    const peer = await startPeer(() => reply);
    const { aws } = await connectTo(peer, { deadlines: { request: 200 } });
    expect((await problemOf(aws.read('workspaces:DescribeAccount', {}))).code).toBe(code);
    expect(peer.received).toHaveLength(times);
  });
});

it.each([
  ['that the credentials have ended, where its clock agrees with ours', 0, 'aws.credentials-expired'],
  ['that our clock is wrong, where it does not', 3_600_000, 'aws.clock-skew'],
])('EC2’s RequestExpired says %s', async (_name, ahead, code) => {
  const body = '<Response><Errors><Error><Code>RequestExpired</Code><Message>Request has expired.</Message></Error></Errors></Response>';
  const peer = await startPeer(() => ({ status: 400, headers: { date: new Date(Date.now() + ahead).toUTCString() }, body }));
  const { aws } = await connectTo(peer);
  expect((await problemOf(aws.read('ec2:DescribeImportImageTasks', {}))).code).toBe(code);
});

it('keeps to two calls a second after a burst of five, on the run’s clock, retries included', async () => {
  const peer = await startPeer(() => ({ body: '{}' }));
  const clock = instantClock();
  const { aws } = await connectTo(peer, { clock });
  const begun = clock.now();
  await Promise.all(Array.from({ length: 5 }, (_, nth) => aws.read('workspaces:DescribeTags', { ResourceId: `wsi-${nth}` })));
  expect(clock.now() - begun).toBe(0);
  for (let nth = 5; nth < 15; nth++) await aws.read('workspaces:DescribeTags', { ResourceId: `wsi-${nth}` });
  expect(clock.now() - begun).toBe(5_000);
});

describe('an interruption', () => {
  /** A clock whose every sleep lasts until `stopping` says that the program ends, which it is told at the first one. */
  const endless = (stopping: AbortController): Clock => ({
    now: () => 0,
    sleep: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        stopping.abort(new DOMException('stopped', 'AbortError'));
      }),
  });

  it.each<[string, (nth: number) => Reply, number]>([
    ['the limiter', (nth) => ({ body: JSON.stringify({ Images: [{}], NextToken: `page ${nth}` }) }), 5],
    ['the pause before another try', () => failure(500, 'InternalServerException'), 1],
  ])('ends %s at once, with its own reason', async (_name, reply, asked) => {
    const stopping = new AbortController();
    const peer = await startPeer((_request, nth) => reply(nth));
    const { aws } = await connectTo(peer, { clock: endless(stopping), signal: stopping.signal });
    const error = await aws.list('workspaces:DescribeWorkspaceImages', {}, ({ Images }) => Images).catch((reason: unknown) => reason);
    expect(error).toBe(stopping.signal.reason);
    expect(peer.received).toHaveLength(asked);
  });

  it('asks for no further page, of a service without a limiter either', async () => {
    const stopping = new AbortController();
    const peer = await startPeer((_request, nth) => {
      if (nth === 2) stopping.abort();
      return { headers: { 'x-amz-request-id': 's3' }, body: `<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>${nth}</NextPartNumberMarker></ListPartsResult>` };
    });
    const { aws } = await connectTo(peer, { signal: stopping.signal });
    const error = await aws.list('s3:ListParts', { Bucket: 'b', Key: 'k', UploadId: 'u' }, ({ Parts }) => Parts).catch((reason: unknown) => reason);
    expect(error).toBe(stopping.signal.reason);
    expect(peer.received).toHaveLength(2);
  });
});

it('reads only: what changes something has to be sent, unless it is a rehearsal', async () => {
  const peer = await startPeer(() => ({ status: 412, body: '<Response><Errors><Error><Code>DryRunOperation</Code><Message>would have</Message></Error></Errors></Response>' }));
  const { aws } = await connectTo(peer);
  await expect(aws.read('workspaces:ModifyAccount', {})).rejects.toThrow('has to be sent');
  await expect(aws.read('ec2:ImportImage', {})).rejects.toThrow('has to be sent');
  expect(peer.received).toEqual([]);
  expect(errorCode(await aws.read('ec2:ImportImage', { DryRun: true }).catch((error: unknown) => error))).toBe('DryRunOperation');
});
