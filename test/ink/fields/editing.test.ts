import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { edit, edited, insert, seen, type Editing } from '../../../source/ink/fields/editing.ts';
import type { Stroke } from '../../../source/ink/fields/strokes.ts';

/** The cursor as `|` in the text. */
function at(shown: string): Editing {
  const [before = '', after = ''] = shown.split('|');
  return { ...edit(before), text: before + after };
}
function shown({ text, cursor }: Editing): string {
  return Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment).toSpliced(cursor, 0, '|').join('');
}

const family = '👨‍👩‍👧‍👦';
const flag = '🇨🇭';

describe('a line that is edited', () => {
  it.each<readonly [string, Stroke['kind'], string]>([
    ['ab|', 'left', 'a|b'],
    ['a|b', 'right', 'ab|'],
    ['ab|', 'right', 'ab|'],
    ['a|b', 'home', '|ab'],
    ['a|b', 'end', 'ab|'],
    ['ab|c', 'erase', 'a|c'],
    ['|abc', 'erase', '|abc'],
    ['a|bc', 'delete', 'a|c'],
    ['abc|', 'delete', 'abc|'],
    ['OU=Desk tops,DC|=x', 'wordLeft', 'OU=Desk tops,|DC=x'],
    ['OU=Desk |tops', 'wordLeft', 'OU=|Desk tops'],
    ['|OU=Desk', 'wordRight', 'OU|=Desk'],
    ['OU|=Desk', 'wordRight', 'OU=Desk|'],
    ['/vms/win11.ova|', 'eraseWord', '/vms/win11.|'],
    ['abc|def', 'eraseToStart', '|def'],
    ['abc|def', 'eraseToEnd', 'abc|'],
    [`a${family}|b`, 'erase', 'a|b'],
    [`a${flag}|`, 'left', `a|${flag}`],
    ['e\u0301|', 'erase', '|'],
    ['東京|', 'left', '東|京'],
    ['|Zürich 東京', 'wordRight', 'Zürich| 東京'],
  ])('%j after %s is %j', (before, kind, after) => expect(shown(edited(at(before), { kind } as Stroke)!)).toBe(after));

  it.each(['enter', 'escape', 'tab', 'up', 'down', 'pageUp', 'pageDown'] as const)('is left alone by %s', (kind) => expect(edited(at('a|b'), { kind })).toBeUndefined());

  it('is left alone by Left at its start, which goes back', () => expect(edited(at('|a'), { kind: 'left' })).toBeUndefined());

  it('counts a letter and the accent that follows it as one', () => expect(shown(insert(insert(at('a|b'), 'e'), '\u0301'))).toBe('ae\u0301|b'));

  it('is replaced by the first letter where it was offered, and changed by anything else', () => {
    expect(shown(insert(edit('offered', true), 'x'))).toBe('x|');
    const shorter = edited(edit('offered', true), { kind: 'erase' })!;
    expect(shown(insert(shorter, 'x'))).toBe('offerex|');
  });
});

describe('what is seen of a line', () => {
  const texts = ['', 'short', 'a'.repeat(100), '東京'.repeat(40), `${family}${flag}e\u0301x`.repeat(15), 'mixed 東京 text '.repeat(10), `control\u001b[31m\u0007\n\u202e${'x'.repeat(80)}`];

  it.each(['…', '...'])('fits, holds the cursor, and is marked with %s where it goes on', (cut) => {
    for (const text of texts)
      for (const columns of [1, 2, 3, 7, 8, 9, 15, 16, 17, 40])
        for (let cursor = 0; cursor <= edit(text).cursor; cursor += 1) {
          const { before, at, after } = seen({ text, cursor, offered: false }, columns, cut);
          const width = stringWidth(before) + stringWidth(at) + stringWidth(after);
          if (width > columns || at === '' || /[\u0000-\u001f\u202e]/.test(before + at + after)) throw new Error(`${JSON.stringify(text)} at ${cursor} in ${columns}: ${JSON.stringify([before, at, after])}`);
        }
  });

  it('is all of it where it fits', () => expect(seen(at('win|11'), 6, '…')).toEqual({ before: 'win', at: '1', after: '1' }));

  it('is the end with the cursor behind it, or what surrounds the cursor', () => {
    expect(seen(edit('abcdefghijklmnopqrstuvwxyz'), 10, '…')).toEqual({ before: '…stuvwxyz', at: ' ', after: '' });
    expect(seen(at('abcdefghijklm|nopqrstuvwxyz'), 11, '…')).toEqual({ before: '…ghijklm', at: 'n', after: 'o…' });
    expect(seen(at('|abcdefghijklmnopqrstuvwxyz'), 10, '…')).toEqual({ before: '', at: 'a', after: 'bcdefghi…' });
  });
});
