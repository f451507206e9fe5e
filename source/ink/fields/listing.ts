import { expandPattern, pathFault, type PathContext } from '../../config/paths.ts';
import { issueText } from '../../config/words.ts';
import { droppedPath } from '../../path.ts';
import type { Json, Question } from '../../step.ts';
import { line, say, type Text } from '../../text.ts';
import { pastedEntries, pastedFiles, type Pasted } from './pasting.ts';

/** What is wrong with a list: with the list itself, and with the entry at each place. */
export type ListFaults = { readonly whole: Text | undefined; readonly each: ReadonlyMap<number, Text> };

/** Judges a list by its question's schema, and the files that it names. */
export function listFaults(question: Question, entries: readonly Json[], paths: PathContext): ListFaults {
  const each = new Map<number, Text>();
  const whole: string[] = [];
  const checked = question.schema.safeParse(entries, { error: issueText });
  for (const { path, message } of checked.error?.issues ?? []) {
    const [place, ...inside] = path;
    if (typeof place !== 'number') whole.push(message);
    else if (!each.has(place)) each.set(place, line(inside.length > 0 ? `${inside.join('.')}: ${message}` : message));
  }
  if (question.path)
    for (const [place, file] of entries.entries()) {
      const fault = typeof file === 'string' ? pathFault(file, paths, question.later) : undefined;
      if (fault && !each.has(place)) each.set(place, line(fault));
    }
  return { whole: whole.length > 0 ? line(whole.join('; ')) : undefined, each };
}

/** The entries of a typed or pasted text, without those that are there already; a pattern of files stands for the files. */
export function entriesOf(text: string, { path }: Question, paths: PathContext): Pasted<readonly string[]> {
  const parts = path ? pastedFiles(text, paths) : pastedEntries(text);
  if ('fault' in parts || !path) return parts;
  const found = parts.value.map((part) => ({ part, files: expandPattern(droppedPath(part, paths.platform), paths) }));
  const empty = found.find(({ files }) => files.length === 0);
  return empty ? { fault: say`No file matches ${empty.part}` } : { value: found.flatMap(({ files }) => files) };
}

/** The list with `more` behind it, or in the place of the entry at `replaces`; and what was left out because it is there already. */
export function joined(entries: readonly Json[], more: readonly Json[], replaces?: number): { readonly entries: readonly Json[]; readonly added: number; readonly twice: readonly Json[] } {
  const known = new Set(entries.filter((_, place) => place !== replaces).map((entry) => JSON.stringify(entry)));
  const fresh: Json[] = [];
  const twice: Json[] = [];
  for (const entry of more) {
    const isKnown = known.has(JSON.stringify(entry));
    (isKnown ? twice : fresh).push(entry);
    known.add(JSON.stringify(entry));
  }
  const place = replaces ?? entries.length;
  return { entries: fresh.length === 0 ? entries : [...entries.slice(0, place), ...fresh, ...entries.slice(replaces === undefined ? place : place + 1)], added: fresh.length, twice };
}

/** What is told of entries that came together: how many, and which were left out. */
export function joinedText(added: number, twice: readonly Json[]): Text | undefined {
  const names = [...new Set(twice.map((entry) => entryText(entry)))];
  const left = twice.length === 0 ? '' : `${twice.length === 1 ? 'One is' : `${twice.length} are`} there already and left out: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}.`;
  const came = added > 1 || (added > 0 && left !== '') ? `Added ${added}.` : '';
  return came === '' && left === '' ? undefined : line(`${came} ${left}`.trim());
}

/** An entry on one line. */
export function entryText(entry: Json): Text {
  return line(typeof entry === 'string' ? entry : JSON.stringify(entry));
}

/** The list without the entry at `place`. */
export function without(entries: readonly Json[], place: number): readonly Json[] {
  return entries.filter((_, other) => other !== place);
}
