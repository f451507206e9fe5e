import stringWidth from 'string-width';
import { line, type Text } from '../../text.ts';
import type { Stroke } from './strokes.ts';

/** A line that is being edited. */
export type Editing = {
  readonly text: string;
  /** How many characters, as people count them, stand before the cursor. */
  readonly cursor: number;
  /** What is there was offered: the first letter replaces it. */
  readonly offered: boolean;
};

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The characters of a text as people count them: `é` or a flag is one, however many code points it has. */
export function characters(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** A line with the cursor behind its end. */
export function edit(text: string, offered = false): Editing {
  return { text, cursor: characters(text).length, offered };
}

/** The line with `inserted` at the cursor; instead of an offered text. */
export function insert({ text, cursor, offered }: Editing, inserted: string): Editing {
  if (offered) return edit(inserted);
  const all = characters(text);
  const before = all.slice(0, cursor).join('') + inserted;
  // An accent may have joined the character before it.
  return { text: before + all.slice(cursor).join(''), cursor: characters(before).length, offered: false };
}

/** The line after a stroke; undefined where the stroke does nothing to a line: Enter, Esc, Tab, up, down, a paste, Left at the start. */
export function edited(editing: Editing, stroke: Stroke): Editing | undefined {
  const { text, cursor } = editing;
  if (stroke.kind === 'text') return insert(editing, stroke.text);
  const all = characters(text);
  const at = (place: number): Editing => ({ text, cursor: Math.max(0, Math.min(place, all.length)), offered: false });
  const without = (from: number, to: number): Editing => ({ text: [...all.slice(0, Math.max(0, from)), ...all.slice(to)].join(''), cursor: Math.max(0, from), offered: false });
  switch (stroke.kind) {
    case 'left':
      return cursor === 0 ? undefined : at(cursor - 1);
    case 'right':
      return at(cursor + 1);
    case 'home':
      return at(0);
    case 'end':
      return at(all.length);
    case 'wordLeft':
      return at(wordBefore(all, cursor));
    case 'wordRight':
      return at(wordBehind(all, cursor));
    case 'erase':
      return without(cursor - 1, cursor);
    case 'delete':
      return without(cursor, cursor + 1);
    case 'eraseWord':
      return without(wordBefore(all, cursor), cursor);
    case 'eraseToStart':
      return without(0, cursor);
    case 'eraseToEnd':
      return without(cursor, all.length);
    default:
      return undefined;
  }
}

const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_]/u.test(character);

function wordBefore(all: readonly string[], cursor: number): number {
  let place = cursor;
  while (place > 0 && !isLetter(all[place - 1])) place -= 1;
  while (place > 0 && isLetter(all[place - 1])) place -= 1;
  return place;
}

function wordBehind(all: readonly string[], cursor: number): number {
  let place = cursor;
  while (place < all.length && !isLetter(all[place])) place += 1;
  while (place < all.length && isLetter(all[place])) place += 1;
  return place;
}

/** What is seen of a line: the cell under the cursor (a blank behind the end) and what stands at its two sides. */
export type Seen = { readonly before: Text; readonly at: Text; readonly after: Text };

/** The part of a line around its cursor that fits in `columns`; `cut` marks a side that goes on. */
export function seen({ text, cursor }: Editing, columns: number, cut: string): Seen {
  const cells = characters(text).map((character) => line(character));
  if (cursor >= cells.length) cells.push(line(' '));
  const widths = cells.map((cell) => stringWidth(cell));
  let [from, to] = [cursor, cursor + 1];
  let used = widths[cursor] ?? 1;
  // A character that is shown by its number can take most of the room.
  const sign = columns >= 4 * stringWidth(cut) + 4 && used + 2 * stringWidth(cut) <= columns ? cut : '';
  const mark = stringWidth(sign);
  const fits = (start: number, end: number, width: number) => width + (start > 0 ? mark : 0) + (end < cells.length ? mark : 0) <= columns;
  const goLeft = (most: number) => {
    while (from > 0 && fits(from - 1, to, used + (widths[from - 1] ?? 0)) && used <= most) used += widths[(from -= 1)] ?? 0;
  };
  const whole = widths.reduce((sum, width) => sum + width, 0);
  if (whole <= columns) [from, to] = [0, cells.length];
  else {
    // Two thirds before the cursor, as far as there is something; then all that fits behind it, then before it.
    goLeft((columns * 2) / 3);
    while (to < cells.length && fits(from, to + 1, used + (widths[to] ?? 0))) used += widths[to++] ?? 0;
    goLeft(columns);
  }
  return {
    before: line((from > 0 ? sign : '') + cells.slice(from, cursor).join('')),
    at: used > columns && whole > columns ? line(' ') : (cells[cursor] ?? line(' ')),
    after: line(cells.slice(cursor + 1, to).join('') + (to < cells.length ? sign : '')),
  };
}
