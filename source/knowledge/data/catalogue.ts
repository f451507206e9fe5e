import type { ErrorEntry } from '../catalogue.ts';
import { accountErrors } from './errors-account.ts';
import { captureErrors } from './errors-capture.ts';
import { guestErrors } from './errors-guest.ts';
import { imageErrors } from './errors-image.ts';
import { importErrors } from './errors-import.ts';
import { launchErrors } from './errors-launch.ts';

/** Every known error. Of entries that fit a text equally well the earlier one is shown first. */
export const catalogue: readonly ErrorEntry[] = [
  ...imageErrors,
  ...captureErrors,
  ...guestErrors,
  ...importErrors,
  ...accountErrors,
  ...launchErrors,
];
