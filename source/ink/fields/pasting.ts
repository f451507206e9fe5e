import { existsSync } from 'node:fs';
import { absolutePath, type PathContext } from '../../config/paths.ts';
import { droppedPath } from '../../path.ts';
import { line, say, type Text } from '../../text.ts';

/** What a paste becomes, or why nothing of it is taken. */
export type Pasted<Value> = { readonly value: Value } | { readonly fault: Text };

// What has no width, and no place in a value: beside what the sanitiser shows by its number.
const unseen = /^(?:\u034f|[\u00ad\u061c\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\uffa0\u{e0000}-\u{e007f}])$/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The code points of a character, as people count them, that can not be seen where they stand. */
function hiddenIn(character: string): readonly string[] {
  const points = Array.from(character);
  const hidden = points.filter((point) => unseen.test(point) || !point.isWellFormed() || line(point) !== point);
  // What chooses between the two forms of a pictograph is not seen by itself, and has its place behind it.
  const isRight = line(character) === character && character.isWellFormed() && !points.some((point) => unseen.test(point));
  return isRight ? [] : hidden;
}

/** Why a text can not be taken: the characters in it that nobody sees, by their numbers; undefined where there are none. Newlines and tabs are not meant. */
export function hiddenFault(pasted: string): Text | undefined {
  const hidden = Array.from(segmenter.segment(pasted.replaceAll(/[\r\n\t]/g, ' ')), ({ segment }) => segment).flatMap(hiddenIn);
  const found = [...new Set(hidden)].map((point) => `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  if (found.length === 0) return undefined;
  return say`Nothing was taken: it holds ${found.length === 1 ? 'a character' : 'characters'} that can not be seen (${found.slice(0, 4).join(', ')}${found.length > 4 ? ' …' : ''})`;
}

/** A paste for one line: blanks around it go, its lines are joined by `joint`. */
export function pastedLine(pasted: string, joint: string): Pasted<string> {
  const fault = hiddenFault(pasted);
  if (fault) return { fault };
  const text = pasted.split(/[\r\n]+/).map((part) => part.trim()).filter(Boolean).join(joint);
  return text.includes('\t') ? { fault: say`Nothing was taken: it holds a tab, as between the cells of a table` } : { value: text };
}

/** A paste for a list: each line an entry, and each part between commas, semicolons or tabs. Quotes around an entry go. */
export function pastedEntries(pasted: string): Pasted<readonly string[]> {
  const fault = hiddenFault(pasted);
  if (fault) return { fault };
  return { value: separated(pasted) };
}

/** A paste for a list of files: as {@link pastedEntries}, and several files dropped at once, which terminals put behind one another on a line. */
export function pastedFiles(pasted: string, paths: PathContext): Pasted<readonly string[]> {
  const fault = hiddenFault(pasted);
  if (fault) return { fault };
  const lines = pasted.split(/[\r\n]+/).map((part) => part.trim()).filter(Boolean);
  return { value: lines.flatMap((part) => (existsSync(absolutePath(droppedPath(part, paths.platform), paths)) ? [part] : dropped(part))) };
}

function separated(text: string): string[] {
  return text.split(/[\r\n\t,;]+/).map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2').trim()).filter(Boolean);
}

const quotedOrAddress = /"[^"]*"|'[^']*'|file:\/\/\S+/g;

function dropped(part: string): string[] {
  const several = part.match(quotedOrAddress);
  if (several && part.replaceAll(quotedOrAddress, '').replaceAll(/[\s,;]/g, '') === '') return several;
  // Each of several files that a POSIX terminal drops begins with a slash; the blanks inside a name have a backslash before them.
  if (part.startsWith('/')) return part.split(/(?<!\\)[\s,;]+(?=\/)/).flatMap(separated);
  return separated(part);
}
