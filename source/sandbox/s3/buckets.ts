import { ServiceError } from '../service.ts';
import type { Operation } from '../service.ts';
import { bucketAnywhere, bucketOf } from './bucket-of.ts';

const createBucket: Operation = ({ world, now, account, region, input }) => {
  const existing = world.s3.buckets.find(({ Name }) => Name === input.Bucket);
  if (existing && existing.owner !== account) {
    throw new ServiceError('BucketAlreadyExists', 'The requested bucket name is not available.', 409, { BucketName: input.Bucket });
  }
  const location: string | undefined = input.CreateBucketConfiguration?.LocationConstraint;
  if (region === 'us-east-1' ? location !== undefined : location !== region) {
    const message = `The ${location ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`;
    throw new ServiceError('IllegalLocationConstraintException', message);
  }
  // In us-east-1 alone, making one's own bucket again succeeds (API Reference, `CreateBucket`).
  if (existing && region !== 'us-east-1') {
    const message = 'Your previous request to create the named bucket succeeded and you already own it.';
    throw new ServiceError('BucketAlreadyOwnedByYou', message, 409, { BucketName: input.Bucket });
  }
  if (!existing) {
    const tags = input.CreateBucketConfiguration?.Tags ?? [];
    world.s3.buckets.push({ Name: input.Bucket, region, created: now, owner: account, tags, publicAccessBlock: { ...allBlocked }, objects: [], uploads: [] });
  }
  return { Location: `/${input.Bucket}` };
};

/** What a new bucket has (User Guide, "Blocking public access"). */
const allBlocked = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

const deleteBucket: Operation = (call) => {
  const bucket = bucketOf(call);
  if (bucket.objects.length > 0) {
    throw new ServiceError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, { BucketName: bucket.Name });
  }
  call.world.s3.buckets = call.world.s3.buckets.filter((one) => one !== bucket);
};

const listBuckets: Operation = ({ world, account, input }) => ({
  Buckets: world.s3.buckets
    .filter(({ owner, Name, region }) => owner === account && Name.startsWith(input.Prefix ?? '') && region === (input.BucketRegion ?? region))
    .map(({ Name, created, region }) => ({ Name, CreationDate: new Date(created), BucketRegion: region })),
  Owner: { ID: ownerId(account) },
});

/** The canonical id that S3 shows for an account. */
export function ownerId(account: string): string {
  return account.padStart(64, '0');
}

/** Buckets themselves. */
export const bucketOperations: Record<string, Operation> = {
  CreateBucket: createBucket,
  DeleteBucket: deleteBucket,
  ListBuckets: listBuckets,
  HeadBucket: (call) => ({ BucketRegion: bucketOf(call).region, BucketArn: `arn:aws:s3:::${call.input.Bucket}`, AccessPointAlias: false }),
  GetBucketLocation: (call) => {
    const { region } = bucketAnywhere(call);
    return region === 'us-east-1' ? {} : { LocationConstraint: region };
  },
};
