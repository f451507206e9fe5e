import type { Change, Step, Work } from '../source/step.ts';
import { questions, type UploadAnswers } from './upload/answers.ts';
import { bucketChange } from './upload/bucket.ts';
import { completeChange, type CompleteMade } from './upload/complete.ts';
import { multipartChange, strayChanges } from './upload/multipart.ts';
import { partsChange } from './upload/parts.ts';
import { bucketFindings, settingsChanges } from './upload/settings.ts';

/** The exported file goes to S3: in parts with a checksum each, so that an interrupted upload goes on where it was. */
export const upload: Step<UploadAnswers, 'upload'> = {
  id: 'upload',
  title: 'Upload',
  why: 'VM Import reads the exported disk from a bucket in the same Region.',
  needs: ['export'],
  questions,
  findings: bucketFindings,
  changes,
  outputs({ made }) {
    const complete = made('complete') as CompleteMade | undefined;
    return complete && { bucket: complete.bucket, key: complete.key, bytes: complete.bytes };
  },
};

function changes(work: Work<UploadAnswers>): Change[] {
  return [bucketChange(work), ...settingsChanges(work), multipartChange(work), ...strayChanges(work), partsChange(work), completeChange(work)];
}
