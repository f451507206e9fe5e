/** Columns wider than this are hard to read. */
const widest = 100;

/** How many columns a stream has for text: what it says, 80 where it does not say, never more than 100 or less than 20. */
export function widthOf({ columns: given }: { readonly columns?: number }): number {
  return Math.max(20, Math.min(given || 80, widest));
}

/** `words` in lines of at most `width` characters; lines after the first begin with `indent`. Words longer than that are left whole: they are copied. */
export function wrapped(words: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(/\s+/).filter(Boolean)) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** A line as several that fit in `width`; what begins with blanks keeps them, two more on the lines that follow. Commands stay whole: they are copied. */
export function fitted(text: string, width: number): string[] {
  if (/^[\s-]*(?:wizard|npx|npm|aws|powershell|[A-Z][a-z]+-[A-Z]\w+) /.test(text)) return [text];
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines = wrapped(text, Math.max(20, width) - indent.length, indent === '' ? '' : '  ');
  return lines.length === 0 ? [''] : lines.map((line) => indent + line);
}

/** Rows of a name and its words, side by side where there is room, one under the other where there is not. */
export function columns(rows: readonly (readonly [string, string])[], width: number): string[] {
  const left = Math.max(...rows.map(([name]) => name.length)) + 4;
  if (width - left < 24) return rows.flatMap(([name, words]) => [`  ${name}`, ...wrapped(words, width - 6).map((line) => `      ${line}`)]);
  return rows.flatMap(([name, words]) => {
    const [first = '', ...rest] = wrapped(words, width - left);
    return [`  ${name}`.padEnd(left) + first, ...rest.map((line) => ' '.repeat(left) + line)].map((line) => line.trimEnd());
  });
}
