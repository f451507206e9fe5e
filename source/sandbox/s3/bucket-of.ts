import { ServiceError } from '../service.ts';
import type { Call } from '../service.ts';
import type { Bucket, StoredObject } from '../world.ts';

/** The bucket that a call names, if it is the caller's, belongs to `ExpectedBucketOwner` and lies in the Region that is asked. */
export function bucketOf(call: Call): Bucket {
  const bucket = bucketAnywhere(call);
  if (bucket.region !== call.region) {
    const message = 'The bucket you are attempting to access must be addressed using the specified endpoint.';
    throw new ServiceError('PermanentRedirect', message, 301, { Bucket: bucket.Name }, { 'x-amz-bucket-region': bucket.region });
  }
  return bucket;
}

/** The same in any Region. */
export function bucketAnywhere({ world, account, input }: Call): Bucket {
  const bucket = world.s3.buckets.find(({ Name }) => Name === input.Bucket);
  if (!bucket) throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: input.Bucket });
  const expected: string = input.ExpectedBucketOwner ?? bucket.owner;
  if (bucket.owner !== account || expected !== bucket.owner) throw new ServiceError('AccessDenied', 'Access Denied', 403);
  return bucket;
}

/** The object that a call names. */
export function objectOf(call: Call): StoredObject {
  const object = bucketOf(call).objects.find(({ key }) => key === call.input.Key);
  if (!object) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404, { Key: call.input.Key });
  return object;
}

/** Puts an object in its place; one of the same key is replaced, unless the call says `If-None-Match: *`. */
export function store(bucket: Bucket, object: StoredObject, ifNoneMatch: string | undefined): void {
  if (ifNoneMatch === '*' && bucket.objects.some(({ key }) => key === object.key)) {
    const message = 'At least one of the pre-conditions you specified did not hold';
    throw new ServiceError('PreconditionFailed', message, 412, { Condition: 'If-None-Match' });
  }
  bucket.objects = [...bucket.objects.filter(({ key }) => key !== object.key), object];
}

/** Tags in the form of a query string, as the `x-amz-tagging` header has them. */
export function headerTags(written: string | undefined): { Key: string; Value: string }[] {
  return [...new URLSearchParams(written ?? '')].map(([Key, Value]) => ({ Key, Value }));
}
