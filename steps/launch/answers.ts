import { z } from 'zod';
import type { Question, Step, Work } from '../../source/step.ts';

export type LaunchAnswers = {
  users: readonly string[];
  runningMode: 'AUTO_STOP' | 'ALWAYS_ON';
  autoStopMinutes: number;
  bundle: string;
};

function bundlesOf(work: Work) {
  return work.from('bundle')?.bundles ?? [];
}

const users: Question<readonly string[]> = {
  key: 'users',
  kind: 'list',
  title: 'Users who get a WorkSpace, the pilot first',
  why: 'The first WorkSpace is launched alone: only when it is healthy do the others follow.',
  where: 'Their sign-in names in the directory (sAMAccountName), without the domain.',
  example: ['alice'],
  schema: z
    .array(z.string().regex(/^[^\s"/\\[\]:;|=,+*?<>@\u0000-\u001f]{1,63}$/, 'a sign-in name of 1 to 63 characters, without domain'), 'expected a list of user names')
    .min(1, 'expected at least one user')
    .max(5_000, 'expected at most 5,000 users'),
};

const runningMode: Question<LaunchAnswers['runningMode']> = {
  key: 'runningMode',
  kind: 'select',
  title: 'How do the WorkSpaces run?',
  why: 'It decides what is billed: a fixed price a month, or a smaller one and the hours. It can be changed later.',
  where: 'https://aws.amazon.com/workspaces/pricing/',
  example: 'AUTO_STOP',
  schema: z.enum(['AUTO_STOP', 'ALWAYS_ON'], 'AUTO_STOP or ALWAYS_ON'),
  initial: () => 'AUTO_STOP',
  choices: async () => [
    { value: 'AUTO_STOP', label: 'AutoStop', hint: 'stops when nobody is connected; billed by month and hour' },
    { value: 'ALWAYS_ON', label: 'AlwaysOn', hint: 'runs all the time; billed by month' },
  ],
};

const autoStopMinutes: Question<number> = {
  key: 'autoStopMinutes',
  kind: 'number',
  title: 'Minutes without a connection until a WorkSpace stops',
  why: 'AWS takes whole hours.',
  example: 60,
  schema: z.int('expected a whole number of minutes').min(60, 'expected at least 60').max(2_880, 'expected at most 2880').multipleOf(60, 'expected a multiple of 60'),
  optional: true,
  when: ({ answers }) => answers['runningMode'] === 'AUTO_STOP',
  initial: () => 60,
};

const bundle: Question<string> = {
  key: 'bundle',
  kind: 'select',
  title: 'Bundle to launch from',
  why: 'Several were made; one launch takes one of them.',
  example: 'win11-standard',
  schema: z.string('expected the name of a bundle').min(1, 'expected the name of a bundle').max(64, 'expected the name of a bundle'),
  when: (work) => bundlesOf(work).length > 1,
  choices: async (work) => bundlesOf(work).map(({ name, bundleId }) => ({ value: name, label: name, hint: bundleId })),
  initial: (work) => bundlesOf(work)[0]?.name,
};

export const questions: Step['questions'] = [users, runningMode, autoStopMinutes, bundle];
