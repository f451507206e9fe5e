/** The values that are there more than once, each told once, as it is written the second time; `same` gives what is compared. */
export function repeated(values: readonly string[], same: (value: string) => string = String): string[] {
  const known = values.map(same);
  return [...new Set(values.filter((_, index) => known.indexOf(known[index] ?? '') !== index))];
}
