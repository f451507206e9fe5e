import * as aws from '@aws-sdk/client-ec2';
import { AttachRolePolicyCommand, CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { imageOperations } from '../../source/sandbox/ec2/images.ts';
import { importOperations } from '../../source/sandbox/ec2/import-tasks.ts';
import { outcome, policy, running, until, vmieTrust, type Running } from './clients.ts';

const Bucket = 'byol-import';
const hour = 3_600_000;
const ova = readFileSync(new URL('../../examples/win11.ova', import.meta.url));

/** A sandbox with a role and a bucket that holds `Body` under the key `disk`. */
async function uploaded(Body: Uint8Array, scenario: object = {}, speed = 1_000_000): Promise<Running> {
  const started = await running({ speed, scenario: { account: { roles: ['vmimport'] }, buckets: [{ name: Bucket }], ...scenario } });
  await started.s3.send(new PutObjectCommand({ Bucket, Key: 'disk', Body }));
  return started;
}

function importing(changes: Partial<aws.ImportImageCommandInput> = {}): aws.ImportImageCommand {
  const DiskContainers = [{ Format: 'OVA', UserBucket: { S3Bucket: Bucket, S3Key: 'disk' } }];
  return new aws.ImportImageCommand({ DiskContainers, LicenseType: 'BYOL', Platform: 'Windows', BootMode: 'uefi', ...changes });
}

/** The task once it is over. */
function ended({ sandbox, ec2 }: Running, id: string): Promise<aws.ImportImageTask> {
  return until(sandbox, async () => {
    const { ImportImageTasks } = await ec2.send(new aws.DescribeImportImageTasksCommand({ ImportTaskIds: [id] }));
    return ImportImageTasks?.find(({ Status }) => Status === 'completed' || Status === 'deleted');
  });
}

it('goes through every operation with the SDK', async () => {
  const started = await uploaded(ova);
  const { sandbox, ec2 } = started;
  expect((await ec2.send(new aws.EnableEbsEncryptionByDefaultCommand({}))).EbsEncryptionByDefault).toBe(true);
  await ec2.send(new aws.DisableEbsEncryptionByDefaultCommand({}));
  expect((await ec2.send(new aws.GetEbsEncryptionByDefaultCommand({}))).EbsEncryptionByDefault).toBe(false);

  const TagSpecifications = [{ ResourceType: 'import-image-task' as const, Tags: [{ Key: 'onboarding', Value: 'contoso' }] }];
  const { ImportTaskId } = await ec2.send(importing({ Description: 'Windows 11', TagSpecifications }));
  expect(ImportTaskId).toMatch(/^import-ami-[0-9a-f]{17}$/);
  const task = await ended(started, ImportTaskId!);
  expect(task).toMatchObject({ Status: 'completed', BootMode: 'uefi', Encrypted: false, LicenseType: 'BYOL', Tags: TagSpecifications[0]!.Tags });
  expect(task).not.toHaveProperty('Progress');
  expect(task).not.toHaveProperty('StatusMessage');
  expect(task.SnapshotDetails).toMatchObject([{ Format: 'OVA', DiskImageSize: ova.length, Status: 'completed', UserBucket: { S3Bucket: Bucket, S3Key: 'disk' } }]);

  const ImageId = task.ImageId!;
  const { Images } = await ec2.send(new aws.DescribeImagesCommand({ Owners: ['self'], Filters: [{ Name: 'name', Values: [ImportTaskId!] }] }));
  expect(Images).toMatchObject([{ ImageId, State: 'available', BootMode: 'uefi', BlockDeviceMappings: [{ Ebs: { Encrypted: false, VolumeSize: 60 } }] }]);
  expect(sandbox.world.ec2.images[0]?.windows).toBe('Windows 11');
  await ec2.send(new aws.ModifyImageAttributeCommand({ ImageId, LaunchPermission: { Add: [{ UserId: '444455556666' }] } }));
  const { LaunchPermissions } = await ec2.send(new aws.DescribeImageAttributeCommand({ ImageId, Attribute: 'launchPermission' }));
  expect(LaunchPermissions).toEqual([{ UserId: '444455556666' }]);
  expect(await outcome(ec2.send(new aws.CancelImportTaskCommand({ ImportTaskId })))).toBe('IncorrectState');
  await ec2.send(new aws.DeregisterImageCommand({ ImageId }));
  expect(await outcome(ec2.send(new aws.DescribeImagesCommand({ ImageIds: [ImageId] })))).toBe('InvalidAMIID.NotFound');
  expect(await outcome(ec2.send(new aws.DescribeImagesCommand({ ImageIds: ['ami-1'] })))).toBe('InvalidAMIID.Malformed');
  const operations = Object.keys({ ...importOperations, ...imageOperations });
  expect(operations.filter((operation) => !sandbox.world.calls[`ec2:${operation}`])).toEqual([]);
});

it('passes through the stages that VM Import shows, on the clock', async () => {
  const { sandbox, ec2 } = await uploaded(ova, { durations: { import: '60m' } }, 0.001);
  await ec2.send(importing());
  const { stages } = sandbox.world.ec2.importTasks[0]!;
  const began = stages[0]!.at;
  expect(stages.map(({ state, message }) => message ?? state)).toEqual([
    'pending', 'validating', 'validated', 'converting', 'updating', 'updated', 'booting', 'booting', 'booted', 'preparing ami', 'preparing ami', 'completed',
  ]);
  expect(stages.at(-1)!.at).toBe(began + hour);
  const { ImportImageTasks } = await ec2.send(new aws.DescribeImportImageTasksCommand({ Filters: [{ Name: 'task-state', Values: ['active'] }] }));
  expect(ImportImageTasks).toMatchObject([{ Status: 'active', StatusMessage: 'pending', Progress: '2' }]);
});

describe('a client token', () => {
  it('gives the same task again, and refuses other parameters', async () => {
    const { sandbox, ec2 } = await uploaded(ova);
    const send = (changes: object) => ec2.send(importing({ ClientToken: 'contoso-1', ...changes }));
    const first = await send({});
    expect((await send({})).ImportTaskId).toBe(first.ImportTaskId);
    expect(await outcome(send({ Description: 'another' }))).toBe('IdempotentParameterMismatch');
    expect((await send({ ClientToken: 'contoso-2' })).ImportTaskId).not.toBe(first.ImportTaskId);
    expect(sandbox.world.ec2.importTasks).toHaveLength(2);
  });
});

describe('an import is refused', () => {
  it.each<[string, Partial<aws.ImportImageCommandInput>, string, RegExp]>([
    ['as a dry run, even a good one', { DryRun: true }, 'DryRunOperation', /would have succeeded/],
    ['without a disk', { DiskContainers: [] }, 'MissingParameter', /diskContainers/],
    ['in an unknown format', { DiskContainers: [{ Format: 'QCOW2', UserBucket: { S3Bucket: Bucket, S3Key: 'disk' } }] }, 'InvalidParameter', /QCOW2/],
    ['from a key that is not there', { DiskContainers: [{ Format: 'OVA', Url: `s3://${Bucket}/other` }] }, 'InvalidParameter', /Invalid S3 source location/],
    ['from a bucket elsewhere', { DiskContainers: [{ Format: 'OVA', UserBucket: { S3Bucket: 'far', S3Key: 'disk' } }] }, 'InvalidParameter', /not local/],
    ['with a role that is not there', { RoleName: 'other' }, 'InvalidParameter', /service role other provided does not exist or does not have sufficient permissions/],
    ['with a boot mode that imports do not take', { BootMode: 'uefi-preferred' as 'uefi' }, 'InvalidParameterValue', /bootMode/],
  ])('%s', async (_, changes, code, words) => {
    const { ec2 } = await uploaded(ova, { buckets: [{ name: Bucket }, { name: 'far', region: 'us-east-1' }] });
    await expect(ec2.send(importing(changes))).rejects.toMatchObject({ name: code, message: expect.stringMatching(words) });
  });

  it('with a role that trusts somebody else or grants nothing', async () => {
    const { ec2, iam } = await uploaded(ova, { account: {} });
    const permissions = policy({ Action: ['ec2:*', 's3:*'], Resource: '*' });
    const attempt = (RoleName: string) => outcome(ec2.send(importing({ RoleName })));
    const otherId = vmieTrust.replace('"vmimport"', '"else"');
    for (const [RoleName, AssumeRolePolicyDocument] of [['right', vmieTrust], ['else', otherId], ['empty', vmieTrust], ['admin', vmieTrust]] as const) {
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
      if (RoleName === 'admin') await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
      else if (RoleName !== 'empty') await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument: permissions }));
    }
    expect([await attempt('right'), await attempt('else'), await attempt('empty'), await attempt('admin')]).toEqual(['ok', 'InvalidParameter', 'InvalidParameter', 'ok']);
  });
});

