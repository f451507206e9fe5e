import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { absolutePath, type PathContext } from '../../config/paths.ts';
import { unreadableText } from '../../path.ts';
import { say, type Text } from '../../text.ts';

/** A file or folder that a typed path can go on with; `text` is the typed path gone on with it. */
export type Candidate = { readonly name: string; readonly isFolder: boolean; readonly text: string };

/** How a typed path can go on: the text as far as all candidates agree, and those; or why none is known. */
export type Completion = { readonly text: string; readonly candidates: readonly Candidate[]; readonly fault?: Text };

/** Completes a typed path from the file system. Hidden files are offered to who types their dot. */
export function completed(typed: string, paths: PathContext): Completion {
  if (typed === '~') return { text: '~/', candidates: [] };
  const isWindows = paths.platform === 'win32';
  const end = Math.max(typed.lastIndexOf('/'), isWindows ? typed.lastIndexOf('\\') : -1) + 1;
  const [folder, begun] = [typed.slice(0, end), typed.slice(end)];
  const separator = isWindows && (folder.endsWith('\\') || folder === '') ? '\\' : '/';
  const place = absolutePath(folder === '' ? '.' : folder, paths);
  // Windows and macOS find a file under any case of its name.
  const folded = (name: string) => (isWindows || paths.platform === 'darwin' ? name.toLowerCase() : name);
  try {
    const candidates = readdirSync(place, { withFileTypes: true })
      .filter(({ name }) => folded(name).startsWith(folded(begun)) && (begun.startsWith('.') || !name.startsWith('.')))
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() || (entry.isSymbolicLink() && isFolder(join(place, entry.name))) }))
      .toSorted((left, right) => left.name.localeCompare(right.name, 'en', { numeric: true }))
      .map(({ name, isFolder }) => ({ name, isFolder, text: folder + name + (isFolder ? separator : '') }));
    const [only] = candidates;
    if (!only) return { text: typed, candidates: [], fault: say`Nothing in ${place} begins with “${begun}”` };
    if (candidates.length === 1) return { text: only.text, candidates: [] };
    const shared = sharedStart(candidates.map(({ name }) => name), folded);
    return { text: shared.length > begun.length ? folder + shared : typed, candidates };
  } catch (error) {
    const why = unreadableText(error);
    if (why === undefined) throw error;
    return { text: typed, candidates: [], fault: say`${place} ${why}` };
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What all names begin with, never ending inside a character. */
function sharedStart(names: readonly string[], folded: (name: string) => string): string {
  const [first = [], ...others] = names.map((name) => Array.from(name));
  let length = first.length;
  for (const other of others) while (length > 0 && folded(other.slice(0, length).join('')) !== folded(first.slice(0, length).join(''))) length -= 1;
  return first.slice(0, length).join('');
}
