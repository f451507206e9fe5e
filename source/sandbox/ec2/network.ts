import type { Operation } from '../service.ts';
import type { Ec2World } from '../world.ts';
import { supportedZones } from '../zones.ts';
import { dryRun, filtered, named, paged } from './listing.ts';

type Vpc = Ec2World['vpcs'][number];
type Subnet = Ec2World['subnets'][number];

const describeVpcs: Operation = (call) => {
  dryRun(call);
  const { world, account, input } = call;
  const idOf = ({ VpcId }: Vpc) => VpcId;
  const readers = {
    'vpc-id': (vpc: Vpc) => [vpc.VpcId],
    cidr: (vpc: Vpc) => [vpc.cidrs[0]],
    'cidr-block-association.cidr-block': (vpc: Vpc) => vpc.cidrs,
    'is-default': (vpc: Vpc) => [String(vpc.IsDefault)],
    isDefault: (vpc: Vpc) => [String(vpc.IsDefault)],
    'owner-id': () => [account],
    state: () => ['available'],
  };
  const { items, ...more } = paged(call, filtered(call, named(world.ec2.vpcs, input.VpcIds, idOf, 'InvalidVpcID.NotFound'), readers, idOf));
  return {
    Vpcs: items.map((vpc) => ({
      VpcId: vpc.VpcId,
      CidrBlock: vpc.cidrs[0],
      CidrBlockAssociationSet: vpc.cidrs.map((CidrBlock, index) => ({
        AssociationId: `vpc-cidr-assoc-${vpc.VpcId.slice(-15)}${String(index).padStart(2, '0')}`,
        CidrBlock,
        CidrBlockState: { State: 'associated' },
      })),
      DhcpOptionsId: 'dopt-0a1b2c3d4e5f60001',
      InstanceTenancy: 'default',
      IsDefault: vpc.IsDefault,
      OwnerId: account,
      State: 'available',
      Tags: world.ec2.tags[vpc.VpcId],
    })),
    ...more,
  };
};

const describeSubnets: Operation = (call) => {
  dryRun(call);
  const { world, account, region, input } = call;
  const idOf = ({ SubnetId }: Subnet) => SubnetId;
  const readers = {
    'subnet-id': (subnet: Subnet) => [subnet.SubnetId],
    'vpc-id': (subnet: Subnet) => [subnet.VpcId],
    'availability-zone': (subnet: Subnet) => [subnet.AvailabilityZone],
    availabilityZone: (subnet: Subnet) => [subnet.AvailabilityZone],
    'availability-zone-id': (subnet: Subnet) => [subnet.AvailabilityZoneId],
    'cidr-block': (subnet: Subnet) => [subnet.CidrBlock],
    'owner-id': () => [account],
    state: () => ['available'],
  };
  const { items, ...more } = paged(call, filtered(call, named(world.ec2.subnets, input.SubnetIds, idOf, 'InvalidSubnetID.NotFound'), readers, idOf));
  return {
    Subnets: items.map((subnet) => ({
      ...subnet,
      AssignIpv6AddressOnCreation: false,
      // AWS keeps five addresses of every subnet.
      AvailableIpAddressCount: 2 ** (32 - Number(subnet.CidrBlock.split('/')[1])) - 5,
      DefaultForAz: world.ec2.vpcs.some(({ VpcId, IsDefault }) => VpcId === subnet.VpcId && IsDefault),
      MapPublicIpOnLaunch: false,
      OwnerId: account,
      State: 'available',
      SubnetArn: `arn:aws:ec2:${region}:${account}:subnet/${subnet.SubnetId}`,
      Tags: world.ec2.tags[subnet.SubnetId],
    })),
    ...more,
  };
};

const describeAvailabilityZones: Operation = (call) => {
  dryRun(call);
  const { world, region } = call;
  const zones = new Map([...supportedZones(region), ...world.ec2.subnets].map((zone) => [zone.AvailabilityZone, zone.AvailabilityZoneId]));
  const all = [...zones].sort().map(([ZoneName, ZoneId]) => ({ ZoneName, ZoneId }));
  const readers = {
    'zone-name': ({ ZoneName }: { ZoneName: string }) => [ZoneName],
    'zone-id': ({ ZoneId }: { ZoneId: string }) => [ZoneId],
    'region-name': () => [region],
    state: () => ['available'],
    'zone-type': () => ['availability-zone'],
    'opt-in-status': () => ['opt-in-not-required'],
  };
  return {
    AvailabilityZones: filtered(call, all, readers).map((zone) => ({
      ...zone,
      GroupName: `${region}-zg-1`,
      NetworkBorderGroup: region,
      OptInStatus: 'opt-in-not-required',
      RegionName: region,
      State: 'available',
      ZoneType: 'availability-zone',
    })),
  };
};

/** Every VPC has the one group it came with. */
const describeSecurityGroups: Operation = (call) => {
  dryRun(call);
  const { world, account, input } = call;
  const groups = world.ec2.vpcs.map(({ VpcId }) => ({ VpcId, GroupId: `sg-${VpcId.slice('vpc-'.length)}`, GroupName: 'default' }));
  type Group = (typeof groups)[number];
  const idOf = ({ GroupId }: Group) => GroupId;
  const readers = {
    'group-id': (group: Group) => [group.GroupId],
    'group-name': (group: Group) => [group.GroupName],
    'vpc-id': (group: Group) => [group.VpcId],
    'owner-id': () => [account],
  };
  const { items, ...more } = paged(call, filtered(call, named(groups, input.GroupIds, idOf, 'InvalidGroup.NotFound'), readers, idOf));
  return {
    SecurityGroups: items.map((group) => ({
      ...group,
      Description: 'default VPC security group',
      OwnerId: account,
      IpPermissions: [],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      Tags: world.ec2.tags[group.GroupId],
    })),
    ...more,
  };
};

/** VPCs, subnets, Availability Zones and security groups. */
export const networkOperations: Record<string, Operation> = {
  DescribeVpcs: describeVpcs,
  DescribeSubnets: describeSubnets,
  DescribeAvailabilityZones: describeAvailabilityZones,
  DescribeSecurityGroups: describeSecurityGroups,
};
