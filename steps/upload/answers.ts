import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Step } from '../../source/step.ts';

export type UploadAnswers = { bucket: string };

// Amazon S3 User Guide, "General purpose bucket naming rules". Dots are legal and break TLS for virtual-hosted addresses.
const name = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
const reserved = /^(?:xn--|sthree-|amzn-s3-demo-)|(?:-s3alias|--ol-s3|--x-s3|--table-s3)$/;

export const questions: Step['questions'] = [
  {
    key: 'bucket',
    kind: 'text',
    title: 'Bucket that takes the exported file',
    why: 'VM Import reads the disk from S3. It must be in the Region of the import, and never public.',
    where: 'auto makes one for this onboarding, closed to the public and to plain HTTP. An existing bucket of the account is used as it is.',
    example: 'auto',
    schema: z
      .string()
      .trim()
      .refine((value) => value === 'auto' || (name.test(value) && !reserved.test(value)), '3 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit; or auto'),
    optional: true,
    initial: () => 'auto',
    resolve: async (value: string, work) => (value === 'auto' ? bucketName(work) : value),
  },
];

/** A name that nobody else has: account and Region in it, and six digits that stand for the onboarding. */
export function bucketName({ name: onboarding, account, region }: { name: string; account: string; region: string }): string {
  const hash = createHash('sha256').update(onboarding).digest('hex').slice(0, 6);
  return `byol-${account}-${region}-${hash}`;
}
