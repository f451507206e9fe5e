import type { Json } from '../../step.ts';
import type { AddressMap, Cell } from '../../network/map.ts';
import type { Stroke } from './strokes.ts';

/** Blocks in a row: a /16 has the same place in each row of its range. */
const across = 32;
/** The columns before the cells of a row: a pointer, the row's first two numbers, a space. */
export const gutter = 9;

/** Blocks that stand side by side, from column `at` on, under the two numbers that the first of them begins with. */
export type Stretch = { readonly label: string; readonly at: number; readonly cells: readonly Cell[] };
/** One line of the drawn map; an empty one stands between ranges. */
export type MapLine = readonly Stretch[];

/** The map as lines, each block `wide` columns. Ranges of few blocks share a line where lines are `scarce`; else a line stands between ranges where it is `airy`. */
export function mapLines(map: AddressMap, wide: number, room: 'scarce' | 'enough' | 'airy'): readonly MapLine[] {
  const bySize = map.ranges.toSorted((a, b) => b.cells.length - a.cells.length);
  const lines: Stretch[][] = [];
  for (const { cells } of bySize) {
    if (room === 'airy' && lines.length > 0) lines.push([]);
    const before = lines.at(-1);
    if (room === 'scarce' && before && cells.length < across && endOf(before[0]!, wide) < gutter + across * wide) {
      before.push(stretch(cells, endOf(before.at(-1)!, wide) + 1));
      continue;
    }
    for (let from = 0; from < cells.length; from += across) lines.push([stretch(cells.slice(from, from + across), 0)]);
  }
  return lines;

  function stretch(cells: readonly Cell[], from: number): Stretch {
    const label = cells[0]!.cidr.split('.').slice(0, 2).join('.');
    // Only what begins a line is lined up with what is above it.
    return { label, at: from === 0 ? gutter : from + label.length + 2, cells };
  }
}

/** The column after the last block of a stretch. */
export function endOf({ at, cells }: Stretch, wide: number): number {
  return at + cells.length * wide;
}

/** How many columns the widest line fills. */
export function widthOfMap(lines: readonly MapLine[], wide: number): number {
  return Math.max(0, ...lines.flatMap((stretches) => stretches.map((one) => endOf(one, wide))));
}

/** The block of the map with this range. */
export function cellOf(map: AddressMap, cidr: string): Cell | undefined {
  return map.ranges.flatMap(({ cells }) => cells).find((cell) => cell.cidr === cidr);
}

/** Which of the suggestions a range is, from 0 for the best; -1 where it is none. */
export function rankOf(map: AddressMap, cidr: string): number {
  return map.suggestions.findIndex((one) => one.cidr === cidr);
}

/** Whether the cursor can stand there. */
export function isPlace(map: AddressMap, cidr: unknown): cidr is string {
  return typeof cidr === 'string' && (rankOf(map, cidr) >= 0 || cellOf(map, cidr) !== undefined);
}

/** Where the cursor stands at first: on the answer so far, else on the best; on the first block where nothing can be chosen. */
export function beginningOf(map: AddressMap, initial: Json | undefined): string {
  if (isPlace(map, initial)) return initial;
  return map.suggestions[0]?.cidr ?? map.ranges[0]?.cells[0]?.cidr ?? '';
}

/** The range that the cursor goes to; undefined where the stroke moves nothing. With no lines drawn, the arrows go from suggestion to suggestion. */
export function movedOn(map: AddressMap, lines: readonly MapLine[], wide: number, cidr: string, stroke: Stroke): string | undefined {
  const { suggestions } = map;
  const isListed = lines.length === 0;
  const rank = rankOf(map, cidr);
  const suggested = (to: number): string => suggestions[Math.max(0, Math.min(rank < 0 ? 0 : to, suggestions.length - 1))]?.cidr ?? cidr;
  switch (stroke.kind) {
    case 'home':
      return suggested(0);
    case 'text':
      return /^a+$/i.test(stroke.text) ? suggested(0) : undefined;
    case 'pageUp':
      return suggested(rank - 1);
    case 'pageDown':
      return suggested(rank + 1);
    case 'up':
    case 'down': {
      const step = stroke.kind === 'up' ? -1 : 1;
      return isListed ? suggested(rank + step) : beside(lines, wide, cidr, step);
    }
    case 'left':
    case 'right':
      return isListed ? undefined : next(lines, cidr, stroke.kind === 'left' ? -1 : 1);
    default:
      return undefined;
  }
}

function next(lines: readonly MapLine[], cidr: string, step: number): string {
  const order = lines.flat().flatMap(({ cells }) => cells.map((cell) => cell.cidr));
  const place = order.indexOf(cidr);
  return order[place < 0 ? 0 : Math.max(0, Math.min(place + step, order.length - 1))] ?? cidr;
}

/** The block above or below: the one that is nearest to the same column. */
function beside(lines: readonly MapLine[], wide: number, cidr: string, step: number): string {
  const placed = lines.filter((stretches) => stretches.length > 0).map((stretches) => stretches.flatMap(({ at, cells }) => cells.map((cell, index) => ({ cidr: cell.cidr, column: at + index * wide }))));
  const from = placed.findIndex((cells) => cells.some((one) => one.cidr === cidr));
  if (from < 0) return placed[0]?.[0]?.cidr ?? cidr;
  const { column } = placed[from]!.find((one) => one.cidr === cidr)!;
  const away = (one: { column: number }): number => Math.abs(one.column - column);
  return placed[from + step]?.toSorted((a, b) => away(a) - away(b))[0]?.cidr ?? cidr;
}
