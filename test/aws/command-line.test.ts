import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { cliEquivalent, kebab } from '../../source/aws/command-line.ts';
import type { Input, Operation } from '../../source/aws/operations.ts';
import type { Call, JsonObject } from '../../source/step.ts';
import { connectTo, secret, startPeer, type Received } from './peer.ts';

const call = (operation: string, input: JsonObject): Call => ({ service: operation.split(':')[0]!, operation: operation.split(':')[1]!, input });
const nasty = 'O\'Brien "said" $HOME `id` \\ %PATH% ! * é';

/** Calls of every protocol and shape of parameter. */
const calls: [Operation, JsonObject][] = [
  ['workspaces:ModifyAccount', { DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: '10.42.0.0/16' }],
  ['workspaces:RegisterWorkspaceDirectory', { DirectoryId: 'd-906702f0a1', SubnetIds: ['subnet-11111111', 'subnet-22222222'], EnableSelfService: false, Tenancy: 'DEDICATED', Tags: [{ Key: 'wizard-byol:onboarding', Value: nasty }] }],
  ['workspaces:CreateWorkspaces', { Workspaces: [{ DirectoryId: 'd-906702f0a1', UserName: 'alice', BundleId: 'wsb-123456789', WorkspaceProperties: { RunningMode: 'AUTO_STOP', RunningModeAutoStopTimeoutInMinutes: 60 } }] }],
  ['workspaces:ImportWorkspaceImage', { Ec2ImageId: 'ami-12345678', IngestionProcess: 'BYOL_REGULAR_WSP', ImageName: 'win11', ImageDescription: '-x y', Applications: ['Microsoft_Office_2019'] }],
  ['ec2:ImportImage', { DiskContainers: [{ Format: 'OVA', UserBucket: { S3Bucket: 'b', S3Key: 'k/win 11.ova' } }], LicenseType: 'BYOL', BootMode: 'uefi', ClientToken: 'token', DryRun: true, TagSpecifications: [{ ResourceType: 'import-image-task', Tags: [{ Key: 'a', Value: 'b' }] }] }],
  ['iam:CreateRole', { RoleName: 'vmimport', AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'vmie.amazonaws.com' } }] }) }],
  ['servicequotas:ListServiceQuotas', { ServiceCode: 'workspaces' }],
  ['s3:CreateMultipartUpload', { Bucket: 'bucket', Key: 'name/1/win11.ova', ChecksumAlgorithm: 'CRC32', Metadata: { token: 'abc' } }],
  ['s3:PutPublicAccessBlock', { Bucket: 'bucket', PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true } }],
];

describe('a call as an AWS CLI line', () => {
  it('reads like one', () => {
    expect(cliEquivalent(call(...calls[0]!), { region: 'eu-west-1' })).toBe(
      'aws workspaces modify-account --dedicated-tenancy-support ENABLED --dedicated-tenancy-management-cidr-range 10.42.0.0/16 --region eu-west-1',
    );
    expect(cliEquivalent(call('s3:CreateBucket', { Bucket: 'b', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }), { region: 'eu-west-1', profile: 'contoso corp', endpoint: 'http://127.0.0.1:4566' })).toBe(
      `aws s3api create-bucket --bucket b --create-bucket-configuration '{"LocationConstraint":"eu-west-1"}' --region eu-west-1 --profile 'contoso corp' --endpoint-url http://127.0.0.1:4566`,
    );
    expect(cliEquivalent(call('ec2:ImportImage', { Description: '«from upload»', DiskContainers: [], KmsKeyId: null }), { region: 'eu-west-1', profile: 'default' })).toBe("aws ec2 import-image --description '«from upload»' --region eu-west-1");
    expect(cliEquivalent({ service: 'person', operation: 'Export', input: {} }, { region: 'eu-west-1' })).toBeUndefined();
  });

  it('has no control character of anybody’s', () => {
    const line = cliEquivalent(call('workspaces:CreateTags', { ResourceId: 'x\u001b[2J\ny' }), { region: 'eu-west-1' });
    expect(line).toBe("aws workspaces create-tags --resource-id 'x\\x1b[2J y' --region eu-west-1");
  });

  it.each([
    ['Ec2ImageId', 'ec2-image-id'],
    ['DescribeVpcPeeringConnections', 'describe-vpc-peering-connections'],
    ['GetEbsEncryptionByDefault', 'get-ebs-encryption-by-default'],
    ['ListAvailableManagementCidrRanges', 'list-available-management-cidr-ranges'],
    ['PolicyARNs', 'policy-arns'],
    ['ExpectedBucketOwner', 'expected-bucket-owner'],
  ])('%s becomes %s', (name, expected) => expect(kebab(name)).toBe(expected));

  it('for PowerShell passes double quotes in the one way that 5 and 7 share', () => {
    const options = { region: 'eu-west-1', shell: 'powershell' } as const;
    expect(cliEquivalent(call('workspaces:CreateTags', { ResourceId: "it's" }), options)).toBe("aws workspaces create-tags --resource-id 'it''s' --region eu-west-1");
    expect(cliEquivalent(call('workspaces:CreateTags', { Tags: [{ Key: 'a b\\', Value: '"' }] }), options)).toBe(
      String.raw`aws --% workspaces create-tags --tags "[{\"Key\":\"a b\\\\\",\"Value\":\"\\\"\"}]" --region eu-west-1`,
    );
  });
});

const cli = ['aws', '/usr/bin/aws'].find((name) => {
  try {
    return execFileSync(name, ['--version'], { encoding: 'utf8' }).startsWith('aws-cli/');
  } catch {
    return false;
  }
});

it.skipIf(!cli || process.platform === 'win32')('the AWS CLI, where there is one, understands each line and asks the same as the SDK', { timeout: 120_000 }, async () => {
  const env = { ...process.env, ...secret, AWS_CONFIG_FILE: '/nowhere/config', AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials', AWS_PAGER: '', AWS_MAX_ATTEMPTS: '1', NO_PROXY: '*' };
  const asked = await Promise.all(
    calls.map(async ([operation, input]) => {
      const peer = await startPeer(() => ({ body: '{}', headers: { 'x-amz-request-id': 's3' } }));
      const line = cliEquivalent(call(operation, input), { region: 'eu-west-1', endpoint: peer.url })!;
      // What the stand-in answers is of no matter: the question is.
      const trouble = await promisify(execFile)('/bin/sh', ['-c', line], { env }).then(() => '', (error: { stderr: string }) => error.stderr);
      const fromCli = peer.received[0];
      const { aws } = await connectTo(peer);
      await aws.send(operation, input as unknown as Input<Operation>, () => ({}));
      return { line, fromCli: fromCli ? essence(fromCli) : { trouble }, fromSdk: essence(peer.received.at(-1)!) };
    }),
  );
  for (const { line, fromCli, fromSdk } of asked) expect({ line, ...fromCli }).toEqual({ line, ...fromSdk });
});

/** A request without what the CLI and the SDK write differently and mean alike. */
function essence({ method, url, headers, body }: Received): object {
  const content = body.startsWith('{') ? JSON.parse(body) : body.startsWith('Action=') ? Object.fromEntries(new URLSearchParams(body)) : body.replace(/<\?xml[^>]*>/, '');
  return { method, url: url.replace('x-id=CreateMultipartUpload', '').replace('/?', '?').replace(/[?&=]+$/, ''), target: headers['x-amz-target'], token: headers['x-amz-meta-token'], content };
}
