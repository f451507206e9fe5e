import { describe, expect, it } from 'vitest';
import type { Change, Intent } from '../../source/step.ts';
import { importStep } from '../../steps/06-import.ts';
import type { ImportAnswers } from '../../steps/import/answers.ts';
import type { Task } from '../../steps/import/tasks.ts';
import { readDocument, sameDocument } from '../../steps/shared/document.ts';
import { judgeTrust } from '../../steps/shared/trust.ts';
import { fakeWork, intentOf, noon, refusal, type FakeOptions, type FakeWork, type Script } from './work.ts';

const upload = { bucket: 'contoso-import', key: 'contoso-euw1/attempt-1/win11.ova', bytes: 1_000_000 };
const taskId = 'import-ami-0123456789abcdef0';
const amiId = 'ami-0123456789abcdef0';
const token = 'contoso-euw1-1-task';
const day = 86_400_000;

function workOf(options: FakeOptions<ImportAnswers> = {}): FakeWork<ImportAnswers> {
  return fakeWork<ImportAnswers>({
    answers: { role: 'vmimport' },
    from: { checker: { windows: 'windows-11-24h2' }, export: { file: '/vms/win11.ova', bytes: 1_000_000, format: 'OVA' }, upload },
    ...options,
  });
}

function changeOf(work: FakeWork<ImportAnswers>, id: string): Change {
  return importStep.changes(work).find((change) => change.id === id) ?? expect.fail(`no change ${id}`);
}

const look = (work: FakeWork<ImportAnswers>, id: string, intent?: Intent) => changeOf(work, id).look(work, intent);
const send = (work: FakeWork<ImportAnswers>, id: string) => changeOf(work, id).send!(work, intentOf('import', id));

const trust = (statement: object) => encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'vmie.amazonaws.com' }, Action: 'sts:AssumeRole', ...statement }] }));
const external = { Condition: { StringEquals: { 'sts:Externalid': 'vmimport' } } };
const role = (statement: object) => ({ Role: { Path: '/', RoleName: 'vmimport', RoleId: 'AROA', Arn: 'arn:aws:iam::111122223333:role/vmimport', CreateDate: new Date(noon), AssumeRolePolicyDocument: trust(statement) } });
const image = (more: object = {}) => ({ Images: [{ ImageId: amiId, Name: taskId, OwnerId: '111122223333', State: 'available' as const, BootMode: 'uefi' as const, BlockDeviceMappings: [{ Ebs: { Encrypted: false } }], ...more }] });
const absentRole = () => {
  throw refusal('iam:GetRole', 'NoSuchEntity');
};

describe('the trust of a role', () => {
  it.each([
    ['as AWS tells people to make it', external, [], false],
    ['hardened to the account', { Condition: { StringEquals: { 'sts:ExternalId': 'vmimport', 'aws:SourceAccount': '111122223333' }, ArnLike: { 'aws:SourceArn': 'arn:aws:vmie:*:111122223333:*' } } }, [], false],
    ['without a condition', {}, [], true],
    ['for another external id', { Condition: { StringEquals: { 'sts:ExternalId': 'other' } } }, ['it asks for the external id other and not vmimport'], false],
    ['for another account', { Condition: { StringEquals: { 'aws:SourceAccount': '999999999999' } } }, ['it lets the service come for account 999999999999 only'], false],
    ['for another service', { Principal: { Service: 'ec2.amazonaws.com' } }, ['it trusts ec2.amazonaws.com and not vmie.amazonaws.com'], false],
    ['for another action', { Action: 'sts:TagSession', ...external }, ['it does not allow sts:AssumeRole'], false],
    ['with a condition that nobody knows', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }, ['it has a condition on aws:MultiFactorAuthPresent that is not known here'], false],
  ])('%s', (_, statement, differences, open) => {
    expect(judgeTrust(trust(statement), 'vmie.amazonaws.com', '111122223333', 'vmimport')).toEqual({ differences, open });
  });

  it('that can not be read is no trust', () => {
    expect(judgeTrust('{', 'vmie.amazonaws.com', '111122223333', 'vmimport').differences).toEqual(['its trust policy can not be read']);
  });

  it('is compared by what it says', () => {
    expect(sameDocument(readDocument('%7B%22a%22%3A1%2C%22b%22%3A%5B2%5D%7D'), { b: [2], a: 1 })).toBe(true);
    expect(sameDocument(readDocument(undefined), { a: 1 })).toBe(false);
  });
});

