import { describe, expect, it } from 'vitest';
import type { Change, Intent } from '../../source/step.ts';
import { directory } from '../../steps/09-directory.ts';
import type { DirectoryAnswers } from '../../steps/directory/answers.ts';
import { clashes } from '../../steps/directory/clash.ts';
import type { Registration } from '../../steps/shared/directory.ts';
import { fakeWork, intentOf, noon, refusal, type FakeOptions, type FakeWork, type Script } from './work.ts';

const id = 'd-906702f0a1';
const [one, two] = ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002'];
const answers: Partial<DirectoryAnswers> = { id, subnets: [one, two], selfService: false, ou: 'OU=Desktops,DC=contoso,DC=com', localAdmin: false };
const roleName = 'workspaces_DefaultRole';
const policies = ['AmazonWorkSpacesServiceAccess', 'AmazonWorkSpacesSelfServiceAccess'].map((name) => `arn:aws:iam::aws:policy/${name}`);

function workOf(options: FakeOptions<DirectoryAnswers> = {}): FakeWork<DirectoryAnswers> {
  return fakeWork<DirectoryAnswers>({ from: { network: { managementCidr: '10.42.0.0/16' } }, ...options, answers: { ...answers, ...options.answers } });
}

function changeOf(work: FakeWork<DirectoryAnswers>, change: string): Change {
  return directory.changes(work).find((known) => known.id === change) ?? expect.fail(`no change ${change}`);
}

