import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { World } from '../../source/sandbox/world.ts';
import { answers, runAgainst, sandboxOf, temporaryFolder } from './onboarding.ts';

/** The account has its range, and what takes AWS hours takes minutes. */
const prepared = {
  account: { managementCidr: '10.42.0.0/16' },
  durations: { import: '5m', image: '5m', imageWithOffice: '5m', bundle: '30s', directory: '2m', deregister: '1m', workspace: '3m' },
};
const { office: _, officeLanguage: __, ...plainImage } = answers.image;
const plain = { ...answers, image: plainImage };

/** How many of each there are. */
function counts({ s3, iam, ec2, workspaces }: World) {
  return {
    buckets: s3.buckets.length,
    uploads: s3.buckets.flatMap(({ uploads }) => uploads).length,
    objects: s3.buckets.flatMap(({ objects }) => objects).length,
    roles: iam.roles.length,
    tasks: ec2.importTasks.length,
    amis: ec2.images.length,
    images: workspaces.images.length,
    bundles: workspaces.bundles.length,
    directories: workspaces.directories.length,
    workspaces: workspaces.workspaces.length,
  };
}

const oneOfEach = { buckets: 1, uploads: 0, objects: 1, roles: 2, tasks: 1, amis: 1, images: 1, bundles: 1, directories: 1, workspaces: 3 };

/** The first call of each operation that changes something, hit by the same fault. */
function hit(fault: string) {
  const operations = {
    s3: ['CreateBucket', 'PutBucketPolicy', 'PutBucketLifecycleConfiguration', 'PutBucketTagging', 'CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'],
    iam: ['CreateRole', 'PutRolePolicy', 'AttachRolePolicy'],
    ec2: ['ImportImage'],
    workspaces: ['ImportWorkspaceImage', 'CreateWorkspaceBundle', 'RegisterWorkspaceDirectory', 'ModifyWorkspaceCreationProperties', 'CreateWorkspaces'],
  };
  return Object.entries(operations).flatMap(([service, names]) => names.map((operation) => ({ service, operation, fault })));
}

