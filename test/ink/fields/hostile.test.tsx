import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Field } from '../../../source/ink/fields/field.tsx';
import type { Question } from '../../../source/step.ts';
import { show } from '../harness.tsx';
import { propsOf } from './field-props.ts';

const esc = '\u001b';
/** What names, choices and pastes could hold to deceive whoever reads them on a terminal. */
const hostile = [
  `${esc}[31mred${esc}[0m`, `${esc}[2J${esc}[H`, `${esc}[1A${esc}[2Kall is well`, `${esc}[8msecret`, `${esc}[?1049h`, `${esc}[?25l`, `${esc}[?1003h`, `${esc}[21t`, `${esc}[6n`, `${esc}[5i`,
  `A${esc}[9999999b`, '\u009b2Jcleared', `${esc}[38;5;`, `${esc}]0;title\u0007rest`, `${esc}]0;title${esc}\\rest`, '\u009d0;title\u009crest', `${esc}]8;;http://x${esc}\\link${esc}]8;;${esc}\\`,
  `${esc}]9;Your account is locked\u0007`, `${esc}]52;c;cm0gLXJmIH4K\u0007`, '\u009d52;c;cm0gLXJmIH4K\u009c', `${esc}]1337;File=name=eA==:AAAA\u0007`, `${esc}]0;everything that follows`,
  `${esc}P$q"p${esc}\\`, '\u0090$q"p\u009c', `${esc}_Gf=24;AAAA${esc}\\`, `${esc}^private${esc}\\`, `${esc}Xstring${esc}\\`, `${esc}c`, `${esc}Mover`, `${esc}(0lqqk`, `${esc}#8`, `name${esc}`,
  'deleted\b\b\b\b\b\b\bkept', 'a\u007fb', 'win11.ova\u0000.txt', '\u0007\u0007', 'a\u000bb\u000cc', '\u000elqqk\u000f', 'one\u0085two', 'one\u2028two\u2029three', 'user\u202egpj.exe', 'a\u2066b\u2069', '\u200e\u200f', '\ufeffname',
  `${esc}[201~rm -rf ~`,
] as const;

// Lines, and characters that print: no control, nothing that turns the direction.
const printable = /^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]*$/;

const choices = hostile.map((label, value) => ({ value, label, hint: label }));
const kinds: readonly (readonly [string, Partial<Question>])[] = [
  ['text', {}],
  ['number', { kind: 'number', schema: z.number() }],
  ['path', { kind: 'path', path: true }],
  ['list', { kind: 'list', schema: z.array(z.string()) }],
  ['list of files', { kind: 'list', path: true, schema: z.array(z.string()) }],
];

describe('choices with hostile labels', () => {
  it.each(['select', 'multiselect'] as const)('are printable as a %s', async (kind) => {
    using screen = await show(<Field {...propsOf({ kind, schema: z.json() }, { choices, rows: 60 })} />, { rows: 70, colour: false });
    for (const key of ['home', ...hostile.map(() => 'down' as const)] as const) {
      await screen.press(key);
      expect(screen.raw()).toMatch(printable);
      expect(screen.lines().length).toBeLessThanOrEqual(60);
    }
  });
});

describe.each(kinds)('a %s', (_, question) => {
  it.each(hostile)('refuses a paste of %j with a visible word, and none of it enters the value', async (payload) => {
    const props = propsOf({ ...question, optional: true });
    using screen = await show(<Field {...props} />);
    const before = screen.lines()[0];
    // What would end the paste itself arrives as letters that come at once.
    await screen.paste(payload);
    expect(screen.raw()).toMatch(printable);
    const drafts = JSON.stringify(props.onDraft.mock.calls);
    if (!payload.includes('[201~')) {
      expect(screen.frame()).toContain('✖ Nothing was taken');
      expect(screen.lines()[0]).toBe(before);
    }
    expect(drafts).not.toMatch(/\\u001b|\\b|\\u00[019]/);
  });

  it('shows an answer with such characters, from elsewhere, printably', async () => {
    using screen = await show(<Field {...propsOf(question, { initial: question.kind === 'list' ? hostile : hostile.join(' ') })} />);
    for (let press = 0; press < 60; press += 1) {
      await screen.press('left');
      expect(screen.raw()).toMatch(printable);
    }
  });
});

describe('the printable characters', () => {
  it.each(hostile)('are not all of %j', (payload) => expect(payload).not.toMatch(printable));
});
