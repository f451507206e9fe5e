import * as aws from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { networkOperations } from '../../source/sandbox/ec2/network.ts';
import { routeOperations } from '../../source/sandbox/ec2/routes.ts';
import { tagOperations } from '../../source/sandbox/ec2/tags.ts';
import { outcome, running } from './clients.ts';

const vpc = 'vpc-0a1b2c3d4e5f60001';

it('goes through every operation with the SDK', async () => {
  const transit = {
    transitGateways: [{ id: 'tgw-1', routes: [{ to: '10.80.0.0/12', via: 'vpn-1' }] }],
    prefixLists: [{ id: 'pl-1', name: 'offices', cidrs: ['10.64.0.0/14'] }],
  };
  const { sandbox, ec2 } = await running({ scenario: transit });
  const { Vpcs } = await ec2.send(new aws.DescribeVpcsCommand({}));
  expect(Vpcs?.map(({ CidrBlock, IsDefault }) => [CidrBlock, IsDefault])).toEqual([['10.1.0.0/16', false], ['10.20.0.0/16', false], ['172.31.0.0/16', true]]);
  expect(Vpcs?.[0]).toMatchObject({ VpcId: vpc, State: 'available', OwnerId: '111122223333', Tags: [{ Key: 'Name', Value: 'corporate' }] });

  const { Subnets } = await ec2.send(new aws.DescribeSubnetsCommand({ SubnetIds: ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002'] }));
  expect(Subnets?.map(({ AvailabilityZone, AvailabilityZoneId }) => [AvailabilityZone, AvailabilityZoneId])).toEqual([['eu-west-1a', 'euw1-az1'], ['eu-west-1b', 'euw1-az2']]);
  const { AvailabilityZones } = await ec2.send(new aws.DescribeAvailabilityZonesCommand({}));
  expect(AvailabilityZones?.map(({ ZoneId }) => ZoneId)).toEqual(['euw1-az1', 'euw1-az2', 'euw1-az3']);
  const { SecurityGroups } = await ec2.send(new aws.DescribeSecurityGroupsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpc] }] }));
  expect(SecurityGroups).toMatchObject([{ GroupName: 'default', VpcId: vpc }]);

  const { RouteTables } = await ec2.send(new aws.DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [vpc] }] }));
  expect(RouteTables?.[0]?.Routes).toMatchObject([
    { DestinationCidrBlock: '10.1.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
    { DestinationCidrBlock: '10.20.0.0/16', VpcPeeringConnectionId: 'pcx-0a1b2c3d4e5f60001' },
    { DestinationCidrBlock: '10.64.0.0/14', GatewayId: 'vgw-0a1b2c3d4e5f60001', Origin: 'EnableVgwRoutePropagation' },
    { DestinationCidrBlock: '192.168.0.0/16' },
    { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-0a1b2c3d4e5f60001' },
  ]);
  const { VpcPeeringConnections } = await ec2.send(new aws.DescribeVpcPeeringConnectionsCommand({}));
  expect(VpcPeeringConnections).toMatchObject([{ Status: { Code: 'active' }, AccepterVpcInfo: { CidrBlock: '10.20.0.0/16', CidrBlockSet: [{ CidrBlock: '10.20.0.0/16' }] } }]);
  const { VpnConnections } = await ec2.send(new aws.DescribeVpnConnectionsCommand({}));
  expect(VpnConnections).toMatchObject([{ State: 'available', VpnGatewayId: 'vgw-0a1b2c3d4e5f60001', Routes: [{ DestinationCidrBlock: '10.64.0.0/14' }, {}] }]);
  const { TransitGatewayRouteTables } = await ec2.send(new aws.DescribeTransitGatewayRouteTablesCommand({}));
  const TransitGatewayRouteTableId = TransitGatewayRouteTables?.[0]?.TransitGatewayRouteTableId;
  const search = { TransitGatewayRouteTableId, Filters: [{ Name: 'state', Values: ['active'] }] };
  expect((await ec2.send(new aws.SearchTransitGatewayRoutesCommand(search))).Routes).toMatchObject([{ DestinationCidrBlock: '10.80.0.0/12', State: 'active' }]);
  expect((await ec2.send(new aws.DescribeManagedPrefixListsCommand({}))).PrefixLists).toMatchObject([{ PrefixListId: 'pl-1' }]);
  expect((await ec2.send(new aws.GetManagedPrefixListEntriesCommand({ PrefixListId: 'pl-1' }))).Entries).toEqual([{ Cidr: '10.64.0.0/14' }]);

  await ec2.send(new aws.CreateTagsCommand({ Resources: [vpc], Tags: [{ Key: 'CostCenter', Value: '1234' }] }));
  const { Tags } = await ec2.send(new aws.DescribeTagsCommand({ Filters: [{ Name: 'key', Values: ['CostCenter'] }] }));
  expect(Tags).toEqual([{ Key: 'CostCenter', Value: '1234', ResourceId: vpc, ResourceType: 'vpc' }]);
  await ec2.send(new aws.DeleteTagsCommand({ Resources: [vpc], Tags: [{ Key: 'CostCenter' }] }));
  expect((await ec2.send(new aws.DescribeVpcsCommand({ VpcIds: [vpc] }))).Vpcs?.[0]?.Tags).toEqual([{ Key: 'Name', Value: 'corporate' }]);

  const operations = Object.keys({ ...networkOperations, ...routeOperations, ...tagOperations });
  expect(operations.filter((operation) => !sandbox.world.calls[`ec2:${operation}`])).toEqual([]);
});

