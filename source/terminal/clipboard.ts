import { text } from '../text.ts';
import { command, throughTmux } from './escape.ts';
import { multiplexerOf, terminalKind, type Surroundings, type TerminalKind } from './kind.ts';

/** Terminals drop, or cut, a sequence of more than 100,000 bytes: so much text is 99,992 in base64, and eight frame it. Source: https://github.com/chromium/hterm/blob/master/etc/osc52.sh */
const mostBytes = 74_994;

/** These do not take it, or only lately and without a sign of it. */
const without: readonly TerminalKind[] = ['none', 'conhost', 'conemu', 'apple', 'vte'];

/**
 * Puts `words` on the clipboard of the terminal (OSC 52), over SSH too: undefined where it is too long, or the terminal is known
 * not to take it. No terminal says whether it did. A last line end is left out, so that a pasted command waits for its Enter.
 */
export function clipboardSequence(at: Surroundings, words: string): string | undefined {
  const bytes = Buffer.from(text(words).replace(/\n+$/, ''), 'utf8');
  const multiplexer = multiplexerOf(at);
  if (bytes.length > mostBytes || multiplexer === 'screen' || !takes(at)) return undefined;
  const sequence = command(`52;c;${bytes.toString('base64')}`);
  // tmux takes the one where its `set-clipboard` is on, and hands on the other where its `allow-passthrough` is.
  return multiplexer === 'tmux' ? sequence + throughTmux(sequence) : sequence;
}

function takes(at: Surroundings): boolean {
  const kind = terminalKind(at);
  // Konsole does since 24.12. Source: https://bugs.kde.org/show_bug.cgi?id=372116
  if (kind === 'konsole') return Number(at.environment['KONSOLE_VERSION']) >= 241200;
  return !without.includes(kind);
}
