import type { Key } from 'ink';

/** One key, or letters that arrived together. */
export type Press = { readonly input: string; readonly key: Key };

// Letters with Ctrl as a terminal sends them; not the tab and the line ends, which are keys and pastes of their own.
const control = /[\u0001-\u0007\u000b\u000c\u000e-\u001a]/;

/** A report of the keyboard taken apart where a letter and a letter with Ctrl arrived together, as they do on a slow line: Ink gives them on as one. */
export function pressesOf(input: string, key: Key): readonly Press[] {
  if (input.length < 2 || !control.test(input) || input.includes('\u001b')) return [{ input, key }];
  return input
    .split(/([\u0001-\u0007\u000b\u000c\u000e-\u001a])/)
    .filter((part) => part !== '')
    .map((part) => (control.test(part) ? { input: String.fromCharCode(part.charCodeAt(0) + 96), key: { ...key, ctrl: true } } : { input: part, key }));
}