it('lists no transit gateway where there is none', async () => {
  const { ec2 } = await running();
  expect((await ec2.send(new aws.DescribeTransitGatewayRouteTablesCommand({}))).TransitGatewayRouteTables).toEqual([]);
});

describe('listings', () => {
  it.each([
    ['vpc-id', vpc, 1],
    ['is-default', 'true', 1],
    ['cidr', '10.*', 2],
    ['tag:Name', 'serv?rs', 1],
    ['tag-key', 'Name', 2],
    ['tag:Owner', '*', 0],
  ])('are filtered by %s=%s', async (Name, value, count) => {
    const { ec2 } = await running();
    expect((await ec2.send(new aws.DescribeVpcsCommand({ Filters: [{ Name, Values: [value] }] }))).Vpcs).toHaveLength(count);
  });

  it('come in pages', async () => {
    const vpcs = Array.from({ length: 12 }, (_, index) => ({ cidrs: [`10.${index}.0.0/16`] }));
    const { ec2 } = await running({ scenario: { vpcs, directories: [] } });
    const sizes: number[] = [];
    for await (const { Vpcs = [] } of aws.paginateDescribeVpcs({ client: ec2, pageSize: 5 }, {})) sizes.push(Vpcs.length);
    expect(sizes).toEqual([5, 5, 2]);
  });

  it.each([
    [new aws.DescribeVpcsCommand({ VpcIds: ['vpc-0'] }), 'InvalidVpcID.NotFound'],
    [new aws.DescribeVpcsCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] }), 'InvalidParameterValue'],
    [new aws.DescribeVpcsCommand({ MaxResults: 4 }), 'InvalidParameterValue'],
    [new aws.DescribeSubnetsCommand({ SubnetIds: ['subnet-0'] }), 'InvalidSubnetID.NotFound'],
    [new aws.CreateTagsCommand({ Resources: ['vpc-0'], Tags: [{ Key: 'a', Value: 'b' }] }), 'InvalidID'],
    [new aws.DescribeVpcsCommand({ DryRun: true }), 'DryRunOperation'],
    [new aws.RunInstancesCommand({ MinCount: 1, MaxCount: 1 }), 'InvalidAction'],
  ])('%# are refused as EC2 refuses them', async (command, code) => {
    const { ec2 } = await running();
    expect(await outcome(ec2.send(command as aws.DescribeVpcsCommand))).toBe(code);
  });
});
