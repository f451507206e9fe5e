import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { chunked, folded, shortened } from '../../source/ink/folding.ts';

const texts = ['', 'one two three', 'a'.repeat(50), '東京都 '.repeat(20), '👩‍💻'.repeat(20), 'arn:aws:workspaces:eu-central-1:111122223333:directory/d-906702f0a1 is long', 'a 東 b 京 c'];

describe('words that have to fit', () => {
  it('are never wider or higher than they may be', () => {
    for (const text of texts)
      for (let columns = 0; columns <= 40; columns += 1)
        for (let rows = 0; rows <= 6; rows += 1) {
          const lines = folded(text, columns, rows, '…');
          if (lines.length > rows || lines.some((line) => stringWidth(line) > columns)) throw new Error(`${text} in ${columns} × ${rows}: ${JSON.stringify(lines)}`);
          if (stringWidth(shortened(text, columns, '...')) > columns) throw new Error(`${text} in ${columns}`);
          if (chunked(text, columns).some((line) => stringWidth(line) > columns)) throw new Error(`${text} in ${columns}`);
        }
  });

  it('are broken between words, inside those that are too long, and cut at the end', () => {
    expect(folded('one two three four', 8, 9, '…')).toEqual(['one two', 'three', 'four']);
    expect(folded('see abcdefghij', 4, 9, '…')).toEqual(['see', 'abcd', 'efgh', 'ij']);
    expect(folded('one two three four', 8, 2, '…')).toEqual(['one two', 'three f…']);
    expect(folded('東京都大阪府', 5, 9, '…')).toEqual(['東京', '都大', '阪府']);
    expect(shortened('abcdef', 4, '...')).toBe('a...');
  });

  it('are broken anywhere where each character is compared', () => expect(chunked('10.42.0.0/16', 5)).toEqual(['10.42', '.0.0/', '16']));
});
