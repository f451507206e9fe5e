import { line } from '../text.ts';

export const bell = '\u0007';
/** The string terminator. */
export const terminator = '\u001b\\';

/** An operating system command; BEL ends it in every terminal, ST where a terminal's own documents ask for it. */
export function command(body: string, end: typeof bell | typeof terminator = bell): string {
  return `\u001b]${body}${end}`;
}

/** What tmux hands on to the terminal outside as it is, where its `allow-passthrough` is on, and else drops. */
export function throughTmux(sequence: string): string {
  return `\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}${terminator}`;
}

/** A text as one field of a sequence: one line, no control character, no semicolon (which ends a field), at most 200 characters. */
export function field(text: string): string {
  const characters = [...line(text).replaceAll(';', ',').trim()];
  return characters.length > 200 ? `${characters.slice(0, 199).join('')}…` : characters.join('');
}
