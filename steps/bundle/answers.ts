import { z } from 'zod';
import { compute, computes, type Compute } from '../../source/knowledge/compute.ts';
import type { Choice, Step } from '../../source/step.ts';

/** One bundle as it is configured; volumes in GiB. */
export type BundleAnswer = { readonly name: string; readonly description: string; readonly compute: string; readonly rootGib: number; readonly userGib: number };

/** The section is the list itself. */
export type BundleAnswers = { bundle: readonly BundleAnswer[] };

const gib = z.int('expected a whole number of GiB').min(10, 'expected at least 10 GiB').max(2000, 'expected at most 2000 GiB');

/** Patterns of `CreateWorkspaceBundle` (WorkSpaces API Reference). Some characters are left for the suffix of a second attempt. */
const one = z.strictObject({
  name: z.string('expected a name').regex(/^[A-Za-z0-9_./()\\-]{1,60}$/, '1 to 60 letters, digits and _./()\\-, without spaces'),
  description: z.string('expected a description').regex(/^[A-Za-z0-9_./() -]{1,255}$/, '1 to 255 letters, digits, spaces and _./()-'),
  compute: z.string('expected a compute type').refine((name) => compute(name)?.name === name, { error: ({ input }) => computeMessage(String(input)) }),
  rootGib: gib,
  userGib: gib,
});

export const questions: Step['questions'] = [
  {
    key: 'bundle',
    kind: 'list',
    title: 'Bundles to make from the image',
    why: 'A bundle joins the image with a compute type and two volumes; every WorkSpace is launched from one. Volumes can grow later, never shrink.',
    where: 'Compute types and volumes: https://docs.aws.amazon.com/workspaces/latest/adminguide/bundle-options.html',
    example: [{ name: 'win11-standard', description: 'Standard', compute: 'STANDARD', rootGib: 80, userGib: 50 }],
    schema: z.array(one, 'expected a list of bundles').min(1, 'expected at least one bundle'),
    fields: [
      { key: 'name', kind: 'text', title: 'Name of the bundle', initial: 'win11-standard' },
      { key: 'description', kind: 'text', title: 'Description of the bundle, as the console shows it', initial: 'Standard' },
      { key: 'compute', kind: 'select', title: 'Compute type', initial: 'STANDARD', choices: computes.filter(({ ended }) => !ended).map(computeChoice) },
      { key: 'rootGib', kind: 'number', title: 'Root volume (C:), GiB', initial: 80 },
      { key: 'userGib', kind: 'number', title: 'User volume (D:), GiB', initial: 50 },
    ],
  },
];

function computeChoice({ name, vcpu, memoryGib, gpu }: Compute): Choice {
  const size = [vcpu && `${vcpu} vCPU`, memoryGib && `${memoryGib} GiB`, gpu !== 'none' && `GPU ${gpu}`].filter(Boolean).join(', ');
  return { value: name, label: size ? `${name} (${size})` : name };
}

function computeMessage(given: string): string {
  const close = compute(given);
  return close ? `did you mean ${close.name}?` : `not a compute type; one of ${computes.filter(({ ended }) => !ended).map(({ name }) => name).join(', ')}`;
}
