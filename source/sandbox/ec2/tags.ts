import { ServiceError } from '../service.ts';
import type { Call, Operation } from '../service.ts';
import type { Tags, World } from '../world.ts';
import { dryRun, filtered, paged } from './listing.ts';

/** Tags that a call gives to what it makes; `type` is the only kind of resource it makes. */
export function tagsOfNew({ input }: Call, type: string): Tags {
  const specifications: { ResourceType?: string; Tags?: Tags }[] = input.TagSpecifications ?? [];
  const strange = specifications.find(({ ResourceType }) => ResourceType !== type);
  if (strange) throw new ServiceError('InvalidParameterValue', `'${strange.ResourceType}' is not a valid taggable resource type for this operation.`);
  return specifications.flatMap(({ Tags = [] }) => Tags);
}

const createTags: Operation = (call) => {
  dryRun(call);
  const { world, input } = call;
  for (const id of taggable(call)) world.ec2.tags[id] = [...(world.ec2.tags[id] ?? []).filter(({ Key }) => !keys(input.Tags).includes(Key)), ...input.Tags];
};

const deleteTags: Operation = (call) => {
  dryRun(call);
  const { world, input } = call;
  const gone: string[] | undefined = input.Tags && keys(input.Tags);
  for (const id of taggable(call)) world.ec2.tags[id] = (world.ec2.tags[id] ?? []).filter(({ Key }) => gone && !gone.includes(Key));
};

function keys(tags: Tags): string[] {
  return tags.map(({ Key }) => Key);
}

function taggable({ world, input }: Call): string[] {
  const known = new Set(resources(world));
  const strange = (input.Resources as string[]).find((id) => !known.has(id));
  if (strange) throw new ServiceError('InvalidID', `The ID '${strange}' is not valid`);
  return input.Resources;
}

function resources({ ec2 }: World): string[] {
  return [
    ...ec2.vpcs.map(({ VpcId }) => VpcId),
    ...ec2.subnets.map(({ SubnetId }) => SubnetId),
    ...ec2.routeTables.map(({ RouteTableId }) => RouteTableId),
    ...ec2.peerings.map(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId),
    ...ec2.vpnConnections.map(({ VpnConnectionId }) => VpnConnectionId),
    ...ec2.importTasks.map(({ ImportTaskId }) => ImportTaskId),
    ...ec2.images.flatMap(({ ImageId, snapshotId = ImageId }) => [ImageId, snapshotId]),
  ];
}

/** Kinds of resources as tags name them, by the prefix of their ids. */
const kinds: Readonly<Record<string, string>> = {
  'vpc-': 'vpc',
  'subnet-': 'subnet',
  'rtb-': 'route-table',
  'pcx-': 'vpc-peering-connection',
  'vpn-': 'vpn-connection',
  'import-ami-': 'import-image-task',
  'ami-': 'image',
  'snap-': 'snapshot',
};

const describeTags: Operation = (call) => {
  dryRun(call);
  const all = Object.entries(call.world.ec2.tags).flatMap(([ResourceId, tags]) =>
    tags.map((tag) => ({ ...tag, ResourceId, ResourceType: Object.entries(kinds).find(([prefix]) => ResourceId.startsWith(prefix))?.[1] ?? '' })),
  );
  type Tagged = (typeof all)[number];
  const readers = {
    'resource-id': (tag: Tagged) => [tag.ResourceId],
    'resource-type': (tag: Tagged) => [tag.ResourceType],
    key: (tag: Tagged) => [tag.Key],
    value: (tag: Tagged) => [tag.Value],
  };
  const { items, ...more } = paged(call, filtered(call, all, readers));
  return { Tags: items, ...more };
};

/** Tags of EC2's resources. */
export const tagOperations: Record<string, Operation> = { CreateTags: createTags, DeleteTags: deleteTags, DescribeTags: describeTags };
