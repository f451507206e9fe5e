/** A colour of a terminal: one of its 256, or its own value `#rrggbb`. */
export type Colour = number | string;

/** How text looks. */
export type Style = {
  readonly foreground?: Colour;
  readonly background?: Colour;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly inverse?: true;
  readonly struck?: true;
};

/** One character on the screen with what combines with it; `width` is 1 or 2 columns. */
export type Cell = { readonly character: string; readonly column: number; readonly width: number; readonly style: Style };

/** SGR first; then what else a terminal may say and a picture does not show: other control sequences, titles and links, character sets, control characters. */
const sequences = /\u001b\[([\d;:]*)m|\u001b\[[\d;:?>=]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[()].|\u001b.?|[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u;

/** What is East Asian Wide or Fullwidth in Unicode, or an emoji of its own accord. */
const wide = /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

/** The cells of a captured screen, line by line. A style goes on until another one comes, over the ends of lines too. */
export function cellsOf(picture: string): Cell[][] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  let style: Style = {};
  return picture.replace(/\n$/, '').split('\n').map((line) => {
    const cells: Cell[] = [];
    let column = 0;
    // Split by a pattern with a group: text, then what the group held, and so on.
    for (const [index, part] of line.split(sequences).entries()) {
      if (index % 2 === 1) {
        if (part !== undefined) style = styled(style, part);
        continue;
      }
      for (const { segment: character } of segmenter.segment(part.toWellFormed())) {
        const width = wide.test(character) ? 2 : 1;
        cells.push({ character, column, width, style });
        column += width;
      }
    }
    return cells;
  });
}

const attributes: Readonly<Record<number, keyof Style>> = { 1: 'bold', 2: 'dim', 3: 'italic', 4: 'underline', 7: 'inverse', 9: 'struck' };
const endings: Readonly<Record<number, readonly (keyof Style)[]>> = { 22: ['bold', 'dim'], 23: ['italic'], 24: ['underline'], 27: ['inverse'], 29: ['struck'], 39: ['foreground'], 49: ['background'] };

function styled(before: Style, parameters: string): Style {
  let style: { -readonly [Key in keyof Style]: Style[Key] } = { ...before };
  // Sub-parameters behind a colon belong to what is before them; those of a colour are read like those behind a semicolon.
  const codes = parameters.split(';').flatMap((word) => (/^[34]8:/.test(word) ? word.replace(/^(.8:2):\d*:(?=\d+:\d+:\d+)/, '$1:').split(':') : word === '4:0' ? ['24'] : [word.replace(/:.*/, '')])).map(Number);
  while (codes.length > 0) {
    const code = codes.shift() ?? 0;
    const attribute = attributes[code];
    const plane = code >= 40 && code < 50 || code >= 100 ? 'background' : 'foreground';
    if (code === 0) style = {};
    else if (attribute) style = { ...style, [attribute]: true };
    else if (endings[code]) for (const key of endings[code]) delete style[key];
    else if (code === 38 || code === 48) {
      const colour = codes.shift() === 5 ? codes.shift() : hex(codes.splice(0, 3));
      if (colour !== undefined) style[plane] = colour;
    } else if (code >= 30 && code <= 47) style[plane] = code % 10;
    else if (code >= 90 && code <= 107) style[plane] = (code % 10) + 8;
  }
  return style;
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.min(255, part).toString(16).padStart(2, '0')).join('')}`;
}
