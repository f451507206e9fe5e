import { describe, expect, it } from 'vitest';
import { clean, line, text } from '../source/text.ts';

describe('text that came from outside', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007rest', 'rest'],
    ['\u001b]8;;http://x\u001b\\link', 'link'],
    ['\u009b2Jcleared', 'cleared'],
    ['a\u0000b\u0008c', 'a\\x00b\\x08c'],
    ['user\u202egpj.exe', 'user\\x202egpj.exe'],
    ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['Zürich 東京 🖥️\tok', 'Zürich 東京 🖥️\tok'],
  ])('%j is printed as %j', (raw, safe) => expect(text(raw)).toBe(safe));

  it('fits on one line where it has to', () => expect(line('a\n\tb')).toBe('a b'));

  it('is cleaned inside any value, keys too', () => expect(clean({ 'a\u001b[1m': ['\u0007', 1, null, true] })).toEqual({ a: ['\\x07', 1, null, true] }));
});
