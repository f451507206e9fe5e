import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { overlap } from '../../source/sandbox/cidr.ts';
import { newWorld } from '../../source/sandbox/new-world.ts';
import { parseScenario, readScenario } from '../../source/sandbox/scenario.ts';
import { SandboxError } from '../../source/sandbox/service.ts';
import { shapesOf } from '../../source/sandbox/wire/schema.ts';
import type { World } from '../../source/sandbox/world.ts';

const began = Date.UTC(2026, 10, 21);
const world = (text: string, region?: string): World => newWorld(parseScenario(text, 'scenario.yaml'), began, region);
const example = (name: string) => fileURLToPath(new URL(`../../examples/scenario-${name}.yaml`, import.meta.url));

/** Every range that the world's network uses or routes, the default route aside. */
function used({ ec2 }: World): string[] {
  return [
    ...ec2.vpcs.flatMap(({ cidrs }) => cidrs),
    ...ec2.routeTables.flatMap(({ routes }) => routes.map(({ destination }) => destination)),
    ...ec2.peerings.flatMap(({ accepterCidrs }) => accepterCidrs),
    ...ec2.vpnConnections.flatMap(({ routes }) => routes),
    ...ec2.transitGatewayRouteTables.flatMap(({ routes }) => routes.map(({ destination }) => destination)),
    ...ec2.prefixLists.flatMap(({ entries }) => entries),
  ].filter((cidr) => cidr !== '0.0.0.0/0');
}

describe('a scenario that says nothing', () => {
  it('is the small company', () => {
    const small = world('');
    expect(small).toMatchObject({ account: '111122223333', region: 'eu-west-1', clock: began, ec2: { ebsEncryptionByDefault: false }, iam: { roles: [] } });
    expect(small.workspaces).toMatchObject({ consented: true, modifications: [], directories: [] });
    expect(small.ec2.vpcs).toHaveLength(3);
    const [directory] = small.directoryService.directories;
    expect(directory).toMatchObject({ DirectoryId: 'd-906702f0a1', Name: 'corp.contoso.com', Type: 'MicrosoftAD', Stage: 'Active', VpcId: 'vpc-0a1b2c3d4e5f60001' });
    expect(directory!.users).toEqual(expect.arrayContaining(['alice', 'bob', 'carol', 'dave']));
    expect(new Set(directory!.users).size).toBeGreaterThanOrEqual(34);
    expect(directory!.SubnetIds).toEqual(['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002']);
    const zones = small.ec2.subnets.filter(({ SubnetId }) => directory!.SubnetIds.includes(SubnetId)).map(({ AvailabilityZoneId }) => AvailabilityZoneId);
    expect(zones).toEqual(['euw1-az1', 'euw1-az2']);
  });

  it('lies in any Region, in zones that WorkSpaces supports there', () => {
    expect(world('', 'us-east-1').ec2.subnets[1]).toMatchObject({ AvailabilityZone: 'us-east-1d', AvailabilityZoneId: 'use1-az4' });
    expect(world('account: { region: ap-northeast-1 }', 'us-east-1').region).toBe('ap-northeast-1');
  });
});

describe('a scenario sets', () => {
  it('when the consent comes, and what was chosen long ago', () => {
    expect(world('account: { consentAfter: 3h }').workspaces).toMatchObject({ consented: false, consentFrom: began + 10_800_000 });
    expect(world('account: { managementCidr: 10.200.0.0/16 }').workspaces.managementCidr).toBe('10.200.0.0/16');
  });

  it('directories, registered ones too, users, roles, buckets, quotas, encryption', () => {
    const made = world(`
account: { id: "444455556666", alias: contoso, roles: [workspaces_DefaultRole, vmimport], defaultEncryption: true }
directories:
  - { id: d-1234567890, name: ad.example.com, type: ADConnector, subnets: [subnet-0a1b2c3d4e5f60003], users: [zoe], registered: SHARED }
buckets: [{ name: theirs, owner: "777788889999", region: us-east-1 }]
quotas: [{ service: workspaces, code: L-34278094, name: WorkSpaces, value: 1 }]`);
    expect(made.directoryService.directories).toMatchObject([{ ShortName: 'AD', VpcId: 'vpc-0a1b2c3d4e5f60002', users: ['zoe'] }]);
    expect(made.workspaces.directories).toMatchObject([{ DirectoryId: 'd-1234567890', Tenancy: 'SHARED', stages: [{ state: 'REGISTERED' }] }]);
    expect(made.iam).toMatchObject({ accountAlias: 'contoso', roles: [{ RoleName: 'workspaces_DefaultRole' }, { RoleName: 'vmimport' }] });
    expect(made.s3.buckets).toMatchObject([{ Name: 'theirs', owner: '777788889999', region: 'us-east-1' }]);
    expect(made.serviceQuotas.quotas).toMatchObject([{ QuotaCode: 'L-34278094', Value: 1 }]);
    expect(made.ec2.ebsEncryptionByDefault).toBe(true);
  });

  it('durations, outcomes and faults', () => {
    const { scenario } = world(`
durations: { import: 30m, image: 2d }
outcomes: [{ kind: image, message: it failed, codes: [DiskFreeSpace] }]
faults: [{ service: iam, operation: CreateRole, fault: lag, for: 90s }]`);
    expect(scenario).toEqual({
      durations: { import: 1_800_000, image: 172_800_000 },
      outcomes: [{ kind: 'image', nth: 1, message: 'it failed', codes: ['DiskFreeSpace'] }],
      faults: [{ service: 'iam', operation: 'CreateRole', nth: 1, times: 1, fault: 'lag', milliseconds: 90_000 }],
    });
  });
});

