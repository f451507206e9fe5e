import { pace } from '../../source/knowledge/durations.ts';
import type { Pace } from '../../source/step.ts';

// S3 lists what it has at once, but a call whose connection broke may still be at work there.
const inFlight = 30_000;

/** For what S3 does at once. */
export const unhurried: Pace = { ...pace('bucket'), visibility: inFlight };

/** For the parts themselves. */
export const uploading: Pace = { ...pace('upload'), visibility: inFlight };
