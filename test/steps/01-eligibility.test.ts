import { describe, expect, it } from 'vitest';
import { eligibility } from '../../steps/01-eligibility.ts';
import { fakeWork, refusal, type FakeOptions, type Script } from './work.ts';

const answers = { plannedWorkspaces: 120, plannedGpu: { alwaysOn: 0, autoStop: 0 }, licenceAllowsVirtualHosting: true };

/** An account that is enabled, may do everything, and has room. */
const fine: Script = {
  'workspaces:DescribeAccount': { DedicatedTenancySupport: 'DISABLED' },
  'workspaces:ListAvailableManagementCidrRanges': { ManagementCidrRanges: [] },
  'ec2:DescribeAvailabilityZones': { AvailabilityZones: [{ ZoneId: 'euw1-az1', ZoneName: 'eu-west-1c' }] },
  'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: false },
  'servicequotas:ListServiceQuotas': { Quotas: [{ QuotaName: 'WorkSpaces', QuotaCode: 'L-34278094', Value: 200 }] },
  'iam:SimulatePrincipalPolicy': ({ ActionNames }) => simulated(ActionNames, []),
};

function simulated(names: readonly string[] | undefined, denied: readonly string[]) {
  return { EvaluationResults: names?.map((name) => ({ EvalActionName: name, EvalDecision: denied.includes(name) ? ('implicitDeny' as const) : ('allowed' as const) })) };
}

type Options = FakeOptions<typeof answers>;
const work = ({ aws, ...options }: Options = {}) => fakeWork<typeof answers>({ answers, ...options, aws: { ...fine, ...aws } });
const findings = async (options?: Options) => (await eligibility.findings!(work(options))).map(({ rule, level, title, fix }) => ({ rule, level, text: `${title} ${fix ?? ''}` }));
const of = async (rule: string, options?: Options) => (await findings(options)).filter((finding) => finding.rule === rule);
const look = (aws: Script) => {
  const fake = work({ aws });
  return eligibility.changes(fake)[0]!.look(fake);
};

