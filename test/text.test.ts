import { describe, expect, it } from 'vitest';
import { clean, line, say, text } from '../source/text.ts';
import { hostile } from './hostile.ts';

/** What a terminal shows as it is, by its own list: no control, no format, no half of a character, nothing invisible. */
const printable = /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\p{M}\n]*$/u;
const invisible = /\u034f|[\ufe00-\ufe0f]|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/u;

describe('text that came from outside', () => {
  it.each(hostile)('%s is shown, not done', (_, payload, shown) => {
    expect(text(payload)).toBe(shown);
    expect(shown).toMatch(printable);
    expect(shown).not.toMatch(invisible);
    expect(shown).not.toMatch(/\p{M}{5}/u);
    expect(shown).not.toBe(payload);
  });

  it.each(['Zürich 東京 🖥️\tok\n', 'ประเทศไทย हिन्दी Việt Nam e\u0301', 'https://aws.amazon.com/?a=1&b=%20', 'C:\\VMs\\win11.ova', '☎︎ ☎️ 👍🏽', '\u00a0« »', ''])('%j is left as it is', (words) => expect(text(words)).toBe(words));

  it('is no other text when it passes twice', () => {
    for (const [, payload] of hostile) expect(text(text(payload))).toBe(text(payload));
  });

  it('holds every invisible character of Unicode by its number', () => {
    const characters = Array.from({ length: 0x110000 }, (_, code) => code).filter((code) => code > 0xff || (code < 0x20 && ![9, 10, 13].includes(code)) || (code >= 0x7f && code < 0xa0));
    const unseen = characters.filter((code) => /[\p{C}\p{Zl}\p{Zp}\p{DI}]/u.test(String.fromCodePoint(code)) && !/[\p{Co}\p{Cn}]/u.test(String.fromCodePoint(code)));
    expect(unseen.length).toBeGreaterThan(2000);
    expect(unseen.filter((code) => !/^\\(?:x[0-9a-f]{2}|u\{[0-9a-f]{4,6}\})$/.test(text(String.fromCodePoint(code))))).toEqual([]);
  });

  it('takes a time that grows with its length alone: the square of it would be minutes', () => {
    for (const part of ['x', '\u0301', '\u001b[', 'é', '\u202e']) {
      const begin = performance.now();
      text(part.repeat(200_000));
      expect(performance.now() - begin).toBeLessThan(10_000);
    }
  });

  it('fits on one line where it has to', () => expect(line('a\n\tb\rc')).toBe('a b c'));

  it('is cleaned inside any value, keys too', () => expect(clean({ 'a\u001b[1m': ['\u0007', 1, null, true] })).toEqual({ 'a\\x1b[1m': ['\\x07', 1, null, true] }));
});

describe('words of our own around values from outside', () => {
  it('stay as they are written, and each value is made safe and one line', () => {
    expect(say`${'a\u001b[1m\nb'} of ${2}:\n\t${undefined}\\x`).toBe('a\\x1b[1m b of 2:\n\tundefined\\x');
    expect(say`plain`).toBe('plain');
  });
});
