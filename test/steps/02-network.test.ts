import { describe, expect, it } from 'vitest';
import type { Operation } from '../../source/aws/operations.ts';
import type { Question } from '../../source/step.ts';
import { network } from '../../steps/02-network.ts';
import { fakeWork, intentOf, noon, refusal, type FakeOptions, type Script } from './work.ts';

type Answers = { searchRange: string; avoid: readonly string[]; managementCidr: string; confirmManagementCidr: string };

/** Twelve ranges on offer in pages of five; a company with two VPCs, a peering, a VPN and a transit gateway. */
const offers = ['10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16', '10.4.0.0/16', '10.5.0.0/16', '10.6.0.0/16', '10.7.0.0/16', '10.200.0.0/16', '10.201.0.0/16', '10.202.0.0/16', '10.203.0.0/16', '10.204.0.0/16'];
const company: Script = {
  'workspaces:DescribeAccount': { DedicatedTenancySupport: 'DISABLED' },
  'workspaces:DescribeAccountModifications': { AccountModifications: [] },
  'workspaces:ListAvailableManagementCidrRanges': ({ NextToken, MaxResults = 5 }) => {
    const start = Number(NextToken ?? 0);
    return { ManagementCidrRanges: offers.slice(start, start + MaxResults), ...(start + MaxResults < offers.length && { NextToken: String(start + MaxResults) }) };
  },
  'ec2:DescribeVpcs': {
    Vpcs: [
      { VpcId: 'vpc-1', CidrBlock: '10.1.0.0/16', Tags: [{ Key: 'Name', Value: 'production' }] },
      { VpcId: 'vpc-2', CidrBlock: '172.20.0.0/16', CidrBlockAssociationSet: [{ CidrBlock: '10.2.128.0/20', CidrBlockState: { State: 'associated' } }] },
    ],
  },
  'ec2:DescribeRouteTables': {
    RouteTables: [
      {
        RouteTableId: 'rtb-1',
        VpcId: 'vpc-1',
        Routes: [
          { DestinationCidrBlock: '10.1.0.0/16', GatewayId: 'local', State: 'active' },
          { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1', State: 'active' },
          { DestinationCidrBlock: '10.3.0.0/16', GatewayId: 'vgw-1', State: 'active' },
          { DestinationCidrBlock: '10.200.0.0/16', NetworkInterfaceId: 'eni-1', State: 'blackhole' },
        ],
      },
    ],
  },
  'ec2:DescribeVpcPeeringConnections': {
    VpcPeeringConnections: [
      { VpcPeeringConnectionId: 'pcx-1', Status: { Code: 'active' }, AccepterVpcInfo: { VpcId: 'vpc-9', OwnerId: '999', CidrBlockSet: [{ CidrBlock: '10.4.0.0/16' }] } },
      { VpcPeeringConnectionId: 'pcx-2', Status: { Code: 'deleted' }, AccepterVpcInfo: { VpcId: 'vpc-8', OwnerId: '999', CidrBlock: '10.7.0.0/16' } },
    ],
  },
  'ec2:DescribeVpnConnections': { VpnConnections: [{ VpnConnectionId: 'vpn-1', State: 'available', Routes: [{ DestinationCidrBlock: '10.5.0.0/16' }] }] },
  'ec2:DescribeTransitGatewayRouteTables': { TransitGatewayRouteTables: [{ TransitGatewayRouteTableId: 'tgw-rtb-1', TransitGatewayId: 'tgw-1' }] },
  'ec2:SearchTransitGatewayRoutes': { Routes: [{ DestinationCidrBlock: '10.6.0.0/16' }] },
};
const free = ['10.7.0.0/16', '10.201.0.0/16', '10.202.0.0/16', '10.203.0.0/16', '10.204.0.0/16'];

type Options = FakeOptions<Answers>;
const work = ({ aws, ...options }: Options = {}) => fakeWork<Answers>({ ...options, aws: { ...company, ...aws } });
const question = (key: string) => network.questions.find((one) => one.key === key) as Question;
const resolve = (value: string, options?: Options) => question('managementCidr').resolve!(value, work(options));
const findings = async (options: Options) => (await network.findings!(work(options))).map(({ rule, level, title, fix = '' }) => ({ rule, level, text: `${title} ${fix}` }));
const withRange = (range: string): Script => ({ 'workspaces:DescribeAccount': { DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: range } });

describe('the choice of the management range', () => {
  it('reads every page of what AWS offers and leaves out what anything seen uses', async () => {
    const choices = await question('managementCidr').choices!(work());
    expect(choices.map(({ value }) => value).slice(1).toSorted()).toEqual(free.toSorted());
    expect(choices[0]).toMatchObject({ value: 'auto', label: `auto (now ${choices[1]!.value})` });
  });

  it('asks for five a page, inside the search range', async () => {
    const fake = work({ answers: { searchRange: '10.200.0.0/13' } });
    await question('managementCidr').resolve!('auto', fake);
    const listed = fake.called.filter(({ operation }) => operation === 'workspaces:ListAvailableManagementCidrRanges');
    expect(listed).toHaveLength(3);
    expect(listed[0]!.input).toEqual({ ManagementCidrRangeConstraint: '10.200.0.0/13', MaxResults: 5 });
  });

  it('takes for auto the best one, or the one that a person wrote down where it is free', async () => {
    const best = String(await resolve('auto'));
    expect(free).toContain(best);
    expect(await resolve('auto', { answers: { confirmManagementCidr: '10.203.0.0/16' } })).toBe('10.203.0.0/16');
    expect(await resolve('auto', { answers: { confirmManagementCidr: '10.1.0.0/16' } })).toBe(best);
    expect(await resolve('auto', { answers: { avoid: [best] } })).not.toBe(best);
  });

  it('takes a range that is written down as it is, if AWS offers it', async () => {
    expect(await resolve('10.1.0.0/16')).toBe('10.1.0.0/16');
    await expect(resolve('10.99.0.0/16')).rejects.toMatchObject({ problem: { code: 'network.not-offered', exit: 4, todo: expect.arrayContaining([expect.stringMatching(/^1\. 10\./)]) } });
  });

  it('says so where nothing is left', async () => {
    await expect(resolve('auto', { answers: { avoid: ['10.0.0.0/8'] } })).rejects.toMatchObject({ problem: { code: 'network.none-free', exit: 4, causes: [expect.stringContaining('10.0.0.0/8')] } });
    await expect(resolve('auto', { aws: { 'workspaces:ListAvailableManagementCidrRanges': {} } })).rejects.toMatchObject({ problem: { code: 'network.none-free' } });
  });

  it('is drawn as a map of what AWS offers and what was seen in use', async () => {
    const map = await question('managementCidr').map!(work({ answers: { searchRange: '10.0.0.0/8', avoid: ['10.201.0.0/16'] } }));
    const states = Object.fromEntries(map.ranges.flatMap(({ cells }) => cells.map(({ cidr, state }) => [cidr, state])));
    expect(states).toMatchObject({
      '10.1.0.0/16': 'vpc', '10.3.0.0/16': 'routed', '10.4.0.0/16': 'vpc', '10.6.0.0/16': 'routed', '10.7.0.0/16': 'offered', '10.8.0.0/16': 'taken',
      '10.201.0.0/16': 'listed', '172.20.0.0/16': 'vpc', '172.21.0.0/16': 'unasked', '198.18.0.0/16': 'unasked',
    });
    expect(map.suggestions.map(({ cidr }) => cidr).toSorted()).toEqual(free.filter((cidr) => cidr !== '10.201.0.0/16').toSorted());
  });

  it('is drawn from the very calls that its choices are made of, so that a round makes none twice', async () => {
    const [listing, drawing] = [work(), work()];
    const choices = await question('managementCidr').choices!(listing);
    const { suggestions } = await question('managementCidr').map!(drawing);
    expect(suggestions.map(({ cidr }) => cidr)).toEqual(choices.slice(1).map(({ value }) => value));
    expect(drawing.called).toEqual(listing.called);
    expect(new Set(drawing.called.map((call) => JSON.stringify(call))).size).toBe(drawing.called.length);
  });

  it('is not asked of an account that has a range', async () => {
    for (const key of ['searchRange', 'managementCidr']) {
      expect(await question(key).when!(work())).toBe(true);
      expect(await question(key).when!(work({ aws: withRange('10.9.0.0/16') }))).toBe(false);
    }
    expect(question('avoid').when).toBeUndefined();
  });

  it.each([
    ['searchRange', ['10.0.0.0/8', '10.42.0.0/16', '100.64.0.0/10', '198.18.0.0/15'], ['auto', '11.0.0.0/8', '10.0.0.0/7', '10.42.0.0/17', '10.1.0.0/8', 'fe80::/10', '10.0.0.0']],
    ['managementCidr', ['auto', '10.42.0.0/16', '198.18.0.0/16'], ['Auto', '10.42.1.0/16', '10.42.0.0/17', '10.256.0.0/16', '10.042.0.0/16', '10.42.0.0', '']],
    ['avoid', [[], ['10.0.0.0/12', '192.0.2.7/32']], ['10.0.0.0/12', ['10.0.0.1/12'], ['office'], [10]]],
  ])('%s takes what AWS takes and nothing else', (key, good, bad) => {
    const { schema } = question(key);
    expect(good.filter((value) => !schema.safeParse(value).success)).toEqual([]);
    expect(bad.filter((value) => schema.safeParse(value).success)).toEqual([]);
  });
});

describe('the findings of network', () => {
  const answers = { managementCidr: '10.203.0.0/16', avoid: [] };

  it('say where the chosen range stands and what the best others are', async () => {
    const ranking = (await findings({ answers })).filter(({ rule }) => rule === 'network.ranking');
    expect(ranking).toMatchObject([{ level: 'info' }, { level: 'info' }]);
    expect(ranking[0]!.text).toMatch(/10\.203\.0\.0\/16 is number \d of 5 usable ranges \(AWS offers 12\)/);
    for (const other of free.filter((one) => one !== answers.managementCidr)) expect(ranking[1]!.text).toContain(other);
  });

  it.each([
    ['a VPC', '10.1.0.0/16', /vpc-1 \(production\)/],
    ['a second block of a VPC', '10.2.0.0/16', /10\.2\.128\.0\/20.*vpc-2/],
    ['a VPN gateway route', '10.3.0.0/16', /rtb-1 of vpc-1, to vgw-1/],
    ['a peered VPC of another account', '10.4.0.0/16', /vpc-9 of account 999/],
    ['a VPN connection', '10.5.0.0/16', /vpn-1/],
    ['a transit gateway route', '10.6.0.0/16', /tgw-rtb-1 of tgw-1/],
    ['a route to an appliance', '10.200.0.0/16', /eni-1/],
    ['the own list', '10.204.0.0/16', /10\.204\.7\.0\/24/],
  ])('block a choice that clashes with %s', async (_, managementCidr, words) => {
    const blockers = (await findings({ answers: { managementCidr, avoid: ['10.204.7.0/24'] } })).filter(({ level }) => level === 'blocker');
    expect(blockers).toMatchObject([{ rule: 'network.clash', text: expect.stringMatching(words) }]);
  });

  it('name what could not be seen, and judge by the rest', async () => {
    const hidden = (operation: Operation): Script => ({ [operation]: () => { throw refusal(operation, 'UnauthorizedOperation'); } });
    const all = await findings({ answers: { ...answers, managementCidr: '10.1.0.0/16' }, aws: { ...hidden('ec2:DescribeTransitGatewayRouteTables'), ...hidden('ec2:DescribeVpnConnections') } });
    const unseen = all.find(({ rule }) => rule === 'network.unseen');
    expect(unseen?.text).toContain('transit gateway route tables: UnauthorizedOperation');
    expect(unseen?.text).toContain('VPN connections: UnauthorizedOperation');
    expect(all.filter(({ level }) => level === 'blocker')).toHaveLength(1);
  });

  it('check the range that an account has, and never ask to change it', async () => {
    const good = await findings({ answers: { avoid: [] }, aws: withRange('10.9.0.0/16') });
    expect(good.find(({ rule }) => rule === 'network.existing-range')).toMatchObject({ level: 'info' });
    const bad = await findings({ answers: { avoid: ['10.9.3.0/24'], managementCidr: '10.42.0.0/16' }, aws: withRange('10.9.0.0/16') });
    expect(bad.find(({ rule }) => rule === 'network.existing-range')).toMatchObject({ level: 'warning', text: expect.stringContaining('10.9.3.0/24') });
    expect(bad.find(({ rule }) => rule === 'network.other-range')).toMatchObject({ level: 'warning', text: expect.stringContaining('10.42.0.0/16') });
    expect(bad.filter(({ level }) => level === 'blocker')).toEqual([]);
  });

  it('rank nothing once AWS is at work on a range', async () => {
    const fake = work({ answers, aws: { 'workspaces:DescribeAccountModifications': { AccountModifications: [{ ModificationState: 'PENDING', DedicatedTenancyManagementCidrRange: '10.203.0.0/16' }] } } });
    await network.findings!(fake);
    expect(fake.called.map(({ operation }) => operation)).not.toContain('workspaces:ListAvailableManagementCidrRanges');
  });
});

describe('the management range of the account', () => {
  const answers = { managementCidr: '10.203.0.0/16', confirmManagementCidr: '10.203.0.0/16' };
  const intent = intentOf('network', 'management-cidr', { before: ['2026-11-20T10:00:00.000Z 10.203.0.0/16'] });
  const change = (options: Options = {}) => network.changes(work({ answers, ...options }))[0]!;
  const look = (aws: Script, withIntent = false) => change().look(work({ answers, aws }), withIntent ? intent : undefined);
  const modified = (...AccountModifications: { ModificationState: 'PENDING' | 'FAILED' | 'COMPLETED'; range?: string; at?: number; ErrorMessage?: string }[]): Script => ({
    'workspaces:DescribeAccountModifications': {
      AccountModifications: AccountModifications.map(({ range = '10.203.0.0/16', at = noon, ...rest }) => ({ ...rest, DedicatedTenancyManagementCidrRange: range, StartTime: new Date(at) })),
    },
  });

  it('is the one call that can not be undone, confirmed by the exact range', () => {
    expect(change()).toMatchObject({
      kind: 'D',
      call: { operation: 'ModifyAccount', input: { DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: '10.203.0.0/16' } },
      confirm: { key: 'confirmManagementCidr', expected: '10.203.0.0/16' },
    });
    expect(change({ answers: { managementCidr: 'auto' } }).call.input).toMatchObject({ DedicatedTenancyManagementCidrRange: '«from network»' });
  });

  it.each([
    ['an account without one', {}, false, { state: 'absent', before: [] }],
    ['an account with ours', withRange('10.203.0.0/16'), true, { state: 'done', outputs: { managementCidr: '10.203.0.0/16' } }],
    ['an account that had another before', withRange('10.9.0.0/16'), false, { state: 'done', outputs: { managementCidr: '10.9.0.0/16' }, evidence: expect.stringContaining('already') }],
    ['another one than the one sent', withRange('10.9.0.0/16'), true, { state: 'foreign', problem: { code: 'network.other-range' } }],
    ['a modification under way', modified({ ModificationState: 'PENDING' }), true, { state: 'underway', note: expect.stringContaining('2026-11-21 12:00 UTC') }],
    ['one that completed and is not shown by the account yet', modified({ ModificationState: 'COMPLETED' }), true, { state: 'underway', note: expect.stringContaining('does not show it yet') }],
    ['one of somebody else that completed and is not shown yet', modified({ ModificationState: 'COMPLETED', range: '10.9.0.0/16' }), true, { state: 'foreign' }],
    ['one of somebody else under way', modified({ ModificationState: 'PENDING', range: '10.9.0.0/16' }), false, { state: 'underway' }],
    ['one of somebody else after ours was sent', modified({ ModificationState: 'PENDING', range: '10.9.0.0/16' }), true, { state: 'foreign' }],
    ['ours that failed', modified({ ModificationState: 'FAILED', ErrorMessage: 'No capacity.' }), true, { state: 'blocked', problem: { what: expect.stringMatching(/No capacity\.$/), exit: 1 } }],
    ['an older one that failed, before ours', modified({ ModificationState: 'FAILED', at: Date.UTC(2026, 10, 20, 10), ErrorMessage: 'Old.' }), true, { state: 'absent', note: expect.stringContaining('Old.') }],
    ['an older one that failed, with nothing sent', modified({ ModificationState: 'FAILED' }), false, { state: 'absent', before: ['2026-11-21T12:00:00.000Z 10.203.0.0/16'] }],
    ['a linked account whose source has none', { 'workspaces:DescribeAccount': { DedicatedTenancyAccountType: 'TARGET_ACCOUNT' } } satisfies Script, false, { state: 'blocked', problem: { code: 'network.linked', exit: 4 } }],
  ] as const)('is seen truly: %s', async (_, aws, withIntent, expected) => {
    expect(await look(aws as Script, withIntent)).toMatchObject(expected);
  });

  it('shows the ranked choice where nobody has confirmed it yet, and lists nothing where somebody has', async () => {
    const open = network.changes(work({ answers: { managementCidr: '10.203.0.0/16' } }))[0]!;
    await open.look(work({ answers: { managementCidr: '10.203.0.0/16' } }));
    expect(open.confirm!.details).toHaveLength(5);
    expect(open.confirm!.details![0]).toMatch(/^1\. 10\.\d+\.0\.0\/16: /);
    const fake = work({ answers });
    await change().look(fake);
    expect(fake.called.map(({ operation }) => operation)).not.toContain('workspaces:ListAvailableManagementCidrRanges');
  });

  it('is sent once, and only AWS\'s own message counts as an answer', async () => {
    const answered = work({ answers, aws: { 'workspaces:ModifyAccount': { Message: 'Begun.' } } });
    expect(await change().send!(answered, intent)).toEqual({ kind: 'ok', outputs: { managementCidr: '10.203.0.0/16' } });
    expect(answered.called).toEqual([{ kind: 'send', operation: 'workspaces:ModifyAccount', input: { DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: '10.203.0.0/16' } }]);
    expect(await change().send!(work({ answers, aws: { 'workspaces:ModifyAccount': {} } }), intent)).toMatchObject({ kind: 'unknown' });
    const refused = work({ answers, aws: { 'workspaces:ModifyAccount': () => { throw refusal('workspaces:ModifyAccount', 'InvalidResourceStateException'); } } });
    expect(await change().send!(refused, intent)).toMatchObject({ kind: 'refused' });
  });

  it('is what the outputs are', () => {
    expect(network.outputs(work({ answers }))).toBeUndefined();
    expect(network.outputs(work({ made: { 'management-cidr': { managementCidr: '10.9.0.0/16' } } }))).toEqual({ managementCidr: '10.9.0.0/16' });
  });
});
