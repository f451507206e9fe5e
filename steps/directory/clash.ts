import type { ReadingAws } from '../../source/aws/aws.ts';
import { overlaps, readCidr } from '../../source/network/cidr.ts';
import { rule } from '../../source/knowledge/rules.ts';

export type Clash = { readonly used: string; readonly where: string; readonly managed: string };

/**
 * Addresses and routes of a VPC that overlap a management range: the account's own, or AWS's in every Region. A default
 * route overlaps everything and is no clash. Source: WorkSpaces Administration Guide, "IP address and port requirements".
 */
export async function clashes(aws: ReadingAws, vpc: string, managementCidr: string | undefined): Promise<Clash[]> {
  const managed = [...(managementCidr ? [managementCidr] : []), rule('network.always-managed').value];
  const [vpcs, tables] = await Promise.all([
    aws.list('ec2:DescribeVpcs', { VpcIds: [vpc] }, ({ Vpcs }) => Vpcs),
    aws.list('ec2:DescribeRouteTables', { Filters: [{ Name: 'vpc-id', Values: [vpc] }] }, ({ RouteTables }) => RouteTables),
  ]);
  const blocks = vpcs.flatMap(({ CidrBlock, CidrBlockAssociationSet }) => [CidrBlock, ...(CidrBlockAssociationSet ?? []).filter(({ CidrBlockState }) => CidrBlockState?.State !== 'disassociated').map((one) => one.CidrBlock)]);
  const routes = tables.flatMap(({ RouteTableId, Routes }) => (Routes ?? []).filter(({ GatewayId }) => GatewayId !== 'local').map(({ DestinationCidrBlock }) => ({ used: DestinationCidrBlock, where: `A route of ${RouteTableId}` })));
  const used = [...[...new Set(blocks)].map((block) => ({ used: block, where: `The VPC ${vpc}` })), ...routes];
  return used.flatMap(({ used: text, where }) => {
    const block = text && text !== '0.0.0.0/0' ? readCidr(text) : undefined;
    const clash = block && managed.find((range) => overlaps(block, readCidr(range) ?? block));
    return clash && text ? [{ used: text, where, managed: clash }] : [];
  });
}
