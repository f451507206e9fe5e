import type { AddressMap, Cell } from '../../network/map.ts';
import { line, say, type Text } from '../../text.ts';
import { blank, paragraph, piece, row, spaces, widthOfRow, wordsOf, type Row } from '../rows.ts';
import type { Signs } from '../theme.ts';
import { chopped } from '../width.ts';
import { windowOf } from './choosing.ts';
import { numbered, signOf, stateLooks, type RangeLayout } from './range-layout.ts';
import { cellOf, rankOf, type MapLine } from './range-map.ts';

/** What is drawn: where the cursor is, and whether a person tried to take what can not be had. */
export type Pointed = { readonly map: AddressMap; readonly at: string; readonly fault: Text | undefined };

/** The whole field as rows. */
export function rangeRows(pointed: Pointed, layout: RangeLayout, rows: number, columns: number, signs: Signs): readonly Row[] {
  const { lines, wide, mapColumns, side, legend } = layout;
  const drawn = lines.map((stretches) => lineRow(pointed, stretches, wide, signs));
  const reasons = fitted(reasonRows(pointed, side || columns, signs), layout.reasons, signs);
  const suggestions = suggestionRows(pointed, layout.suggestions, columns, signs);
  const top = side > 0 ? drawn.map((one, index) => joined(one, reasons[index], mapColumns + 2)) : drawn;
  const below = side > 0 ? [...suggestions, ...legend] : lines.length > 0 ? [...reasons, ...suggestions, ...legend] : [...suggestions, ...reasons];
  return [...top, ...below].slice(0, rows);
}

function joined(left: Row, right: Row | undefined, at: number): Row {
  return right ? [...left, { words: spaces(at - widthOfRow(left)) }, ...right] : left;
}

function lineRow(pointed: Pointed, stretches: MapLine, wide: number, signs: Signs): Row {
  let filled = 0;
  return stretches.flatMap(({ label, at, cells }, index) => {
    const isHere = cells.some(({ cidr }) => cidr === pointed.at);
    // The first label stands at the edge, the others just before their blocks.
    const before = index === 0 ? 0 : at - label.length - 2 - filled;
    const pointer = `${' '.repeat(before)}${isHere ? signs.pointer : ' '}`;
    const named = row(piece(line(pointer), { colour: 'cyan' }), piece(line(index === 0 ? label.padEnd(at - 1) : `${label} `), { dim: !isHere, bold: isHere }));
    filled = at + cells.length * wide;
    return [...named, ...cells.flatMap((cell) => cellPieces(pointed, cell, wide, signs))];
  });
}

function cellPieces({ map, at }: Pointed, cell: Cell, wide: number, signs: Signs): Row {
  const rank = rankOf(map, cell.cidr);
  const isNumbered = rank >= 0 && rank < numbered;
  const sign = isNumbered ? String(rank + 1) : signOf(cell.state, signs);
  return row(piece(line(sign.padEnd(wide)), { ...stateLooks[cell.state].look, ...(isNumbered && { bold: true }), ...(cell.cidr === at && { inverse: true, dim: false }) }));
}

/** The range under the cursor: its state in words, and why. */
function reasonRows({ map, at, fault }: Pointed, columns: number, signs: Signs): readonly Row[] {
  const cell = cellOf(map, at);
  const rank = rankOf(map, at);
  const reasons = map.suggestions[rank]?.reasons ?? cell?.reasons ?? [];
  const state = cell?.state ?? 'offered';
  const sign = line(signOf(state, signs));
  const place = rank < 0 ? '' : rank === 0 ? ', the best' : `, number ${rank + 1} of ${map.suggestions.length}`;
  return [
    ...(at === '' ? [] : paragraph(say`${at} ${sign} ${stateLooks[state].words}${place}`, columns, { ...stateLooks[state].look, bold: true, dim: false })),
    ...(fault === undefined ? [] : paragraph(say`${signs.states.failed} ${fault}`, columns, { colour: 'red' })),
    ...reasons.flatMap((reason) => paragraph(line(reason), columns)),
  ];
}

/** The suggestions around the cursor's one, the best first: a line each, or all on one line where there is but little room. */
function suggestionRows({ map, at }: Pointed, height: number, columns: number, signs: Signs): readonly Row[] {
  const { suggestions } = map;
  if (height <= 0) return [];
  if (suggestions.length === 0) return fitted(emptyRows(map, columns), height, signs);
  const rank = rankOf(map, at);
  if (height < 3) return [onOneLine(map, rank, columns, signs)];
  const { from, to } = windowOf(suggestions.length, Math.max(0, rank), height);
  return suggestions.slice(from, to).map(({ cidr, score, reasons }, index): Row => {
    const place = from + index;
    const more = index === 0 && from > 0 ? signs.more.above : place === to - 1 && to < suggestions.length ? signs.more.below : ' ';
    const words = say`${place === rank ? signs.pointer : ' '}${more} ${String(place + 1).padStart(String(to).length)} ${cidr.padEnd(18)} ${String(score).padStart(3)}  `;
    return [piece(words, place === rank ? { colour: 'cyan', bold: true } : {}), piece(shortenedTo(line(reasons.join(' ')), columns - words.length, signs), { dim: true })];
  });
}

function onOneLine({ suggestions }: AddressMap, rank: number, columns: number, signs: Signs): Row {
  // The widest entry there can be: a pointer, a number of three digits, and a range with its space.
  const count = Math.max(1, Math.floor((columns - 2) / 24));
  const { from, to } = windowOf(suggestions.length, Math.max(0, rank), count);
  const entries = suggestions.slice(from, to).map(({ cidr }, index) => {
    const isHere = from + index === rank;
    return piece(say`${isHere ? signs.pointer : ' '}${from + index + 1} ${cidr}  `, isHere ? { colour: 'cyan', bold: true } : {});
  });
  return to < suggestions.length ? [...entries, piece(line(signs.cut), { dim: true })] : entries;
}

function emptyRows(map: AddressMap, columns: number): readonly Row[] {
  const offered = map.ranges.flatMap(({ cells }) => cells).filter((cell) => cell.offered).length;
  const words = offered === 0 ? say`AWS offers nothing in ${map.searched}.` : say`All that AWS offers in ${map.searched} is in use: ${offered} of ${offered}.`;
  return paragraph(say`${words} Esc goes back to choose another search range.`, columns, { colour: 'yellow' });
}

function fitted(rows: readonly Row[], height: number, signs: Signs): readonly Row[] {
  if (rows.length <= height) return rows;
  const seen = rows.slice(0, Math.max(0, height));
  const last = seen.at(-1) ?? blank;
  return seen.length === 0 ? [] : [...seen.slice(0, -1), [{ ...last[0], words: say`${wordsOf(last).slice(0, -signs.cut.length - 1)} ${signs.cut}` }]];
}

function shortenedTo(words: Text, columns: number, signs: Signs): Text {
  const parts = chopped(words, Math.max(2, columns));
  return parts.length < 2 ? words : say`${chopped(words, Math.max(2, columns - signs.cut.length))[0]}${signs.cut}`;
}
