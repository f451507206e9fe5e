import { Box, useInput, type Key } from 'ink';
import { createElement, Fragment, useState, type ReactNode } from 'react';
import { line, say, type Text } from '../text.ts';
import { moved, revealing, sharesOf, topWithin, windowOf, type Extent, type Motion, type Reading } from './reading.ts';
import { row, spaces, wordsOf, type Piece, type Row } from './rows.ts';
import { Line, Say, useSigns } from './surface.tsx';
import type { Signs } from './theme.ts';

/** Draws rows, each on one line. */
export function Rows({ rows, columns }: { readonly rows: readonly Row[]; readonly columns: number }): ReactNode {
  // Children by their place: a place on the screen is all that a row is.
  return createElement(Box, { flexDirection: 'column', width: columns, flexShrink: 0 }, ...rows.map(drawnRow));
}

function drawnRow(pieces: Row): ReactNode {
  return <Line>{createElement(Fragment, null, ...(pieces.length === 0 ? [{ words: spaces(1) }] : pieces).map(drawnPiece))}</Line>;
}

function drawnPiece({ words, ...look }: Piece): ReactNode {
  return <Say {...look}>{words}</Say>;
}

/** Something to choose, and what is done then. */
export type Entry = { readonly id: string; readonly label: Text; act(): void };

/** Something that `y` copies, and the line of the body that it stands in. */
export type Copy = { readonly at: number; readonly words: Text };

const noCopies: readonly Copy[] = [];
const noEntries: readonly Entry[] = [];

export type ReaderProps = {
  /** Stays in view. */
  readonly title: readonly Row[];
  readonly body: readonly Row[];
  readonly copies?: readonly Copy[];
  readonly entries?: readonly Entry[];
  readonly columns: number;
  readonly rows: number;
  readonly active: boolean;
  /** Begins at the end, and stays there while more comes. */
  readonly fromEnd?: boolean;
  /** A line of the body to bring into view when it becomes another one. */
  readonly reveal?: number | undefined;
  onCopy?(words: Text): void;
  /** Keys of this pane alone, after those for moving about. */
  onKey?(input: string, key: Key): void;
};

/** A page to read, with a menu under it where there is something to choose. Fills at most `rows` lines of `columns` columns. */
export function Reader({ title, body, copies = noCopies, entries = noEntries, columns, rows, active, fromEnd = false, reveal, onCopy, onKey }: ReaderProps): ReactNode {
  const signs = useSigns();
  const [reading, setReading] = useState<Reading>({ top: fromEnd ? Number.MAX_SAFE_INTEGER : 0, entry: 0, copy: 0 });
  const [revealed, setRevealed] = useState(reveal);
  const shares = sharesOf(rows, { title: title.length, body: body.length, entries: entries.length, copies: copies.length });
  const extent: Extent = { lines: body.length, height: shares.body, entries: entries.length, copies: copies.map(({ at }) => at) };
  if (reveal !== revealed) {
    setRevealed(reveal);
    if (reveal !== undefined) setReading({ ...reading, top: revealing(reading.top, reveal, extent), copy: Math.max(0, copies.findLastIndex(({ at }) => at <= reveal)) });
  }
  const entry = Math.min(reading.entry, Math.max(0, entries.length - 1));
  const copy = copies[Math.min(reading.copy, copies.length - 1)];

  useInput(
    (input, key) => {
      const motion = motionOf(key);
      if (motion) {
        setReading((before) => {
          const next = moved({ ...before, entry: Math.min(before.entry, Math.max(0, entries.length - 1)) }, motion, extent);
          return fromEnd && next.top >= topWithin(Number.MAX_SAFE_INTEGER, extent) ? { ...next, top: Number.MAX_SAFE_INTEGER } : next;
        });
      } else if (key.return) entries[entry]?.act();
      else if (input.toLowerCase() === 'y' && !key.ctrl && !key.meta && copy && onCopy) {
        onCopy(copy.words);
        // The next one is the next to be pasted.
        if (reading.copy < copies.length - 1) setReading((before) => moved(before, 'right', extent));
      } else onKey?.(input, key);
    },
    { isActive: active },
  );

  const marked = copy && copies.length > 1 ? body.map((one, index) => (index === copy.at ? pointedAt(one, signs) : one)) : body;
  const seen = windowOf(marked, reading.top, shares.body, signs);
  const which = copies.length > 1 ? say` ${copies.indexOf(copy!) + 1} of ${copies.length}` : line('');
  return (
    <Box flexDirection="column" width={columns} height={Math.min(rows, shares.title + shares.body + shares.copy + shares.gap + shares.menu)} overflow="hidden">
      <Rows columns={columns} rows={cut(title, shares.title, signs)} />
      <Rows columns={columns} rows={seen} />
      {shares.copy > 0 && copy && <Rows columns={columns} rows={[row({ words: say`y copies${which}: `, dim: true }, copy.words)]} />}
      {shares.gap > 0 && <Rows columns={columns} rows={[[]]} />}
      <Rows columns={columns} rows={menuRows(entries, entry, shares.menu, signs)} />
    </Box>
  );
}

/** The row of what `y` copies, with a pointer where it begins with room for one. */
function pointedAt(one: Row, { pointer }: Signs): Row {
  const [first, ...rest] = one;
  const room = pointer.length + 1;
  if (!first?.words.startsWith(' '.repeat(room))) return one;
  return [{ words: line(pointer), dim: true }, { ...first, words: line(first.words.slice(pointer.length)) }, ...rest];
}

/** The entries that there is room for, the chosen one among them. */
function menuRows(entries: readonly Entry[], chosen: number, height: number, { pointer, more }: Signs): Row[] {
  const from = Math.max(0, Math.min(chosen - Math.floor(height / 2), entries.length - height));
  return entries.slice(from, from + height).map(({ label }, index): Row => {
    const at = from + index;
    if (at === chosen) return row({ words: say`${pointer} ${label}`, colour: 'cyan', bold: true });
    const hidden = index === 0 && from > 0 ? more.above : index === height - 1 && at < entries.length - 1 ? more.below : ' ';
    return row(say`${hidden} ${label}`);
  });
}

/** The first `height` rows, with a sign where there are more. */
function cut(rows: readonly Row[], height: number, signs: Signs): Row[] {
  if (rows.length <= height) return [...rows];
  if (rows.at(-1)?.length === 0) return cut(rows.slice(0, -1), height, signs);
  return rows.slice(0, height).map((one, index) => (index === height - 1 ? [{ ...one[0], words: say`${wordsOf(one).slice(0, -signs.cut.length)}${signs.cut}` }] : one));
}

function motionOf(key: Key): Motion | undefined {
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.pageUp) return 'page up';
  if (key.pageDown) return 'page down';
  if (key.home) return 'home';
  if (key.end) return 'end';
  if (key.leftArrow) return 'left';
  return key.rightArrow ? 'right' : undefined;
}
