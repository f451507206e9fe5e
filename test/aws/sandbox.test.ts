import { describe, expect, it, onTestFinished } from 'vitest';
import { errorCode } from '../../source/aws/errors.ts';
import type { Input, Operation } from '../../source/aws/operations.ts';
import type { JsonObject } from '../../source/step.ts';
import { scenarioSchema } from '../../source/sandbox/scenario-file.ts';
import { startSandbox, type Sandbox } from '../../source/sandbox/server.ts';
import { connectTo } from './peer.ts';

async function start(scenario: object = {}): Promise<{ sandbox: Sandbox; connection: Awaited<ReturnType<typeof connectTo>> }> {
  const sandbox = await startSandbox({ scenario: scenarioSchema.parse(scenario) });
  onTestFinished(() => sandbox.close());
  const connection = await connectTo(undefined, { environment: { AWS_SESSION_TOKEN: undefined, ...sandbox.environment }, clock: sandbox.clock, deadlines: { request: 500 } });
  return { sandbox, connection };
}

describe('against the sandbox', () => {
  it('a connection says that it is one, and who calls', async () => {
    const { sandbox, connection } = await start();
    expect(connection.endpoint).toEqual({ kind: 'sandbox', from: 'AWS_ENDPOINT_URL', url: sandbox.endpoint });
    expect(await connection.identity()).toMatchObject({ account: sandbox.world.account, partition: 'aws' });
  });

  it.each<[Operation, object]>([
    ['workspaces:DescribeAccount', {}],
    ['workspaces:DescribeAccountModifications', {}],
    ['workspaces:ListAvailableManagementCidrRanges', { ManagementCidrRangeConstraint: '10.0.0.0/8', MaxResults: 5 }],
    ['workspaces:DescribeWorkspaceImages', {}],
    ['workspaces:DescribeWorkspaceBundles', {}],
    ['workspaces:DescribeWorkspaceDirectories', {}],
    ['workspaces:DescribeWorkspaces', {}],
    ['ds:DescribeDirectories', {}],
    ['servicequotas:ListServiceQuotas', { ServiceCode: 'workspaces' }],
    ['ec2:DescribeVpcs', {}],
    ['ec2:DescribeSubnets', {}],
    ['ec2:DescribeRouteTables', {}],
    ['ec2:DescribeVpcPeeringConnections', {}],
    ['ec2:DescribeTransitGatewayRouteTables', {}],
    ['ec2:DescribeVpnConnections', {}],
    ['ec2:DescribeAvailabilityZones', {}],
    ['ec2:DescribeImages', { Owners: ['self'] }],
    ['ec2:DescribeImportImageTasks', {}],
    ['ec2:GetEbsEncryptionByDefault', {}],
  ])('%s is read', async (operation, input) => {
    const { connection } = await start();
    expect(await connection.aws.read(operation, input as Input<Operation>)).toHaveProperty('$metadata.httpStatusCode', 200);
  });

  it.each<[Operation, object, string]>([
    ['iam:GetRole', { RoleName: 'vmimport' }, 'NoSuchEntity'],
    ['s3:HeadBucket', { Bucket: 'nobody-has-this-bucket' }, 'NotFound'],
    ['s3:GetBucketPolicy', { Bucket: 'nobody-has-this-bucket' }, 'NoSuchBucket'],
    ['ec2:ImportImage', { DryRun: true, DiskContainers: [{ Format: 'OVA', UserBucket: { S3Bucket: 'b', S3Key: 'k' } }] }, 'DryRunOperation'],
  ])('%s is refused with AWS’s code', async (operation, input, code) => {
    const { connection } = await start();
    expect(errorCode(await connection.aws.read(operation, input as Input<Operation>).catch((error: unknown) => error))).toBe(code);
  });

  it('a bucket is made, guarded and filled', async () => {
    const { connection } = await start();
    const { aws } = connection;
    const Bucket = 'wizard-byol-test';
    const done = (): JsonObject => ({});
    const sent = [
      await aws.send('s3:CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }, ({ Location }) => (Location ? {} : undefined)),
      await aws.send('s3:PutPublicAccessBlock', { Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } }, done),
      await aws.send('s3:PutBucketPolicy', { Bucket, Policy: '{"Version":"2012-10-17","Statement":[]}' }, done),
      await aws.send('s3:PutBucketLifecycleConfiguration', { Bucket, LifecycleConfiguration: { Rules: [{ ID: 'parts', Status: 'Enabled', Filter: {}, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }] } }, done),
      await aws.send('s3:PutBucketTagging', { Bucket, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }, done),
    ];
    expect(sent.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    await aws.read('s3:HeadBucket', { Bucket });
    expect(await aws.read('s3:GetBucketPolicy', { Bucket })).toMatchObject({ Policy: expect.stringContaining('2012-10-17') });
    expect(await aws.read('s3:GetPublicAccessBlock', { Bucket })).toMatchObject({ PublicAccessBlockConfiguration: { BlockPublicAcls: true } });
    expect(await aws.read('s3:GetBucketLifecycleConfiguration', { Bucket })).toMatchObject({ Rules: [{ ID: 'parts' }] });

    const created = await aws.send('s3:CreateMultipartUpload', { Bucket, Key: 'k', ChecksumAlgorithm: 'CRC32' }, ({ UploadId }) => (UploadId ? { UploadId } : undefined));
    const UploadId = String('outputs' in created && created.outputs['UploadId']);
    const part = await aws.send('s3:UploadPart', { Bucket, Key: 'k', UploadId, PartNumber: 1, Body: Buffer.from('disk') }, ({ ETag, ChecksumCRC32 }) => (ETag && ChecksumCRC32 ? { ETag, ChecksumCRC32 } : undefined));
    expect(part.kind).toBe('ok');
    expect(await aws.list('s3:ListParts', { Bucket, Key: 'k', UploadId }, ({ Parts }) => Parts)).toMatchObject([{ PartNumber: 1, Size: 4 }]);
    expect(await aws.list('s3:ListMultipartUploads', { Bucket }, ({ Uploads }) => Uploads)).toHaveLength(1);
    const parts = { Parts: [{ PartNumber: 1, ...('outputs' in part && part.outputs) }] };
    expect(await aws.send('s3:CompleteMultipartUpload', { Bucket, Key: 'k', UploadId, MultipartUpload: parts }, ({ ETag }) => (ETag ? {} : undefined))).toMatchObject({ kind: 'ok' });
    expect(await aws.read('s3:HeadObject', { Bucket, Key: 'k' })).toMatchObject({ ContentLength: 4 });
  });

  it.each([
    ['reset-before', 'unknown', 0],
    ['reset-after', 'unknown', 1],
    ['hang', 'unknown', 1],
    ['html-200', 'unknown', 0],
    ['empty-200', 'unknown', 1],
    ['html-503', 'unknown', 0],
    ['500', 'unknown', 0],
    ['throttle', 'refused', 0],
    ['access-denied', 'refused', 0],
    ['expired-credentials', 'refused', 0],
  ])('a change that meets %s is %s and goes out once', async (fault, kind, made) => {
    const { sandbox, connection } = await start({ faults: [{ service: 'workspaces', operation: 'ModifyAccount', nth: 1, fault }] });
    const input = { DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: '10.42.0.0/16' } as const;
    const outcome = await connection.aws.send('workspaces:ModifyAccount', input, ({ Message }) => ({ Message: Message ?? '' }));
    expect(outcome.kind).toBe(kind);
    expect(sandbox.world.calls['workspaces:ModifyAccount']).toBe(1);
    expect(sandbox.world.workspaces.modifications).toHaveLength(made);
  });
});