const look = (work: FakeWork<DirectoryAnswers>, change: string, intent?: Intent) => changeOf(work, change).look(work, intent);
const send = (work: FakeWork<DirectoryAnswers>, change: string) => changeOf(work, change).send!(work, intentOf('directory', change));
const registered = (fields: Registration = {}): Script => ({
  'workspaces:DescribeWorkspaceDirectories': { Directories: [{ DirectoryId: id, State: 'REGISTERED', Tenancy: 'DEDICATED', SubnetIds: [two, one], RegistrationCode: 'WSdub+ABCDEF', ...fields }] },
});
const nowhere: Script = { 'workspaces:DescribeWorkspaceDirectories': { Directories: [] } };
const role = (service = 'workspaces.amazonaws.com', owner = 'nobody'): Script => ({
  'iam:GetRole': { Role: { Path: '/', Tags: [{ Key: 'wizard-byol:onboarding', Value: owner }], RoleName: roleName, RoleId: 'AROA', Arn: 'arn', CreateDate: new Date(noon), AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify({ Statement: { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' } })) } },
});
const noRole: Script = { 'iam:GetRole': () => { throw refusal('iam:GetRole', 'NoSuchEntity'); } };

describe('the registration as it stands', () => {
  it.each([
    ['none', nowhere],
    ['none', registered({ State: 'DEREGISTERED' })],
    ['none', registered({ State: 'DEREGISTERING' })],
    ['DEDICATED', registered()],
    ['SHARED', registered({ Tenancy: 'SHARED' })],
    ['SHARED', registered({ Tenancy: undefined })],
  ])('is %s', async (standing, aws) => {
    expect(await look(workOf({ aws }), 'standing')).toMatchObject({ state: 'done', outputs: { standing } });
  });

  it('decides whether anything is deregistered', () => {
    const deregisters = (standing?: string) => directory.changes(workOf(standing ? { made: { standing: { standing } } } : {})).some(({ call }) => call.operation === 'DeregisterWorkspaceDirectory');
    expect([deregisters(), deregisters('none'), deregisters('DEDICATED'), deregisters('SHARED')]).toEqual([false, false, false, true]);
  });
});

describe('the rescue of a shared directory', () => {
  const made = { standing: { standing: 'SHARED' } };
  const people = (...names: string[]): Script => ({ 'workspaces:DescribeWorkspaces': { Workspaces: names.map((UserName) => ({ UserName, State: 'AVAILABLE' })) } });

  it('wants the id of the directory typed', () => {
    expect(changeOf(workOf({ made }), 'deregister').confirm).toMatchObject({ key: 'confirmDeregister', expected: id });
  });

  it.each([
    ['waits for a word where nobody has a WorkSpace', { ...registered({ Tenancy: 'SHARED' }), ...people() }, { state: 'absent' }],
    ['never touches a directory with WorkSpaces', { ...registered({ Tenancy: 'SHARED' }), ...people('alice', 'bob') }, { state: 'blocked', problem: { code: 'directory.has-workspaces', what: expect.stringContaining('alice, bob') } }],
    ['watches the end', registered({ Tenancy: 'SHARED', State: 'DEREGISTERING' }), { state: 'underway' }],
    ['is over when the directory is not listed', nowhere, { state: 'done' }],
  ])('%s', async (_, aws, seen) => {
    expect(await look(workOf({ made, aws }), 'deregister')).toMatchObject(seen);
  });

  it('looks for WorkSpaces once more just before', async () => {
    const aws: Script = { ...people('carol'), 'workspaces:DeregisterWorkspaceDirectory': {} };
    const late = workOf({ made, aws });
    expect(await send(late, 'deregister')).toMatchObject({ kind: 'refused', problem: { code: 'directory.has-workspaces' } });
    expect(late.called.map(({ operation }) => operation)).toEqual(['workspaces:DescribeWorkspaces']);
    expect(await send(workOf({ made, aws: { ...aws, ...people() } }), 'deregister')).toMatchObject({ kind: 'ok' });
  });
});

describe('the default role', () => {
  it.each([
    ['is made where there is none', noRole, { state: 'absent' }],
    ['is adopted where WorkSpaces may take it', role(), { state: 'done', outputs: { own: false } }],
    ['is never overwritten', role('ec2.amazonaws.com'), { state: 'foreign', problem: { code: 'directory.role-trust' } }],
  ])('%s', async (_, aws, seen) => {
    expect(await look(workOf({ aws }), 'default-role')).toMatchObject(seen);
  });

  it('gets its two policies only where it is ours', async () => {
    const attached = (own: boolean) => directory.changes(workOf({ made: { 'default-role': { role: roleName, own, created: noon } } })).filter(({ call }) => call.operation === 'AttachRolePolicy').map(({ call }) => call.input['PolicyArn']);
    expect([attached(true), attached(false)]).toEqual([policies, []]);
    expect(await look(workOf({ aws: role() }), 'default-role', intentOf('directory', 'default-role'))).toMatchObject({ outputs: { own: true } });
    expect(await look(workOf({ aws: role(undefined, 'contoso-euw1') }), 'default-role')).toMatchObject({ outputs: { own: true } });
    const aws: Script = { 'iam:ListAttachedRolePolicies': { AttachedPolicies: [{ PolicyArn: policies[0] }] } };
    expect((await look(workOf({ aws }), 'default-role-policy/AmazonWorkSpacesServiceAccess')).state).toBe('done');
    expect((await look(workOf({ aws }), 'default-role-policy/AmazonWorkSpacesSelfServiceAccess')).state).toBe('absent');
  });

  it('carries the policies of its own partition', () => {
    expect(changeOf(workOf({ partition: 'aws-us-gov' }), 'default-role-policy/AmazonWorkSpacesServiceAccess').call.input['PolicyArn']).toBe('arn:aws-us-gov:iam::aws:policy/AmazonWorkSpacesServiceAccess');
  });
});

describe('the registration', () => {
  it.each<[string, Script, object]>([
    ['is sent where there is none', nowhere, { state: 'absent' }],
    ['is done for dedicated hardware in these subnets, in any order', registered(), { state: 'done', outputs: { directoryId: id, registrationCode: 'WSdub+ABCDEF' } }],
    ['is under way', registered({ State: 'REGISTERING', RegistrationCode: undefined }), { state: 'underway' }],
    ['waits until an old one has ended', registered({ State: 'DEREGISTERING', Tenancy: 'SHARED' }), { state: 'underway' }],
    ['stops at one for shared hardware', registered({ Tenancy: 'SHARED' }), { state: 'blocked', problem: { code: 'directory.shared', todo: expect.arrayContaining([expect.stringContaining(`directory.confirmDeregister: ${id}`)]) } }],
    ['stops at one in other subnets', registered({ SubnetIds: [one, 'subnet-other'] }), { state: 'foreign', problem: { code: 'directory.other-subnets', todo: expect.arrayContaining([expect.stringContaining('subnet-other')]) } }],
    ['that failed quotes AWS', registered({ State: 'ERROR', ErrorMessage: 'no role' }), { state: 'blocked', problem: { code: 'directory.error', what: expect.stringContaining('no role'), exit: 1 } }],
  ])('%s', async (_, aws, seen) => {
    expect(await look(workOf({ aws }), 'registration')).toMatchObject(seen);
  });

  it('asks for dedicated hardware', async () => {
    const work = workOf({ aws: { 'workspaces:RegisterWorkspaceDirectory': { DirectoryId: id, State: 'REGISTERING' } } });
    expect(await send(work, 'registration')).toMatchObject({ kind: 'ok' });
    expect(work.called[0]?.input).toEqual({ DirectoryId: id, SubnetIds: [one, two], EnableSelfService: false, Tenancy: 'DEDICATED', Tags: [{ Key: 'wizard-byol:onboarding', Value: 'contoso-euw1' }] });
  });

  it.each([[60_000, 'soon'], [3_600_000, undefined]])('that misses a role of %i ms', async (age, again) => {
    const made = { 'default-role': { role: roleName, own: true, created: noon - age } };
    const work = workOf({ made, aws: { 'workspaces:RegisterWorkspaceDirectory': () => { throw refusal('workspaces:RegisterWorkspaceDirectory', 'WorkspacesDefaultRoleNotFoundException'); } } });
    const outcome = await send(work, 'registration');
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(outcome.kind === 'refused' && outcome.problem.again).toBe(again);
  });
});

describe('the settings of new WorkSpaces', () => {
  it('are set where they differ, and what stood there is kept', async () => {
    const has = { DefaultOu: 'OU=Old,DC=contoso,DC=com', UserEnabledAsLocalAdministrator: false, EnableInternetAccess: true };
    const work = workOf({ aws: registered({ WorkspaceCreationProperties: has }) });
    expect(await look(work, 'creation-properties')).toEqual({ state: 'absent', before: ['DefaultOu=OU=Old,DC=contoso,DC=com'] });
    const set = workOf({ aws: registered({ WorkspaceCreationProperties: { ...has, DefaultOu: answers.ou } }) });
    const before = ['DefaultOu=OU=Old,DC=contoso,DC=com'];
    expect(await look(set, 'creation-properties', intentOf('directory', 'creation-properties', { before }))).toMatchObject({ state: 'done', outputs: { before } });
  });

  it('hold only what was answered: an empty OU is refused by a message that names no field', () => {
    const input = (more: Partial<DirectoryAnswers>) => changeOf(workOf({ answers: more }), 'creation-properties').call.input['WorkspaceCreationProperties'];
    expect(input({ ou: '' })).toEqual({ UserEnabledAsLocalAdministrator: false });
    expect(input({ internetAccess: true, maintenance: false })).toMatchObject({ EnableInternetAccess: true, EnableMaintenanceMode: false });
  });

  it.each([['localAdmin', 'UserEnabledAsLocalAdministrator', false], ['maintenance', 'EnableMaintenanceMode', true]])('%s stays what a registered directory has', async (key, property, otherwise) => {
    const initial = (aws: Script) => directory.questions.find((question) => question.key === key)!.initial!(workOf({ aws }));
    expect(await initial(registered({ WorkspaceCreationProperties: { [property]: !otherwise } }))).toBe(!otherwise);
    expect(await initial(nowhere)).toBe(otherwise);
  });
});

describe('the findings', () => {
  const subnet = (SubnetId: string, AvailabilityZoneId: string, more: object = {}) => ({ SubnetId, VpcId: 'vpc-1', AvailabilityZoneId, AvailableIpAddressCount: 4_000, ...more });
  const good: Script = {
    'ds:DescribeDirectories': { DirectoryDescriptions: [{ DirectoryId: id, Stage: 'Active', Type: 'MicrosoftAD', VpcSettings: { VpcId: 'vpc-1', SubnetIds: [one, two] } }] },
    'ec2:DescribeSubnets': { Subnets: [subnet(one, 'euw1-az1'), subnet(two, 'euw1-az2')] },
    'ec2:DescribeVpcs': { Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.1.0.0/16' }] },
    'ec2:DescribeRouteTables': { RouteTables: [{ RouteTableId: 'rtb-1', Routes: [{ DestinationCidrBlock: '10.1.0.0/16', GatewayId: 'local' }, { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' }] }] },
    ...noRole,
  };
  const described = (fields: object): Script => ({ 'ds:DescribeDirectories': { DirectoryDescriptions: [{ DirectoryId: id, Stage: 'Active', Type: 'MicrosoftAD', VpcSettings: { VpcId: 'vpc-1' }, ...fields }] } });

  it.each<[string, Script, string[]]>([
    ['nothing', {}, []],
    ['a directory that is not there', { 'ds:DescribeDirectories': () => { throw refusal('ds:DescribeDirectories', 'EntityDoesNotExistException'); } }, ['blocker directory.not-found']],
    ['a directory that may not be seen', { 'ds:DescribeDirectories': () => { throw refusal('ds:DescribeDirectories', 'AccessDeniedException'); } }, ['info directory.state']],
    ['a directory that is not active', described({ Stage: 'Impaired' }), ['blocker directory.stage']],
    ['a replica of another Region', described({ RegionsInfo: { PrimaryRegion: 'us-east-1' } }), ['blocker directory.replica']],
    ['a connector, that ends idle', described({ Type: 'ADConnector', VpcSettings: undefined, ConnectSettings: { VpcId: 'vpc-1' } }), ['info directory.idle']],
    ['subnets that are not there', { 'ec2:DescribeSubnets': () => { throw refusal('ec2:DescribeSubnets', 'InvalidSubnetID.NotFound'); } }, ['blocker directory.subnets-missing']],
    ['subnets of another VPC', { 'ec2:DescribeSubnets': { Subnets: [subnet(one, 'euw1-az1'), subnet(two, 'euw1-az2', { VpcId: 'vpc-2' })] } }, ['blocker directory.subnets-vpc']],
    ['subnets in one zone', { 'ec2:DescribeSubnets': { Subnets: [subnet(one, 'euw1-az1'), subnet(two, 'euw1-az1')] } }, ['blocker directory.subnets-zones']],
    ['a zone that WorkSpaces has not', { 'ec2:DescribeSubnets': { Subnets: [subnet(one, 'euw1-az1'), subnet(two, 'euw1-az9')] } }, ['blocker directory.zone']],
    ['subnets that are too small', { 'ec2:DescribeSubnets': { Subnets: [subnet(one, 'euw1-az1', { AvailableIpAddressCount: 50 }), subnet(two, 'euw1-az2', { AvailableIpAddressCount: 50 })] } }, ['warning directory.addresses']],
    ['IPv6 by itself', { 'ec2:DescribeSubnets': { Subnets: [subnet(one, 'euw1-az1', { AssignIpv6AddressOnCreation: true }), subnet(two, 'euw1-az2')] } }, ['warning directory.ipv6']],
    ['a VPC in the management range', { 'ec2:DescribeVpcs': { Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.42.8.0/24' }] } }, ['blocker directory.clash']],
    ['routes that may not be seen', { 'ec2:DescribeRouteTables': () => { throw refusal('ec2:DescribeRouteTables', 'UnauthorizedOperation'); } }, ['info directory.clash']],
    ['a role that lacks its policy', { ...role(), 'iam:ListAttachedRolePolicies': { AttachedPolicies: [] } }, ['warning directory.role-policy']],
    ['a role for somebody else', role('ec2.amazonaws.com'), ['blocker directory.role-trust']],
  ])('tell of %s', async (_, aws, rules) => {
    const work = workOf({ from: { network: { managementCidr: '10.42.0.0/16' }, eligibility: { plannedWorkspaces: 120 } }, aws: { ...good, ...aws } });
    expect((await directory.findings!(work)).map(({ rule, level }) => `${level} ${rule}`)).toEqual(rules);
  });

  it('know a route into a management range from a default route', async () => {
    const Routes = ['0.0.0.0/0', '10.40.0.0/14', '54.239.224.0/24', '10.64.0.0/14'].map((DestinationCidrBlock) => ({ DestinationCidrBlock, GatewayId: 'vgw-1' }));
    const { aws } = workOf({ aws: { ...good, 'ec2:DescribeRouteTables': { RouteTables: [{ RouteTableId: 'rtb-1', Routes }] } } });
    expect(await clashes(aws, 'vpc-1', '10.42.0.0/16')).toEqual([
      { used: '10.40.0.0/14', where: 'A route of rtb-1', managed: '10.42.0.0/16' },
      { used: '54.239.224.0/24', where: 'A route of rtb-1', managed: '54.239.224.0/20' },
    ]);
  });
});

describe('the choices', () => {
  it('of subnets are those of the directory’s VPC, and say which zones do not do', async () => {
    const aws: Script = {
      'ds:DescribeDirectories': { DirectoryDescriptions: [{ DirectoryId: id, VpcSettings: { VpcId: 'vpc-1', SubnetIds: [one, two] } }] },
      'ec2:DescribeSubnets': { Subnets: [{ SubnetId: one, CidrBlock: '10.1.16.0/20', AvailabilityZone: 'eu-west-1a', AvailabilityZoneId: 'euw1-az9' }] },
    };
    const question = directory.questions.find(({ key }) => key === 'subnets')!;
    expect(await question.choices!(workOf({ aws }))).toEqual([{ value: one, label: `${one} 10.1.16.0/20 eu-west-1a`, hint: 'euw1-az9 is not supported by WorkSpaces' }]);
    expect(await question.initial!(workOf({ aws }))).toEqual([one, two]);
  });
});

it('the step hands on the registration code, once the settings stand', () => {
  const registration = { directoryId: id, registrationCode: 'WSdub+ABCDEF' };
  expect(directory.outputs(workOf({ made: { registration } }))).toBeUndefined();
  expect(directory.outputs(workOf({ made: { registration, 'creation-properties': {} } }))).toEqual(registration);
});
