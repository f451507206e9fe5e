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
export function objectDamaged(bucket: string, key: string, how: string, name: string): Problem {
  return {
    code: 'upload.object-damaged',
    what: `s3://${bucket}/${key} is not the file that was uploaded: ${how}.`,
    causes: ['The object was changed after the upload.', 'The file was changed while it was uploaded.'],
    todo: [`Upload it again, beside the damaged one: wizard resume ${name} --again upload`, 'The import of a damaged file fails after an hour with misleading words.'],
    back: 'upload',
    exit: 1,
  };
}

/** An object with our mark that this journal knows nothing of, and that is not the exported file. */
export function objectDiffers(bucket: string, key: string, name: string, how: string): Problem {
  return {
    code: 'upload.object-differs',
    what: `s3://${bucket}/${key} was uploaded by an onboarding of this name, and it is another file than the exported one: ${how}.`,
    causes: ['The virtual machine was exported again after an earlier onboarding of this name had uploaded its file.', 'Another machine uploads another file under the same name.'],
    todo: [`Upload the exported file beside it: wizard resume ${name} --again upload`, 'Or give the exported file another name: export.file', 'Or delete the object if nobody needs it, and run this again.'],
    back: 'upload',
    exit: 4,
  };
}

/** The multipart upload ended before it was completed. */
export function uploadGone(bucket: string, key: string, name: string): Problem {
  return {
    code: 'upload.gone',
    what: `The upload to s3://${bucket}/${key} no longer exists: it was aborted before it was complete.`,
    causes: ['A lifecycle rule of the bucket ends unfinished uploads after some days.', 'Somebody aborted it.'],
    todo: [`Begin it anew: wizard resume ${name} --again upload`],
    back: 'upload',
    exit: 1,
  };
}

/** The file is not the one that was looked into: sent by its old length it would be cut off. */
export function exportReplaced(file: string, name: string, judged: number, bytes: number): Problem {
  return {
    code: 'upload.export-replaced',
    what: `${line(file)} has ${bytes} bytes now; the file that was looked into had ${judged}.`,
    causes: ['The virtual machine was exported again to the same path.', 'The hypervisor was not done with it.'],
    todo: [`Have the new one looked into, then upload it: wizard resume ${name} --again export`],
    back: 'export',
    exit: 4,
  };
}

/** The file is not the one that the upload began with, or was written while it was sent. */
export function fileChanged(file: string, name: string): Problem {
  return {
    code: 'upload.file-changed',
    what: `${line(file)} has changed since the upload began; parts of two different files would make a broken disk.`,
    causes: ['The virtual machine was exported again to the same path.', 'The hypervisor still works on the file.'],
    todo: [`When nothing writes to it any more, begin with it anew: wizard resume ${name} --again export`, 'Or put the file back as it was and run this again.'],
    back: 'export',
    exit: 1,
  };
}

/** The program is being ended; what is stored stays stored. */
export function interrupted(): Problem {
  return { code: 'upload.interrupted', what: 'The upload was interrupted; the parts that S3 has are kept.', again: 'soon', exit: 130 };
}
