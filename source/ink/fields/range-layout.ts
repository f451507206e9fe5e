import type { AddressMap, CellState } from '../../network/map.ts';
import { line, say } from '../../text.ts';
import { piece, row, widthOfRow, type Look, type Row } from '../rows.ts';
import type { Signs } from '../theme.ts';
import { mapLines, widthOfMap, type MapLine } from './range-map.ts';

type StateLook = { readonly words: string; readonly unicode: string; readonly ascii: string; readonly look: Look };

/** How each state is shown: a sign of its own, so that no meaning hangs on the colour. */
export const stateLooks: { readonly [State in CellState]: StateLook } = {
  offered: { words: 'free', unicode: '○', ascii: 'o', look: { colour: 'green' } },
  vpc: { words: 'in a VPC', unicode: '■', ascii: '#', look: { colour: 'red' } },
  routed: { words: 'routed', unicode: '▲', ascii: '^', look: { colour: 'yellow' } },
  listed: { words: 'your list', unicode: '◆', ascii: '*', look: { colour: 'magenta' } },
  taken: { words: 'not offered', unicode: '-', ascii: '-', look: {} },
  unasked: { words: 'not asked', unicode: '·', ascii: '.', look: { dim: true } },
};

/** How many of the best have their number in the map. */
export const numbered = 9;

/** The sign of a state on a terminal with these signs. */
export function signOf(state: CellState, signs: Signs): string {
  return stateLooks[state][isAscii(signs) ? 'ascii' : 'unicode'];
}

function isAscii({ cut }: Signs): boolean {
  return /^[ -~]+$/.test(cut);
}

/** What each sign of this map means, in as few rows as there is room for. */
export function legendRows(map: AddressMap, columns: number, signs: Signs): readonly Row[] {
  const seen = new Set(map.ranges.flatMap(({ cells }) => cells.map(({ state }) => state)));
  const count = Math.min(numbered, map.suggestions.length);
  const entries = [
    ...(count > 0 ? [row(piece(line(count > 1 ? `1-${count}` : '1'), { colour: 'green', bold: true }), say` best`)] : []),
    ...(Object.keys(stateLooks) as CellState[]).filter((state) => seen.has(state)).map((state) => row(piece(line(signOf(state, signs)), stateLooks[state].look), say` ${stateLooks[state].words}`)),
  ];
  return entries.reduce<Row[]>((rows, entry) => {
    const last = rows.at(-1);
    if (last && widthOfRow(last) + 2 + widthOfRow(entry) <= columns) return [...rows.slice(0, -1), [...last, { words: say`  ` }, ...entry]];
    return [...rows, entry];
  }, []);
}

/** How the rows and columns are shared out. Without lines there is no room for a map. */
export type RangeLayout = {
  /** Columns a block. */
  readonly wide: number;
  readonly lines: readonly MapLine[];
  readonly mapColumns: number;
  readonly legend: readonly Row[];
  /** Columns for the reasons beside the map; 0 where they stand below it. */
  readonly side: number;
  readonly reasons: number;
  readonly suggestions: number;
};

const leastSide = 24;
const leastReasons = 3;

/** The roomiest of the layouts that fit. */
export function layoutOf(map: AddressMap, rows: number, columns: number, signs: Signs): RangeLayout {
  const wide = columns < 100 ? 1 : 2;
  const legend = legendRows(map, columns, signs);
  for (const room of ['airy', 'enough', 'scarce'] as const) {
    const lines = mapLines(map, wide, room);
    const mapColumns = widthOfMap(lines, wide);
    const side = columns - mapColumns - 2 >= leastSide ? columns - mapColumns - 2 : 0;
    const left = rows - lines.length - legend.length;
    // Wide air is for where the list of suggestions does not suffer from it.
    const least = (side > 0 ? 0 : leastReasons) + (room === 'airy' ? 6 : 1);
    if (mapColumns === 0 || mapColumns > columns || left < least) continue;
    const reasons = side > 0 ? lines.length : Math.min(6, left - 1);
    return { wide, lines, mapColumns, legend, side, reasons, suggestions: side > 0 ? left : left - reasons };
  }
  const reasons = rows >= 12 ? 6 : Math.floor(rows / 2);
  return { wide, lines: [], mapColumns: 0, legend: [], side: 0, reasons, suggestions: rows - reasons };
}
