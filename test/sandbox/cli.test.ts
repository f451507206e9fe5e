import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scenarioSchema } from '../../source/sandbox/scenario-file.ts';
import { startSandbox, type Sandbox } from '../../source/sandbox/server.ts';
import { awsCli, installedAwsClis, type AwsCli } from './aws-cli.ts';

const installed = installedAwsClis();
const absent = 'The AWS CLI is not installed here, so what it makes of the answers is not tested. (Debian and Ubuntu: apt install awscli)';

it.concurrent.for(installed.length > 0 ? installed : ['aws'])('%s understands sts, iam, ec2 and s3', { timeout: 300_000 }, async (program, { skip }) => {
  if (installed.length === 0) {
    console.log(absent);
    skip(absent);
  }
  const sandbox = await startSandbox({ scenario: scenarioSchema.parse({ account: { roles: ['vmimport'] } }) });
  const cli = awsCli(program, sandbox);
  try {
    await reads(cli);
    await uploads(cli, sandbox);
  } finally {
    cli.remove();
    await sandbox.close();
  }
});

async function reads({ aws, refused }: AwsCli): Promise<void> {
  const [identity, role, vpcs, routes, missing, dryRun] = await Promise.all([
    aws('sts', 'get-caller-identity'),
    aws('iam', 'get-role', '--role-name', 'vmimport'),
    aws('ec2', 'describe-vpcs', '--filters', 'Name=tag:Name,Values=corporate'),
    aws('ec2', 'describe-route-tables', '--query', 'length(RouteTables[].Routes[])'),
    refused('iam', 'get-role', '--role-name', 'nobody'),
    refused('ec2', 'import-image', '--dry-run'),
  ]);
  expect(identity.Arn).toMatch(/^arn:aws:iam::111122223333:user\//);
  expect(role.Role.AssumeRolePolicyDocument.Statement[0].Principal).toEqual({ Service: 'vmie.amazonaws.com' });
  expect(Date.parse(role.Role.CreateDate)).toBeGreaterThan(0);
  expect(vpcs.Vpcs).toMatchObject([{ CidrBlock: '10.1.0.0/16', Tags: [{ Key: 'Name', Value: 'corporate' }] }]);
  expect(routes.trim()).toBe('9');
  expect(missing).toMatch(/\(NoSuchEntity\) when calling the GetRole operation/);
  expect(dryRun).toMatch(/\(DryRunOperation\)/);
}

async function uploads({ aws, folder }: AwsCli, sandbox: Sandbox): Promise<void> {
  const bucket = 'byol-cli-parts';
  writeFileSync(join(folder, 'disk.raw'), randomBytes(17 * 1024 ** 2));
  await aws('s3api', 'create-bucket', '--bucket', bucket, '--create-bucket-configuration', 'LocationConstraint=eu-west-1');
  await aws('s3', 'cp', 'disk.raw', `s3://${bucket}/folder/disk ü.raw`, '--no-progress', '--metadata', 'token=t-1');
  const [head, listed, access, location, rest] = await Promise.all([
    aws('s3api', 'head-object', '--bucket', bucket, '--key', 'folder/disk ü.raw'),
    aws('s3', 'ls', `s3://${bucket}`, '--recursive'),
    aws('s3api', 'get-public-access-block', '--bucket', bucket),
    aws('s3api', 'get-bucket-location', '--bucket', bucket),
    aws('s3api', 'list-multipart-uploads', '--bucket', bucket),
  ]);
  expect(head).toMatchObject({ ContentLength: 17 * 1024 ** 2, Metadata: { token: 't-1' }, ETag: expect.stringMatching(/-3"$/) });
  expect(listed).toMatch(/17825792 folder\/disk ü\.raw/);
  expect(access.PublicAccessBlockConfiguration.BlockPublicPolicy).toBe(true);
  expect(location).toEqual({ LocationConstraint: 'eu-west-1' });
  expect(rest.Uploads ?? []).toEqual([]);
  await aws('s3', 'rb', `s3://${bucket}`, '--force');
  expect(sandbox.world.s3.buckets).toEqual([]);
}
