import { z } from 'zod';
import { remaining } from '../../source/knowledge/compatibility.ts';
import { language, languages, officeLanguageOf } from '../../source/knowledge/languages.ts';
import { ingestionOffices, offices } from '../../source/knowledge/office.ts';
import type { Protocol } from '../../source/knowledge/windows.ts';
import type { Choice, Question, Step, Work } from '../../source/step.ts';

export type ImageAnswers = {
  name: string;
  description: string;
  protocol: Protocol;
  /** Kind of image: `BASE` for WorkSpaces without GPU, `GRAPHICS_G4DN` for those with. */
  compute: 'BASE' | 'GRAPHICS_G4DN';
  office: string;
  officeLanguage: string;
};

/** Patterns of `ImportWorkspaceImage` (WorkSpaces API Reference). Some characters are left for the suffix of a second attempt. */
const name = /^[A-Za-z0-9_./()\\-]{1,60}$/;
const description = /^[A-Za-z0-9_./() -]{1,256}$/;

const nameQuestion: Question<string> = {
  key: 'name',
  kind: 'text',
  title: 'Name of the BYOL image',
  why: 'Bundles are made from it, and it is found again by this name.',
  example: 'win11-24h2',
  schema: z.string().regex(name, '1 to 60 letters, digits and _./()\\-, without spaces'),
  initial: (work) => work.from('checker')?.windows.replace(/^windows-/, 'win'),
};

const descriptionQuestion: Question<string> = {
  key: 'description',
  kind: 'text',
  title: 'Description of the BYOL image',
  why: 'AWS requires one; it is shown in the console.',
  example: 'Windows 11 24H2',
  schema: z.string().regex(description, '1 to 256 letters, digits, spaces and _./()-'),
  initial: (work) => work.answers['name'] as string | undefined,
};

const protocols: readonly { value: Protocol; label: string; hint: string }[] = [
  { value: 'dcv', label: 'DCV', hint: 'Windows 10 and 11; what AWS develops' },
  { value: 'pcoip', label: 'PCoIP', hint: 'Windows 10 only; closed to new customers, ends 2027-10-31' },
  { value: 'byop', label: 'BYOP', hint: 'your own protocol; WorkSpaces Core only' },
];

const protocol: Question<Protocol> = {
  key: 'protocol',
  kind: 'select',
  title: 'Streaming protocol of the WorkSpaces',
  why: 'The protocol is built into the image and can not be changed afterwards.',
  example: 'dcv',
  schema: z.enum(['dcv', 'pcoip', 'byop'], 'dcv, pcoip or byop'),
  initial: () => 'dcv',
  choices: async (work) => narrowed(protocols, remaining('protocol', protocols.map(({ value }) => value), { ...chosen(work), protocol: undefined })),
};

const compute: Question<ImageAnswers['compute']> = {
  key: 'compute',
  kind: 'select',
  title: 'With or without a GPU?',
  why: 'Images for WorkSpaces with a GPU are made apart, and BYOL with them is enabled by AWS Support.',
  example: 'BASE',
  schema: z.enum(['BASE', 'GRAPHICS_G4DN'], 'BASE or GRAPHICS_G4DN'),
  optional: true,
  initial: () => 'BASE',
  choices: async () => [
    { value: 'BASE', label: 'Without a GPU' },
    { value: 'GRAPHICS_G4DN', label: 'With a g4dn GPU', hint: 'G6 and G7 images are made by EC2 Image Builder only' },
  ],
};

const office: Question<string> = {
  key: 'office',
  kind: 'select',
  title: 'Should AWS add Microsoft Office while it makes the image?',
  why: 'It can be added here only once, is billed for each user and month, and doubles the time. Office of another kind comes after launch.',
  where: 'Prices: https://aws.amazon.com/workspaces/pricing/',
  example: 'Microsoft_Office_2019',
  schema: z.enum(['none', ...ingestionOffices.map(({ id }) => id)], `none, ${ingestionOffices.map(({ id }) => id).join(' or ')}`),
  optional: true,
  initial: () => 'none',
  choices: async (work) => {
    const offered = offices.filter(({ route }) => route === 'none' || route === 'ingestion').map(({ id, title, note }) => ({ value: id, label: title, hint: note ?? '' }));
    return narrowed(offered, remaining('office', offered.map(({ value }) => value), { ...chosen(work), office: undefined }));
  },
};

const officeLanguage: Question<string> = {
  key: 'officeLanguage',
  kind: 'select',
  title: 'Language of the Office menus',
  why: 'AWS takes the language from the Region and offers no choice; the wizard writes what sets another one for your users.',
  where: 'Office for Japan comes in Japanese; for other Regions AWS publishes nothing.',
  example: 'ja-JP',
  schema: z.string().refine((tag) => languages.some((known) => known.tag === tag), { error: ({ input }) => nearestTag(String(input)) }),
  optional: true,
  unanswered: 'as the Region decides',
  when: ({ answers }) => answers['office'] !== undefined && answers['office'] !== 'none',
  initial: ({ region }) => officeLanguageOf(region)?.tag,
  choices: async () => languages.map(({ tag, name: label }) => ({ value: tag, label, hint: tag })),
};

export const questions: Step['questions'] = [nameQuestion, descriptionQuestion, protocol, compute, office, officeLanguage];

/** What is chosen so far, as the compatibility rules take it. */
export function chosen(work: Work<ImageAnswers>) {
  const { protocol: streaming, compute: kind, office: added } = work.answers;
  return {
    windows: work.from('checker')?.windows,
    protocol: streaming,
    compute: kind === 'GRAPHICS_G4DN' ? kind : undefined,
    office: added,
    region: work.region,
    route: 'direct',
    date: work.now(),
  } as const;
}

function narrowed<Value extends string>(offered: readonly { value: Value; label: string; hint: string }[], left: readonly { value: string; conflicts: readonly { what: string }[] }[]): Choice[] {
  return offered.map((choice) => {
    const against = left.find(({ value }) => value === choice.value)?.conflicts[0];
    return against ? { ...choice, hint: against.what } : choice;
  });
}

function nearestTag(given: string): string {
  const known = language(given) ?? languages.find(({ tag }) => tag.toLowerCase().startsWith(given.toLowerCase().slice(0, 2)));
  return `not a language of Office${known ? `; did you mean ${known.tag}?` : `; one of ${languages.map(({ tag }) => tag).join(', ')}`}`;
}
