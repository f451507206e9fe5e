import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfirmField } from '../../../source/ink/fields/confirm.tsx';
import { show } from '../harness.tsx';
import { propsOf } from './field-props.ts';

const licence = { kind: 'confirm', schema: z.boolean() } as const;

describe('yes or no', () => {
  it.each([
    [true, '❯ Yes     No'],
    [false, '  Yes   ❯ No'],
    [undefined, '  Yes   ❯ No'],
  ])('offered %j begins so', (initial, shown) => {
    const { lastFrame, unmount } = render(<ConfirmField {...propsOf(licence, { initial })} />);
    expect(lastFrame()?.split('\n')[0]).toBe(shown);
    unmount();
  });

  it.each([
    ['y', ['type y'], true],
    ['Y', ['type Y'], true],
    ['y, then n', ['type y', 'type n'], false],
    ['up', ['up'], true],
    ['left, then right', ['left', 'right'], false],
    ['Enter alone', [], false],
  ] as const)('by %s', async (_, strokes, answer) => {
    const props = propsOf(licence);
    using screen = await show(<ConfirmField {...props} />);
    for (const stroke of strokes) await (stroke.startsWith('type ') ? screen.type(stroke.slice(5)) : screen.press(stroke as 'up'));
    expect(props.onAnswer).not.toHaveBeenCalled();
    await screen.press('enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(answer);
  });

  it('goes back with Esc, and with Left from its first choice', async () => {
    const props = propsOf(licence, { initial: true });
    using screen = await show(<ConfirmField {...props} />);
    await screen.press('left', 'escape');
    expect(props.onBack).toHaveBeenCalledTimes(2);
  });

  it('leaves the screen its own keys, takes no paste for keys, and no letter is typed into it', async () => {
    const props = propsOf(licence);
    using screen = await show(<ConfirmField {...props} />);
    await screen.type('?lcsq');
    await screen.press('tab', 'f1', 'ctrlC', 'ctrlZ');
    await screen.paste('y\r');
    expect(screen.lines()[0]).toBe('  Yes   ❯ No');
    expect(props.onTyping).not.toHaveBeenCalledWith(true);
    expect(props.onAnswer).not.toHaveBeenCalled();
  });

  it('takes no keys while it is not active', async () => {
    const props = propsOf(licence, { active: false });
    using screen = await show(<ConfirmField {...props} />);
    await screen.type('y');
    expect(screen.lines()[0]).toBe('  Yes   ❯ No');
  });
});
