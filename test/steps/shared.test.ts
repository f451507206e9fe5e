import { describe, expect, it } from 'vitest';
import { nameOfAttempt } from '../../steps/shared/attempt.ts';
import { repeated } from '../../steps/shared/repeated.ts';

describe('the name of an image or a bundle', () => {
  it.each([
    ['win11', 1, 'win11'],
    ['win11', 2, 'win11-a2'],
    ['x'.repeat(60), 1, 'x'.repeat(60)],
    ['x'.repeat(60), 99, `${'x'.repeat(60)}-a99`],
    ['x'.repeat(60), 1000, `${'x'.repeat(58)}-a1000`],
  ])('%s is in attempt %i one that AWS takes', (name, attempt, expected) => {
    expect(nameOfAttempt(name, attempt)).toBe(expected);
    expect(expected).toMatch(/^[A-Za-z0-9_./()\\-]{1,64}$/);
  });
});

describe('values given more than once', () => {
  it('are told once each', () => {
    expect(repeated(['a', 'b', 'a', 'A', 'a'])).toEqual(['a']);
    expect(repeated(['alice', 'bob', 'Alice'], (user) => user.toLowerCase())).toEqual(['Alice']);
    expect(repeated([])).toEqual([]);
  });
});
