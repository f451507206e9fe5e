import { line, say, type Text } from './text.ts';

/** Columns wider than this are hard to read. */
const widest = 100;

/** How many columns a stream has for text: what it says, 80 where it does not say, never more than 100 or less than 20. */
export function widthOf({ columns: given }: { readonly columns?: number }): number {
  return Math.max(20, Math.min(given || 80, widest));
}

/** `words` in lines of at most `width` characters; lines after the first begin with `indent`. Words longer than that are left whole: they are copied. */
export function wrapped(words: Text, width: number, indent = ''): Text[] {
  const lines: string[] = [];
  let row = '';
  for (const word of words.split(/\s+/).filter(Boolean)) {
    if (row !== '' && row.length + word.length + 1 > width) {
      lines.push(row);
      row = indent + word;
    } else row = row === '' ? word : `${row} ${word}`;
  }
  return (row === '' ? lines : [...lines, row]).map(line);
}

/** A line as several that fit in `width`; what begins with blanks keeps them, two more on the lines that follow. Commands stay whole: they are copied. */
export function fitted(words: Text, width: number): Text[] {
  if (/^[\s-]*(?:wizard|npx|npm|aws|powershell|[A-Z][a-z]+-[A-Z]\w+) /.test(words)) return [words];
  const indent = /^ */.exec(words)?.[0] ?? '';
  const lines = wrapped(words, Math.max(20, width) - indent.length, indent === '' ? '' : '  ');
  return lines.length === 0 ? [say``] : lines.map((row) => say`${indent}${row}`);
}

/** Rows of a name and its words, side by side where there is room, one under the other where there is not. */
export function columns(rows: readonly (readonly [Text, Text])[], width: number): Text[] {
  const left = Math.max(...rows.map(([name]) => name.length)) + 4;
  if (width - left < 24) return rows.flatMap(([name, words]) => [say`  ${name}`, ...wrapped(words, width - 6).map((row) => say`      ${row}`)]);
  return rows.flatMap(([name, words]) => {
    const [first = '', ...rest] = wrapped(words, width - left);
    return [`  ${name}`.padEnd(left) + first, ...rest.map((row) => ' '.repeat(left) + row)].map((row) => line(row.trimEnd()));
  });
}
