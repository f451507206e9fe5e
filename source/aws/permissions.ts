
/** S3 permissions that are not named after the operation; https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html. */
const s3: { readonly [operation: string]: string } = {
  HeadBucket: 'ListBucket',
  HeadObject: 'GetObject',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  ListParts: 'ListMultipartUploadParts',
  ListMultipartUploads: 'ListBucketMultipartUploads',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
  PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
};

/** The IAM action that was denied: the one the message names, or the one the operation needs. */
export function permissionOf(operation: string, message = ''): string {
  const named = /not authorized to perform:? ([\w-]+:\w+)/.exec(message)?.[1];
  if (named) return named;
  const [service = '', name = ''] = operation.split(':');
  return `${service}:${(service === 's3' && s3[name]) || name}`;
}

/** Why, as far as the message tells; https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html. */
export function causesOfDenial(operation: string, message = ''): string[] {
  const action = permissionOf(operation, message);
  const policy = /(?:explicit deny in|because no) (?:an? )?([a-z- ]*?(?:policy|boundary))/i.exec(message)?.[1];
  if (/explicit deny/i.test(message)) return [`${policy ? `A ${policy}` : 'A policy'} denies ${action} explicitly: allowing it elsewhere does not help.`];
  if (policy) return [`No ${policy} of the caller allows ${action}.`];
  return [
    `No policy of the caller allows ${action}, or one denies it.`,
    ...(operation.startsWith('workspaces:') && !/not authorized to perform/.test(message)
      ? ['WorkSpaces says the same where the account is not enabled for BYOL in this Region.']
      : []),
  ];
}
