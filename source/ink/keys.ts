import type { Key } from 'ink';
import { line, say } from '../text.ts';
import type { Hint } from './hint.ts';
import type { Overlay } from './state.ts';

/** What the app itself does about a key, wherever the person is. */
export type Command = { readonly do: 'leave' | 'suspend' | 'redraw' | 'next-pane' } | { readonly do: 'overlay'; readonly overlay: Overlay };

const letters: { readonly [letter: string]: Overlay } = { '?': 'help', l: 'log', c: 'command', s: 'summary' };

/** With Ctrl they work while letters go into a field, too. (Ink does not tell the function keys apart.) */
const control: { readonly [letter: string]: Overlay } = { g: 'help', s: 'summary', o: 'log', x: 'command' };

/** The app's own command for a key; undefined where the pane decides. `typing`: letters go into a field. */
export function commandOf(input: string, key: Key, typing: boolean): Command | undefined {
  if (key.ctrl && input === 'c') return { do: 'leave' };
  if (key.ctrl && input === 'z') return { do: 'suspend' };
  if (key.ctrl && input === 'l') return { do: 'redraw' };
  if (key.ctrl) return overlayOf(control[input]);
  if (typing || key.meta) return undefined;
  if (key.tab) return { do: 'next-pane' };
  if (input.toLowerCase() === 'q') return { do: 'leave' };
  return overlayOf(letters[input.toLowerCase()]);
}

function overlayOf(overlay: Overlay | undefined): Command | undefined {
  return overlay && { do: 'overlay', overlay };
}

/** The app's own keys, as hints. */
export function appHints(typing: boolean, panes: number): Hint[] {
  const [help, answers, log, command, leave] = typing ? ['^G', '^S', '^O', '^X', '^C'] : ['?', 'S', 'L', 'C', 'q'];
  return [
    ...(panes > 1 && !typing ? [{ key: say`Tab`, does: say`next` }] : []),
    { key: line(help), does: say`help` },
    { key: line(answers), does: say`answers` },
    { key: line(leave), does: say`leave` },
    { key: line(log), does: say`log` },
    { key: line(command), does: say`AWS CLI line` },
  ];
}
