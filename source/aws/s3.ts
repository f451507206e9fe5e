import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  UploadPartCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-s3';
import { HttpRequest } from '@smithy/core/protocols';
import type { BuildMiddleware } from '@smithy/types';
import type { ClientSettings } from './operations.ts';

/** The operations in use, by API name. */
export const commands = {
  AbortMultipartUpload: AbortMultipartUploadCommand,
  CompleteMultipartUpload: CompleteMultipartUploadCommand,
  CreateBucket: CreateBucketCommand,
  CreateMultipartUpload: CreateMultipartUploadCommand,
  GetBucketLifecycleConfiguration: GetBucketLifecycleConfigurationCommand,
  GetBucketPolicy: GetBucketPolicyCommand,
  GetPublicAccessBlock: GetPublicAccessBlockCommand,
  HeadBucket: HeadBucketCommand,
  HeadObject: HeadObjectCommand,
  ListMultipartUploads: ListMultipartUploadsCommand,
  ListParts: ListPartsCommand,
  PutBucketLifecycleConfiguration: PutBucketLifecycleConfigurationCommand,
  PutBucketPolicy: PutBucketPolicyCommand,
  PutBucketTagging: PutBucketTaggingCommand,
  PutPublicAccessBlock: PutPublicAccessBlockCommand,
  UploadPart: UploadPartCommand,
};

/** A client whose parts are sent as they are: over TLS their own checksum covers them, and hashing them again to sign costs more than sending. */
export function client(settings: ClientSettings): S3Client {
  const made = new S3Client({ ...settings.config, forcePathStyle: settings.pathStyle, expectContinueHeader: false });
  made.middlewareStack.add(unsignedParts, { step: 'build', name: 'unsignedParts' });
  return made;
}

const unsignedParts: BuildMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next, context) => (args) => {
  const { request } = args;
  if (context.commandName === 'UploadPartCommand' && HttpRequest.isInstance(request) && request.protocol === 'https:') {
    request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
  }
  return next(args);
};
