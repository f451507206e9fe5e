import type { RowState } from '../view.ts';

/** Colours of the terminal's own sixteen, so that the user's theme decides; never the only carrier of a meaning. */
export type Colour = 'green' | 'yellow' | 'red' | 'cyan' | 'magenta';

/** The signs of a screen, in Unicode or in ASCII. */
export type Signs = {
  readonly states: { readonly [State in RowState]: string };
  readonly pointer: string;
  readonly checked: string;
  readonly unchecked: string;
  readonly cut: string;
  readonly dot: string;
  readonly rule: string;
  readonly upright: string;
  readonly bar: { readonly full: string; readonly empty: string };
  readonly more: { readonly above: string; readonly below: string };
};

const unicode: Signs = {
  states: { todo: '·', running: '▸', waiting: '◷', person: '?', done: '✔', skipped: '↓', failed: '✖' },
  pointer: '❯',
  checked: '◉',
  unchecked: '◯',
  cut: '…',
  dot: '·',
  rule: '─',
  upright: '│',
  bar: { full: '█', empty: '░' },
  more: { above: '↑', below: '↓' },
};

const ascii: Signs = {
  states: { todo: '.', running: '>', waiting: '~', person: '?', done: '+', skipped: '-', failed: 'x' },
  pointer: '>',
  checked: '[x]',
  unchecked: '[ ]',
  cut: '...',
  dot: '-',
  rule: '-',
  upright: '|',
  bar: { full: '#', empty: '.' },
  more: { above: '^', below: 'v' },
};

/** The signs for a terminal that can or can not show Unicode. */
export function signsFor(canUnicode: boolean): Signs {
  return canUnicode ? unicode : ascii;
}

/** The colour of a state; none for what is not begun. */
export const stateColours: { readonly [State in RowState]: Colour | undefined } = {
  todo: undefined,
  running: 'cyan',
  waiting: 'cyan',
  person: 'yellow',
  done: 'green',
  skipped: undefined,
  failed: 'red',
};

/** The word of a state, which every sign has beside it. */
export const stateWords: { readonly [State in RowState]: string } = {
  todo: 'to do',
  running: 'at work',
  waiting: 'waiting for AWS',
  person: 'needs you',
  done: 'done',
  skipped: 'skipped',
  failed: 'failed',
};

/**
 * Whether a terminal shows Unicode: not the Linux console, not where the locale says otherwise; on Windows only those known to
 * (https://github.com/sindresorhus/is-unicode-supported lists the same ones). `WIZARD_ASCII=1` says no in any case.
 */
export function canUnicode(environment: { readonly [name: string]: string | undefined }, platform: NodeJS.Platform): boolean {
  if (environment['WIZARD_ASCII']) return false;
  const { TERM, TERM_PROGRAM, WT_SESSION, TERMINUS_SUBLIME, ConEmuTask } = environment as Record<string, string | undefined>;
  if (platform === 'win32') {
    return Boolean(WT_SESSION || TERMINUS_SUBLIME || ConEmuTask === '{cmd::Cmder}') || TERM_PROGRAM === 'vscode' || TERM === 'xterm-256color' || TERM === 'alacritty';
  }
  if (TERM === 'linux') return false;
  const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
  return /utf-?8/i.test(locale) || platform === 'darwin';
}