describe('an onboarding from upload to launch, against the sandbox', () => {
  it('makes one of everything, with Office in another language, and tags it', async () => {
    const sandbox = await sandboxOf(prepared);
    const folder = temporaryFolder();
    const ran = await runAgainst(sandbox, folder, answers);
    expect(ran.of('step.failed')).toEqual([]);
    expect(ran.exitCode).toBe(0);
    expect(counts(sandbox.world)).toEqual(oneOfEach);
    const { s3, ec2, iam, workspaces } = sandbox.world;
    expect(s3.buckets[0]).toMatchObject({ Name: expect.stringMatching(/^byol-111122223333-eu-west-1-[0-9a-f]{6}$/), policy: expect.stringContaining('SecureTransport'), lifecycle: [{ Status: 'Enabled' }] });
    expect(s3.buckets[0]?.objects[0]).toMatchObject({ key: 'contoso/attempt-1/win11.ova', checksumType: 'FULL_OBJECT' });
    expect(ec2.importTasks[0]).toMatchObject({ licenseType: 'BYOL', bootMode: 'uefi', format: 'OVA', encrypted: false });
    expect(workspaces.images[0]).toMatchObject({ Name: 'win11-24h2', ingestion: 'BYOL_REGULAR_WSP', applications: ['Microsoft_Office_2019'] });
    expect(workspaces.directories[0]).toMatchObject({ Tenancy: 'DEDICATED', creationProperties: { DefaultOu: 'OU=Desktops,DC=contoso,DC=com', UserEnabledAsLocalAdministrator: false } });
    expect(workspaces.workspaces.map(({ UserName }) => UserName)).toEqual(['alice', 'bob', 'carol']);
    for (const { tags } of [s3.buckets[0]!, ...iam.roles]) expect(tags).toContainEqual({ Key: 'wizard-byol:onboarding', Value: 'contoso' });
    for (const tags of Object.values(workspaces.tags)) expect(tags).toContainEqual({ Key: 'CostCenter', Value: '1234' });
    expect(readFileSync(join(folder, 'office-ja-JP.reg')).toString('utf16le')).toContain('dword:00000411');
  });

  it('finds all of it done when it is run again, and sends nothing', async () => {
    const sandbox = await sandboxOf(prepared);
    const folder = temporaryFolder();
    await runAgainst(sandbox, folder, plain);
    const again = await runAgainst(sandbox, folder, plain);
    expect([again.exitCode, again.of('change.intent')]).toEqual([0, []]);
  });

  it('adopts what is there when the journal was lost', async () => {
    const sandbox = await sandboxOf(prepared);
    await runAgainst(sandbox, temporaryFolder(), plain);
    const again = await runAgainst(sandbox, temporaryFolder(), plain);
    expect(again.of('step.failed')).toEqual([]);
    expect(again.of('change.intent').map(({ change }) => change)).toEqual([]);
    expect(counts(sandbox.world)).toEqual(oneOfEach);
  });

  it.each(['reset-after', 'reset-before', 'empty-200', '500', 'throttle'])('makes one of everything when the first call of each operation meets: %s', async (fault) => {
    const sandbox = await sandboxOf({ ...prepared, faults: hit(fault) });
    const ran = await runAgainst(sandbox, temporaryFolder(), plain);
    expect(ran.of('step.failed')).toEqual([]);
    expect(counts(sandbox.world)).toEqual(oneOfEach);
    expect(Object.keys(sandbox.world.faultsFired)).toHaveLength(hit(fault).length);
  });

  it('waits while listings lag behind what was made', async () => {
    const lagging = ['CreateRole', 'ImportImage', 'ImportWorkspaceImage', 'CreateWorkspaceBundle', 'RegisterWorkspaceDirectory', 'CreateWorkspaces'];
    const faults = hit('lag').filter(({ operation }) => lagging.includes(operation)).map((one) => ({ ...one, for: '60s' }));
    const sandbox = await sandboxOf({ ...prepared, faults });
    const ran = await runAgainst(sandbox, temporaryFolder(), plain);
    expect(ran.of('step.failed')).toEqual([]);
    expect(counts(sandbox.world)).toEqual(oneOfEach);
  });
});

