import { z } from 'zod';
import type { Question, Step } from '../step.ts';

/** The word that lets a change be sent again whose outcome nobody knows (docs/exactly-once.md); every section with keys of its own takes it. */
const sendAgain: Question<string> = {
  key: 'sendAgain',
  kind: 'text',
  title: 'What is to be sent again?',
  why: 'A call was sent and what became of it is not known. Only once it certainly took no effect: the exact value that the wizard names.',
  example: '10.42.0.0/16',
  schema: z.string(),
  optional: true,
  confirms: true,
};

/** All that a step's section may hold: its questions, its typed confirmations among them, and {@link sendAgain}. */
export function keysOf(step: Step): readonly Question[] {
  return [...step.questions, sendAgain];
}

/** Names that are folders of their own or devices on Windows. */
const takenNames = /^(?:sandbox|con|prn|aux|nul|com\d|lpt\d)$/i;

/** The keys of the file beside the steps' sections. */
export const topSchemas = {
  name: z
    .string()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/, 'expected 1 to 63 letters, digits and hyphens, such as contoso-euw1: it names a folder, tags and keys')
    .refine((name) => !takenNames.test(name), 'this name is reserved; expected another, such as contoso-euw1'),
  region: z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d{1,2}$/, 'expected an AWS Region such as eu-west-1'),
  tags: z
    .record(
      z.string().min(1).max(128).regex(/^(?!aws:)/i, 'expected a key that does not begin with aws:'),
      z.string().max(256),
    )
    .refine((tags) => Object.keys(tags).length <= 40, 'expected 40 tags or fewer: AWS allows 50 and the wizard adds its own'),
};

/** What the reference and the commented example say about {@link topSchemas}. */
export const topKeys = [
  { key: 'name', why: 'Names this onboarding: its folder, the tags and the keys in AWS.', example: 'contoso-euw1' },
  { key: 'region', why: 'The AWS Region of the WorkSpaces.', example: 'eu-west-1' },
  { key: 'tags', why: 'Goes on everything that takes tags.', example: { CostCenter: '1234' } },
] as const;

/** The question whose value is the whole section of its step, if the step has one. */
export function wholeSection(step: Step): Question | undefined {
  return step.questions.find((question) => question.key === step.id);
}
