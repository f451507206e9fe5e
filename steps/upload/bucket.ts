import { errorCode } from '../../source/aws/errors.ts';
import { ProblemError } from '../../source/problem.ts';
import type { Change, Sighting, Work } from '../../source/step.ts';
import { explained } from '../shared/outcome.ts';
import type { UploadAnswers } from './answers.ts';
import { unhurried } from './paces.ts';
import { bucketElsewhere, bucketNotOurs } from './trouble.ts';

/** What `work.made('bucket')` gives. `own`: this onboarding made it, so its settings are ours to write. */
export type BucketMade = { readonly bucket: string; readonly own: boolean };

/** The bucket: made, or adopted as it is where the account has it already. */
export function bucketChange(work: Work<UploadAnswers>): Change {
  const bucket = work.answers.bucket ?? 'auto';
  const { region } = work;
  // us-east-1 is the one Region that CreateBucket does not take by name.
  const located = region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region } };
  return {
    id: 'bucket',
    title: `Bucket ${bucket} for the exported file`,
    call: { service: 's3', operation: 'CreateBucket', input: { Bucket: bucket, ...located } },
    kind: 'B',
    naturalKey: bucket,
    pace: unhurried,
    look: (looking, intent) => lookForBucket(looking, bucket, intent !== undefined),
    async send({ aws }) {
      // The SDK's list of Regions is older than some Regions.
      const input = { Bucket: bucket, ...(located as { CreateBucketConfiguration?: { LocationConstraint: 'eu-west-1' } }) };
      return explained(await aws.send('s3:CreateBucket', input, ({ Location }) => (Location ? { bucket, own: true } : undefined)), 'upload');
    },
  };
}

async function lookForBucket({ aws, account, region }: Work, bucket: string, sent: boolean): Promise<Sighting> {
  try {
    const { BucketRegion: where } = await aws.read('s3:HeadBucket', { Bucket: bucket, ExpectedBucketOwner: account });
    if (where && where !== region) return { state: 'blocked', problem: bucketElsewhere(bucket, where, region) };
    return { state: 'done', outputs: { bucket, own: sent } satisfies BucketMade, ...(!sent && { evidence: 'the account has it already; its settings are left as they are' }) };
  } catch (error) {
    switch (errorCode(error)) {
      case 'NotFound':
      case 'NoSuchBucket':
        return { state: 'absent' };
      case 'AccessDenied':
      case 'Forbidden':
        return { state: 'foreign', problem: bucketNotOurs(bucket, account, error instanceof ProblemError ? error.problem.raw : undefined) };
      case 'PermanentRedirect':
        return { state: 'blocked', problem: bucketElsewhere(bucket, undefined, region) };
      default:
        throw error;
    }
  }
}
