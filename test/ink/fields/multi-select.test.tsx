import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MultiSelectField } from '../../../source/ink/fields/multi-select.tsx';
import { show } from '../harness.tsx';
import { propsOf } from './field-props.ts';

const subnets = { kind: 'multiselect', schema: z.array(z.string()).length(2, 'expected two subnets') } as const;
const choices = ['a', 'b', 'c'].map((letter) => ({ value: `subnet-${letter}`, label: `subnet-${letter} 10.0.0.0/24`, hint: `zone ${letter}` }));

describe('several of the choices', () => {
  it('are taken and left with Space, and the rule is said from the first one on', async () => {
    const props = propsOf(subnets, { choices });
    using screen = await show(<MultiSelectField {...props} />);
    expect(screen.frame()).not.toContain('expected two');
    await screen.press('space');
    expect(screen.lines().slice(0, 4)).toEqual(['❯  ◉ subnet-a 10.0.0.0/24', '   ◯ subnet-b 10.0.0.0/24', '   ◯ subnet-c 10.0.0.0/24', '✖ expected two subnets']);
    await screen.press('enter');
    expect(props.onAnswer).not.toHaveBeenCalled();
    await screen.press('end', 'space', 'enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(['subnet-a', 'subnet-c']);
  });

  it.each([
    ['a', 3],
    ['an', 0],
    ['a ', 2],
    ['   ', 1],
    ['qlcs?', 0],
  ])('after %j are %i', async (letters, count) => {
    using screen = await show(<MultiSelectField {...propsOf(subnets, { choices })} />);
    await screen.send(letters);
    expect(screen.frame().match(/◉/g) ?? []).toHaveLength(count);
  });

  it('begin with what is offered, in ASCII too, and come back as they were left', async () => {
    const props = propsOf(subnets, { choices, initial: ['subnet-c', 'subnet-gone', 'subnet-b'] });
    using screen = await show(<MultiSelectField {...props} />, { unicode: false });
    expect(screen.lines().slice(0, 3)).toEqual(['>  [ ] subnet-a 10.0.0.0/24', '   [x] subnet-b 10.0.0.0/24', '   [x] subnet-c 10.0.0.0/24']);
    await screen.press('end', 'space');
    using again = await show(<MultiSelectField {...props} draft={props.onDraft.mock.lastCall?.[0]} />);
    expect(again.lines()[2]).toBe('❯  ◯ subnet-c 10.0.0.0/24');
  });

  it('are searched, and what was found is taken after that', async () => {
    const props = propsOf(subnets, { choices });
    using screen = await show(<MultiSelectField {...props} />);
    await screen.type('/t-b');
    expect(props.onTyping).toHaveBeenLastCalledWith(true);
    await screen.press('enter', 'space');
    expect(screen.frame()).toContain('❯  ◉ subnet-b');
    expect(props.onTyping).toHaveBeenLastCalledWith(false);
  });

  it('are left out where they may be', async () => {
    const props = propsOf({ ...subnets, optional: true }, { choices });
    using screen = await show(<MultiSelectField {...props} />);
    await screen.press('enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(undefined);
  });
});
