import type { ReadingAws } from '../../source/aws/aws.ts';
import { kindOfTarget, type Observation, type ObservationKind } from '../../source/network/observations.ts';
import { ifAllowed } from '../shared/account.ts';

/** Addresses in use as far as this account and Region show them, and what could not be read. */
export type Observed = { readonly observations: readonly Observation[]; readonly unseen: readonly string[] };

type Read = (aws: ReadingAws) => Promise<Observation[]>;

/** Blocks of VPCs, routes, peerings, VPN connections and transit gateways; a source that may not be read is named in `unseen`. */
export async function observe(aws: ReadingAws): Promise<Observed> {
  const sources: readonly (readonly [string, Read])[] = [
    ['VPCs', vpcs],
    ['route tables', routes],
    ['VPC peerings', peerings],
    ['VPN connections', vpns],
    ['transit gateway route tables', transitGateways],
  ];
  const all = await Promise.all(sources.map(async ([name, read]) => ({ name, told: await ifAllowed(read(aws)) })));
  return {
    observations: all.flatMap(({ told }) => ('value' in told ? told.value : [])),
    unseen: all.flatMap(({ name, told }) => ('refused' in told ? [`${name}: ${told.refused.raw?.code ?? told.refused.what}`] : [])),
  };
}

const vpcs: Read = async (aws) => {
  const all = await aws.list('ec2:DescribeVpcs', {}, (page) => page.Vpcs);
  return all.flatMap(({ VpcId, CidrBlock, CidrBlockAssociationSet, Tags }) => {
    const name = Tags?.find(({ Key }) => Key === 'Name')?.Value;
    const associated = (CidrBlockAssociationSet ?? []).map((one) => (one.CidrBlockState?.State === 'disassociated' ? undefined : one.CidrBlock));
    return inUse('vpc', `${VpcId}${name ? ` (${name})` : ''}`, CidrBlock, ...associated);
  });
};

const routes: Read = async (aws) => {
  const tables = await aws.list('ec2:DescribeRouteTables', {}, (page) => page.RouteTables);
  return tables.flatMap(({ RouteTableId, VpcId, Routes }) =>
    (Routes ?? []).flatMap(({ DestinationCidrBlock, ...route }) => {
      const appliance = route.NatGatewayId ?? route.NetworkInterfaceId ?? route.InstanceId;
      const target = route.TransitGatewayId ?? route.VpcPeeringConnectionId ?? appliance ?? route.GatewayId ?? '';
      // A route to an appliance (a firewall, an SD-WAN router) names a network behind it.
      const kind = appliance ? 'route' : kindOfTarget(target);
      return kind ? inUse(kind, `${RouteTableId} of ${VpcId}, to ${target}`, DestinationCidrBlock) : [];
    }),
  );
};

const peerings: Read = async (aws) => {
  const all = await aws.list('ec2:DescribeVpcPeeringConnections', {}, (page) => page.VpcPeeringConnections);
  const ended = ['deleted', 'rejected', 'failed', 'expired'];
  return all
    .filter(({ Status }) => !ended.includes(Status?.Code ?? ''))
    .flatMap(({ VpcPeeringConnectionId, RequesterVpcInfo, AccepterVpcInfo }) =>
      [RequesterVpcInfo, AccepterVpcInfo].flatMap((side) => {
        const set = (side?.CidrBlockSet ?? []).map(({ CidrBlock }) => CidrBlock);
        return inUse('peering', `${side?.VpcId} of account ${side?.OwnerId}, by ${VpcPeeringConnectionId}`, side?.CidrBlock, ...set);
      }),
    );
};

const vpns: Read = async (aws) => {
  const { VpnConnections } = await aws.read('ec2:DescribeVpnConnections', {});
  return (VpnConnections ?? [])
    .filter(({ State }) => State !== 'deleted')
    .flatMap(({ VpnConnectionId, Routes, Options }) => inUse('vpn', `${VpnConnectionId}`, Options?.LocalIpv4NetworkCidr, ...(Routes ?? []).map((route) => route.DestinationCidrBlock)));
};

const transitGateways: Read = async (aws) => {
  const tables = await aws.list('ec2:DescribeTransitGatewayRouteTables', {}, (page) => page.TransitGatewayRouteTables);
  const found: Observation[] = [];
  for (const { TransitGatewayRouteTableId: table, TransitGatewayId: gateway } of tables) {
    if (!table) continue;
    const Filters = [{ Name: 'state', Values: ['active', 'blackhole'] }];
    const known = await aws.list('ec2:SearchTransitGatewayRoutes', { TransitGatewayRouteTableId: table, Filters }, (page) => page.Routes);
    found.push(...known.flatMap((route) => inUse('tgw', `${table} of ${gateway}`, route.DestinationCidrBlock)));
  }
  return found;
};

function inUse(kind: ObservationKind, where: string, ...cidrs: readonly (string | undefined)[]): Observation[] {
  return [...new Set(cidrs)].flatMap((cidr) => (cidr ? [{ cidr, kind, where }] : []));
}
