import type { Call, Operation } from '../service.ts';
import type { Ec2World } from '../world.ts';
import { dryRun, filtered, named, paged } from './listing.ts';

type RouteTable = Ec2World['routeTables'][number];
type Peering = Ec2World['peerings'][number];
type Vpn = Ec2World['vpnConnections'][number];
type TransitTable = Ec2World['transitGatewayRouteTables'][number];
type PrefixList = Ec2World['prefixLists'][number];

/** Under which member of a route its target is given, by the target's prefix. */
const targetMembers: Readonly<Record<string, string>> = {
  'pcx-': 'VpcPeeringConnectionId',
  'tgw-': 'TransitGatewayId',
  'nat-': 'NatGatewayId',
  'eni-': 'NetworkInterfaceId',
  'lgw-': 'LocalGatewayId',
};

const describeRouteTables: Operation = (call) => {
  dryRun(call);
  const { world, account, input } = call;
  const idOf = ({ RouteTableId }: RouteTable) => RouteTableId;
  const readers = {
    'route-table-id': (table: RouteTable) => [table.RouteTableId],
    'vpc-id': (table: RouteTable) => [table.VpcId],
    'association.main': (table: RouteTable) => [String(table.main)],
    'association.subnet-id': () => [],
    'owner-id': () => [account],
    'route.destination-cidr-block': (table: RouteTable) => table.routes.map(({ destination }) => destination),
    'route.state': (table: RouteTable) => table.routes.map(({ state }) => state),
  };
  const tables = named(world.ec2.routeTables, input.RouteTableIds, idOf, 'InvalidRouteTableID.NotFound');
  const { items, ...more } = paged(call, filtered(call, tables, readers, idOf));
  return {
    RouteTables: items.map((table) => ({
      RouteTableId: table.RouteTableId,
      VpcId: table.VpcId,
      OwnerId: account,
      Associations: table.main
        ? [{ Main: true, RouteTableId: table.RouteTableId, RouteTableAssociationId: `rtbassoc-${table.RouteTableId.slice(4)}`, AssociationState: { State: 'associated' } }]
        : [],
      PropagatingVgws: [...new Set(table.routes.filter(({ origin }) => origin === 'EnableVgwRoutePropagation').map(({ target }) => target))].map((GatewayId) => ({
        GatewayId,
      })),
      Routes: table.routes.map(({ destination, target, origin, state }) => ({
        [destination.startsWith('pl-') ? 'DestinationPrefixListId' : 'DestinationCidrBlock']: destination,
        [targetMembers[target.slice(0, 4)] ?? 'GatewayId']: target,
        Origin: origin,
        State: state,
      })),
      Tags: world.ec2.tags[table.RouteTableId],
    })),
    ...more,
  };
};

const describeVpcPeeringConnections: Operation = (call) => {
  dryRun(call);
  const { world, input } = call;
  const idOf = ({ VpcPeeringConnectionId }: Peering) => VpcPeeringConnectionId;
  const readers = {
    'vpc-peering-connection-id': (peering: Peering) => [peering.VpcPeeringConnectionId],
    'requester-vpc-info.vpc-id': (peering: Peering) => [peering.requester],
    'accepter-vpc-info.vpc-id': (peering: Peering) => [peering.accepter],
    'status-code': (peering: Peering) => [peering.status],
  };
  const peerings = named(world.ec2.peerings, input.VpcPeeringConnectionIds, idOf, 'InvalidVpcPeeringConnectionID.NotFound');
  const { items, ...more } = paged(call, filtered(call, peerings, readers, idOf));
  return {
    VpcPeeringConnections: items.map((peering) => ({
      VpcPeeringConnectionId: peering.VpcPeeringConnectionId,
      RequesterVpcInfo: side(call, peering.requester, []),
      AccepterVpcInfo: side(call, peering.accepter, peering.accepterCidrs),
      Status: { Code: peering.status, Message: peering.status },
      Tags: world.ec2.tags[peering.VpcPeeringConnectionId],
    })),
    ...more,
  };
};

function side({ world, account, region }: Call, VpcId: string, otherwise: readonly string[]): unknown {
  const cidrs = world.ec2.vpcs.find((vpc) => vpc.VpcId === VpcId)?.cidrs ?? otherwise;
  return { VpcId, OwnerId: account, Region: region, CidrBlock: cidrs[0], CidrBlockSet: cidrs.map((CidrBlock) => ({ CidrBlock })) };
}

