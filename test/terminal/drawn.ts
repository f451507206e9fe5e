/** Where a line of a box goes from the middle of its cell: north, east, south, west. */
const lines: Readonly<Record<string, string>> = {
  '─': 'ew', '│': 'ns', '┌': 'es', '┐': 'sw', '└': 'ne', '┘': 'nw', '├': 'nes', '┤': 'nsw', '┬': 'esw', '┴': 'new', '┼': 'nesw',
  '╭': 'es', '╮': 'sw', '╰': 'ne', '╯': 'nw', '╴': 'w', '╵': 'n', '╶': 'e', '╷': 's',
};
/** How much of its cell a block fills: from the left, from below, or all of it more or less thickly. */
const lefts = ' ▏▎▍▌▋▊▉█';
const belows = ' ▁▂▃▄▅▆▇';
const shades = ' ░▒▓';

/** `line` is drawn as strokes, `block` is filled; undefined for what a font draws. */
export function drawnAs(character: string): 'line' | 'block' | undefined {
  if (lines[character]) return 'line';
  return character !== ' ' && (lefts + belows + shades).includes(character) ? 'block' : undefined;
}

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The path of a character of a box, or of the same `─` again and again in a box that is as wide; the corners of round boxes are round. */
export function strokesOf(character: string, { x, y, width, height }: Box): string {
  const [middle, half] = [round(x + width / 2), round(y + height / 2)];
  if (character === '─') return `M${round(x)} ${half}H${round(x + width)}`;
  if (character === '│') return `M${middle} ${round(y)}V${round(y + height)}`;
  const ends: Readonly<Record<string, string>> = { n: `${middle} ${round(y)}`, e: `${round(x + width)} ${half}`, s: `${middle} ${round(y + height)}`, w: `${round(x)} ${half}` };
  const directions = [...(lines[character] ?? '')].map((direction) => ends[direction]);
  if ('╭╮╰╯'.includes(character)) return `M${directions[0]}Q${middle} ${half} ${directions[1]}`;
  return directions.map((end) => `M${middle} ${half}L${end}`).join('');
}

/** The rectangle of a block, and how opaque it is. */
export function blockOf(character: string, { x, y, width, height }: Box): Box & { readonly opacity: number } {
  const [left, below, shade] = [lefts, belows, shades].map((row) => row.indexOf(character)) as [number, number, number];
  if (left > 0) return { x, y, width: (width * left) / 8, height, opacity: 1 };
  if (below > 0) return { x, y: y + height - (height * below) / 8, width, height: (height * below) / 8, opacity: 1 };
  return { x, y, width, height, opacity: shade / 4 };
}

/** A number as it is written in a picture. */
export function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
