import { describe, expect, it } from 'vitest';
import { bytesText, durationText, minuteText } from '../source/words.ts';

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [90_000, '1 min 30 s'],
    [119_700, '2 min'],
    [599_600, '10 min'],
    [3_540_000, '59 min'],
    [3_599_000, '1 h'],
    [12_000_000, '3 h 20 min'],
    [172_799_000, '2 d'],
    [187_200_000, '2 d 4 h'],
  ])('%i ms are %s', (milliseconds, words) => {
    expect(durationText(milliseconds)).toBe(words);
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1536, '1.5 KiB'],
    [16 * 2 ** 20, '16 MiB'],
    [17.26 * 2 ** 30, '17.3 GiB'],
    [150.4 * 2 ** 30, '150 GiB'],
    [4 * 2 ** 50, '4096 TiB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(bytesText(bytes)).toBe(words);
  });

  it('below a whole byte, as rates are, have no more digits than people read', () => {
    expect(bytesText(12.34)).toBe('12 bytes');
  });
});

it('a time is told to the minute', () => {
  expect(minuteText(Date.parse('2026-11-21T09:14:59Z'))).toBe('2026-11-21 09:14');
});
