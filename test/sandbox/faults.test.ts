import { CreateTagsCommand } from '@aws-sdk/client-ec2';
import { CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { DescribeAccountCommand, ListAvailableManagementCidrRangesCommand, ModifyAccountCommand } from '@aws-sdk/client-workspaces';
import { describe, expect, it } from 'vitest';
import { outcome, running, vmieTrust, type Running } from './clients.ts';

type Options = { readonly abortSignal?: AbortSignal };

/** One change in each protocol: how it is sent, and whether it has taken effect. */
const changes: Record<string, { operation: string; send(running: Running, options?: Options): Promise<unknown>; done(running: Running): boolean }> = {
  workspaces: {
    operation: 'ModifyAccount',
    send: ({ workspaces }, options) =>
      workspaces.send(new ModifyAccountCommand({ DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: '10.42.0.0/16' }), options),
    done: ({ sandbox }) => sandbox.world.workspaces.modifications.length === 1,
  },
  iam: {
    operation: 'CreateRole',
    send: ({ iam }, options) => iam.send(new CreateRoleCommand({ RoleName: 'vmimport', AssumeRolePolicyDocument: vmieTrust }), options),
    done: ({ sandbox }) => sandbox.world.iam.roles.length === 1,
  },
  ec2: {
    operation: 'CreateTags',
    send: ({ ec2 }, options) => ec2.send(new CreateTagsCommand({ Resources: ['vpc-0a1b2c3d4e5f60001'], Tags: [{ Key: 'a', Value: 'b' }] }), options),
    done: ({ sandbox }) => sandbox.world.ec2.tags['vpc-0a1b2c3d4e5f60001']?.length === 2,
  },
  s3: {
    operation: 'CreateBucket',
    send: ({ s3 }, options) => s3.send(new CreateBucketCommand({ Bucket: 'byol', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }), options),
    done: ({ sandbox }) => sandbox.world.s3.buckets.length === 1,
  },
};

/** What the SDK calls a connection that breaks. */
const broken = 'TimeoutError';

/** What each fault looks like to a client of the SDK in each protocol, and whether the change took effect. */
const faults: [fault: string, names: Record<keyof typeof changes, string>, done: boolean][] = [
  ['throttle', { workspaces: 'ThrottlingException', iam: 'Throttling', ec2: 'RequestLimitExceeded', s3: 'SlowDown' }, false],
  ['500', { workspaces: 'InternalServerException', iam: 'ServiceFailureException', ec2: 'InternalError', s3: 'InternalError' }, false],
  ['access-denied', { workspaces: 'AccessDeniedException', iam: 'AccessDenied', ec2: 'UnauthorizedOperation', s3: 'AccessDenied' }, false],
  ['expired-credentials', { workspaces: 'ExpiredTokenException', iam: 'ExpiredToken', ec2: 'RequestExpired', s3: 'ExpiredToken' }, false],
  ['reset-before', { workspaces: broken, iam: broken, ec2: broken, s3: broken }, false],
  ['reset-after', { workspaces: broken, iam: broken, ec2: broken, s3: broken }, true],
  ['html-200', { workspaces: 'SyntaxError', iam: 'ok', ec2: 'ok', s3: 'ok' }, false],
  ['empty-200', { workspaces: 'ok', iam: 'ok', ec2: 'ok', s3: 'ok' }, true],
  ['lag', { workspaces: 'ok', iam: 'ok', ec2: 'ok', s3: 'ok' }, true],
];

describe.each(faults)('%s', (fault, names, done) => {
  it.each(Object.entries(changes))(`${done ? 'takes' : 'prevents'} the effect of a change in %s`, async (service, { operation, send, done: effect }) => {
    const started = await running({ scenario: { faults: [{ service, operation, fault }] } });
    expect(await outcome(send(started))).toBe(names[service]);
    expect(effect(started)).toBe(done);
    expect(started.sandbox.world.faultsFired).toEqual({ [`${service}:${operation}:${fault}`]: 1 });
    // The next call is served; the sandbox did not break.
    await started.sts.send(new GetCallerIdentityCommand({}));
  });
});

describe('html-503', () => {
  it.each(Object.entries(changes))('is a page in place of an answer from %s', async (service, { operation, send, done }) => {
    const started = await running({ scenario: { faults: [{ service, operation, fault: 'html-503' }] } });
    await expect(send(started)).rejects.toBeInstanceOf(Error);
    expect(done(started)).toBe(false);
    expect(started.calls).toMatchObject([{ service, operation, status: 503 }]);
  });
});

describe('hang', () => {
  it.each(Object.entries(changes))('takes the effect and never answers in %s', async (service, { operation, send, done }) => {
    const started = await running({ scenario: { faults: [{ service, operation, fault: 'hang' }] } });
    const impatient = new AbortController();
    const sent = outcome(send(started, { abortSignal: impatient.signal }));
    while (started.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    impatient.abort();
    expect(await sent).toBe('AbortError');
    expect(done(started)).toBe(true);
  });
});

it('strikes from the nth call on, so many times', async () => {
  const { workspaces, sandbox } = await running({ scenario: { faults: [{ service: 'workspaces', operation: 'DescribeAccount', nth: 2, times: 2, fault: 'throttle' }] } });
  const seen: string[] = [];
  for (let call = 0; call < 5; call += 1) seen.push(await outcome(workspaces.send(new DescribeAccountCommand({}))));
  expect(seen).toEqual(['ok', 'ThrottlingException', 'ThrottlingException', 'ok', 'ok']);
  expect(sandbox.world.calls).toEqual({ 'workspaces:DescribeAccount': 5 });
});

it('lag hides what was made, not that it is there', async () => {
  const { iam, sandbox } = await running({ speed: 600, scenario: { faults: [{ service: 'iam', operation: 'CreateRole', fault: 'lag', for: '2m' }] } });
  const make = () => outcome(iam.send(new CreateRoleCommand({ RoleName: 'vmimport', AssumeRolePolicyDocument: vmieTrust })));
  const look = () => outcome(iam.send(new GetRoleCommand({ RoleName: 'vmimport' })));
  expect([await make(), await look(), await make()]).toEqual(['ok', 'NoSuchEntityException', 'EntityAlreadyExistsException']);
  await sandbox.clock.sleep(130_000);
  expect(await look()).toBe('ok');
});

it('an access denied names action and caller, as IAM’s words do', async () => {
  const { workspaces } = await running({ scenario: { faults: [{ service: 'workspaces', operation: 'DescribeAccount', fault: 'access-denied' }] } });
  await expect(workspaces.send(new DescribeAccountCommand({}))).rejects.toThrow(/^User: arn:aws:iam::\d+:user\/\S+ is not authorized to perform: workspaces:DescribeAccount/);
});

it('a reset takes an upload that was read to its end', async () => {
  const scenario = { buckets: [{ name: 'byol' }], faults: [{ service: 's3', operation: 'PutObject', fault: 'reset-after' }] };
  const { s3, sandbox } = await running({ scenario });
  expect(await outcome(s3.send(new PutObjectCommand({ Bucket: 'byol', Key: 'k', Body: Buffer.alloc(300_000) })))).not.toBe('ok');
  expect(sandbox.world.s3.buckets[0]?.objects).toMatchObject([{ size: 300_000 }]);
});

it('a consent arrives by itself when the scenario says so', async () => {
  const { workspaces, sandbox } = await running({ speed: 60_000, scenario: { account: { consentAfter: '3h' } } });
  const probe = () => outcome(workspaces.send(new ListAvailableManagementCidrRangesCommand({ ManagementCidrRangeConstraint: '10.0.0.0/8' })));
  expect(await probe()).toBe('AccessDeniedException');
  await sandbox.clock.sleep(3 * 3_600_000);
  expect(await probe()).toBe('ok');
});
