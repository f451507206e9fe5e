import { fail } from '../problem.ts';
import { line } from '../text.ts';

/** A way to put a value into a text so that it can not leave its place. */
export type Quoting = (value: string) => string;

/** Refuses what can break a line or hide in one. Throws a `ProblemError`. */
export function plainValue(name: string, value: string): string {
  if (line(value) === value) return value;
  return fail({ code: 'template.value', what: `The value of ${name} holds a control character, a line break, or something else that can not be seen.`, todo: [`Give ${name} in one line of ordinary text.`], exit: 2 });
}

/** What `{{name|WORD}}` in a template means. */
export const quotings: { readonly [word: string]: Quoting } = {
  /** Inside a markdown sentence. */
  md: (value) => value.replace(/[\\`*_{}[\]<>()#+!|~&]/g, (character) => (character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`)),
  /** Inside a code span or block of markdown: no fence or span can be closed in it. */
  code: (value) => value.replaceAll('`', '\u02cb'),
  /** A whole word of a POSIX shell. */
  sh: (value) => (/^[\w./:=@,+-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`),
  /** A whole word of a POSIX shell in a crontab, where % begins the input. */
  cron: (value) => quotings['sh']!(value).replaceAll('%', String.raw`\%`),
  /** A whole string of PowerShell, quotes included. */
  ps: (value) => `'${insideSingleQuotes(value)}'`,
  /** Inside a single-quoted string of PowerShell. */
  psinside: (value) => insideSingleQuotes(value),
  /** A whole word of a cmd.exe command line that stands inside a single-quoted string of PowerShell. */
  cmd: (value) => {
    // cmd expands %…% inside quotes too, and knows no way to write a quote.
    if (/"|%[^%]+%/.test(value)) fail({ code: 'template.value', what: `${value} holds a quote, or a name between percent signs: cmd.exe can not take it as it is.`, exit: 2 });
    return insideSingleQuotes(`"${value.replace(/\\+$/, '$&$&')}"`);
  },
  /** A segment of an address, inside single quotes of a shell. */
  url: (value) => encodeURIComponent(value).replace(/['()*!]/g, (character) => `%${character.charCodeAt(0).toString(16)}`),
  /** A word of a systemd command line. */
  systemd: (value) => `"${value.replace(/[\\"]/g, (character) => `\\${character}`).replaceAll('%', '%%').replaceAll('$', '$$$$')}"`,
  /** A path in a systemd unit, which takes no quotes. */
  unit: (value) => value.replaceAll('%', '%%'),
  /** Inside a string of a .reg file. */
  reg: (value) => value.replace(/[\\"]/g, (character) => `\\${character}`),
  /** A number as the eight hexadecimal digits that a .reg file wants after `dword:`. */
  dword: (value) => {
    if (!/^\d{1,10}$/.test(value) || Number(value) > 0xffffffff) fail({ code: 'template.value', what: `${value} is not a number that fits a DWORD.`, exit: 2 });
    return Number(value).toString(16).padStart(8, '0');
  },
};

// PowerShell takes four curly quotes for the straight one; each is escaped by doubling it.
function insideSingleQuotes(value: string): string {
  return value.replace(/['\u2018\u2019\u201a\u201b]/g, (quote) => quote + quote);
}
