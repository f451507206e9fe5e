import { describe, expect, it } from 'vitest';
import { bellSequence } from '../source/terminal/bell.ts';
import { clipboardSequence } from '../source/terminal/clipboard.ts';
import { multiplexerOf, terminalKind, type Surroundings } from '../source/terminal/kind.ts';
import { titles, titleSequence } from '../source/terminal/title.ts';

const at = (environment: Surroundings['environment'], platform: NodeJS.Platform = 'linux'): Surroundings => ({ environment, platform });
const xterm = at({ TERM: 'xterm-256color' });
const iterm = at({ TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }, 'darwin');
const kitty = at({ TERM: 'xterm-kitty' });
const tmux = { TMUX: '/tmp/tmux-0/default,1,0', TERM: 'tmux-256color', TERM_PROGRAM: 'tmux' };
const screen = at({ STY: '1.pts-0', TERM: 'screen', ITERM_SESSION_ID: 'w0t0p0' });

describe('the kind of terminal', () => {
  it.each([
    ['iterm', iterm],
    ['iterm', at({ TERM: 'xterm-256color', LC_TERMINAL: 'iTerm2' })],
    ['iterm', at({ ...tmux, ITERM_SESSION_ID: 'w0t0p0' })],
    ['kitty', kitty],
    ['kitty', at({ TERM: 'xterm-kitty', VTE_VERSION: '7600' })],
    ['wezterm', at({ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' })],
    ['ghostty', at({ TERM: 'xterm-ghostty' })],
    ['foot', at({ TERM: 'foot' })],
    ['urxvt', at({ TERM: 'rxvt-unicode-256color' })],
    ['vte', at({ TERM: 'xterm-256color', VTE_VERSION: '7600' })],
    ['konsole', at({ TERM: 'xterm-256color', KONSOLE_VERSION: '241203' })],
    ['apple', at({ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' })],
    ['vscode', at({ TERM_PROGRAM: 'vscode', WT_SESSION: 'a' }, 'win32')],
    ['windows-terminal', at({ WT_SESSION: 'a' }, 'win32')],
    ['windows-terminal', at({ WT_SESSION: 'a', TERM: 'xterm-256color' })],
    ['conemu', at({ ConEmuPID: '4' }, 'win32')],
    ['conhost', at({}, 'win32')],
    ['xterm', xterm],
    ['none', at({ TERM: 'dumb' })],
    ['none', at({ TERM: 'linux' })],
    ['none', at({})],
  ] as const)('%s is known by %j', (kind, surroundings) => expect(terminalKind(surroundings)).toBe(kind));

  it.each([
    ['tmux', tmux],
    ['tmux', { TMUX: 'x', TERM: 'screen-256color' }],
    ['tmux', { TERM: 'tmux-256color' }],
    ['tmux', { ...tmux, STY: '1.pts-0' }],
    ['screen', { STY: '1.pts-0', TERM: 'screen' }],
    ['screen', { TERM: 'screen-256color' }],
    [undefined, { TERM: 'xterm' }],
  ])('the multiplexer is %s in %j', (multiplexer, environment) => expect(multiplexerOf(at(environment))).toBe(multiplexer));
});

describe('titles', () => {
  it('hold no control character and no second sequence', () => {
    expect(titleSequence('contoso: \u001b[31mimport\u001b[0m\u0007 70%\n')).toBe('\u001b]0;contoso: \\x1b[31mimport\\x1b[0m\\x07 70%\u0007');
  });

  it('are cut where they are long', () => expect(titleSequence('x'.repeat(300))).toBe(`\u001b]0;${'x'.repeat(199)}…\u0007`));

  it('are kept and put back by the stack of titles', () => {
    for (const surroundings of [xterm, iterm, kitty, at(tmux), at({ ...tmux, WT_SESSION: 'a' })]) expect(titles(surroundings)).toMatchObject({ save: '\u001b[22;0t', restore: '\u001b[23;0t' });
  });

  it('are emptied where that gives the first one back', () => {
    expect(titles(at({ WT_SESSION: 'a' }, 'win32'))).toMatchObject({ save: '', restore: '\u001b]0;\u0007' });
  });

  it('are left alone where they could not be put back', () => {
    for (const surroundings of [screen, at({}, 'win32'), at({ TERM: 'linux' }), at({ TERM_PROGRAM: 'vscode' })]) expect(titles(surroundings)).toBeUndefined();
  });
});

describe('the bell', () => {
  const notice = (surroundings: Surroundings, words = 'Upload the image') => bellSequence(surroundings, words);

  it('always rings, and says nothing more to a terminal that is not known to show it', () => {
    for (const surroundings of [xterm, screen, at({}, 'win32'), at({ ConEmuPID: '4' }, 'win32'), at({ TERM: 'linux' })]) expect(notice(surroundings)).toBe('\u0007');
  });

  it.each([
    ['iTerm2', iterm, '\u001b]9;BYOL wizard: Upload the image\u0007'],
    ['Windows Terminal', at({ WT_SESSION: 'a' }, 'win32'), '\u001b]777;notify;BYOL wizard;Upload the image\u0007'],
    ['ghostty', at({ TERM: 'xterm-ghostty' }), '\u001b]777;notify;BYOL wizard;Upload the image\u0007'],
    ['kitty', kitty, '\u001b]99;i=byol-wizard:d=0;BYOL wizard\u001b\\\u001b]99;i=byol-wizard:p=body;Upload the image\u001b\\'],
  ])('asks %s for a notification', (_, surroundings, sequence) => expect(notice(surroundings)).toBe(`\u0007${sequence}`));

  it('rings in tmux itself and hands the notification through it', () => {
    expect(notice(at({ ...tmux, ITERM_SESSION_ID: 'w0t0p0' }))).toBe('\u0007\u001bPtmux;\u001b\u001b]9;BYOL wizard: Upload the image\u0007\u001b\\');
    expect(notice(at(tmux))).toBe('\u0007');
  });

  it.each([iterm, kitty, at({ TERM: 'foot' })])('never lets the words become a command: %j', (surroundings) => {
    const sequence = notice(surroundings, '4;1;50\u0007\u001b]52;c;eA==\u0007;end');
    expect(sequence).toContain('4,1,50\\x07');
    expect(sequence).not.toMatch(/\u001b\](?:9;\d|52)/);
  });
});

describe('the clipboard', () => {
  const decoded = (sequence: string | undefined) => Buffer.from(/\u001b\]52;c;([A-Za-z0-9+/=]*)\u0007/.exec(sequence ?? '')?.[1] ?? 'nothing', 'base64').toString();

  it('gets UTF-8 in base64, lines and all', () => {
    expect(clipboardSequence(xterm, 'Zürich')).toBe('\u001b]52;c;WsO8cmljaA==\u0007');
    expect(decoded(clipboardSequence(kitty, '{\n\t"東京": 1\n}'))).toBe('{\n\t"東京": 1\n}');
  });

  it('gets no control character, and no line end that would run a pasted command', () => {
    expect(decoded(clipboardSequence(xterm, 'aws s3 ls\u001b[2J\u0003\r\n\n'))).toBe('aws s3 ls\\x1b[2J\\x03');
  });

  it('takes 74,994 bytes, which with their frame are 100,000, and no more', () => {
    expect(clipboardSequence(xterm, 'x'.repeat(74_994))).toHaveLength(100_000);
    expect(clipboardSequence(xterm, 'x'.repeat(74_995))).toBeUndefined();
    expect(clipboardSequence(xterm, 'ü'.repeat(37_498))).toBeUndefined();
  });

  it('is reached in tmux by either of its two ways', () => {
    expect(clipboardSequence(at(tmux), 'a')).toBe('\u001b]52;c;YQ==\u0007\u001bPtmux;\u001b\u001b]52;c;YQ==\u0007\u001b\\');
  });

  it('is not claimed where the terminal does not take it', () => {
    for (const surroundings of [screen, at({}, 'win32'), at({ TERM: 'linux' }), at({ TERM_PROGRAM: 'Apple_Terminal' }), at({ KONSOLE_VERSION: '230805', TERM: 'xterm' })]) expect(clipboardSequence(surroundings, 'a')).toBeUndefined();
    expect(clipboardSequence(at({ KONSOLE_VERSION: '241200', TERM: 'xterm' }), 'a')).toBeDefined();
  });
});
