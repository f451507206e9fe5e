import type { Match } from './catalogue.ts';

/** A text as the catalogue is compared with: lower case with single spaces, its words as written, and what AWS called it. */
export type Seen = {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly code: string | undefined;
  readonly operation: string | undefined;
};

/** Reads a text. Code and operation are taken from "An error occurred (X) when calling the Y operation" where not given. */
export function see(text: string, known: { readonly code?: string | undefined; readonly operation?: string | undefined }): Seen {
  const called = /\(([\w.]+)\) when calling the (\w+) operation/.exec(text);
  return {
    text: plain(text),
    words: new Set(text.match(/[A-Za-z0-9]\w*(?:\.[A-Za-z]\w*)*/g) ?? []),
    code: known.code ?? called?.[1],
    operation: known.operation?.replace(/^\w+:/, '') ?? called?.[2],
  };
}

/** How well it fits, 0 for not at all. A code counts more than a text, a long fragment more than a short one. */
export function fit(match: Match, seen: Seen): number {
  if (match.code === undefined && match.text === undefined) return 0;
  if (match.not !== undefined && seen.text.includes(plain(match.not))) return 0;
  let score = 0;
  if (match.operation !== undefined && seen.operation !== undefined) {
    if (![match.operation].flat().includes(seen.operation)) return 0;
    score += 30;
  }
  if (match.code !== undefined) {
    const codes = [match.code].flat();
    const exact = codes.some((code) => sameCode(code, seen.code ?? ''));
    const written = codes.some((code) => seen.words.has(code) || seen.words.has(`${code}Exception`));
    if (!exact && !written) return 0;
    score += exact ? 80 : 70;
  }
  if (match.text !== undefined) {
    const length = lengthFound(match.text, seen.text);
    if (length === 0) return 0;
    score += 50 + Math.min(length, 60) / 2;
  }
  return score;
}

/** Lower case, straight quotes, single spaces. */
export function plain(text: string): string {
  return text.toLowerCase().replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/\s+/g, ' ').trim();
}

function lengthFound(wanted: string | RegExp, text: string): number {
  if (typeof wanted === 'string') return text.includes(plain(wanted)) ? wanted.length : 0;
  return wanted.exec(text)?.[0].length ?? 0;
}

/** AWS writes one code with and without `Exception` or `Client.`. */
function sameCode(known: string, given: string): boolean {
  return given === known || given === `${known}Exception` || given === `Client.${known}`;
}
