import type { Step } from '../source/step.ts';
import { eligibility } from './01-eligibility.ts';
import { network } from './02-network.ts';
import { checker } from './03-checker.ts';
import { exportStep } from './04-export.ts';
import { upload } from './05-upload.ts';
import { importStep } from './06-import.ts';
import { image } from './07-image.ts';
import { bundle } from './08-bundle.ts';
import { directory } from './09-directory.ts';
import { launch } from './10-launch.ts';

/** The whole job, in order. What a step needs stands in its `needs`; nothing else decides when it begins. */
export const steps: readonly Step[] = [eligibility, network, checker, exportStep, upload, importStep, image, bundle, directory, launch];
