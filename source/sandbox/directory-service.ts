import { ServiceError, type Call, type Operation, type Service } from './service.ts';
import type { Directory, World } from './world.ts';
import { address, block } from './cidr.ts';
import { page } from './pages.ts';

/** The largest page, and the page of a call without `Limit`. */
const largestPage = 100;

/** Addresses of a directory's domain controllers: one in each of its subnets. */
export function dnsAddresses(world: World, directory: Directory): string[] {
  return subnets(world, directory).flatMap(({ CidrBlock }) => {
    const range = block(CidrBlock);
    return range ? [address(Math.min(range.first + 10, range.last))] : [];
  });
}

/** The directory's own security group: the same in every world, as nothing else refers to it. */
export function securityGroup(prefix: string, directoryId: string): string {
  return `sg-${(prefix + directoryId.replace(/^d-/, '')).slice(-17).padStart(17, '0')}`;
}

const describeDirectories: Operation = (call) => {
  const { DirectoryIds: ids, Limit: limit } = call.input as { DirectoryIds?: string[]; Limit?: number };
  const { directories } = call.world.directoryService;
  if (ids?.length === 0) throw new ServiceError('InvalidParameterException', 'DirectoryIds is empty. Leave it out to list all directories.');
  const unknown = ids?.find((id) => !directories.some(({ DirectoryId }) => DirectoryId === id));
  if (unknown) throw new ServiceError('EntityDoesNotExistException', `The directory ${unknown} does not exist.`);
  const listed = directories.filter(({ DirectoryId }) => !ids || ids.includes(DirectoryId));
  const { items, NextToken } = page(call, listed, Math.min(limit || largestPage, largestPage), 'InvalidNextTokenException');
  return { DirectoryDescriptions: items.map((directory) => described(call, directory)), NextToken };
};

function described({ world, region }: Call, directory: Directory): unknown {
  const own = subnets(world, directory);
  const network = {
    VpcId: directory.VpcId,
    SubnetIds: directory.SubnetIds,
    SecurityGroupId: securityGroup('0d5', directory.DirectoryId),
    AvailabilityZones: own.map(({ AvailabilityZone }) => AvailabilityZone),
  };
  const connector = directory.Type === 'ADConnector';
  return {
    DirectoryId: directory.DirectoryId,
    Name: directory.Name,
    ShortName: directory.ShortName,
    Type: directory.Type,
    Stage: directory.Stage,
    Alias: directory.DirectoryId,
    AccessUrl: `${directory.DirectoryId}.awsapps.com`,
    SsoEnabled: false,
    DnsIpAddrs: dnsAddresses(world, directory),
    ...(connector ? { ConnectSettings: { ...network, CustomerUserName: 'workspaces-connector' } } : { VpcSettings: network }),
    ...(directory.Type.endsWith('MicrosoftAD') ? { Edition: 'Standard', RegionsInfo: { PrimaryRegion: region, AdditionalRegions: [] } } : { Size: 'Small' }),
  };
}

function subnets(world: World, { SubnetIds }: Directory): World['ec2']['subnets'] {
  return world.ec2.subnets.filter(({ SubnetId }) => SubnetIds.includes(SubnetId));
}

/** Directory Service: the account's directories, which are there from the start. */
export const directoryService: Service = {
  operations: { DescribeDirectories: describeDirectories },
};
