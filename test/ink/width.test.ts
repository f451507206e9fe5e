import { describe, expect, it } from 'vitest';
import { broken, chopped, columnsOf } from '../../source/ink/width.ts';

describe('the width of words', () => {
  it.each([
    ['plain', 5],
    ['日本語', 6],
    ['한국', 4],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['✔', 1],
    ['', 0],
  ])('%s fills %i columns', (words, columns) => expect(columnsOf(words)).toBe(columns));

  it('breaks between words, and within one only where it is longer than a line', () => {
    expect(broken('two or three words', 9)).toEqual(['two or', 'three', 'words']);
    expect(broken('an identifier', 6)).toEqual(['an', 'identi', 'fier']);
    expect(broken('', 9)).toEqual(['']);
  });

  it('never lets a line be wider than it may, whatever is written', () => {
    for (const words of ['日本語のとても長い名前です', '👩‍👩‍👧👩‍👩‍👧 👩‍👩‍👧', 'x'.repeat(50), 'a 日 b 本 c']) {
      for (const columns of [2, 3, 7, 20]) {
        expect(Math.max(...broken(words, columns).map(columnsOf), ...chopped(words, columns).map(columnsOf))).toBeLessThanOrEqual(columns);
        expect(chopped(words, columns).join('')).toBe(words);
      }
    }
  });
});
