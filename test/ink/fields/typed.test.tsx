import { describe, expect, it, vi } from 'vitest';
import { matched, TypedField, type TypedProps } from '../../../source/ink/fields/typed.tsx';
import { show } from '../harness.tsx';

function props(expected = '10.42.0.0/16', said: Partial<TypedProps> = {}) {
  const told = { onDraft: vi.fn<TypedProps['onDraft']>(), onAnswer: vi.fn<TypedProps['onAnswer']>(), onBack: vi.fn<TypedProps['onBack']>(), onTyping: vi.fn<TypedProps['onTyping']>() };
  return { expected, rows: 8, columns: 80, active: true, draft: undefined, ...said, ...told };
}

describe('a typed confirmation', () => {
  it('goes on when the exact text is typed, and shows how far it is right', async () => {
    const given = props();
    using screen = await show(<TypedField {...given} />);
    await screen.type('10.42');
    expect(screen.lines()).toEqual(['10.42.0.0/16', '❯ 10.42', '5 of 12 characters']);
    await screen.type('.0.0/16');
    expect(screen.lines()[2]).toBe('That is it. Enter goes on.');
    await screen.press('enter');
    expect(given.onAnswer).toHaveBeenCalledExactlyOnceWith('10.42.0.0/16');
  });

  it.each([
    ['10.43', '✖ It differs from character 5 on'],
    ['10.42.0.0/16!', '✖ There is more than 10.42.0.0/16'],
    ['x', '✖ It differs from character 1 on'],
  ])('says where %j differs, and Enter sends nothing', async (typed, words) => {
    const given = props();
    using screen = await show(<TypedField {...given} />);
    await screen.type(typed);
    expect(screen.lines()[2]).toBe(words);
    await screen.press('enter');
    expect(screen.lines()[2]).toBe('✖ That is not 10.42.0.0/16 yet, so nothing is sent.');
    expect(given.onAnswer).not.toHaveBeenCalled();
  });

  it('says that Enter alone does nothing', async () => {
    const given = props();
    using screen = await show(<TypedField {...given} />);
    await screen.press('enter');
    expect(screen.lines()[2]).toContain('Enter alone does nothing here');
    expect(given.onAnswer).not.toHaveBeenCalled();
  });

  it.each([
    ['marked by the terminal', '\u001b[200~10.42.0.0/16\u001b[201~'],
    ['not marked', '10.42.0.0/16'],
    ['not marked, with a newline', '10.42.0.0/16\r'],
    ['not marked, of all of it', '10.42.0.0/16'],
  ])('refuses a paste aloud: %s', async (_, sent) => {
    const given = props();
    using screen = await show(<TypedField {...given} />);
    await screen.send(sent);
    await screen.press('enter');
    expect(given.onAnswer).not.toHaveBeenCalled();
    expect(given.onDraft.mock.calls.map(([draft]) => JSON.stringify(draft)).join(' ')).toContain('A paste is not taken here');
  });

  it('goes back with Esc, and keeps what was typed', async () => {
    const given = props();
    {
      using screen = await show(<TypedField {...given} />);
      await screen.type('10.');
      await screen.press('escape');
    }
    expect(given.onBack).toHaveBeenCalledOnce();
    using again = await show(<TypedField {...given} draft={given.onDraft.mock.lastCall?.[0]} />);
    expect(again.lines()[1]).toBe('❯ 10.');
  });

  it('shows a text that is wider than the screen in full', async () => {
    const long = '111122223333/eu-central-1/and-more-of-it-than-fits';
    using screen = await show(<TypedField {...props(long, { columns: 20 })} />, { columns: 20 });
    expect(screen.lines().slice(0, 3).join('')).toBe(long);
    expect(screen.lines().map((line) => line.length <= 20)).not.toContain(false);
  });

  it.each([
    ['', 0],
    ['Del', 3],
    ['del', 0],
    ['Delete-é', 8],
    ['Delete-é!', 8],
  ])('of "Delete-é" has typed %j right as far as %i', (typed, count) => expect(matched(typed, 'Delete-é')).toBe(count));
});
