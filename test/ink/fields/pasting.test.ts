import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hiddenFault, pastedEntries, pastedFiles, pastedLine } from '../../../source/ink/fields/pasting.ts';

describe('a paste', () => {
  it.each([
    ['  a b \r\n', 'a b'],
    ['one\ntwo\r\n\r\nthree', 'one two three'],
    ['', ''],
    ['Zürich 東京 🖥️', 'Zürich 東京 🖥️'],
  ])('for one line: %j is %j', (pasted, value) => expect(pastedLine(pasted, ' ')).toEqual({ value }));

  it('for one line holds no tab', () => expect(pastedLine('a\tb', ' ')).toEqual({ fault: expect.stringContaining('tab') }));

  it.each([
    ['a\nb\r\nc\rd', ['a', 'b', 'c', 'd']],
    ['a, b;c\td', ['a', 'b', 'c', 'd']],
    ['"a"\n\'b c\'', ['a', 'b c']],
    [' \n,;', []],
  ])('for a list: %j is %j', (pasted, value) => expect(pastedEntries(pasted)).toEqual({ value }));

  it.each([
    ['\u0000', 'U+0000'],
    ['\u001b[0m', 'U+001B'],
    ['\u009b', 'U+009B'],
    ['\u202e', 'U+202E'],
    ['\u200b', 'U+200B'],
    ['\ufeff', 'U+FEFF'],
    ['\ud800', 'U+D800'],
    ['\u{e0041}', 'U+E0041'],
  ])('with %j is refused by its number, %s', (hidden, number) => {
    for (const paste of [hiddenFault, (text: string) => JSON.stringify(pastedLine(text, ' ')), (text: string) => JSON.stringify(pastedEntries(text))]) expect(paste(`a${hidden}b\n`)).toContain(number);
  });

  it.each(['a\r\n\tb', 'é e\u0301', '🇨🇭', '🖥️', 'नमस्ते'])('with %j is not refused', (text) => expect(hiddenFault(text)).toBeUndefined());
});

describe('files that are dropped', () => {
  const base = mkdtempSync(join(tmpdir(), 'dropped-'));
  const paths = { base, platform: 'linux', home: base } as const;
  writeFileSync(join(base, 'one, two.txt'), '');

  it.each([
    ["'/a/b c.txt' '/d.txt'", ["'/a/b c.txt'", "'/d.txt'"]],
    ['/a/b\\ c.txt /d.txt', ['/a/b\\ c.txt', '/d.txt']],
    ['/a/b c.txt', ['/a/b c.txt']],
    ['file:///a%20b.txt file:///c.txt', ['file:///a%20b.txt', 'file:///c.txt']],
    ['"C:\\a b.txt"\r\n"C:\\c.txt"', ['"C:\\a b.txt"', '"C:\\c.txt"']],
    ['./a.txt, ./b.txt', ['./a.txt', './b.txt']],
    ['one, two.txt', ['one, two.txt']],
  ])('%j are %j', (pasted, value) => expect(pastedFiles(pasted, paths)).toEqual({ value }));
});
