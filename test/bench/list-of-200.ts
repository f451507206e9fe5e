/** A list of 200 choices as the app draws it, alone on the terminal: what `screen.ts` presses keys at. Takes the built program. */
import { createElement } from 'react';
import { Box, render } from 'ink';
import { z } from 'zod';
import type { FieldProps } from '../../source/ink/field.ts';

const { Field } = (await import('../../dist/source/ink/fields/field.js' as string)) as { Field: (props: FieldProps) => unknown };
const choices = Array.from({ length: 200 }, (_, index) => ({ value: index, label: `10.${index}.0.0/16`, hint: `Nothing that was seen uses it; number ${index} of 200.` }));
const nothing = () => {};
const field = createElement(Field as never, {
  question: { key: 'range', kind: 'select', title: 'Which?', why: '', example: 0, schema: z.int() }, choices, initial: 0, paths: { base: '/', platform: 'linux', home: '/' },
  rows: 18, columns: 80, active: true, draft: undefined, onDraft: nothing, onAnswer: nothing, onBack: nothing, onTyping: nothing,
} as never);
const app = render(createElement(Box, { height: 20, overflow: 'hidden' }, field), { exitOnCtrlC: true, interactive: true, incrementalRendering: true, patchConsole: false });
await app.waitUntilExit();
process.exit();