describe('the role', () => {
  it.each([
    ['is made where there is none', absentRole, { state: 'absent' }],
    ['is adopted where VM Import may take it', role(external), { state: 'done', outputs: { role: 'vmimport', created: noon } }],
    ['is never overwritten where it lets others in', role({ Principal: { Service: 'ec2.amazonaws.com' } }), { state: 'foreign', problem: { code: 'import.role-trust', what: expect.stringContaining('ec2.amazonaws.com'), exit: 4 } }],
  ] as const)('%s', async (_, answer, seen) => {
    expect(await look(workOf({ aws: { 'iam:GetRole': answer } }), 'role')).toMatchObject(seen);
  });

  it('is made for VM Import of this account alone, with tags', async () => {
    const work = workOf({ aws: { 'iam:CreateRole': role(external) } });
    expect(await send(work, 'role')).toMatchObject({ kind: 'ok' });
    const input = work.called[0]?.input as { AssumeRolePolicyDocument: string; Tags: unknown };
    expect(judgeTrust(input.AssumeRolePolicyDocument, 'vmie.amazonaws.com', '111122223333', 'vmimport')).toEqual({ differences: [], open: false });
    expect(input.Tags).toEqual([{ Key: 'wizard-byol:onboarding', Value: 'contoso-euw1' }]);
  });

  it('is made without tags where only tagging is forbidden, and the run says so', async () => {
    const denied = refusal('iam:CreateRole', 'AccessDenied', 'User: arn:aws:iam::1:user/a is not authorized to perform: iam:TagRole on resource: role vmimport');
    const work = workOf({ aws: { 'iam:CreateRole': ({ Tags }) => { if (Tags) throw denied; return role(external); } } });
    expect(await send(work, 'role')).toMatchObject({ kind: 'ok' });
    expect(work.called).toHaveLength(2);
    expect(work.notes).toEqual([expect.stringMatching(/may not tag/)]);
  });

  it('gets a policy of our own name for the bucket and our keys in it, written until it reads back the same', async () => {
    const { call } = changeOf(workOf(), 'role-policy');
    const document = String(call.input['PolicyDocument']);
    expect(call.input).toMatchObject({ RoleName: 'vmimport', PolicyName: 'wizard-byol-contoso-euw1' });
    expect(document).toContain('arn:aws:s3:::contoso-import/contoso-euw1/*');
    const reading = (PolicyDocument: string) => look(workOf({ aws: { 'iam:GetRolePolicy': { RoleName: 'vmimport', PolicyName: 'p', PolicyDocument } } }), 'role-policy');
    expect(await reading(encodeURIComponent(document))).toMatchObject({ state: 'done' });
    const { aws } = workOf({ aws: { 'iam:GetRolePolicy': { RoleName: 'vmimport', PolicyName: 'p', PolicyDocument: document } } });
    const after = async (age: number) => (await changeOf(workOf(), 'role-policy').look({ ...workOf(), aws }, intentOf('import', 'role-policy', { time: noon - age }))).state;
    expect([await after(1_000), await after(60_000)]).toEqual(['underway', 'done']);
    expect(await reading(encodeURIComponent(document.replace('contoso-import', 'other')))).toEqual({ state: 'absent' });
  });
});