const describeVpnConnections: Operation = (call) => {
  dryRun(call);
  const { world, input } = call;
  const idOf = ({ VpnConnectionId }: Vpn) => VpnConnectionId;
  const readers = {
    'vpn-connection-id': (vpn: Vpn) => [vpn.VpnConnectionId],
    'vpn-gateway-id': (vpn: Vpn) => [vpn.gatewayId],
    'transit-gateway-id': (vpn: Vpn) => [vpn.gatewayId],
    'customer-gateway-id': (vpn: Vpn) => [vpn.customerGatewayId],
    state: (vpn: Vpn) => [vpn.state],
    type: () => ['ipsec.1'],
  };
  const connections = named(world.ec2.vpnConnections, input.VpnConnectionIds, idOf, 'InvalidVpnConnectionID.NotFound');
  return {
    VpnConnections: filtered(call, connections, readers, idOf).map((vpn) => ({
      VpnConnectionId: vpn.VpnConnectionId,
      [vpn.gatewayId.startsWith('tgw-') ? 'TransitGatewayId' : 'VpnGatewayId']: vpn.gatewayId,
      CustomerGatewayId: vpn.customerGatewayId,
      Category: 'VPN',
      State: vpn.state,
      Type: 'ipsec.1',
      Routes: vpn.routes.map((DestinationCidrBlock) => ({ DestinationCidrBlock, State: 'available' })),
      Tags: world.ec2.tags[vpn.VpnConnectionId],
    })),
  };
};

const transitTableId = ({ TransitGatewayRouteTableId }: TransitTable) => TransitGatewayRouteTableId;

const describeTransitGatewayRouteTables: Operation = (call) => {
  dryRun(call);
  const { world, input } = call;
  const readers = {
    'transit-gateway-id': (table: TransitTable) => [table.TransitGatewayId],
    'transit-gateway-route-table-id': (table: TransitTable) => [table.TransitGatewayRouteTableId],
    state: () => ['available'],
  };
  const tables = named(world.ec2.transitGatewayRouteTables, input.TransitGatewayRouteTableIds, transitTableId, 'InvalidRouteTableID.NotFound');
  const { items, ...more } = paged(call, filtered(call, tables, readers, transitTableId));
  return {
    TransitGatewayRouteTables: items.map(({ TransitGatewayRouteTableId, TransitGatewayId }) => ({
      TransitGatewayRouteTableId,
      TransitGatewayId,
      State: 'available',
      DefaultAssociationRouteTable: true,
      DefaultPropagationRouteTable: true,
    })),
    ...more,
  };
};

const searchTransitGatewayRoutes: Operation = (call) => {
  dryRun(call);
  const { world, input } = call;
  const [table] = named(world.ec2.transitGatewayRouteTables, [input.TransitGatewayRouteTableId], transitTableId, 'InvalidRouteTableID.NotFound');
  type Route = TransitTable['routes'][number];
  const readers = { state: (route: Route) => [route.state], type: () => ['static', 'propagated'], 'attachment.resource-type': () => ['vpc', 'vpn'] };
  return {
    Routes: filtered(call, table?.routes ?? [], readers).map(({ destination, attachment, state }) => ({
      DestinationCidrBlock: destination,
      State: state,
      Type: 'propagated',
      TransitGatewayAttachments: [{ ResourceId: attachment, ResourceType: attachment.startsWith('vpn-') ? 'vpn' : 'vpc' }],
    })),
    AdditionalRoutesAvailable: false,
  };
};

const prefixListId = ({ PrefixListId }: PrefixList) => PrefixListId;

const describeManagedPrefixLists: Operation = (call) => {
  dryRun(call);
  const { world, account, input } = call;
  const readers = { 'prefix-list-id': (list: PrefixList) => [list.PrefixListId], 'prefix-list-name': (list: PrefixList) => [list.PrefixListName], 'owner-id': () => [account] };
  const lists = named(world.ec2.prefixLists, input.PrefixListIds, prefixListId, 'InvalidPrefixListID.NotFound');
  const { items, ...more } = paged(call, filtered(call, lists, readers));
  return {
    PrefixLists: items.map(({ PrefixListId, PrefixListName, entries }) => ({
      PrefixListId,
      PrefixListName,
      AddressFamily: 'IPv4',
      MaxEntries: entries.length,
      OwnerId: account,
      State: 'create-complete',
      Version: 1,
    })),
    ...more,
  };
};

const getManagedPrefixListEntries: Operation = (call) => {
  const [list] = named(call.world.ec2.prefixLists, [call.input.PrefixListId], prefixListId, 'InvalidPrefixListID.NotFound');
  const { items, ...more } = paged(call, list?.entries ?? []);
  return { Entries: items.map((Cidr) => ({ Cidr })), ...more };
};

/** Where traffic goes: route tables, peerings, VPNs, transit gateways, prefix lists. */
export const routeOperations: Record<string, Operation> = {
  DescribeRouteTables: describeRouteTables,
  DescribeVpcPeeringConnections: describeVpcPeeringConnections,
  DescribeVpnConnections: describeVpnConnections,
  DescribeTransitGatewayRouteTables: describeTransitGatewayRouteTables,
  SearchTransitGatewayRoutes: searchTransitGatewayRoutes,
  DescribeManagedPrefixLists: describeManagedPrefixLists,
  GetManagedPrefixListEntries: getManagedPrefixListEntries,
};
