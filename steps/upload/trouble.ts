import type { Problem } from '../../source/problem.ts';
import { line } from '../../source/text.ts';

/** The bucket answers, but not as ours. `raw` is AWS's own answer. */
export function bucketNotOurs(bucket: string, account: string, raw: Problem['raw']): Problem {
  return {
    code: 'upload.bucket-not-ours',
    what: `The bucket ${bucket} exists, and AWS does not let this account use it.`,
    causes: [`It belongs to another account than ${account}: bucket names are shared by everybody.`, 'It is yours, and your permissions lack s3:ListBucket on it, or its policy denies you.'],
    todo: ['Choose another name, or auto: upload.bucket', `To see whether it is yours: aws s3api head-bucket --bucket ${bucket} --expected-bucket-owner ${account}`],
    back: 'upload',
    ...(raw && { raw }),
    exit: 4,
  };
}

/** VM Import reads from a bucket of its own Region only. */
export function bucketElsewhere(bucket: string, where: string | undefined, region: string): Problem {
  return {
    code: 'upload.bucket-region',
    what: `The bucket ${bucket} is in ${where ?? 'another Region'}; the import needs one in ${region}.`,
    todo: [`Choose a bucket in ${region}, or auto: upload.bucket`],
    back: 'upload',
    exit: 4,
  };
}

/** An object that somebody else put where ours goes. */
export function objectNotOurs(bucket: string, key: string): Problem {
  return {
    code: 'upload.object-not-ours',
    what: `s3://${bucket}/${key} exists and was not uploaded by this onboarding; it is not overwritten.`,
    causes: ['Another onboarding of the same name uploads to the same bucket.', 'Somebody copied a file there by hand.'],
    todo: ['Look at it and move it away if nobody needs it, or choose another bucket: upload.bucket'],
    back: 'upload',
    exit: 4,
  };
}

/** The object stands there with our mark, and is not what was sent. */
export function objectDamaged(bucket: string, key: string, how: string): Problem {
  return {
    code: 'upload.object-damaged',
    what: `s3://${bucket}/${key} is not the file that was uploaded: ${how}.`,
    causes: ['The object was changed after the upload.', 'The file was changed while it was uploaded.'],
    todo: ['Delete the object and upload again; the import of a damaged file fails after an hour with misleading words.'],
    back: 'upload',
    exit: 1,
  };
}

/** The multipart upload ended before it was completed. */
export function uploadGone(bucket: string, key: string): Problem {
  return {
    code: 'upload.gone',
    what: `The upload to s3://${bucket}/${key} no longer exists: it was aborted before it was complete.`,
    causes: ['A lifecycle rule of the bucket ends unfinished uploads after some days.', 'Somebody aborted it.'],
    todo: ['Begin it anew by naming another bucket, or the exported file under another name: upload.bucket, export.file'],
    back: 'upload',
    exit: 1,
  };
}

/** The file is not the one that the upload began with. */
export function fileChanged(file: string): Problem {
  return {
    code: 'upload.file-changed',
    what: `${line(file)} has changed since the upload began; parts of two different files would make a broken disk.`,
    causes: ['The virtual machine was exported again to the same path.', 'The hypervisor still works on the file.'],
    todo: ['Give the new export a name of its own and go back to the export: export.file', 'Or put the file back as it was and run this again.'],
    back: 'export',
    exit: 1,
  };
}

/** The program is being ended; what is stored stays stored. */
export function interrupted(): Problem {
  return { code: 'upload.interrupted', what: 'The upload was interrupted; the parts that S3 has are kept.', again: 'soon', exit: 130 };
}