describe('default encryption', () => {
  const suspend = { answers: { role: 'vmimport', defaultEncryption: 'suspend' as const } };
  const is = (EbsEncryptionByDefault: boolean): Script => ({ 'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault } });

  it('is a change only where it may be suspended, confirmed by account and Region', () => {
    expect(importStep.changes(workOf()).map(({ id }) => id)).toEqual(['role', 'role-policy', 'task']);
    expect(changeOf(workOf(suspend), 'encryption')).toMatchObject({ kind: 'toggle', confirm: { key: 'confirmDefaultEncryption', expected: '111122223333/eu-west-1' } });
  });

  it.each([[true, undefined, { state: 'absent', before: ['on'] }], [false, undefined, { state: 'done', outputs: { was: 'off' } }], [false, intentOf('import', 'encryption'), { state: 'done', outputs: { was: 'on' } }]] as const)(
    'that is %s', async (on, intent, seen) => expect(await look(workOf({ ...suspend, aws: is(on) }), 'encryption', intent)).toMatchObject(seen));

  const tasks = (Status: string, owner: string): Script => ({ 'ec2:DescribeImportImageTasks': { ImportImageTasks: [{ ImportTaskId: taskId, Status, Tags: [{ Key: 'wizard-byol:onboarding', Value: owner }] }] } });
  it.each([
    ['is switched on again', false, tasks('active', 'contoso-euw1'), 'ok', 1],
    ['is left to whoever switched it on before', true, {}, 'ok', 0],
    ['stays off while another onboarding imports here', false, tasks('active', 'fabrikam'), 'refused', 0],
    ['is switched on again after the import of another has ended', false, tasks('deleted', 'fabrikam'), 'ok', 1],
  ] as const)('%s', async (_, on, aws, kind, sent) => {
    const work = workOf({ ...suspend, aws: { ...is(on), ...aws, 'ec2:EnableEbsEncryptionByDefault': { EbsEncryptionByDefault: true } } });
    expect(await importStep.restore!(work, 'encryption')).toMatchObject({ kind });
    expect(work.called.filter((one) => one.kind === 'send')).toHaveLength(sent);
  });
});

describe('the task', () => {
  const listing = (...tasks: Task[]): Script => ({ 'ec2:DescribeImportImageTasks': { ImportImageTasks: tasks }, 'ec2:DescribeImages': { Images: [] } });
  const ours: Task = { ImportTaskId: taskId, Status: 'active', StatusMessage: 'converting', Progress: '28', Tags: [{ Key: 'wizard-byol:token', Value: token }] };
  const read = { SnapshotDetails: [{ UserBucket: { S3Bucket: upload.bucket, S3Key: upload.key } }] };

  it.each([
    ['by its token in a tag', ours],
    ['by its token in the description', { ...ours, Tags: [], Description: `contoso-euw1, attempt 1 (${token})` }],
    ['by the object that it reads, where it was begun by hand', { ...ours, Tags: [], ...read }],
  ])('is found %s', async (_, task) => {
    expect(await look(workOf({ aws: listing({ ImportTaskId: 'import-ami-other', Status: 'active' }, task) }), 'task')).toEqual({ state: 'underway', note: 'converting, 28 %', progress: 0.28, outputs: { taskId } });
  });

  it.each<[string, FakeOptions<ImportAnswers>, Task, Intent | undefined]>([
    ['of an earlier attempt by its token', { attempt: 2 }, ours, undefined],
    ['of an earlier attempt by the object', { attempt: 2 }, { ...ours, Tags: [], ...read }, undefined],
    ['that was listed before ours was sent', {}, { ...ours, Tags: [], ...read }, intentOf('import', 'task', { before: [taskId] })],
    ['that failed before ours was sent', {}, { ...ours, Tags: [], ...read, Status: 'deleted' }, undefined],
    ['that read another object', {}, { ...ours, SnapshotDetails: [{ UserBucket: { S3Bucket: upload.bucket, S3Key: 'contoso-euw1/attempt-1/other.ova' } }] }, undefined],
    ['that failed in an earlier life', {}, { ...ours, ...read, Status: 'deleted' }, undefined],
    ['that failed in an earlier life, after ours was sent', {}, { ...ours, ...read, Status: 'deleted' }, intentOf('import', 'task', { before: [`${taskId} has the token`] })],
  ])('is never taken for one %s', async (_, options, task, intent) => {
    const aws = listing(task);
    expect(await look(workOf({ ...options, aws }), 'task', intent)).toMatchObject({ state: 'absent', before: [expect.stringMatching(`^${taskId}( has the token)?$`)] });
  });

  it('of a lost journal is not ours where the object was written after its image was made', async () => {
    const written = (LastModified: number): Script => ({ ...listing({ ...ours, ...read, Status: 'completed', ImageId: amiId }), 'ec2:DescribeImages': image({ CreationDate: new Date(noon).toISOString() }), 's3:HeadObject': { LastModified: new Date(LastModified) } });
    expect(await look(workOf({ aws: written(noon - day) }), 'task')).toMatchObject({ state: 'done', outputs: { amiId } });
    expect(await look(workOf({ aws: written(noon + day) }), 'task')).toMatchObject({ state: 'absent', before: [`${taskId} has the token`] });
  });

  it('has a client token that no task of an earlier life has used, the same for every try', async () => {
    const clientTokens: unknown[] = [];
    const aws: Script = { ...listing({ ...ours, ...read, Status: 'deleted' }, { ImportTaskId: 'import-ami-else', Status: 'active' }), 'ec2:ImportImage': ({ ClientToken }) => { clientTokens.push(ClientToken); return { ImportTaskId: 'import-ami-new' }; } };
    let intent: Intent | undefined;
    // The earlier task is no longer listed at the third try.
    for (const script of [aws, aws, { ...aws, ...listing() }]) {
      const work = workOf({ aws: script });
      const seen = await look(work, 'task', intent);
      intent = intentOf('import', 'task', { token, before: (seen.state === 'absent' && seen.before) || [] });
      await changeOf(work, 'task').send!(work, intent);
    }
    expect(clientTokens).toEqual([`${token}-2`, `${token}-2`, `${token}-2`]);
  });

  it('asks a person where several could be ours', async () => {
    const two = { ...ours, ImportTaskId: 'import-ami-two' };
    expect(await look(workOf({ aws: listing(ours, two) }), 'task')).toMatchObject({ state: 'several', problem: { what: expect.stringMatching(/import-ami-0123456789abcdef0, import-ami-two/) } });
  });

  it.each([
    ['without a percentage', { Progress: undefined, StatusMessage: undefined, Status: 'active' }, { state: 'underway', note: 'active' }],
    ['deleted for a known reason', { Status: 'deleted', StatusMessage: 'ClientError: No valid partitions. Not a valid volume.' }, { state: 'blocked', problem: { code: 'import.no-partitions', back: 'export', exit: 1, todo: expect.arrayContaining([expect.stringContaining('wizard resume contoso-euw1 --again export')]) } }],
    ['deleting for an unknown reason', { Status: 'deleting', StatusMessage: 'Something new' }, { state: 'blocked', problem: { code: 'import.ended', what: expect.stringContaining('Something new') } }],
    ['cancelled', { Status: 'deleted', StatusMessage: undefined }, { state: 'blocked', problem: { code: 'import.ended', causes: [expect.stringMatching(/cancelled/), expect.anything()] } }],
  ])('%s', async (_, fields, seen) => {
    expect(await look(workOf({ aws: listing({ ...ours, ...fields } as Task) }), 'task', intentOf('import', 'task'))).toMatchObject(seen);
  });

  it.each([
    ['is done with its image', image(), { state: 'done', outputs: { amiId, taskId, bootMode: 'uefi' } }],
    ['is not done before its image is listed', { Images: [] }, { state: 'underway', note: expect.stringContaining(amiId) }],
    ['has an image that BYOL refuses', image({ BlockDeviceMappings: [{ Ebs: { Encrypted: true } }] }), { state: 'blocked', problem: { code: 'import.image-encrypted' } }],
  ])('that is completed %s', async (_, images, seen) => {
    const completed = { ...ours, Status: 'completed', ImageId: amiId };
    expect(await look(workOf({ aws: { ...listing(completed), 'ec2:DescribeImages': images } }), 'task', intentOf('import', 'task'))).toMatchObject(seen);
  });

  it('that is no longer listed after 7 days is known by the image that carries its name', async () => {
    const work = workOf({ now: noon + 9 * day, accepted: { task: { taskId } }, aws: { ...listing(), 'ec2:DescribeImages': image() } });
    expect(await look(work, 'task', intentOf('import', 'task'))).toMatchObject({ state: 'done', outputs: { amiId, taskId } });
    expect(work.called.map(({ input }) => input)).toContainEqual({ Owners: ['self'], Filters: [{ Name: 'name', Values: [taskId] }] });
  });

  it('is sent with everything that VM Import would otherwise guess', async () => {
    const work = workOf({ aws: { 'ec2:ImportImage': { ImportTaskId: taskId } } });
    expect(await send(work, 'task')).toEqual({ kind: 'ok', outputs: { taskId } });
    expect(work.called[0]?.input).toEqual({
      ClientToken: token, Description: `contoso-euw1, attempt 1 (${token})`, LicenseType: 'BYOL', Platform: 'Windows', Architecture: 'x86_64', BootMode: 'uefi', RoleName: 'vmimport',
      DiskContainers: [{ Format: 'OVA', UserBucket: { S3Bucket: upload.bucket, S3Key: upload.key } }],
      TagSpecifications: [{ ResourceType: 'import-image-task', Tags: [{ Key: 'wizard-byol:onboarding', Value: 'contoso-euw1' }, { Key: 'wizard-byol:token', Value: token }] }],
    });
  });

  it('asks for BIOS with Windows 10', () => {
    const work = workOf({ from: { checker: { windows: 'windows-10-22h2' }, upload } });
    expect(changeOf(work, 'task').call.input).toMatchObject({ BootMode: 'legacy-bios' });
  });

  it.each([[60_000, 'soon'], [3_600_000, undefined]])('whose role is %i ms old and not seen', async (age, again) => {
    const message = 'The service role vmimport provided does not exist or does not have sufficient permissions';
    const work = workOf({ made: { role: { role: 'vmimport', arn: 'arn', created: noon - age } }, aws: { 'ec2:ImportImage': () => { throw refusal('ec2:ImportImage', 'InvalidParameter', message); } } });
    const outcome = await send(work, 'task');
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'import.pass-role', raw: { message } } });
    expect(outcome.kind === 'refused' && outcome.problem.again).toBe(again);
  });
});

