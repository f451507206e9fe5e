import { say } from '../text.ts';
import { row, type Row } from './rows.ts';
import type { Signs } from './theme.ts';

/** Where somebody is in a page: the first line shown, the entry of the menu, and which of the things to copy. */
export type Reading = { readonly top: number; readonly entry: number; readonly copy: number };

export type Motion = 'up' | 'down' | 'page up' | 'page down' | 'home' | 'end' | 'left' | 'right';

/** How much there is: lines in all, lines that are seen at once, entries of the menu, and the line of each thing to copy. */
export type Extent = { readonly lines: number; readonly height: number; readonly entries: number; readonly copies: readonly number[] };

/** Where a key leads. Up and Down go through the menu, and at its ends, or without one, through the lines. */
export function moved(reading: Reading, motion: Motion, extent: Extent): Reading {
  const { entry } = reading;
  const page = Math.max(1, extent.height - 2);
  switch (motion) {
    case 'up':
      return entry > 0 ? { ...reading, entry: Math.min(entry, extent.entries) - 1 } : scrolled(reading, -1, extent);
    case 'down':
      return entry < extent.entries - 1 ? { ...reading, entry: entry + 1 } : scrolled(reading, 1, extent);
    case 'page up':
      return scrolled(reading, -page, extent);
    case 'page down':
      return scrolled(reading, page, extent);
    case 'home':
      return scrolled(reading, -extent.lines, extent);
    case 'end':
      return scrolled(reading, extent.lines, extent);
    case 'left':
      return chosen(reading, -1, extent);
    case 'right':
      return chosen(reading, 1, extent);
  }
}

/** The first line that can be shown, so that the last page is full. */
export function topWithin(top: number, { lines, height }: Pick<Extent, 'lines' | 'height'>): number {
  return Math.max(0, Math.min(top, lines - height));
}

/** `top` moved as little as brings line `at` into view, clear of the marks at both ends. */
export function revealing(top: number, at: number, extent: Pick<Extent, 'lines' | 'height'>): number {
  const margin = extent.height > 2 ? 1 : 0;
  const least = at - extent.height + 1 + margin;
  return topWithin(top > at - margin ? at - margin : Math.max(top, least), extent);
}

function scrolled(reading: Reading, by: number, extent: Extent): Reading {
  const top = topWithin(topWithin(reading.top, extent) + by, extent);
  // What `y` copies is what is seen.
  const seen = (at: number | undefined) => at !== undefined && at >= top && at < top + extent.height;
  const copy = seen(extent.copies[reading.copy]) ? reading.copy : extent.copies.findIndex(seen);
  return { ...reading, top, copy: copy < 0 ? reading.copy : copy };
}

function chosen(reading: Reading, by: number, extent: Extent): Reading {
  const count = extent.copies.length;
  if (count === 0) return reading;
  const copy = (reading.copy + by + count) % count;
  return { ...reading, copy, top: revealing(reading.top, extent.copies[copy] ?? 0, extent) };
}

/** The rows that are seen from `top`, with how many more there are at either end. */
export function windowOf(rows: readonly Row[], top: number, height: number, { more }: Pick<Signs, 'more'>): Row[] {
  if (rows.length <= height) return [...rows];
  const from = topWithin(top, { lines: rows.length, height });
  const seen = rows.slice(from, from + height);
  const below = rows.length - from - height;
  if (below > 0 && height > 1) seen[height - 1] = mark(more.below, below + 1, 'PgDn');
  if (from > 0 && height > 2) seen[0] = mark(more.above, from + 1, 'PgUp');
  return seen;
}

function mark(sign: string, count: number, key: string): Row {
  return row({ words: say`${sign} ${count} more lines (${key})`, dim: true });
}

/** How the rows of a pane are shared out. */
export type Shares = { readonly title: number; readonly body: number; readonly copy: number; readonly gap: number; readonly menu: number };

/** Shares `rows` rows: the title first, then at least one entry of the menu, then most of it for reading, then the rest. */
export function sharesOf(rows: number, { title, body, entries, copies }: { readonly title: number; readonly body: number; readonly entries: number; readonly copies: number }): Shares {
  const heading = Math.min(title, rows < 6 ? (rows > 2 ? 1 : 0) : rows < 12 ? 2 : 4);
  const copy = copies > 0 && rows >= 8 ? 1 : 0;
  const left = Math.max(0, rows - heading - copy);
  const menu = Math.min(entries, Math.max(Math.min(1, left), left - Math.min(body, Math.ceil(left * 0.6))));
  const seen = Math.max(0, Math.min(body, left - menu));
  const gap = entries > 0 && (rows >= 20 || heading + seen + copy + menu < rows) ? 1 : 0;
  return { title: heading, body: Math.min(seen, left - menu - gap), copy, gap, menu };
}
