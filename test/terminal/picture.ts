import { blockOf, drawnAs, round, strokesOf } from './drawn.ts';
import { cellsOf, type Cell, type Colour, type Style } from './sgr.ts';
import { themes, type Theme } from './theme.ts';

export type Frame = {
  readonly columns: number;
  readonly rows: number;
  /** In the bar of the window, and what the picture is called where it can not be seen. */
  readonly title: string;
  /** `dark` unless it is said. */
  readonly theme?: keyof typeof themes;
};

/** In pixels; a character is 0.6 of its size wide in the fonts that are asked for. */
const size = 14;
const cell = { width: 8.4, height: 18 };
const bar = 34;
const margin = 16;
const fonts = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace";

/**
 * A picture (SVG) of a captured screen: what `Terminal.picture` gives. Each run of text stands at its own column and is as wide as its
 * columns, whatever the font; lines of boxes and bars are drawn. Nothing in it is run or fetched.
 */
export function svgOf(picture: string, { columns, rows, title, theme: name = 'dark' }: Frame): string {
  const theme = themes[name];
  const width = columns * cell.width + 2 * margin;
  const height = bar + rows * cell.height + margin;
  const lines = cellsOf(picture).slice(0, rows).map((cells) => cells.filter(({ column, width }) => column + width <= columns));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect x=".5" y=".5" width="${round(width - 1)}" height="${round(height - 1)}" rx="10" fill="${theme.background}" stroke="${theme.border}"/>`,
    ...theme.buttons.map((colour, index) => `<circle cx="${20 + index * 20}" cy="17" r="6" fill="${colour}"/>`),
    `<text x="${round(width / 2)}" y="21.5" text-anchor="middle" font-family="system-ui, sans-serif" font-size="12.5" fill="${theme.quiet}">${escaped(title)}</text>`,
    `<g transform="translate(${margin} ${bar})" font-family="${fonts}" font-size="${size}" fill="${theme.foreground}" xml:space="preserve">`,
    ...lines.flatMap((cells, row) => lineOf(cells, row, theme)),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** One line: the backgrounds, what is drawn, and the text above them. */
function lineOf(cells: readonly Cell[], row: number, theme: Theme): string[] {
  const top = row * cell.height;
  const grounds = runsOf(cells, ({ style }) => coloursOf(style, theme).background).filter(({ key }) => key !== undefined);
  const rectangles = grounds.map(({ cells, key }) => `<rect x="${left(cells)}" y="${top}" width="${widthOf(cells)}" height="${cell.height}" fill="${key}"/>`);
  const drawn = runsOf(cells, (one) => drawnKey(one, theme)).flatMap(({ cells, key }) => (key === undefined ? [] : drawingOf(cells, top, theme)));
  const spans = runsOf(cells, (one) => (drawnAs(one.character) || isGap(one, cells) ? undefined : paint(one.style, theme))).flatMap(({ cells, key }) => (key === undefined ? [] : spanOf(withoutEdges(cells), key)));
  return [...rectangles, ...drawn, ...(spans.length > 0 ? [`<text y="${round(top + cell.height * 0.74)}">${spans.join('')}</text>`] : [])];
}

function spanOf(cells: readonly Cell[], attributes: string): string[] {
  if (cells.length === 0) return [];
  return [`<tspan x="${left(cells)}" textLength="${widthOf(cells)}"${attributes && ` ${attributes}`}>${escaped(cells.map(({ character }) => character).join(''))}</tspan>`];
}

/** A run without the blanks before and behind it, unless they are seen. */
function withoutEdges(cells: readonly Cell[]): readonly Cell[] {
  const isSeen = ({ character, style }: Cell) => character !== ' ' || style.underline || style.struck;
  return cells.slice(Math.max(0, cells.findIndex(isSeen)), cells.findLastIndex(isSeen) + 1);
}

/** What is drawn together: lines of one colour, the same block again and again. */
function drawnKey({ character, style }: Cell, theme: Theme): string | undefined {
  const kind = drawnAs(character);
  return kind && `${kind === 'block' ? character : kind} ${paint(style, theme)}`;
}

function drawingOf(cells: readonly Cell[], top: number, theme: Theme): string[] {
  const [first] = cells;
  if (!first) return [];
  const box = ({ column }: Cell, width = cell.width) => ({ x: column * cell.width, y: top, width, height: cell.height });
  const { foreground = theme.foreground } = coloursOf(first.style, theme);
  const dim = first.style.dim ? 0.6 : 1;
  if (drawnAs(first.character) === 'line') {
    const path = runsOf(cells, ({ character }) => (character === '─' ? character : Symbol('alone'))).map(({ cells: [one = first, ...rest] }) => strokesOf(one.character, box(one, (rest.length + 1) * cell.width))).join('');
    return [`<path d="${path}" fill="none" stroke="${foreground}" stroke-width="1.2"${dim < 1 ? ` opacity="${dim}"` : ''}/>`];
  }
  // Whole blocks are one rectangle, parts of blocks each their own.
  const isWhole = blockOf(first.character, box(first)).width === cell.width;
  const boxes = isWhole ? [blockOf(first.character, box(first, cells.length * cell.width))] : cells.map((one) => blockOf(one.character, box(one)));
  return boxes.map(({ x, y, width, height, opacity }) => `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${foreground}"${opacity * dim < 1 ? ` opacity="${round(opacity * dim)}"` : ''}/>`);
}