describe('what was imported elsewhere', () => {
  it('makes export and upload needless', () => {
    expect(importStep.replaces?.({ amiId })).toMatchObject({ steps: ['export', 'upload'] });
    expect(importStep.replaces?.({ taskId })?.reason).toContain(taskId);
  });

  it.each([
    ['an AMI', { amiId }, image(), { state: 'done', outputs: { amiId, bootMode: 'uefi' } }],
    ['an AMI that is still made', { amiId }, image({ State: 'pending' }), { state: 'underway' }],
    ['an AMI that failed', { amiId }, image({ State: 'failed', StateReason: { Message: 'out of luck' } }), { state: 'blocked', problem: { what: expect.stringContaining('out of luck') } }],
    ['an AMI of another account', { amiId }, image({ OwnerId: '999999999999' }), { state: 'blocked', problem: { code: 'import.image-foreign' } }],
    ['an AMI that is not there', { amiId }, () => { throw refusal('ec2:DescribeImages', 'InvalidAMIID.NotFound'); }, { state: 'blocked', problem: { code: 'import.not-there', exit: 4 } }],
    ['a task that is not there', { taskId }, { Images: [] }, { state: 'blocked', problem: { code: 'import.not-there', what: expect.stringContaining('7 days') } }],
  ] as const)('%s', async (_, answers, images, seen) => {
    const work = workOf({ answers, aws: { 'ec2:DescribeImages': images as Script['ec2:DescribeImages'] & object, 'ec2:DescribeImportImageTasks': {} } });
    const changes = importStep.changes(work);
    expect(changes).toHaveLength(1);
    expect(await changes[0]!.look(work)).toMatchObject(seen);
    expect(changes[0]).toMatchObject({ kind: 'look' });
    expect(changes[0]!.send).toBeUndefined();
  });
});

