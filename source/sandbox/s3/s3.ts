import type { Service } from '../service.ts';
import { bucketSettingOperations } from './bucket-settings.ts';
import { bucketOperations } from './buckets.ts';
import { completeOperations } from './complete.ts';
import { multipartOperations } from './multipart.ts';
import { objectOperations } from './objects.ts';

/** S3: buckets, and objects of which only sizes, checksums and beginnings are kept. */
export const s3: Service = {
  operations: { ...bucketOperations, ...bucketSettingOperations, ...objectOperations, ...multipartOperations, ...completeOperations },
};
