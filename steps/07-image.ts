import type { Step } from '../source/step.ts';
import { questions, type ImageAnswers } from './image/answers.ts';
import { imageFindings } from './image/findings.ts';
import { imageChange } from './image/image.ts';
import { officeLanguageChanges } from './image/office-language.ts';

/** The AMI becomes a BYOL image of WorkSpaces, with Office where it is wanted. */
export const image: Step<ImageAnswers, 'image'> = {
  id: 'image',
  title: 'BYOL image',
  why: 'WorkSpaces tests the imported Windows, adds its own agents and keeps the result as an image for dedicated hardware.',
  needs: ['import', 'eligibility'],
  questions,
  findings: imageFindings,
  changes: (work) => [...officeLanguageChanges(work), imageChange(work)],
  outputs({ made }) {
    const { imageId, imageName } = made('image') ?? {};
    return typeof imageId === 'string' && typeof imageName === 'string' ? { imageId, imageName } : undefined;
  },
};
