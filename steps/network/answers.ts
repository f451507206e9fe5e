import { z } from 'zod';
import { cidrProblem, contains, hasHostBits, normaliseCidr, parseCidr } from '../../source/network/cidr.ts';
import { rule } from '../../source/knowledge/rules.ts';
import type { Choice, Question, Step, Work } from '../../source/step.ts';
import { accountOf } from '../shared/account.ts';
import { type Answers, chooseRange, defaultSearchRange, mapAddresses, rangePattern, rankOffers } from './choice.ts';

const cidr = z.string('expected an address range such as 10.42.0.0/16').superRefine((text, { addIssue }) => {
  const problem = cidrProblem(text) ?? (hasHostBits(text) ? `expected the first address of a block; did you mean ${normaliseCidr(text)}?` : undefined);
  if (problem) addIssue({ code: 'custom', message: problem });
});

const searchSchema = cidr.refine(searchable, {
  error: () => `expected one of ${rule('network.search-ranges').value.join(', ')}, or a part of one that holds a /16`,
  // Said only of a text that is a range at all.
  when: ({ value, issues }) => issues.length === 0 && typeof value === 'string',
});

function searchable(text: string): boolean {
  const range = parseCidr(text);
  return range.prefix <= 16 && rule('network.search-ranges').value.some((known) => contains(parseCidr(known), range));
}

/** An account keeps its range for good, so one that has it is asked nothing. */
async function hasNoRange(work: Work): Promise<boolean> {
  return (await accountOf(work.aws)).range === undefined;
}

const searchRange: Question<string> = {
  key: 'searchRange',
  // What is chosen is managementCidr; once it is sent, these are only judged.
  judged: true,
  kind: 'text',
  title: 'In which range shall AWS look for a management range?',
  why: 'Each BYOL WorkSpace has a second network interface in a /16 that AWS manages; AWS offers what is free inside this range.',
  where: `AWS knows these: ${rule('network.search-ranges').value.join(', ')}. A part of one is listed faster.`,
  example: defaultSearchRange,
  schema: searchSchema,
  optional: true,
  when: hasNoRange,
  initial: () => defaultSearchRange,
};

const avoid: Question<readonly string[]> = {
  key: 'avoid',
  judged: true,
  kind: 'list',
  title: 'Which address ranges does your organisation use outside this account and Region?',
  why: 'The management range can never be changed, and only what this account routes to can be seen from here: office networks, data centres and other accounts are yours to name.',
  where: 'Your network team, or its address plan.',
  example: ['10.0.0.0/12'],
  schema: z.array(cidr, 'expected a list of address ranges such as [10.0.0.0/12]'),
  optional: true,
  initial: () => [],
};

const managementCidr: Question<string> = {
  key: 'managementCidr',
  kind: 'select',
  title: 'Which management range shall the account have, for good?',
  why: 'It must not be used anywhere that a WorkSpace has to reach, and it can not be changed once it is chosen.',
  where: 'auto takes the best of what AWS offers and nothing that was seen uses.',
  example: 'auto',
  schema: z.string().regex(new RegExp(`^auto$|${rangePattern.source}`), 'expected auto, or a range of the form 10.42.0.0/16'),
  optional: true,
  when: hasNoRange,
  choices: rangeChoices,
  map: mapAddresses,
  initial: () => 'auto',
  resolve: (value, work) => chooseRange(value, work),
};

const confirmManagementCidr: Question<string> = {
  key: 'confirmManagementCidr',
  kind: 'text',
  title: 'The management range, once more in full',
  why: 'It can never be changed: nothing is sent until a person has written this very range down.',
  where: 'wizard plan shows the ranked choice.',
  example: '10.42.0.0/16',
  schema: z.string().regex(rangePattern, 'expected a range of the form 10.42.0.0/16'),
  optional: true,
  confirms: true,
};

export const questions: Step['questions'] = [searchRange, avoid, managementCidr, confirmManagementCidr];

async function rangeChoices(work: Work<Partial<Answers>>): Promise<Choice[]> {
  const usable = (await rankOffers(work)).filter((candidate) => candidate.usable);
  const best = usable[0];
  return [
    { value: 'auto', label: best ? `auto (now ${best.cidr})` : 'auto', hint: 'the best of what AWS offers' },
    ...usable.map(({ cidr: value, reasons }) => ({ value, label: value, ...(reasons.length && { hint: reasons.join(' ') }) })),
  ];
}
