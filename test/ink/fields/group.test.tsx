import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Field } from '../../../source/ink/fields/field.tsx';
import type { Question } from '../../../source/step.ts';
import { show } from '../harness.tsx';
import { propsOf } from './field-props.ts';

const count = z.int('expected a whole number').max(100, 'expected at most 100');
const gpu: Partial<Question> = {
  kind: 'object',
  schema: z.strictObject({ alwaysOn: count, autoStop: count }).refine(({ alwaysOn, autoStop }) => alwaysOn + autoStop < 150, 'expected fewer in all'),
  example: { alwaysOn: 0, autoStop: 0 },
  fields: [{ key: 'alwaysOn', kind: 'number', title: 'All the time' }, { key: 'autoStop', kind: 'number', title: 'While connected' }],
};
const bundles: Partial<Question> = {
  kind: 'list',
  schema: z.array(z.strictObject({ name: z.string().regex(/^\w+$/, 'a name'), compute: z.string() })).min(1, 'expected at least one bundle'),
  example: [{ name: 'standard', compute: 'STANDARD' }],
  fields: [
    { key: 'name', kind: 'text', title: 'Name of the bundle', initial: 'standard' },
    { key: 'compute', kind: 'select', title: 'Compute type', initial: 'POWER', choices: [{ value: 'STANDARD', label: 'Standard' }, { value: 'POWER', label: 'Power' }] },
  ],
};

describe('a group of keys', () => {
  it('is asked key by key, what is offered and what was answered before it', async () => {
    const props = propsOf(gpu, { initial: { alwaysOn: 0, autoStop: 3 } });
    using screen = await show(<Field {...props} />);
    expect(screen.lines().slice(0, 2)).toEqual(['1 of 2: All the time', '❯ 0']);
    await screen.type('7');
    await screen.press('enter');
    expect(screen.lines().slice(0, 3)).toEqual(['All the time: 7', '2 of 2: While connected', '❯ 3']);
    await screen.press('enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith({ alwaysOn: 7, autoStop: 3 });
  });

  it('goes back to the key before with Esc, and leaves from the first one', async () => {
    const props = propsOf(gpu);
    using screen = await show(<Field {...props} />);
    await screen.type('7');
    await screen.press('enter', 'escape');
    expect(screen.lines().slice(0, 2)).toEqual(['1 of 2: All the time', '❯ 7']);
    await screen.press('escape');
    expect(props.onBack).toHaveBeenCalledOnce();
  });

  it('says what is wrong with the whole, and what is wrong with a key at that key', async () => {
    const props = propsOf(gpu);
    using screen = await show(<Field {...props} />);
    await screen.type('101');
    await screen.press('enter');
    expect(screen.lines()[2]).toBe('✖ expected at most 100');
    await screen.press('backspace', 'backspace');
    await screen.type('00');
    await screen.press('enter');
    await screen.type('50');
    await screen.press('enter');
    expect(screen.frame()).toContain('✖ expected fewer in all');
    expect(props.onAnswer).not.toHaveBeenCalled();
  });

  it('comes back with all that was typed', async () => {
    const props = propsOf(gpu);
    {
      using screen = await show(<Field {...props} />);
      await screen.type('7');
      await screen.press('enter');
      await screen.type('12');
    }
    using again = await show(<Field {...props} draft={props.onDraft.mock.lastCall?.[0]} />);
    expect(again.lines().slice(0, 3)).toEqual(['All the time: 7', '2 of 2: While connected', '❯ 12']);
  });
});

describe('a list of groups', () => {
  it('begins with its first entry, and takes another or is done', async () => {
    const props = propsOf(bundles);
    using screen = await show(<Field {...props} />);
    await screen.press('enter', 'enter');
    expect(screen.lines()).toEqual(['   standard, POWER', '   + Add another', '❯  Done', 'Enter is done.']);
    await screen.press('up', 'enter');
    await screen.type('small');
    await screen.press('enter', 'home', 'enter', 'enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith([{ name: 'standard', compute: 'POWER' }, { name: 'small', compute: 'STANDARD' }]);
  });

  it('has its entries changed and taken out', async () => {
    const props = propsOf(bundles, { initial: [{ name: 'one', compute: 'POWER' }, { name: 'two', compute: 'POWER' }] });
    using screen = await show(<Field {...props} />);
    await screen.press('home', 'delete', 'enter', 'backspace');
    expect(screen.lines().slice(0, 2)).toEqual(['1 of 2: Name of the bundle', '❯ tw']);
    await screen.press('enter', 'enter', 'enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith([{ name: 'tw', compute: 'POWER' }]);
  });

  it('leaves a new entry with Esc, and says what an empty list lacks', async () => {
    const props = propsOf(bundles, { initial: [{ name: 'one', compute: 'POWER' }] });
    using screen = await show(<Field {...props} />);
    await screen.press('up', 'enter', 'escape', 'home', 'delete', 'end', 'enter');
    expect(screen.lines()).toEqual(['❯  + Add one', '   Done', '✖ expected at least one bundle', 'Enter adds one.']);
    await screen.press('escape');
    expect(props.onBack).toHaveBeenCalledOnce();
  });

  it('takes letters as letters only inside an entry', async () => {
    const props = propsOf(bundles, { initial: [{ name: 'one', compute: 'POWER' }] });
    using screen = await show(<Field {...props} />);
    expect(props.onTyping).not.toHaveBeenCalledWith(true);
    await screen.type('qls?');
    await screen.press('up', 'enter');
    expect(props.onTyping).toHaveBeenLastCalledWith(true);
    await screen.press('escape');
    expect(props.onTyping).toHaveBeenLastCalledWith(false);
  });
});

describe('the field of a question', () => {
  it.each<readonly [string, Partial<Question>, string]>([
    ['a text', {}, '❯  for example sample'],
    ['a number', { kind: 'number', example: 3 }, '❯  for example 3'],
    ['a file', { kind: 'path', path: true, example: './x' }, '❯  for example ./x; Tab completes'],
    ['a list', { kind: 'list', schema: z.array(z.string()) }, '❯  add one, or paste many'],
    ['yes or no', { kind: 'confirm', schema: z.boolean() }, '  Yes   ❯ No'],
    ['a choice whose schema gives the choices', { kind: 'select', schema: z.enum(['stop', 'suspend']) }, '❯  stop'],
    ['a choice of which nothing is known', { kind: 'select', example: 'd-1' }, '❯  for example d-1'],
    ['several choices whose schema gives them', { kind: 'multiselect', schema: z.array(z.enum(['a', 'b'])) }, '❯  ◯ a'],
    ['a group without keys of its own', { kind: 'object', example: { a: 1 }, schema: z.json() }, '❯  for example {"a":1}'],
  ])('is that of its kind: %s', async (_, question, first) => {
    using screen = await show(<Field {...propsOf(question)} />);
    expect(screen.lines()[0]).toBe(first);
  });
});
