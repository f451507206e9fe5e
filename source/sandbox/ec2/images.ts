import { ServiceError } from '../service.ts';
import type { Call, Operation } from '../service.ts';
import type { Ec2World } from '../world.ts';
import { dryRun, filtered, named, paged } from './listing.ts';

type Image = Ec2World['images'][number];

const idOf = ({ ImageId }: Image) => ImageId;

/** AMIs that are there by now: one is registered when its import ends. */
function existing({ world, now }: Call): Image[] {
  return world.ec2.images.filter(({ created }) => created <= now);
}

function imageOf(call: Call): Image {
  const [image] = named(existing(call), [call.input.ImageId], idOf, 'InvalidAMIID.NotFound');
  return image as Image;
}

const describeImages: Operation = (call) => {
  dryRun(call);
  const { world, account, input } = call;
  const malformed = (input.ImageIds ?? []).find((id: string) => !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id));
  if (malformed) throw new ServiceError('InvalidAMIID.Malformed', `Invalid id: "${malformed}"`);
  const readers = {
    'image-id': (image: Image) => [image.ImageId],
    name: (image: Image) => [image.name],
    description: (image: Image) => [image.description],
    'boot-mode': (image: Image) => [image.bootMode],
    'owner-id': () => [account],
    'owner-alias': () => [],
    platform: () => ['windows'],
    architecture: () => ['x86_64'],
    'is-public': () => ['false'],
    state: () => ['available'],
    'block-device-mapping.encrypted': (image: Image) => [String(image.encrypted)],
  };
  const mine = !input.Owners?.length || input.Owners.some((owner: string) => owner === 'self' || owner === account);
  const images = named(existing(call), input.ImageIds, idOf, 'InvalidAMIID.NotFound').filter(() => mine);
  const { items, ...more } = paged(call, filtered(call, images, readers, idOf));
  return {
    Images: items.map((image) => ({
      ImageId: image.ImageId,
      Name: image.name,
      Description: image.description,
      Architecture: 'x86_64',
      BootMode: image.bootMode,
      CreationDate: new Date(image.created).toISOString(),
      Hypervisor: 'xen',
      ImageLocation: `${account}/${image.name}`,
      ImageType: 'machine',
      OwnerId: account,
      Platform: 'windows',
      PlatformDetails: 'Windows BYOL',
      Public: false,
      RootDeviceName: '/dev/sda1',
      RootDeviceType: 'ebs',
      State: 'available',
      UsageOperation: 'RunInstances:0800',
      VirtualizationType: 'hvm',
      EnaSupport: true,
      BlockDeviceMappings: [
        { DeviceName: '/dev/sda1', Ebs: { Encrypted: image.encrypted, SnapshotId: image.snapshotId, VolumeSize: image.sizeGib, VolumeType: 'gp2', DeleteOnTermination: true } },
      ],
      Tags: world.ec2.tags[image.ImageId],
    })),
    ...more,
  };
};

const modifyImageAttribute: Operation = (call) => {
  dryRun(call);
  const image = imageOf(call);
  const { input } = call;
  const { Add = [], Remove = [] } = input.LaunchPermission ?? {};
  const ids: string[] = input.UserIds ?? [];
  const added = [...Add.map(({ UserId }: { UserId: string }) => UserId), ...(input.OperationType === 'add' ? ids : [])];
  const removed = [...Remove.map(({ UserId }: { UserId: string }) => UserId), ...(input.OperationType === 'remove' ? ids : [])];
  if (added.length > 0 && image.encrypted) throw new ServiceError('InvalidParameter', 'Snapshots encrypted with the default key cannot be shared');
  image.launchPermissions = [...new Set([...image.launchPermissions, ...added])].filter((id) => !removed.includes(id));
  const description = input.Description?.Value ?? (input.Attribute === 'description' ? input.Value : undefined);
  if (description !== undefined) image.description = description;
};

const describeImageAttribute: Operation = (call) => {
  dryRun(call);
  const image = imageOf(call);
  return {
    ImageId: image.ImageId,
    ...(call.input.Attribute === 'launchPermission' ? { LaunchPermissions: image.launchPermissions.map((UserId) => ({ UserId })) } : {}),
    ...(call.input.Attribute === 'description' ? { Description: { Value: image.description ?? '' } } : {}),
    ...(call.input.Attribute === 'bootMode' ? { BootMode: { Value: image.bootMode } } : {}),
  };
};

const deregisterImage: Operation = (call) => {
  dryRun(call);
  const image = imageOf(call);
  call.world.ec2.images = call.world.ec2.images.filter((one) => one !== image);
  return { Return: true };
};

/** The account's own AMIs. */
export const imageOperations: Record<string, Operation> = {
  DescribeImages: describeImages,
  DescribeImageAttribute: describeImageAttribute,
  ModifyImageAttribute: modifyImageAttribute,
  DeregisterImage: deregisterImage,
};