/** A tar archive of these members, each with its beginning. */
function tar(...members: [name: string, content: Buffer][]): Buffer {
  return Buffer.concat(
    members.flatMap(([name, content]) => {
      const header = Buffer.alloc(512);
      header.write(name);
      header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
      header.write('ustar', 257);
      return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
    }),
  );
}

function vmdk(flags: number): Buffer {
  const header = Buffer.alloc(512);
  header.write('KDMV');
  header.writeUInt32LE(flags, 8);
  header.writeBigUInt64LE(2_097_152n, 12);
  return header;
}

function vhd(type: number): Buffer {
  const footer = Buffer.alloc(512);
  footer.write('conectix');
  footer.writeUInt32BE(type, 60);
  return footer;
}

const bootable = Buffer.alloc(1024);
bootable.writeUInt16LE(0xaa55, 510);
const envelope = Buffer.from('<Envelope><File ovf:href="disk.vmdk" ovf:size="512"/></Envelope>');
const stream = vmdk(0x30001);
const sparse = vmdk(3);

describe('an upload is judged by its first bytes', () => {
  it.each<[string, string, Buffer, string | undefined]>([
    ['an OVA with a streamOptimized disk', 'OVA', tar(['a.ovf', envelope], ['disk.vmdk', stream]), undefined],
    ['an OVA with a sparse disk', 'OVA', tar(['a.ovf', envelope], ['disk.vmdk', sparse]), 'ClientError: Disk validation failed [Unsupported VMDK File Format]'],
    ['an OVA in chunks', 'OVA', tar(['a.ovf', Buffer.from('<Envelope><File ovf:chunkSize="7"/></Envelope>')]), 'ClientError: Disk validation failed [OVF file parsing error: OVA with chunked disk files is not supported]'],
    ['an OVA that gives no size', 'OVA', tar(['a.ovf', Buffer.from('<Envelope><File ovf:size="0"/></Envelope>')]), 'ClientError: Parameter disk-image-size=0 has an invalid format'],
    ['a VMDK called an OVA', 'OVA', stream, 'ClientError: Disk validation failed [Unsupported OVA format]'],
    ['a streamOptimized VMDK', 'VMDK', stream, undefined],
    ['a monolithic VMDK', 'vmdk', sparse, 'ClientError: Disk validation failed [Unsupported VMDK File Format]'],
    ['a dynamic VHD', 'VHD', vhd(3), undefined],
    ['a differencing VHD', 'VHD', vhd(4), 'ClientError: Footers not identical'],
    ['a fixed VHD', 'VHD', bootable, undefined],
    ['a VHDX', 'VHDX', Buffer.concat([Buffer.from('vhdxfile'), Buffer.alloc(1000)]), undefined],
    ['an OVA called a VHDX', 'VHDX', ova, 'ClientError: No valid partitions. Not a valid volume.'],
    ['a raw disk', 'RAW', bootable, undefined],
    ['an OVA called a raw disk', 'RAW', ova, 'ClientError: No valid partitions. Not a valid volume.'],
  ])('%s', async (_, Format, disk, failure) => {
    const started = await uploaded(disk);
    const { ImportTaskId } = await started.ec2.send(importing({ DiskContainers: [{ Format, UserBucket: { S3Bucket: Bucket, S3Key: 'disk' } }] }));
    const { Status, StatusMessage, ImageId } = await ended(started, ImportTaskId!);
    expect([Status, StatusMessage]).toEqual(failure ? ['deleted', failure] : ['completed', undefined]);
    expect(ImageId === undefined).toBe(failure !== undefined);
  });
});

