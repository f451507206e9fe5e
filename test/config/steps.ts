import { z } from 'zod';
import type { Question, Step, StepId } from '../../source/step.ts';

/** A small list of steps with every kind of key that a configuration can hold. */
export const steps: readonly Step[] = [
  step('network', [
    question({ key: 'searchRange', schema: z.cidrv4(), example: '10.0.0.0/8' }),
    question({ key: 'confirmAccount', schema: z.string(), example: '012345678901', optional: true, confirms: true }),
    question({ key: 'avoid', kind: 'list', schema: z.array(z.cidrv4()), example: ['10.0.0.0/12'], optional: true }),
    question({ key: 'count', kind: 'number', schema: z.int().min(1), example: 3, optional: true }),
    question({ key: 'selfService', kind: 'confirm', schema: z.boolean(), example: false, optional: true }),
    question({ key: 'gpu', kind: 'object', schema: z.object({ alwaysOn: z.int(), autoStop: z.int() }), example: { alwaysOn: 0, autoStop: 0 }, optional: true }),
  ]),
  step('checker', [
    question({ key: 'windows', kind: 'select', schema: z.enum(['windows-10-22h2', 'windows-11-24h2']), example: 'windows-11-24h2' }),
    question({ key: 'logs', kind: 'list', schema: z.array(z.string()).min(1), example: ['./checker/*.txt'], path: true, optional: true }),
  ]),
  step('export', [question({ key: 'file', kind: 'path', schema: z.string(), example: './win11.ova', path: true })]),
  step('bundle', [question({ key: 'bundle', kind: 'object', schema: z.array(z.strictObject({ name: z.string().min(1), rootGib: z.number() })), example: [{ name: 'win11', rootGib: 80 }] })]),
];

export function question(given: Partial<Question> & Pick<Question, 'key' | 'schema' | 'example'>): Question {
  return { kind: 'text', title: `Which ${given.key}?`, why: `The ${given.key} decides what is made.`, where: 'In the notes.', ...given };
}

export function step(id: StepId, questions: readonly Question[]): Step {
  return { id, title: `The ${id}`, why: `Because of ${id}.`, needs: [], questions, changes: () => [], outputs: () => undefined };
}
