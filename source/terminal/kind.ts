/** What is known of the terminal: the program's environment variables, and where it runs. */
export type Surroundings = { readonly environment: { readonly [name: string]: string | undefined }; readonly platform: NodeJS.Platform };

/** The terminals that differ in what they take; `xterm` is any other that behaves like it, `none` one that takes no such sequence. */
export type TerminalKind =
  | 'iterm' | 'wezterm' | 'ghostty' | 'kitty' | 'foot' | 'urxvt' | 'vte' | 'konsole' | 'warp' | 'apple' | 'vscode'
  | 'windows-terminal' | 'conemu' | 'conhost' | 'xterm' | 'none';

const programs: { readonly [name: string]: TerminalKind } = {
  'iTerm.app': 'iterm', WezTerm: 'wezterm', ghostty: 'ghostty', kitty: 'kitty', WarpTerminal: 'warp', Apple_Terminal: 'apple', vscode: 'vscode', mintty: 'xterm',
};

const terms: readonly (readonly [RegExp, TerminalKind])[] = [
  [/^xterm-kitty/, 'kitty'],
  [/^xterm-ghostty/, 'ghostty'],
  [/^wezterm/, 'wezterm'],
  [/^foot/, 'foot'],
  [/^rxvt-unicode/, 'urxvt'],
  [/^(?:dumb|linux|ansi|cons25|vt\d)/, 'none'],
];

/** Kept by programs that are started from the terminal, another terminal among them: asked last. */
const traces: readonly (readonly [string, TerminalKind])[] = [
  ['KITTY_WINDOW_ID', 'kitty'],
  ['GHOSTTY_RESOURCES_DIR', 'ghostty'],
  ['WEZTERM_PANE', 'wezterm'],
  ['ITERM_SESSION_ID', 'iterm'],
  ['KONSOLE_VERSION', 'konsole'],
  ['VTE_VERSION', 'vte'],
  ['WT_SESSION', 'windows-terminal'],
  ['ConEmuPID', 'conemu'],
];

/** The terminal behind the program, behind a multiplexer or an SSH session too as far as it has left a trace. */
export function terminalKind({ environment, platform }: Surroundings): TerminalKind {
  const term = environment['TERM'] ?? '';
  const named = programs[environment['TERM_PROGRAM'] ?? ''] ?? terms.find(([pattern]) => pattern.test(term))?.[1];
  if (named) return named;
  // iTerm2 has SSH carry this one along.
  if (environment['LC_TERMINAL'] === 'iTerm2') return 'iterm';
  const traced = traces.find(([name]) => environment[name])?.[1];
  if (traced) return traced;
  if (term !== '') return 'xterm';
  return platform === 'win32' ? 'conhost' : 'none';
}

/** The multiplexer that the program runs in, which takes every sequence first; on another machine it is known by TERM alone. */
export function multiplexerOf({ environment }: Surroundings): 'tmux' | 'screen' | undefined {
  const term = environment['TERM'] ?? '';
  if (term.startsWith('tmux')) return 'tmux';
  if (environment['STY']) return 'screen';
  if (environment['TMUX']) return 'tmux';
  return term.startsWith('screen') ? 'screen' : undefined;
}
