import { Box } from 'ink';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { Question } from '../step.ts';
import { line, type Text } from '../text.ts';
import { Field } from './fields/field.tsx';
import { TypedField } from './fields/typed.tsx';
import type { FieldProps } from './field.ts';
import { shortened, widthOf } from './folding.ts';
import { Say, useSigns } from './surface.tsx';

/** The room that something is drawn in. */
export type Place = { readonly columns: number; readonly rows: number; readonly active: boolean };

/** Something that is drawn, with data to draw it with. */
export type Exhibit = { readonly name: Text; readonly draw: (place: Place) => ReactNode };

const nobody = { draft: undefined, onDraft() {}, onAnswer() {}, onBack() {}, onTyping() {} };
const paths = { base: '/', platform: 'linux', home: '/home/alice' } as const;

function field(name: string, asked: Partial<Question>, given: Partial<FieldProps> = {}): Exhibit {
  const question: Question = { key: name, kind: 'text', title: name, why: 'It is an example.', example: 'example', schema: z.string(), ...asked };
  return { name: line(name), draw: (place) => <Field question={question} choices={undefined} initial={undefined} paths={paths} {...nobody} {...given} {...place} /> };
}

const long = 'OU=WorkSpaces,OU=Arbeitsplätze,OU=東京オフィス,OU=Zürich 🏔️👩‍💻,DC=corp,DC=contoso,DC=com,'.repeat(4);
const subnets = Array.from({ length: 40 }, (_, number) => ({
  value: `subnet-${number}`,
  label: `subnet-${String(number).padStart(17, '0')} 10.0.${number}.0/24 ${number % 3 === 0 ? '東京リージョン' : 'eu-central-1a'}`,
  hint: number % 2 === 0 ? 'euc1-az2 holds no WorkSpaces of this kind, so that a second one has to be in another zone than this one' : 'euc1-az3',
}));
const count = z.int('expected a whole number').max(100_000, 'expected at most 100,000');
const bundle = { name: 'win11-standard', compute: 'STANDARD', rootGib: 80 };
const bundles: Partial<Question> = {
  kind: 'list',
  example: [bundle],
  schema: z.array(z.strictObject({ name: z.string(), compute: z.string(), rootGib: count })),
  fields: [
    { key: 'name', kind: 'text', title: 'Name of the bundle', initial: 'win11-standard' },
    { key: 'compute', kind: 'select', title: 'Compute type', initial: 'STANDARD', choices: ['VALUE', 'STANDARD', 'PERFORMANCE', 'POWER', 'POWERPRO'].map((value) => ({ value, label: value })) },
    { key: 'rootGib', kind: 'number', title: 'Root volume (C:), GiB', initial: 80 },
  ],
};

/** Every kind of field. */
export const fieldExhibits: readonly Exhibit[] = [
  field('a text', { example: 'win11-24h2' }),
  field('a text that is offered', {}, { initial: 'win11-24h2' }),
  field('a text that does not fit', {}, { initial: long }),
  field('a text that breaks a rule', { schema: z.string().max(10, `expected at most 10 characters, as AWS takes no more: ${long}`) }, { draft: { editing: { text: long, cursor: 40, offered: false }, told: 'fault' } }),
  field('a number', { kind: 'number', example: 120, schema: count }, { initial: 120 }),
  field('a file', { kind: 'path', path: true, later: true, example: './win11.ova' }),
  field('one of many choices', { kind: 'select', optional: true, unanswered: 'as the Region decides' }, { choices: subnets, initial: 'subnet-20' }),
  field('a search among them', { kind: 'select' }, { choices: subnets, draft: { at: 3, search: { text: '東京', cursor: 2, offered: false } } }),
  field('one of two choices', { kind: 'select', schema: z.enum(['stop', 'suspend']) }, { initial: 'suspend' }),
  field('several choices', { kind: 'multiselect', schema: z.array(z.string()).length(2, 'expected two subnets') }, { choices: subnets, initial: ['subnet-0', 'subnet-7'] }),
  field('yes or no', { kind: 'confirm', schema: z.boolean() }, { initial: true }),
  field('an empty list', { kind: 'list', schema: z.array(z.string()), optional: true }),
  field('a list', { kind: 'list', schema: z.array(z.string().max(20, 'expected a sign-in name')) }, { initial: [...Array.from({ length: 60 }, (_, number) => `user${number}`), long, '山田太郎', '👩‍💻👨‍👩‍👧‍👦'] }),
  field('a group', { kind: 'object', example: { alwaysOn: 0 }, schema: z.strictObject({ alwaysOn: count, autoStop: count }), fields: [{ key: 'alwaysOn', kind: 'number', title: 'With a GPU, all the time (AlwaysOn)' }, { key: 'autoStop', kind: 'number', title: 'With a GPU, while connected (AutoStop)' }] }, { initial: { alwaysOn: 0, autoStop: 0 } }),
  field('the first of a list of groups', bundles),
  field('a list of groups', bundles, { initial: [bundle, { name: long, compute: 'POWER', rootGib: 'eighty' }] }),
  { name: line('a typed confirmation'), draw: (place) => <TypedField expected="10.42.0.0/16" {...nobody} draft={{ editing: { text: '10.42.', cursor: 6, offered: false } }} {...place} /> },
  { name: line('a typed confirmation of a long text'), draw: (place) => <TypedField expected={long.slice(0, 130)} {...nobody} {...place} /> },
];

/** All exhibits, one under the other, each in the room that is given; the first one takes keys. */
export function Gallery({ exhibits, columns, rows }: { readonly exhibits: readonly Exhibit[]; readonly columns: number; readonly rows: number }): ReactNode {
  const { rule, cut } = useSigns();
  return (
    <Box flexDirection="column">
      {exhibits.map(({ name, draw }, place) => (
        <Box key={name} flexDirection="column">
          <Say dim fit="cut">
            {shortened(`${rule.repeat(2)} ${name} ${rule.repeat(Math.max(0, columns - widthOf(name) - 4))}`, columns, cut)}
          </Say>
          {draw({ columns, rows, active: place === 0 })}
        </Box>
      ))}
    </Box>
  );
}
