import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TextField } from '../../../source/ink/fields/text.tsx';
import { show } from '../harness.tsx';
import { propsOf } from './field-props.ts';

const count = { kind: 'number', example: 120, schema: z.int('expected a whole number').max(500, 'expected at most 500') } as const;

describe('a line of text', () => {
  it('shows an example, and says nothing before the first letter', async () => {
    const props = propsOf({ example: 'win11' });
    using screen = await show(<TextField {...props} />);
    expect(screen.lines()).toEqual(['❯  for example win11']);
    expect(props.onTyping).toHaveBeenLastCalledWith(true);
  });

  it('says the rule that is broken while one types, and is answered once it is kept', async () => {
    const props = propsOf({ schema: z.string().regex(/^[a-z]{3,}$/, '3 letters or more') });
    using screen = await show(<TextField {...props} />);
    await screen.type('ab');
    expect(screen.lines()).toEqual(['❯ ab', '✖ 3 letters or more']);
    await screen.press('enter');
    expect(props.onAnswer).not.toHaveBeenCalled();
    await screen.type('c');
    expect(screen.lines()).toEqual(['❯ abc']);
    await screen.press('enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith('abc');
  });

  it('says what is missing at the first Enter', async () => {
    using screen = await show(<TextField {...propsOf(count)} />);
    await screen.press('enter');
    expect(screen.lines()).toEqual(['❯  for example 120', '✖ An answer is needed, for example 120']);
  });

  it('takes what is offered with Enter alone', async () => {
    const props = propsOf(count, { initial: 80 });
    using screen = await show(<TextField {...props} />);
    expect(screen.frame()).toContain('❯ 80');
    await screen.press('enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(80);
  });

  it.each([
    ['typing replaces it', async (screen: Shown) => screen.type('7'), '7'],
    ['Backspace shortens it', async (screen: Shown) => screen.press('backspace'), '8'],
    ['an arrow key enters it', async (screen: Shown) => { await screen.press('left'); await screen.type('1'); }, '810'],
    ['a paste replaces it', async (screen: Shown) => screen.paste(' 99\n'), '99'],
  ])('that is offered: %s', async (_, change, text) => {
    using screen = await show(<TextField {...propsOf(count, { initial: 80 })} />);
    await change(screen);
    expect(screen.lines()[0]).toBe(`❯ ${text}`);
  });

  it('offers nothing where only a person’s own typing answers', async () => {
    const props = propsOf({ confirms: true, optional: true }, { initial: '10.42.0.0/16' });
    using screen = await show(<TextField {...props} />);
    expect(screen.lines()).toEqual(['❯  for example sample', 'It is 10.42.0.0/16: to go on, type it yourself.']);
  });

  it('is left out with Enter alone where it is optional', async () => {
    const props = propsOf({ optional: true, unanswered: 'the directory decides' });
    using screen = await show(<TextField {...props} />);
    expect(screen.lines()[1]).toBe('Enter alone leaves it out: the directory decides.');
    await screen.press('enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(undefined);
  });

  it('goes back with Esc, and with Left where the cursor has nowhere to go', async () => {
    const props = propsOf({});
    using screen = await show(<TextField {...props} />);
    await screen.press('left');
    expect(props.onBack).toHaveBeenCalledOnce();
    await screen.type('a');
    await screen.press('left');
    expect(props.onBack).toHaveBeenCalledOnce();
    await screen.press('left', 'escape');
    expect(props.onBack).toHaveBeenCalledTimes(3);
  });

  it('takes every letter as a letter, and leaves the screen its own keys', async () => {
    const props = propsOf({});
    using screen = await show(<TextField {...props} />);
    await screen.type('?lcsq/ y');
    await screen.press('tab', 'f1', 'f5', 'ctrlC', 'ctrlZ', 'ctrlL', 'up', 'down');
    expect(screen.lines()[0]).toBe('❯ ?lcsq/ y');
    expect(props.onBack).not.toHaveBeenCalled();
  });

  it('keeps what was typed for when it is drawn again', async () => {
    const props = propsOf(count);
    {
      using screen = await show(<TextField {...props} />);
      await screen.type('900');
      await screen.press('left');
    }
    expect(props.onTyping).toHaveBeenLastCalledWith(false);
    using again = await show(<TextField {...props} draft={props.onDraft.mock.lastCall?.[0]} />);
    await again.type('1');
    expect(again.lines()).toEqual(['❯ 9010', '✖ expected at most 500']);
  });

  it('loses no key of several that arrive at once', async () => {
    const props = propsOf({});
    using screen = await show(<TextField {...props} />);
    await screen.send('ab\u007f\u001b[Dc\u001b[Fd\r');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith('cad');
  });

  it.each([
    ['\u001b[31mred', 'U+001B'],
    ['a\u0000b', 'U+0000'],
    ['user\u202egpj', 'U+202E'],
    ['\u200ealice', 'U+200E'],
  ])('refuses a paste of %j aloud', async (pasted, number) => {
    using screen = await show(<TextField {...propsOf({})} />);
    await screen.type('x');
    await screen.paste(pasted);
    expect(screen.lines()[0]).toBe('❯ x');
    expect(screen.frame()).toContain(number);
    await screen.type('y');
    expect(screen.lines()).toEqual(['❯ xy']);
  });

  it('joins the lines of a paste, and does not take its end for Enter', async () => {
    const props = propsOf({});
    using screen = await show(<TextField {...props} />);
    await screen.paste('  Installed from\r\nthe ISO\r\n');
    expect(screen.lines()[0]).toBe('❯ Installed from the ISO');
    expect(props.onAnswer).not.toHaveBeenCalled();
  });
});

type Shown = Awaited<ReturnType<typeof show>>;
