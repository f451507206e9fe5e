import { command, field } from './escape.ts';
import { multiplexerOf, terminalKind, type Surroundings, type TerminalKind } from './kind.ts';

/** Sets the title of the window and its tab. */
export function titleSequence(text: string): string {
  return command(`0;${field(text)}`);
}

/** How a title is lent: keep the one that is there, set others, and put the kept one back. */
export type Titles = { readonly save: string; set(text: string): string; readonly restore: string };

/** These know no stack of titles; the empty title stands for the one that they began with. Source: https://github.com/microsoft/terminal/issues/14575 */
const emptied: readonly TerminalKind[] = ['windows-terminal', 'apple'];
/** From these a title can not be taken back, so they keep theirs. */
const kept: readonly TerminalKind[] = ['none', 'conhost', 'conemu', 'konsole', 'vscode'];

/** The sequences for titles; undefined where the old title could not be put back. tmux has a stack of its own, whatever is outside. */
export function titles(at: Surroundings): Titles | undefined {
  const multiplexer = multiplexerOf(at);
  const kind = terminalKind(at);
  if (multiplexer === 'screen' || (!multiplexer && kept.includes(kind))) return undefined;
  if (!multiplexer && emptied.includes(kind)) return { save: '', set: titleSequence, restore: command('0;') };
  return { save: '\u001b[22;0t', set: titleSequence, restore: '\u001b[23;0t' };
}
