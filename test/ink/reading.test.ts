import { describe, expect, it } from 'vitest';
import { moved, revealing, sharesOf, windowOf, type Extent, type Reading } from '../../source/ink/reading.ts';
import { row, wordsOf } from '../../source/ink/rows.ts';
import { signsFor } from '../../source/ink/theme.ts';
import { line } from '../../source/text.ts';

const start: Reading = { top: 0, entry: 0, copy: 0 };
const page: Extent = { lines: 30, height: 10, entries: 3, copies: [2, 14, 28] };
const lines = Array.from({ length: 30 }, (_, index) => row(line(`line ${index}`)));
const signs = signsFor(true);

describe('reading a page', () => {
  it('goes through the menu first, and then through the lines', () => {
    expect(moved(start, 'down', page)).toMatchObject({ entry: 1, top: 0 });
    expect(moved({ ...start, entry: 2 }, 'down', page)).toMatchObject({ entry: 2, top: 1 });
    expect(moved({ ...start, top: 5 }, 'up', page)).toMatchObject({ entry: 0, top: 4 });
  });

  it('never goes beyond the ends', () => {
    expect(moved(start, 'up', page)).toEqual(start);
    expect(moved(start, 'end', page).top).toBe(20);
    expect(moved({ ...start, top: 20 }, 'page down', page).top).toBe(20);
    expect(moved({ ...start, top: 20 }, 'home', page).top).toBe(0);
  });

  it('brings what is to be copied into view, and after scrolling takes what is seen', () => {
    const second = moved(start, 'right', page);
    expect(second).toMatchObject({ copy: 1, top: 6 });
    expect(moved({ ...start, copy: 1, top: 6 }, 'end', page).copy).toBe(2);
    expect(moved(start, 'left', page)).toMatchObject({ copy: 2, top: 20 });
  });

  it('says how much more there is at both ends', () => {
    const at = (top: number, height = 10) => windowOf(lines, top, height, signs).map(wordsOf);
    expect(at(0).at(-1)).toBe('↓ 21 more lines (PgDn)');
    expect(at(5)[0]).toBe('↑ 6 more lines (PgUp)');
    expect(at(20).at(-1)).toBe('line 29');
    expect(at(99)).toHaveLength(10);
    expect(at(3, 1)).toEqual(['line 3']);
    expect(at(0, 40)).toHaveLength(30);
  });

  it('shows the line that is to be revealed clear of those marks', () => {
    for (const at of [0, 9, 15, 29]) expect(windowOf(lines, revealing(0, at, page), 10, signs).map(wordsOf)).toContain(`line ${at}`);
    for (const at of [0, 9, 15, 29]) expect(windowOf(lines, revealing(20, at, page), 10, signs).map(wordsOf)).toContain(`line ${at}`);
  });

  it('shares out no more rows than there are, and leaves a choice wherever there is one', () => {
    for (let rows = 1; rows <= 50; rows += 1) {
      for (const content of [{ title: 2, body: 40, entries: 5, copies: 3 }, { title: 5, body: 1, entries: 1, copies: 0 }, { title: 0, body: 9, entries: 0, copies: 0 }]) {
        const { title, body, copy, gap, menu } = sharesOf(rows, content);
        expect(title + body + copy + gap + menu).toBeLessThanOrEqual(rows);
        expect(Math.min(title, body, copy, gap, menu)).toBeGreaterThanOrEqual(0);
        if (content.entries > 0) expect(menu).toBeGreaterThan(0);
      }
    }
  });
});