describe('the findings', () => {
  const quiet: Script = { 'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: false }, 'iam:GetRole': absentRole };
  const found = async (options: FakeOptions<ImportAnswers>) => (await importStep.findings!(workOf(options))).map(({ rule, level }) => `${level} ${rule}`);

  it.each<[string, FakeOptions<ImportAnswers>, string[]]>([
    ['nothing but the right to pass the role', { aws: quiet }, ['info import.pass-role']],
    ['the root user', { aws: quiet, caller: 'arn:aws:iam::111122223333:root' }, ['warning import.pass-role']],
    ['default encryption', { aws: { ...quiet, 'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: true } } }, ['blocker eligibility.default-encryption', 'info import.pass-role']],
    ['default encryption that may be suspended', { answers: { defaultEncryption: 'suspend' }, aws: { ...quiet, 'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: true } } }, ['warning eligibility.default-encryption', 'info import.pass-role']],
    ['default encryption that may not be seen', { aws: { ...quiet, 'ec2:GetEbsEncryptionByDefault': () => { throw refusal('ec2:GetEbsEncryptionByDefault', 'UnauthorizedOperation'); } } }, ['warning eligibility.default-encryption', 'info import.pass-role']],
    ['a role for somebody else', { aws: { ...quiet, 'iam:GetRole': role({ Principal: { Service: 'ec2.amazonaws.com' } }) } }, ['blocker import.role-trust', 'info import.pass-role']],
    ['a role that is open', { aws: { ...quiet, 'iam:GetRole': role({}) } }, ['warning import.role-open', 'info import.pass-role']],
    ['both ids', { answers: { amiId, taskId } }, ['warning import.both-named']],
    ['an AMI', { answers: { amiId } }, []],
  ])('tell of %s', async (_, options, rules) => {
    expect(await found(options)).toEqual(rules);
  });

  it('asks what to do about default encryption only where it is on', async () => {
    const asked = async (on: boolean) => importStep.questions.find(({ key }) => key === 'defaultEncryption')!.when!(workOf({ aws: { 'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: on } } }));
    expect([await asked(true), await asked(false)]).toEqual([true, false]);
  });
});
