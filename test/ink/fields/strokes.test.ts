import { describe, expect, it } from 'vitest';
import { strokesOf } from '../../../source/ink/fields/strokes.ts';

describe('what the keyboard reports', () => {
  it.each<readonly [string, string, Parameters<typeof strokesOf>[1], readonly unknown[]]>([
    ['a letter', 'a', {}, [{ kind: 'text', text: 'a' }]],
    ['letters that were typed ahead', 'abc\r', {}, [{ kind: 'text', text: 'abc' }, { kind: 'enter' }]],
    ['Enter, held down', '\r\r\r', {}, [{ kind: 'enter' }]],
    ['Enter', '\r', { return: true }, [{ kind: 'enter' }]],
    ['a newline', '\n', {}, [{ kind: 'enter' }]],
    ['a paste that is not marked', 'a\rb\r', {}, [{ kind: 'paste', text: 'a\rb\r' }]],
    ['letters with something unseen', 'a\u202eb', {}, [{ kind: 'paste', text: 'a\u202eb' }]],
    ['a word with Alt', 'b', { meta: true }, [{ kind: 'wordLeft' }]],
    ['a word with Ctrl', '', { ctrl: true, rightArrow: true }, [{ kind: 'wordRight' }]],
    ['Alt and Backspace', '', { meta: true, backspace: true }, [{ kind: 'eraseWord' }]],
    ['Ctrl-U', 'u', { ctrl: true }, [{ kind: 'eraseToStart' }]],
    ['Ctrl-C, which is the screen’s', 'c', { ctrl: true }, []],
    ['Ctrl-Z, which is the screen’s', 'z', { ctrl: true }, []],
    ['Alt-X, which nobody knows', 'x', { meta: true }, []],
    ['a function key', '', {}, []],
    ['Tab', '\t', { tab: true }, [{ kind: 'tab' }]],
    ['Shift-Tab, which is the screen’s', '', { tab: true, shift: true }, []],
  ])('%s', (_, input, key, strokes) => expect(strokesOf(input, key)).toEqual(strokes));
});
