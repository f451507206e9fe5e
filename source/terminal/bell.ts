import { bell, command, field, terminator, throughTmux } from './escape.ts';
import { multiplexerOf, terminalKind, type Surroundings, type TerminalKind } from './kind.ts';

/**
 * The sequence by which each terminal shows a desktop notification, where it is known to.
 *
 * `9` iTerm2's (https://iterm2.com/documentation-escape-codes.html), `777` that of urxvt's notify extension, `99` kitty's own
 * (https://sw.kovidgoyal.net/kitty/desktop-notifications/). ghostty and WezTerm know 9 as well, but what begins with a digit can be
 * a command of ConEmu's there. VTE shows 777 in some distributions and swallows it in others; Windows Terminal shows it since 2026
 * (https://github.com/microsoft/terminal/pull/20012) and drops it before. To ConEmu all of 9 are commands: it gets none.
 */
const notices: { readonly [kind in TerminalKind]?: 9 | 99 | 777 } = {
  iterm: 9, warp: 9, kitty: 99, wezterm: 777, ghostty: 777, foot: 777, urxvt: 777, vte: 777, 'windows-terminal': 777,
};

const sender = 'BYOL wizard';

/**
 * Rings the bell, and asks the terminal for a desktop notification of `words` where it can show one. In tmux the bell is tmux's
 * own and the notification is handed through; in screen there is the bell alone.
 */
export function bellSequence(at: Surroundings, words: string): string {
  const multiplexer = multiplexerOf(at);
  const notice = multiplexer === 'screen' ? '' : noticeOf(terminalKind(at), field(words));
  return bell + (multiplexer === 'tmux' && notice !== '' ? throughTmux(notice) : notice);
}

function noticeOf(kind: TerminalKind, words: string): string {
  switch (notices[kind]) {
    case 9:
      // The sender comes first: what begins with a number and a semicolon is a command of ConEmu's (9;4 shows progress).
      return command(`9;${sender}: ${words}`);
    case 99:
      return command(`99;i=byol-wizard:d=0;${sender}`, terminator) + command(`99;i=byol-wizard:p=body;${words}`, terminator);
    case 777:
      return command(`777;notify;${sender};${words}`);
    default:
      return '';
  }
}