describe('a wrong scenario is refused by file, line and key', () => {
  it.each([
    ['an unknown key', 'title: a\n\nfautls: []\n', /^scenario\.yaml:3: fautls: this key is not known$/],
    ['an unknown key inside', 'vpcs:\n  - cidrs: [10.0.0.0/16]\n    colour: red\n', /^scenario\.yaml:3: vpcs\.0\.colour: this key is not known$/],
    ['a wrong duration', 'durations:\n  import: soon\n', /^scenario\.yaml:2: durations\.import: a duration such as 90s/],
    ['a duration of nothing known', 'durations: { lunch: 1h }', /^scenario\.yaml:1: durations/],
    ['a fault that there is not', 'faults:\n  - service: iam\n    operation: CreateRole\n    fault: fire\n', /^scenario\.yaml:4: faults\.0\.fault: /],
    ['a missing key', 'faults:\n  - { service: iam, fault: hang }\n', /^scenario\.yaml:2: faults\.0\.operation: /],
    ['a range that is none', 'vpcs: [{ cidrs: [ten] }]', /vpcs\.0\.cidrs\.0: a range such as/],
    ['an account without quotes', 'account: { id: 111122223333 }', /^scenario\.yaml:1: account\.id/],
    ['what is no YAML', 'vpcs: [', /^scenario\.yaml:1: /],
    ['no mapping', '- a\n- b\n', /^scenario\.yaml:1: the file: /],
  ])('%s', (_, text, words) => {
    expect(() => parseScenario(text, 'scenario.yaml')).toThrow(SandboxError);
    expect(() => parseScenario(text, 'scenario.yaml')).toThrow(words);
  });

  it('all at once', () => {
    expect(() => parseScenario('a: 1\nb: 2\n', 'f')).toThrow('f:1: a: this key is not known\nf:2: b: this key is not known');
  });

  it('a file that is not there', () => {
    expect(() => readScenario('/nowhere/scenario.yaml')).toThrow('/nowhere/scenario.yaml: there is no such file.');
  });
});

describe('the example', () => {
  it('nothing-enabled waits for a consent', () => {
    expect(newWorld(readScenario(example('nothing-enabled')), began).workspaces).toMatchObject({ consented: false, consentFrom: began + 1_800_000 });
  });

  it('everything-goes-wrong-once meets every fault that a client gets over, at operations that exist', async () => {
    const { faults } = readScenario(example('everything-goes-wrong-once'));
    const kinds = ['500', 'empty-200', 'hang', 'html-200', 'html-503', 'lag', 'reset-after', 'reset-before', 'throttle'];
    expect([...new Set(faults.map(({ fault }) => fault))].sort()).toEqual(kinds);
    const packages = { workspaces: 'workspaces', ds: 'directory-service', ec2: 'ec2', iam: 'iam', s3: 's3', sts: 'sts', servicequotas: 'service-quotas' };
    for (const { service, operation } of faults) {
      const { operations } = shapesOf(await import(`@aws-sdk/client-${packages[service]}`));
      expect(operations.has(operation), `${service}:${operation}`).toBe(true);
    }
  });

  it('forty-vpcs has forty, and 10.42.0.0/16 among the few free ranges of 10.0.0.0/8', () => {
    const company = newWorld(readScenario(example('forty-vpcs')), began);
    expect(company.ec2.vpcs).toHaveLength(40);
    const taken = used(company);
    const free = Array.from({ length: 256 }, (_, second) => `10.${second}.0.0/16`).filter((range) => !taken.some((cidr) => overlap(range, cidr)));
    expect(free).toContain('10.42.0.0/16');
    expect(free.length).toBeLessThan(30);
  });

  it.each(['nothing-enabled', 'everything-goes-wrong-once', 'forty-vpcs'])('%s has the directory that the example onboarding names', (name) => {
    const { directoryService, ec2 } = newWorld(readScenario(example(name)), began);
    const directory = directoryService.directories.find(({ DirectoryId }) => DirectoryId === 'd-906702f0a1');
    expect(ec2.subnets.map(({ SubnetId }) => SubnetId)).toEqual(expect.arrayContaining(directory!.SubnetIds));
    expect(readFileSync(example(name), 'utf8')).toMatch(/^# /);
  });
});
