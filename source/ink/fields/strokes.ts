import { useInput, usePaste, type Key } from 'ink';
import { pressesOf } from '../presses.ts';
import { hiddenFault } from './pasting.ts';

/** What a person did with the keyboard, as fields know it. */
export type Stroke =
  /** Letters, without any newline. More than one where they arrived together. */
  | { readonly kind: 'text'; readonly text: string }
  /** What was pasted, as it was. */
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: StrokeName };

type StrokeName = 'enter' | 'escape' | 'tab' | 'up' | 'down' | 'left' | 'right' | 'home' | 'end' | 'pageUp' | 'pageDown' | 'wordLeft' | 'wordRight' | 'erase' | 'delete' | 'eraseWord' | 'eraseToStart' | 'eraseToEnd';

type Pressed = Partial<Key>;

/** The keys of a shell's own line; every other letter with Ctrl belongs to the screen. */
const withControl: { readonly [letter: string]: StrokeName } = { a: 'home', e: 'end', b: 'left', f: 'right', w: 'eraseWord', u: 'eraseToStart', k: 'eraseToEnd' };
const withAlt: { readonly [letter: string]: StrokeName } = { b: 'wordLeft', f: 'wordRight' };

/**
 * The strokes of one report of the keyboard. Letters that came at once with a newline or anything unseen inside are a paste of a
 * terminal that does not mark pastes; with a newline at their end alone they were typed ahead.
 */
export function strokesOf(input: string, key: Pressed): readonly Stroke[] {
  const named = nameOf(input, key);
  if (named) return [{ kind: named }];
  if (key.ctrl || key.meta || key.super || key.hyper || input === '') return [];
  const typed = input.replace(/[\r\n]+$/, '');
  if (/[\r\n\t]/.test(typed) || hiddenFault(typed)) return [{ kind: 'paste', text: input }];
  return [...(typed === '' ? [] : [{ kind: 'text', text: typed } as const]), ...(typed === input ? [] : [{ kind: 'enter' } as const])];
}

function nameOf(input: string, key: Pressed): StrokeName | undefined {
  if (key.return) return 'enter';
  if (key.escape) return 'escape';
  if (key.tab) return key.shift ? undefined : 'tab';
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.leftArrow) return key.ctrl || key.meta ? 'wordLeft' : 'left';
  if (key.rightArrow) return key.ctrl || key.meta ? 'wordRight' : 'right';
  if (key.home) return 'home';
  if (key.end) return 'end';
  if (key.pageUp) return 'pageUp';
  if (key.pageDown) return 'pageDown';
  if (key.backspace) return key.meta ? 'eraseWord' : 'erase';
  if (key.delete) return 'delete';
  if (key.ctrl) return withControl[input];
  if (key.meta) return withAlt[input];
  return undefined;
}

/** Gives what the keyboard does to `take` while the field is active; what is pasted too, so that it is never taken for commands. */
export function useStrokes(take: (stroke: Stroke) => void, isActive: boolean): void {
  useInput((input, key) => pressesOf(input, key).forEach((press) => strokesOf(press.input, press.key).forEach(take)), { isActive });
  usePaste((text) => take({ kind: 'paste', text }), { isActive });
}
