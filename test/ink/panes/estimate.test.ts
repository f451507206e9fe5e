import { describe, expect, it } from 'vitest';
import { clockText, doneText, timeLeft, timeLeftText } from '../../../source/ink/panes/estimate.ts';

const minute = 60_000;
const hour = 60 * minute;
const usual = [20 * minute, 3 * hour] as const;

describe('the time left', () => {
  it('comes from what is usual while there is no progress', () => {
    expect(timeLeftText({ elapsedMs: 15 * minute, expectMs: usual })).toBe('5 min to 2 h 45 min left');
    expect(timeLeftText({ elapsedMs: hour, expectMs: usual })).toBe('up to 2 h left');
  });

  it('does not pretend to know an end once it takes longer than usual', () => {
    expect(timeLeft({ elapsedMs: 4 * hour, expectMs: usual })).toEqual({ longer: true });
    expect(timeLeftText({ elapsedMs: 4 * hour, expectMs: usual })).toBe('longer than usual');
  });

  it('comes from the progress where that is more than 5 %, and is the narrower the more is done', () => {
    expect(timeLeftText({ elapsedMs: 40 * minute, expectMs: usual, progress: 0.5 })).toBe('25 min to 1 h left');
    expect(timeLeftText({ elapsedMs: 40 * minute, expectMs: usual, progress: 0.05 })).toBe('up to 2 h 20 min left');
    const span = (progress: number) => {
      const left = timeLeft({ elapsedMs: progress * hour, progress });
      return left && 'most' in left ? left.most / left.least : 0;
    };
    expect(span(0.1)).toBeGreaterThan(span(0.5));
    expect(span(0.5)).toBeGreaterThan(span(0.9));
  });

  it('does not believe a progress that stands still', () => expect(timeLeftText({ elapsedMs: 2 * hour, expectMs: usual, progress: 0.1 })).toBe('up to 1 h left'));

  it('says both where something is late but moves', () => expect(timeLeftText({ elapsedMs: 4 * hour, expectMs: usual, progress: 0.9 })).toBe('longer than usual; by its progress 20 min to 30 min left'));

  it('says nothing where nothing is known', () => {
    expect(timeLeft({ elapsedMs: hour })).toBeUndefined();
    expect(timeLeft({ elapsedMs: hour, expectMs: [0, 0] })).toBeUndefined();
  });

  it('is never negative, and has its smaller end first', () => {
    for (const progress of [undefined, 0, 0.01, 0.06, 0.5, 0.99, 1]) {
      for (const elapsedMs of [0, minute, hour, 5 * hour]) {
        const left = timeLeft({ elapsedMs, expectMs: usual, progress });
        if (left && 'most' in left) {
          expect(left.least).toBeGreaterThanOrEqual(0);
          expect(left.most).toBeGreaterThanOrEqual(left.least);
        }
      }
    }
  });
});

describe('when it is usually done', () => {
  const since = Date.parse('2026-11-21T14:00:00Z');

  it('is a time of the day for a person who goes away', () => {
    expect(doneText({ since, expectMs: usual, now: since })).toBe('between 14:20 and 17:00 UTC');
    expect(doneText({ since, expectMs: usual, now: since + hour })).toBe('by 17:00 UTC');
  });

  it('names another day', () => expect(clockText(Date.parse('2026-11-22T02:05:00Z'), since)).toBe('2026-11-22 02:05'));

  it('is nothing once that is over, and where nothing is known', () => {
    expect(doneText({ since, expectMs: usual, now: since + 4 * hour })).toBeUndefined();
    expect(doneText({ since, now: since })).toBeUndefined();
  });
});
