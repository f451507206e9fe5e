import type { Operation } from '../../source/aws/operations.ts';
import type { Change, Finding, JsonObject, LookWork, Outcome, SendWork, Work } from '../../source/step.ts';
import { unlessAbsent } from '../shared/absent.ts';
import { ifAllowed } from '../shared/account.ts';
import { policyDocument, readDocument, sameDocument } from '../shared/document.ts';
import { tagList, type Tag } from '../shared/tags.ts';
import type { UploadAnswers } from './answers.ts';
import type { BucketMade } from './bucket.ts';
import { unhurried } from './paces.ts';

/** Unfinished uploads that nobody goes on with would be billed for ever. */
const daysOfUnfinished = 30;

const closed = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const ruleId = 'end-unfinished-uploads';
const lifecycle = { ID: ruleId, Status: 'Enabled', Filter: { Prefix: '' }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: daysOfUnfinished } } as const;

/** Settings of a bucket that this onboarding made. On any other bucket they would replace what somebody else set. */
export function settingsChanges(work: Work<UploadAnswers>): Change[] {
  const made = work.made('bucket') as BucketMade | undefined;
  if (made && !made.own) return [];
  const Bucket = work.answers.bucket ?? 'auto';
  const owned = { Bucket, ExpectedBucketOwner: work.account };
  const policy = policyDocument('bucket-policy', { bucket: work.answers.bucket, partition: work.partition }, 'upload');
  const PublicAccessBlockConfiguration = closed;
  const LifecycleConfiguration = { Rules: [lifecycle] };
  const Policy = JSON.stringify(policy);
  const Tagging = { TagSet: tagList(work) };
  return [
    setting(owned, 'bucket-access', 'closed to the public', 's3:PutPublicAccessBlock', { PublicAccessBlockConfiguration }, {
      stands: isClosed,
      send: ({ aws }) => aws.send('s3:PutPublicAccessBlock', { ...owned, PublicAccessBlockConfiguration }, answered),
    }),
    setting(owned, 'bucket-policy', 'closed to plain HTTP', 's3:PutBucketPolicy', { Policy }, {
      stands: async ({ aws }) => sameDocument(readDocument((await unlessAbsent(aws.read('s3:GetBucketPolicy', owned), 'NoSuchBucketPolicy'))?.Policy), policy),
      send: ({ aws }) => aws.send('s3:PutBucketPolicy', { ...owned, Policy }, answered),
    }),
    setting(owned, 'bucket-lifecycle', `rid of unfinished uploads after ${daysOfUnfinished} days`, 's3:PutBucketLifecycleConfiguration', { LifecycleConfiguration }, {
      stands: endsUnfinished,
      send: ({ aws }) => aws.send('s3:PutBucketLifecycleConfiguration', { ...owned, LifecycleConfiguration: { Rules: [lifecycle] } }, answered),
    }),
    setting(owned, 'bucket-tags', 'with the tags of this onboarding', 's3:PutBucketTagging', { Tagging }, {
      // S3 takes tags at once or refuses them; reading them back would need one permission more.
      stands: async (looking) => looking.accepted('bucket-tags') !== undefined,
      send: (sending) => tagBucket(sending, { ...owned, Tagging }),
    }),
  ];
}

/** Tags are good to have: without the right to set them the bucket is found by its name. */
async function tagBucket(work: SendWork, input: Owned & { readonly Tagging: { readonly TagSet: Tag[] } }): Promise<Outcome> {
  const outcome = await work.aws.send('s3:PutBucketTagging', input, answered);
  if (outcome.kind !== 'refused' || outcome.problem.code !== 'aws.access-denied') return outcome;
  work.progress('These credentials may not tag a bucket: it stays without tags');
  return { kind: 'ok', outputs: { tagged: false } };
}

type Owned = { readonly Bucket: string; readonly ExpectedBucketOwner: string };
type Ways = { stands(work: LookWork, owned: Owned): Promise<boolean>; send(work: SendWork): Promise<Outcome> };

function setting(owned: Owned, id: string, title: string, operation: Operation, input: JsonObject, { stands, send }: Ways): Change {
  return {
    id,
    title: `Bucket ${owned.Bucket} ${title}`,
    call: { service: 's3', operation: operation.slice('s3:'.length), input: { ...owned, ...input } },
    kind: 'repeatable',
    naturalKey: owned.Bucket,
    pace: unhurried,
    look: async (work) => ((await stands(work, owned)) ? { state: 'done', outputs: { bucket: owned.Bucket } } : { state: 'absent' }),
    send,
  };
}

/** S3 answers these with headers alone; whether they took is read back. */
function answered(): JsonObject {
  return {};
}

async function isClosed({ aws }: Pick<LookWork, 'aws'>, owned: Owned): Promise<boolean> {
  const found = await unlessAbsent(aws.read('s3:GetPublicAccessBlock', owned), 'NoSuchPublicAccessBlockConfiguration');
  const settings = found?.PublicAccessBlockConfiguration;
  return (Object.keys(closed) as (keyof typeof closed)[]).every((key) => settings?.[key] === true);
}

async function endsUnfinished({ aws }: Pick<LookWork, 'aws'>, owned: Owned): Promise<boolean> {
  const found = await unlessAbsent(aws.read('s3:GetBucketLifecycleConfiguration', owned), 'NoSuchLifecycleConfiguration');
  return (found?.Rules ?? []).some(({ Status, AbortIncompleteMultipartUpload }) => Status === 'Enabled' && AbortIncompleteMultipartUpload?.DaysAfterInitiation !== undefined);
}

/** What a person should know of a bucket that was there before: it is used as it is. */
export async function bucketFindings(work: Work<UploadAnswers>): Promise<readonly Finding[]> {
  const { bucket } = work.answers;
  const made = work.made('bucket') as BucketMade | undefined;
  if (!bucket || made?.own) return [];
  const owned = { Bucket: bucket, ExpectedBucketOwner: work.account };
  const there = await ifAllowed(unlessAbsent(work.aws.read('s3:HeadBucket', owned), 'NotFound', 'NoSuchBucket'));
  // Whatever keeps it from answering is told by the look at the bucket itself.
  if (!('value' in there) || !there.value) return [];
  const [access, unfinished] = await Promise.all([ifAllowed(isClosed(work, owned)), ifAllowed(endsUnfinished(work, owned))]);
  const findings: Finding[] = [{ rule: 'upload.bucket-adopted', level: 'info', title: `The bucket ${bucket} exists in this account; its settings are left as they are.`, certainty: 'seen' }];
  if ('value' in access && !access.value) {
    findings.push({ rule: 'upload.bucket-public', level: 'warning', title: `Public access to ${bucket} is not blocked; it will hold a whole Windows disk.`, fix: `aws s3api put-public-access-block --bucket ${bucket} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`, certainty: 'seen' });
  }
  if ('value' in unfinished && !unfinished.value) {
    findings.push({ rule: 'upload.bucket-unfinished', level: 'info', title: `${bucket} has no rule that ends unfinished uploads; one that is given up stays and is billed.`, certainty: 'seen' });
  }
  return findings;
}