describe('what the sandbox refuses or breaks', () => {
  it('an import that fails tells why and where to go back', async () => {
    const sandbox = await sandboxOf({ ...prepared, outcomes: [{ kind: 'import', message: 'ClientError: Disk validation failed [Unsupported VMDK File Format]' }] });
    const ran = await runAgainst(sandbox, temporaryFolder(), plain, 'import');
    expect(ran.exitCode).toBe(1);
    expect(ran.of('step.failed')[0]).toMatchObject({ step: 'import', problem: { code: 'import.vmdk-kind', back: 'export', raw: { message: expect.stringContaining('VMDK') } } });
  });

  it('an image that ends in ERROR explains every code', async () => {
    const sandbox = await sandboxOf({ ...prepared, outcomes: [{ kind: 'image', message: 'failed', codes: ['DomainJoined', 'PendingReboot'] }] });
    const ran = await runAgainst(sandbox, temporaryFolder(), plain, 'image');
    const problem = ran.of('step.failed')[0]?.problem;
    expect(problem).toMatchObject({ code: 'image.error', back: 'checker', exit: 1 });
    expect(problem?.todo?.join(' ')).toMatch(/domain[\s\S]*restart/i);
  });

  it('a user that is not in the directory stops nobody else', async () => {
    const sandbox = await sandboxOf(prepared);
    const ran = await runAgainst(sandbox, temporaryFolder(), { ...plain, launch: { ...plain.launch, users: ['alice', 'nobody', 'bob'] } });
    expect(ran.exitCode).toBe(1);
    expect(ran.of('step.failed')[0]?.problem.what).toMatch(/nobody/);
    expect(sandbox.world.workspaces.workspaces.map(({ UserName }) => UserName)).toEqual(['alice', 'bob']);
  });

  it('default encryption stops the import before anything is sent, and names the ways on', async () => {
    const sandbox = await sandboxOf({ ...prepared, account: { ...prepared.account, defaultEncryption: true } });
    const ran = await runAgainst(sandbox, temporaryFolder(), plain, 'import');
    expect(ran.exitCode).toBe(4);
    expect(ran.of('step.failed')[0]).toMatchObject({ step: 'import', problem: { todo: [expect.stringMatching(/another account[\s\S]*suspend/)] } });
    expect(sandbox.world.iam.roles).toEqual([]);
  });

  it('suspends default encryption only where account and Region were typed, and switches it on again', async () => {
    const scenario = { ...prepared, account: { ...prepared.account, defaultEncryption: true } };
    const sandbox = await sandboxOf(scenario);
    const folder = temporaryFolder();
    const suspend = { ...plain, import: { role: 'vmimport', defaultEncryption: 'suspend' } };
    const unconfirmed = await runAgainst(sandbox, folder, suspend, 'import');
    expect([unconfirmed.exitCode, sandbox.world.ec2.ebsEncryptionByDefault]).toEqual([4, true]);
    expect(unconfirmed.of('step.failed')[0]?.problem.todo).toContain('Write it down exactly: import.confirmDefaultEncryption: 111122223333/eu-west-1');
    const confirmed = await runAgainst(sandbox, folder, { ...suspend, import: { ...suspend.import, confirmDefaultEncryption: '111122223333/eu-west-1' } }, 'import');
    expect([confirmed.exitCode, sandbox.world.ec2.ebsEncryptionByDefault]).toEqual([0, true]);
    expect(sandbox.world.ec2.images[0]?.encrypted).toBe(false);
    expect(sandbox.world.calls).toMatchObject({ 'ec2:DisableEbsEncryptionByDefault': 1, 'ec2:EnableEbsEncryptionByDefault': 1 });
  });

  it('a directory that is registered as shared is deregistered only where its id was typed', async () => {
    const shared = { id: 'd-906702f0a1', name: 'corp.contoso.com', subnets: answers.directory.subnets, users: ['alice'], registered: 'SHARED' };
    const sandbox = await sandboxOf({ ...prepared, directories: [shared] });
    const folder = temporaryFolder();
    const unconfirmed = await runAgainst(sandbox, folder, plain, 'directory');
    expect([unconfirmed.exitCode, sandbox.world.workspaces.directories[0]?.Tenancy]).toEqual([4, 'SHARED']);
    const confirmed = await runAgainst(sandbox, folder, { ...plain, directory: { ...plain.directory, confirmDeregister: 'd-906702f0a1' } }, 'directory');
    expect(confirmed.of('step.failed')).toEqual([]);
    expect(sandbox.world.workspaces.directories).toMatchObject([{ Tenancy: 'DEDICATED' }]);
  });
});

describe('an import that somebody began elsewhere', () => {
  it.each(['taskId', 'amiId'] as const)('is adopted by import.%s: nothing is exported or uploaded', async (key) => {
    const sandbox = await sandboxOf(prepared);
    await runAgainst(sandbox, temporaryFolder(), plain, 'import');
    const id = key === 'taskId' ? sandbox.world.ec2.importTasks[0]?.ImportTaskId : sandbox.world.ec2.images[0]?.ImageId;
    const before = counts(sandbox.world);
    const { export: ___, upload: ____, ...given } = plain;
    const ran = await runAgainst(sandbox, temporaryFolder(), { ...given, import: { [key]: id ?? '' } }, 'import');
    expect(ran.exitCode).toBe(0);
    expect(ran.of('step.skipped').map(({ step }) => step)).toEqual(expect.arrayContaining(['export', 'upload']));
    expect(ran.of('run.finished')[0]?.ids['import']).toMatchObject({ amiId: sandbox.world.ec2.images[0]?.ImageId });
    expect(counts(sandbox.world)).toEqual(before);
  });
});
