const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** East Asian wide and fullwidth characters: https://www.unicode.org/reports/tr11/ */
const wide =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u;
const empty = /^[\p{Mark}\p{Cf}\p{Cc}]*$/u;
const plain = /^[\x20-\x7e]*$/;

/** How many columns of a terminal `words` fill: two for a wide character, none for a mark over another. */
export function columnsOf(words: string): number {
  if (plain.test(words)) return words.length;
  let columns = 0;
  for (const { segment } of graphemes.segment(words)) columns += columnsOfOne(segment);
  return columns;
}

function columnsOfOne(grapheme: string): number {
  if (empty.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}

/** `words` in parts of at most `columns` columns each, cut between characters wherever that is. */
export function chopped(words: string, columns: number): string[] {
  const most = Math.max(2, columns);
  if (plain.test(words)) return words.match(new RegExp(`.{1,${most}}`, 'g')) ?? [''];
  const parts = [''];
  let filled = 0;
  for (const { segment } of graphemes.segment(words)) {
    const width = columnsOfOne(segment);
    if (filled + width > most) {
      parts.push('');
      filled = 0;
    }
    parts[parts.length - 1] += segment;
    filled += width;
  }
  return parts;
}

/** `words` in lines of at most `columns` columns, broken between words; a word that is longer than a line is cut. */
export function broken(words: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const word of words.split(' ').filter(Boolean)) {
    const width = columnsOf(word);
    if (filled > 0 && filled + 1 + width <= columns) {
      line += ` ${word}`;
      filled += 1 + width;
      continue;
    }
    if (filled > 0) lines.push(line);
    const parts = width <= columns ? [word] : chopped(word, columns);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
    filled = columnsOf(line);
  }
  return filled > 0 || lines.length === 0 ? [...lines, line] : lines;
}
