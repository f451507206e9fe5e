import { line, type Text } from '../text.ts';
import type { Colour, Signs } from './theme.ts';
import { broken, chopped, columnsOf } from './width.ts';

export type Look = { readonly colour?: Colour | undefined; readonly bold?: boolean; readonly dim?: boolean; readonly inverse?: boolean };
export type Piece = Look & { readonly words: Text };

/** One line of the screen. What is longer than the screen is cut when it is drawn, so that the number of rows is the height. */
export type Row = readonly Piece[];

/** A row of pieces; plain words have no look of their own. */
export function row(...pieces: readonly (Text | Piece | undefined | false)[]): Row {
  return pieces.flatMap((piece) => (piece === undefined || piece === false ? [] : typeof piece === 'string' ? [{ words: piece }] : [piece]));
}

export const blank: Row = [];

/** Words with a look. */
export function piece(words: Text, look: Look = {}): Piece {
  return { ...look, words };
}

export type Paragraph = Look & {
  /** What the first row begins with; the others are indented by its width. */
  readonly first?: Row;
  /** By how many columns the others are indented instead. */
  readonly hang?: number;
};

/** Words in as many rows of at most `columns` columns as they need, broken between words. */
export function paragraph(words: Text, columns: number, { first = [], hang = widthOfRow(first), ...look }: Paragraph = {}): Row[] {
  const indent = widthOfRow(first);
  // Where the beginning leaves little room it has a row to itself.
  if (indent > columns / 2) return [first, ...paragraph(words, columns, { first: [{ words: spaces(2) }], ...look })];
  // What the first row begins with is taken for the beginning of its first word.
  const taken = indent - hang;
  const lines = broken('x'.repeat(taken) + line(words), columns - hang);
  return hung([(lines[0] ?? '').slice(taken), ...lines.slice(1)], first, hang, look);
}

/** What is copied: cut only where the screen ends, never between words. */
export function verbatim(words: Text, columns: number, { first = [], ...look }: Paragraph = {}): Row[] {
  const indent = widthOfRow(first);
  return hung(chopped(line(words), Math.max(8, columns - indent)), first, indent, look);
}

function hung(lines: readonly string[], first: Row, indent: number, look: Look): Row[] {
  return lines.map((words, index) => [...(index === 0 ? first : indent > 0 ? [{ words: spaces(indent) }] : []), { ...look, words: line(words) }]);
}

/** How many columns a row fills. */
export function widthOfRow(row: Row): number {
  return row.reduce((sum, { words }) => sum + columnsOf(words), 0);
}

export function spaces(count: number): Text {
  return line(' '.repeat(Math.max(0, count)));
}

/** The words of a row without their looks. */
export function wordsOf(row: Row): string {
  return row.map(({ words }) => words).join('');
}

/** A bar of `columns` columns, full as far as `progress` (0 to 1) says. */
export function barText(progress: number, columns: number, { bar }: Signs): Text {
  const full = Math.round(Math.min(1, Math.max(0, progress)) * columns);
  return line(bar.full.repeat(full) + bar.empty.repeat(columns - full));
}
