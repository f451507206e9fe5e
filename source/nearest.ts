/** The one of `known` that was most likely meant by `typed`, or undefined when none is close. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  const most = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = most + 1;
  for (const candidate of known) {
    const other = candidate.toLowerCase();
    const far = other.startsWith(wanted) && wanted.length >= 3 ? 1 : distance(wanted, other);
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}

/** Edits between two words: insertion, deletion, replacement and the swap of neighbours count one each (optimal string alignment). */
function distance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= left.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = at(row - 1, column - 1) + (left[row - 1] === right[column - 1] ? 0 : 1);
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replaced, swapped ? at(row - 2, column - 2) + 1 : Infinity);
      rows[row]?.push(least);
    }
  }
  return at(left.length, right.length);
}
