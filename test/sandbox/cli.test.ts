import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../source/sandbox/scenario-file.ts';
import { startSandbox, type Sandbox } from '../../source/sandbox/server.ts';
import { awsCli, installedAwsClis } from './aws-cli.ts';

const programs = installedAwsClis();
if (programs.length === 0) console.log('The AWS CLI is not installed here: what it makes of the sandbox’s answers is not tested. (Debian and Ubuntu: apt install awscli)');

describe.concurrent.skipIf(programs.length === 0).each(programs.length ? programs : ['aws'])('%s', (program) => {
  let sandbox: Sandbox;
  let folder: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: scenarioSchema.parse({ account: { roles: ['vmimport'] } }) });
    folder = mkdtempSync(join(tmpdir(), 'aws-cli-'));
  });
  afterAll(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  it('reads who calls, roles and the network, and errors', async () => {
    const aws = awsCli(program, sandbox, folder);
    const [identity, role, vpcs, routes, missing, denied] = await Promise.all([
      aws('sts', 'get-caller-identity'),
      aws('iam', 'get-role', '--role-name', 'vmimport'),
      aws('ec2', 'describe-vpcs', '--filters', 'Name=tag:Name,Values=corporate'),
      aws('ec2', 'describe-route-tables', '--query', 'RouteTables[].Routes[?State!=`active`][]', '--output', 'text'),
      aws('iam', 'get-role', '--role-name', 'nobody').catch(({ stderr }) => stderr),
      aws('ec2', 'import-image', '--dry-run').catch(({ stderr }) => stderr),
    ]);
    expect(identity.Arn).toMatch(/^arn:aws:iam::111122223333:user\//);
    expect(role.Role.AssumeRolePolicyDocument.Statement[0].Principal).toEqual({ Service: 'vmie.amazonaws.com' });
    expect(Date.parse(role.Role.CreateDate)).toBeGreaterThan(0);
    expect(vpcs.Vpcs).toMatchObject([{ CidrBlock: '10.1.0.0/16', Tags: [{ Key: 'Name', Value: 'corporate' }] }]);
    expect(routes.trim()).toBe('');
    expect(missing).toMatch(/\(NoSuchEntity\) when calling the GetRole operation/);
    expect(denied).toMatch(/\(DryRunOperation\)/);
  });

  it('copies a file in parts, and looks at it and at its bucket', async () => {
    const aws = awsCli(program, sandbox, folder);
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
  });
});
