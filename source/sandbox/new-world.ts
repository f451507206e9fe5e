import { partitionOf } from './identity.ts';
import { knownRole } from './known-roles.ts';
import type { ScenarioFile } from './scenario-file.ts';
import { smallCompany } from './small-company.ts';
import { newId } from './world.ts';
import type { Directory, World } from './world.ts';
import { zoneOf } from './zones.ts';

/** The world that a scenario describes, as it stands at `now` (milliseconds since 1970), before anything was called. */
export function newWorld(scenario: ScenarioFile, now: number, region?: string): World {
  const { account } = scenario;
  const world: World = {
    version: 1,
    clock: now,
    account: account.id,
    region: account.region ?? region ?? 'eu-west-1',
    nextId: 0,
    scenario: {
      durations: scenario.durations as Record<string, number>,
      outcomes: scenario.outcomes.map(({ codes, ...outcome }) => ({ ...outcome, ...(codes ? { codes } : {}) })),
      faults: scenario.faults.map(({ for: milliseconds, ...fault }) => ({ ...fault, ...(milliseconds === undefined ? {} : { milliseconds }) })),
    },
    calls: {},
    faultsFired: {},
    workspaces: {
      consented: account.consented && account.consentAfter === undefined,
      ...(account.consentAfter === undefined ? {} : { consentFrom: now + account.consentAfter }),
      ...(account.managementCidr ? { managementCidr: account.managementCidr } : {}),
      modifications: [],
      images: [],
      bundles: [],
      directories: [],
      workspaces: [],
      tags: {},
    },
    directoryService: { directories: [] },
    ec2: {
      ebsEncryptionByDefault: account.defaultEncryption,
      vpcs: [],
      subnets: [],
      routeTables: [],
      peerings: [],
      vpnConnections: [],
      transitGatewayRouteTables: [],
      prefixLists: [],
      importTasks: [],
      images: [],
      tags: {},
    },
    iam: { roles: [], ...(account.alias ? { accountAlias: account.alias } : {}) },
    s3: { buckets: [] },
    serviceQuotas: {
      quotas: scenario.quotas.map(({ service, code, name, value, adjustable }) => ({
        ServiceCode: service,
        QuotaCode: code,
        QuotaName: name,
        Value: value,
        Adjustable: adjustable,
      })),
    },
  };
  network(world, scenario);
  directories(world, scenario, now);
  const partition = partitionOf(world.region);
  world.iam.roles.push(...account.roles.map((name) => knownRole(name, partition, newId(world, 'AROA', 16).toUpperCase(), now)));
  world.s3.buckets.push(
    ...scenario.buckets.map(({ name, region: elsewhere, owner }) => ({
      Name: name,
      region: elsewhere ?? world.region,
      created: now,
      owner: owner ?? world.account,
      tags: [],
      objects: [],
      uploads: [],
    })),
  );
  return world;
}

function network(world: World, scenario: ScenarioFile): void {
  const { ec2 } = world;
  for (const vpc of scenario.vpcs ?? smallCompany.vpcs) {
    const VpcId = vpc.id ?? newId(world, 'vpc-');
    ec2.vpcs.push({ VpcId, cidrs: vpc.cidrs, IsDefault: vpc.default, ...(vpc.name ? { name: vpc.name } : {}) });
    if (vpc.name) ec2.tags[VpcId] = [{ Key: 'Name', Value: vpc.name }];
    ec2.subnets.push(
      ...vpc.subnets.map((subnet) => ({ SubnetId: subnet.id ?? newId(world, 'subnet-'), VpcId, CidrBlock: subnet.cidr, ...zoneOf(world.region, subnet.zone) })),
    );
    const local = vpc.cidrs.map((destination) => ({ destination, target: 'local', origin: 'CreateRouteTable', state: 'active' }));
    const others = vpc.routes.map(({ to, via, propagated, state }) => ({
      destination: to,
      target: via,
      origin: propagated ? 'EnableVgwRoutePropagation' : 'CreateRoute',
      state,
    }));
    ec2.routeTables.push({ RouteTableId: newId(world, 'rtb-'), VpcId, main: true, routes: [...local, ...others] });
  }
  peerings(world, scenario);
  for (const { gateway, routes, state } of scenario.vpns ?? (scenario.vpcs ? [] : smallCompany.vpns)) {
    ec2.vpnConnections.push({ VpnConnectionId: newId(world, 'vpn-'), gatewayId: gateway, customerGatewayId: newId(world, 'cgw-'), state, routes });
  }
  for (const { id, routes } of scenario.transitGateways ?? smallCompany.transitGateways) {
    ec2.transitGatewayRouteTables.push({
      TransitGatewayRouteTableId: newId(world, 'tgw-rtb-'),
      TransitGatewayId: id,
      routes: routes.map(({ to, via }) => ({ destination: to, attachment: via, state: 'active' })),
    });
  }
  for (const { id, name, cidrs } of scenario.prefixLists ?? smallCompany.prefixLists) {
    ec2.prefixLists.push({ PrefixListId: id, PrefixListName: name, entries: cidrs });
  }
}

function peerings(world: World, scenario: ScenarioFile): void {
  // A scenario with VPCs of its own has none of the small company's peerings.
  const listed = scenario.peerings ?? (scenario.vpcs ? [] : smallCompany.peerings);
  world.ec2.peerings = listed.map(({ id, from, to, cidrs, status }) => ({
    VpcPeeringConnectionId: id ?? newId(world, 'pcx-'),
    requester: from,
    accepter: to,
    accepterCidrs: world.ec2.vpcs.find(({ VpcId }) => VpcId === to)?.cidrs ?? cidrs,
    status,
  }));
}

function directories(world: World, scenario: ScenarioFile, now: number): void {
  for (const { id, name, shortName, type, stage, subnets, users, registered } of scenario.directories ?? smallCompany.directories) {
    const VpcId = world.ec2.subnets.find(({ SubnetId }) => SubnetId === subnets[0])?.VpcId ?? '';
    const directory: Directory = {
      DirectoryId: id,
      Name: name,
      ShortName: shortName ?? name.split('.')[0]?.toUpperCase() ?? name,
      Type: type,
      Stage: stage,
      VpcId,
      SubnetIds: subnets,
      users,
    };
    world.directoryService.directories.push(directory);
    if (!registered) continue;
    world.workspaces.directories.push({
      DirectoryId: id,
      SubnetIds: subnets,
      Tenancy: registered,
      RegistrationCode: `SLiad+${newId(world, '', 6).toUpperCase()}`,
      selfService: false,
      creationProperties: {},
      visibleFrom: now,
      stages: [{ at: now, state: 'REGISTERED' }],
    });
  }
}