describe('an import ends in failure', () => {
  it('as the scenario says, the nth alone', async () => {
    const started = await uploaded(ova, { outcomes: [{ kind: 'import', nth: 2, message: 'FirstBootFailure: it failed to boot' }] });
    const first = await started.ec2.send(importing());
    const second = await started.ec2.send(importing());
    expect((await ended(started, first.ImportTaskId!)).Status).toBe('completed');
    expect(await ended(started, second.ImportTaskId!)).toMatchObject({ Status: 'deleted', StatusMessage: 'FirstBootFailure: it failed to boot' });
  });

  it('when the role may not read the bucket', async () => {
    const started = await uploaded(ova, { account: {} });
    await started.iam.send(new CreateRoleCommand({ RoleName: 'vmimport', AssumeRolePolicyDocument: vmieTrust }));
    const PolicyDocument = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }, { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::another*' }] });
    await started.iam.send(new PutRolePolicyCommand({ RoleName: 'vmimport', PolicyName: 'import', PolicyDocument }));
    const { ImportTaskId } = await started.ec2.send(importing());
    expect((await ended(started, ImportTaskId!)).StatusMessage).toMatch(/403 Forbidden/);
  });

  it('when it is cancelled, and then has no AMI', async () => {
    const started = await uploaded(ova, {}, 1000);
    const { ImportTaskId } = await started.ec2.send(importing());
    expect(await started.ec2.send(new aws.CancelImportTaskCommand({ ImportTaskId }))).toMatchObject({ PreviousState: 'active', State: 'deleting' });
    expect(started.sandbox.world.ec2.images).toEqual([]);
  });
});

