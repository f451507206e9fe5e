import stringWidth from 'string-width';
import { line, type Text } from '../text.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many columns a text takes: two for each wide character. */
export function widthOf(words: string): number {
  return stringWidth(words);
}

/** `words` on one line of at most `columns`; `cut` stands for what did not fit. */
export function shortened(words: string, columns: number, cut: string): Text {
  const whole = line(words);
  if (stringWidth(whole) <= columns) return whole;
  const sign = stringWidth(cut) <= columns ? cut : '';
  return line(firstColumns(whole, columns - stringWidth(sign)) + sign);
}

/**
 * `words` in at most `rows` lines of at most `columns`, broken between words, and inside those that are too long for a line;
 * `cut` ends the last line where something is left. Empty where there is no room.
 */
export function folded(words: string, columns: number, rows: number, cut: string): Text[] {
  const lines: string[] = [];
  if (columns < 1) return [];
  let rest = line(words).trim();
  while (rest !== '' && lines.length < rows) {
    if (lines.length === rows - 1 || stringWidth(rest) <= columns) return [...lines, shortened(rest, columns, cut)].map(line);
    const fitting = firstColumns(rest, columns);
    // A character that is wider than the whole line.
    if (fitting === '') return [];
    const blank = rest[fitting.length] === ' ' ? fitting.length : fitting.lastIndexOf(' ');
    const end = blank > 0 ? blank : fitting.length;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return lines.map(line);
}

/** `words` in lines of exactly `columns`, broken anywhere: for what is compared character by character. */
export function chunked(words: string, columns: number): Text[] {
  const lines: Text[] = [];
  for (let rest = line(words); rest !== ''; ) {
    const first = firstColumns(rest, columns);
    if (first === '') return lines;
    lines.push(line(first));
    rest = line(rest.slice(first.length));
  }
  return lines;
}

function firstColumns(words: string, columns: number): string {
  let [end, used] = [0, 0];
  for (const { segment } of segmenter.segment(words)) {
    used += stringWidth(segment);
    if (used > columns) break;
    end += segment.length;
  }
  return words.slice(0, end);
}