describe('the findings of eligibility', () => {
  it('are only informative where everything is in order', async () => {
    expect((await findings()).filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it.each([
    ['fewer than 50 WorkSpaces', { plannedWorkspaces: 49 }, 'eu-west-1', 'eligibility.minimum-workspaces', 'at least 50'],
    ['fewer than 400 in Cape Town', { plannedWorkspaces: 399 }, 'af-south-1', 'eligibility.minimum-workspaces-af-south-1', 'at least 400'],
    ['a licence that does not allow it', { licenceAllowsVirtualHosting: false }, 'eu-west-1', 'eligibility.licence', 'VDA E3'],
    ['3 AlwaysOn and 19 AutoStop with a GPU', { plannedGpu: { alwaysOn: 3, autoStop: 19 } }, 'eu-west-1', 'eligibility.minimum-gpu-always-on', '4 AlwaysOn or 20 AutoStop'],
    ['a GPU where there is none', { plannedGpu: { alwaysOn: 4, autoStop: 0 } }, 'il-central-1', 'eligibility.gpu-region', 'another Region'],
    ['a Region without WorkSpaces', {}, 'eu-north-1', 'eligibility.region', 'eu-west-1'],
  ])('block %s', async (_, changed, region, rule, words) => {
    const [found] = await of(rule, { answers: { ...answers, ...changed }, region });
    expect(found).toMatchObject({ level: 'blocker' });
    expect(found!.text).toContain(words);
  });

  it('let the exact minimums pass', async () => {
    for (const plannedGpu of [{ alwaysOn: 4, autoStop: 0 }, { alwaysOn: 0, autoStop: 20 }]) {
      const all = await findings({ answers: { ...answers, plannedWorkspaces: 50, plannedGpu } });
      expect(all.filter(({ level }) => level === 'blocker')).toEqual([]);
    }
  });

  it('ask an account with GPU bundles alone for the GPU numbers alone', async () => {
    const all = await findings({ answers: { ...answers, plannedWorkspaces: 0, plannedGpu: { alwaysOn: 4, autoStop: 0 } } });
    expect(all.filter(({ level }) => level === 'blocker')).toEqual([]);
  });

  it('judge by the rules of the day: in 2024 the minimum was 100', async () => {
    const options = { answers: { ...answers, plannedWorkspaces: 60 } };
    expect(await of('eligibility.minimum-workspaces', options)).toMatchObject([{ level: 'info' }]);
    expect(await of('eligibility.minimum-workspaces', { ...options, now: Date.UTC(2024, 5, 1) })).toMatchObject([{ level: 'blocker' }]);
  });

  it('only warn of a small plan where AWS has enabled the account already', async () => {
    const aws: Script = { 'workspaces:DescribeAccount': { DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: '10.9.0.0/16' } };
    const options = { answers: { ...answers, plannedWorkspaces: 20 }, aws };
    expect(await of('eligibility.minimum-workspaces', options)).toMatchObject([{ level: 'warning' }]);
    expect((await of('eligibility.has-range', options))[0]!.text).toContain('10.9.0.0/16');
  });

  it('name the zones by the names that this account has for them', async () => {
    expect((await of('eligibility.region'))[0]!.text).toContain('eu-west-1c (euw1-az1)');
  });

  it('say how to raise a quota that is too small, and what is not known where it may not be read', async () => {
    const small: Script = { 'servicequotas:ListServiceQuotas': { Quotas: [{ QuotaName: 'WorkSpaces', QuotaCode: 'L-34278094', Value: 1 }] } };
    const [warning] = await of('eligibility.quota', { aws: small });
    expect(warning).toMatchObject({ level: 'warning' });
    expect(warning!.text).toContain('--quota-code L-34278094 --desired-value 120');
    const hidden: Script = { 'servicequotas:ListServiceQuotas': () => { throw refusal('servicequotas:ListServiceQuotas', 'AccessDeniedException'); } };
    expect(await of('eligibility.quota', { aws: hidden })).toMatchObject([{ level: 'info' }]);
  });

  it('warn of default encryption and name the answer that decides', async () => {
    const [warning] = await of('eligibility.default-encryption', { aws: { 'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: true } } });
    expect(warning).toMatchObject({ level: 'warning' });
    expect(warning!.text).toContain('import.defaultEncryption');
  });

  it('warn the root user of the trap ahead, and ask IAM nothing about it', async () => {
    const fake = work({ caller: 'arn:aws:iam::111122223333:root' });
    const all = await eligibility.findings!(fake);
    expect(all.find(({ rule }) => rule === 'eligibility.root')).toMatchObject({ level: 'warning' });
    expect(fake.called.map(({ operation }) => operation)).not.toContain('iam:SimulatePrincipalPolicy');
  });

  it('ask IAM about the role behind a session, with the path that the session does not show', async () => {
    const arn = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123';
    const fake = work({
      caller: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123/alice',
      aws: { 'iam:GetRole': { Role: { Path: '/', RoleName: 'x', RoleId: 'x', Arn: arn, CreateDate: new Date(0) } } },
    });
    await eligibility.findings!(fake);
    const asked = fake.called.filter(({ operation }) => operation === 'iam:SimulatePrincipalPolicy');
    expect(asked).toHaveLength(3);
    for (const { input } of asked) expect(input).toMatchObject({ PolicySourceArn: arn });
  });

  it('name what IAM denies, apart from tagging, which has its own words', async () => {
    const aws: Script = { 'iam:SimulatePrincipalPolicy': ({ ActionNames }) => simulated(ActionNames, ['workspaces:ModifyAccount', 'iam:PassRole', 'ec2:CreateTags']) };
    const [missing] = await of('eligibility.permissions', { aws });
    expect(missing).toMatchObject({ level: 'warning' });
    expect(missing!.text).toContain('workspaces:ModifyAccount, iam:PassRole (on arn:aws:iam::111122223333:role/vmimport)');
    expect(await of('eligibility.tagging', { aws })).toMatchObject([{ level: 'warning' }]);
    expect((await of('eligibility.tagging', { aws }))[0]!.text).not.toContain('ModifyAccount');
  });

  it('ask with the Region as context, because the policy that the wizard hands out has it as a condition', async () => {
    const fake = work();
    await eligibility.findings!(fake);
    const asked = fake.called.filter(({ operation }) => operation === 'iam:SimulatePrincipalPolicy').map(({ input }) => input);
    for (const input of asked) expect(input).toMatchObject({ ContextEntries: expect.arrayContaining([{ ContextKeyName: 'aws:RequestedRegion', ContextKeyValues: ['eu-west-1'], ContextKeyType: 'string' }]) });
    expect(asked[0]).toMatchObject({ ActionNames: expect.arrayContaining(['workspaces:DescribeAccount', 'ec2:ImportImage', 'ds:DescribeDirectories']) });
    expect(JSON.stringify(asked)).not.toMatch(/\{\{|Consent/);
  });

  it('go on where IAM may not be asked', async () => {
    const aws: Script = { 'iam:SimulatePrincipalPolicy': () => { throw refusal('iam:SimulatePrincipalPolicy', 'AccessDenied'); } };
    expect(await of('eligibility.permissions', { aws })).toMatchObject([{ level: 'info' }]);
  });
});

describe('the enablement of the account', () => {
  const denies = (operation: 'workspaces:DescribeAccount' | 'workspaces:ListAvailableManagementCidrRanges', message: string): Script => ({
    [operation]: () => { throw refusal(operation, 'AccessDeniedException', message); },
  });
  const notEnabled = 'This operation can be run only by AWS accounts that are enabled for BYOL.';
  const byIam = 'User: arn:aws:iam::111122223333:user/admin is not authorized to perform: workspaces:DescribeAccount on resource: *';

  it('is proved by DescribeAccount, or by the list of ranges answering at all', async () => {
    expect(await look({ 'workspaces:DescribeAccount': { DedicatedTenancySupport: 'ENABLED' } })).toMatchObject({ state: 'done' });
    expect(await look({})).toMatchObject({ state: 'done', evidence: expect.stringContaining('ListAvailableManagementCidrRanges') });
  });

  it('is absent where WorkSpaces says that the account is not enabled', async () => {
    expect(await look(denies('workspaces:ListAvailableManagementCidrRanges', notEnabled))).toMatchObject({ state: 'absent' });
  });

  it.each(['workspaces:DescribeAccount', 'workspaces:ListAvailableManagementCidrRanges'] as const)('is blocked where IAM denies %s: that says nothing of BYOL', async (operation) => {
    expect(await look(denies(operation, byIam))).toMatchObject({ state: 'blocked', problem: { exit: 4, back: 'eligibility' } });
  });

  it('leaves other trouble to whoever can wait for it', async () => {
    await expect(look({ 'workspaces:DescribeAccount': () => { throw refusal('workspaces:DescribeAccount', 'ThrottlingException'); } })).rejects.toThrow();
  });

  it('tells a person where, what and in which account', () => {
    const fake = work({ region: 'us-gov-west-1', partition: 'aws-us-gov' });
    const words = eligibility.changes(fake)[0]!.instructions!(fake).join('\n');
    for (const part of ['111122223333', 'console.amazonaws-us-gov.com', 'region=us-gov-west-1', 'Account settings', '50 WorkSpaces', 'No API']) expect(words).toContain(part);
  });

  it('is what the outputs wait for', () => {
    expect(eligibility.outputs(work())).toBeUndefined();
    expect(eligibility.outputs(work({ made: { enablement: { enabled: true } } }))).toEqual({ plannedWorkspaces: 120 });
  });
});
