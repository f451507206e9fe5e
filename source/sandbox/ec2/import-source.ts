import { allows, trusts } from '../iam/policy-document.ts';
import { partitionOf } from '../identity.ts';
import { ServiceError } from '../service.ts';
import type { Call } from '../service.ts';
import type { Role, StoredObject } from '../world.ts';
import { diskFormats } from './disk-image.ts';
import type { DiskFormat } from './disk-image.ts';

/** Where an import reads from. */
export type ImportSource = {
  readonly bucket: string;
  readonly key: string;
  readonly format: DiskFormat;
  readonly object: StoredObject;
};

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameter', message);
}

/** The one disk that an import names, in a bucket of this Region (VM Import/Export User Guide, "Troubleshooting"). */
export function importSource({ world, region, input }: Call): ImportSource {
  const [container, ...others] = input.DiskContainers ?? [];
  if (!container) throw new ServiceError('MissingParameter', 'The request must contain the parameter diskContainers');
  if (others.length > 0) throw invalid('The sandbox imports images of one disk.');
  const format = diskFormats.find((one) => one === String(container.Format ?? '').toUpperCase());
  if (!format) throw invalid(`The format ${container.Format ?? '(none)'} is not supported. Valid formats are ${diskFormats.join(', ')}.`);
  const url = /^s3:\/\/([^/]+)\/(.+)$/.exec(container.Url ?? '');
  const name: string = container.UserBucket?.S3Bucket ?? url?.[1] ?? '';
  const key: string = container.UserBucket?.S3Key ?? url?.[2] ?? '';
  const bucket = world.s3.buckets.find((one) => one.Name === name);
  if (bucket && bucket.region !== region) throw invalid('The given S3 bucket is not local to the Region.');
  const object = bucket?.objects.find((one) => one.key === key);
  if (!bucket || !object) throw invalid(`Invalid S3 source location: s3://${name}/${key}`);
  return { bucket: name, key, format, object };
}

/**
 * The role that VM Import takes. Missing, not visible yet, trusting somebody else or unable to make an image: AWS says the
 * same for all of these.
 */
export function importRole({ world, now }: Call, name: string): Role {
  const role = world.iam.roles.find(({ RoleName, visibleFrom }) => RoleName === name && visibleFrom <= now);
  const works =
    role &&
    trusts(role.trust, 'vmie.amazonaws.com', 'vmimport') &&
    ['ec2:ModifySnapshotAttribute', 'ec2:CopySnapshot', 'ec2:RegisterImage', 'ec2:DescribeImages'].every((action) => allows(policies(role), action, '*'));
  if (!works) throw invalid(`The service role ${name} provided does not exist or does not have sufficient permissions`);
  return role;
}

/** Whether the role may read the disk; if not, the task begins and then fails. */
export function mayRead(role: Role, region: string, { bucket, key }: ImportSource): boolean {
  const arn = `arn:${partitionOf(region)}:s3:::${bucket}`;
  const granted = policies(role);
  return ['s3:GetBucketLocation', 's3:ListBucket'].every((action) => allows(granted, action, arn)) && allows(granted, 's3:GetObject', `${arn}/${key}`);
}

function policies(role: Role): string[] {
  const everything = JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });
  const administrator = role.attached.some((policy) => policy.endsWith('/AdministratorAccess'));
  return [...Object.values(role.inline), ...(administrator ? [everything] : [])];
}