/** Neighbours with the same key; a wide character is a run of its own: fonts do not keep to two columns. */
function runsOf<Key>(cells: readonly Cell[], keyOf: (one: Cell) => Key): { readonly key: Key; readonly cells: Cell[] }[] {
  const runs: { key: Key; cells: Cell[] }[] = [];
  for (const one of cells) {
    const key = keyOf(one);
    const last = runs.at(-1);
    if (last && last.key === key && (key === undefined || (one.width === 1 && last.cells.at(-1)?.width === 1))) last.cells.push(one);
    else runs.push({ key, cells: [one] });
  }
  return runs;
}

/** A blank that separates: beside another blank, or at an end. Runs break there, so that no font moves what is behind it. */
function isGap({ character, column, style }: Cell, cells: readonly Cell[]): boolean {
  if (character !== ' ') return false;
  if (style.underline || style.struck) return false;
  const index = cells.findIndex((other) => other.column === column);
  return [cells[index - 1], cells[index + 1]].some((other) => other === undefined || other.character === ' ');
}

/** Foreground and background as they are seen; no background is the window's own. */
function coloursOf({ foreground, background, inverse }: Style, theme: Theme): { readonly foreground: string | undefined; readonly background: string | undefined } {
  const front = foreground === undefined ? undefined : colourOf(foreground, theme);
  const back = background === undefined ? undefined : colourOf(background, theme);
  return inverse ? { foreground: back ?? theme.background, background: front ?? theme.foreground } : { foreground: front, background: back };
}

/** The attributes of a run. */
function paint(style: Style, theme: Theme): string {
  const { foreground } = coloursOf(style, theme);
  const lines = [style.underline && 'underline', style.struck && 'line-through'].filter(Boolean).join(' ');
  return [
    foreground && `fill="${foreground}"`,
    style.bold && 'font-weight="bold"',
    style.dim && 'fill-opacity=".6"',
    style.italic && 'font-style="italic"',
    lines && `text-decoration="${lines}"`,
  ].filter(Boolean).join(' ');
}

function colourOf(colour: Colour, { palette }: Theme): string {
  if (typeof colour === 'string') return colour;
  if (colour < 16) return palette[colour] ?? '';
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const [red = 0, green = 0, blue = 0] = colour >= 232 ? [0, 0, 0].map(() => 8 + (colour - 232) * 10) : [36, 6, 1].map((weight) => level(Math.floor((colour - 16) / weight) % 6));
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function left([first]: readonly Cell[]): string {
  return round((first?.column ?? 0) * cell.width);
}

function widthOf(cells: readonly Cell[]): string {
  return round(cells.reduce((sum, { width }) => sum + width, 0) * cell.width);
}

/** Text for XML, without what XML can not hold. */
function escaped(text: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.toWellFormed().replaceAll(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd').replaceAll(/[&<>"]/g, (sign) => named[sign] ?? '');
}
