import type { Operation } from './operations.ts';

/**
 * What S3 sends with success: the root element of its XML, `json`, `none` (headers alone) or `head` (no body even with an
 * error). Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html.
 */
export const bodies: { readonly [Op in Extract<Operation, `s3:${string}`>]: string } = {
  's3:AbortMultipartUpload': 'none',
  's3:CompleteMultipartUpload': 'CompleteMultipartUploadResult',
  's3:CreateBucket': 'none',
  's3:CreateMultipartUpload': 'InitiateMultipartUploadResult',
  's3:GetBucketLifecycleConfiguration': 'LifecycleConfiguration',
  's3:GetBucketPolicy': 'json',
  's3:GetPublicAccessBlock': 'PublicAccessBlockConfiguration',
  's3:HeadBucket': 'head',
  's3:HeadObject': 'head',
  's3:ListMultipartUploads': 'ListMultipartUploadsResult',
  's3:ListParts': 'ListPartsResult',
  's3:PutBucketLifecycleConfiguration': 'none',
  's3:PutBucketPolicy': 'none',
  's3:PutBucketTagging': 'none',
  's3:PutPublicAccessBlock': 'none',
  's3:UploadPart': 'none',
};
