import { ServiceError } from '../service.ts';
import type { Call, Operation } from '../service.ts';
import type { Bucket } from '../world.ts';
import { bucketOf } from './bucket-of.ts';

function absent(code: string, message: string): ServiceError {
  return new ServiceError(code, message, 404);
}

const putBucketPolicy: Operation = (call) => {
  const bucket = bucketOf(call);
  try {
    JSON.parse(call.input.Policy);
  } catch {
    throw new ServiceError('MalformedPolicy', 'Policies must be valid JSON and the first byte must be \'{\'');
  }
  bucket.policy = call.input.Policy;
};

const getBucketPolicy: Operation = (call) => {
  const { policy } = bucketOf(call);
  if (policy === undefined) throw absent('NoSuchBucketPolicy', 'The bucket policy does not exist');
  return { Policy: policy };
};

const getPublicAccessBlock: Operation = (call) => {
  const { publicAccessBlock } = bucketOf(call);
  if (!publicAccessBlock) throw absent('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found');
  return { PublicAccessBlockConfiguration: publicAccessBlock };
};

const putBucketLifecycleConfiguration: Operation = (call) => {
  const bucket = bucketOf(call);
  const rules: unknown[] = call.input.LifecycleConfiguration?.Rules ?? [];
  if (rules.length === 0) throw new ServiceError('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  bucket.lifecycle = rules;
};

const getBucketLifecycleConfiguration: Operation = (call) => {
  const { lifecycle } = bucketOf(call);
  if (!lifecycle) throw absent('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
  return { Rules: lifecycle.map(withDates) };
};

// The world is JSON: the dates in a rule have become text.
function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates);
  if (!value || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === 'Date' ? new Date(inner) : withDates(inner)]));
}

const getBucketTagging: Operation = (call) => {
  const { tags } = bucketOf(call);
  if (tags.length === 0) throw absent('NoSuchTagSet', 'The TagSet does not exist');
  return { TagSet: tags };
};

/** What every bucket does unless told otherwise. */
const standardEncryption = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }];

/** An operation that changes something of the bucket and answers nothing. */
function setting(change: (bucket: Bucket, input: Call['input']) => void): Operation {
  return (call) => change(bucketOf(call), call.input);
}

/** Policy, public access, lifecycle, tags and encryption of a bucket: each call replaces what was there. */
export const bucketSettingOperations: Record<string, Operation> = {
  PutBucketPolicy: putBucketPolicy,
  GetBucketPolicy: getBucketPolicy,
  DeleteBucketPolicy: setting((bucket) => delete bucket.policy),
  PutPublicAccessBlock: setting((bucket, input) => (bucket.publicAccessBlock = input.PublicAccessBlockConfiguration)),
  GetPublicAccessBlock: getPublicAccessBlock,
  DeletePublicAccessBlock: setting((bucket) => delete bucket.publicAccessBlock),
  PutBucketLifecycleConfiguration: putBucketLifecycleConfiguration,
  GetBucketLifecycleConfiguration: getBucketLifecycleConfiguration,
  DeleteBucketLifecycle: setting((bucket) => delete bucket.lifecycle),
  PutBucketTagging: setting((bucket, input) => (bucket.tags = input.Tagging.TagSet)),
  GetBucketTagging: getBucketTagging,
  DeleteBucketTagging: setting((bucket) => (bucket.tags = [])),
  PutBucketEncryption: setting((bucket, input) => (bucket.encryption = input.ServerSideEncryptionConfiguration.Rules)),
  GetBucketEncryption: (call) => ({ ServerSideEncryptionConfiguration: { Rules: bucketOf(call).encryption ?? standardEncryption } }),
};