it('makes an encrypted AMI where encryption is the default, and lists a task for seven days', async () => {
  const started = await uploaded(ova, { account: { roles: ['vmimport'], defaultEncryption: true } }, 10_000_000);
  const { sandbox, ec2 } = started;
  const { ImportTaskId } = await ec2.send(importing({ BootMode: undefined }));
  const task = await ended(started, ImportTaskId!);
  const { Images } = await ec2.send(new aws.DescribeImagesCommand({ ImageIds: [task.ImageId!] }));
  expect(Images).toMatchObject([{ BootMode: 'legacy-bios', BlockDeviceMappings: [{ Ebs: { Encrypted: true } }] }]);
  await sandbox.clock.sleep(8 * 24 * hour);
  expect((await ec2.send(new aws.DescribeImportImageTasksCommand({}))).ImportImageTasks).toEqual([]);
  expect(await outcome(ec2.send(new aws.DescribeImportImageTasksCommand({ ImportTaskIds: [ImportTaskId!] })))).toBe('InvalidConversionTaskId');
  expect((await ec2.send(new aws.DescribeImagesCommand({ Owners: ['self'] }))).Images).toHaveLength(1);
});

it('does not show a lagging task, and still knows its token', async () => {
  const { ec2, s3 } = await running({
    speed: 1,
    scenario: { account: { roles: ['vmimport'] }, faults: [{ service: 'ec2', operation: 'ImportImage', fault: 'lag', for: '5m' }] },
  });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'disk', Body: ova }));
  const first = await ec2.send(importing({ ClientToken: 'one' }));
  expect((await ec2.send(new aws.DescribeImportImageTasksCommand({}))).ImportImageTasks).toEqual([]);
  expect((await ec2.send(importing({ ClientToken: 'one' }))).ImportTaskId).toBe(first.ImportTaskId);
});
