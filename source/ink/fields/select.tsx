import type { ReactNode } from 'react';
import { line, type Text } from '../../text.ts';
import { faultOf, sameValue } from '../../typed.ts';
import type { FieldProps } from '../field.ts';
import { matching, moved, optionsOf, type Choosing } from './choosing.ts';
import { useHeld, useTyping } from './held.ts';
import { note } from './notes.tsx';
import { OptionRows, shareOf } from './option-rows.tsx';
import { pastedLine } from './pasting.ts';
import { useStrokes, type Stroke } from './strokes.ts';

type SelectDraft = Choosing & { readonly fault?: Text };

/** One of several choices. */
export function SelectField({ question, choices, initial, rows, columns, active, draft, onDraft, onAnswer, onBack, onTyping }: FieldProps): ReactNode {
  const options = optionsOf(question, choices ?? [], initial);
  const [choosing, now, change] = useHeld<SelectDraft>(() => kept(draft, options.length) ?? { at: Math.max(0, options.findIndex(({ value }) => sameValue(value, initial))), search: undefined }, onDraft);
  useTyping(active && choosing.search !== undefined, onTyping);

  const take = (stroke: Stroke): void => {
    const { at, search } = now();
    if (stroke.kind === 'enter') {
      const option = options[at];
      if (!option || !matching(options, search).includes(at)) return;
      const fault = option.value === undefined ? undefined : faultOf(question, option.value);
      return fault === undefined ? onAnswer(option.value) : change({ at, search, fault: line(fault) });
    }
    if (stroke.kind === 'paste') {
      if (!search) return;
      const pasted = pastedLine(stroke.text, ' ');
      return 'fault' in pasted ? change({ at, search, fault: pasted.fault }) : take({ kind: 'text', text: pasted.value });
    }
    const next = moved({ at, search }, stroke, options, shareOf(rows, options.length, search !== undefined).list);
    if (next) return change(next);
    if (stroke.kind === 'escape' || (stroke.kind === 'left' && !search)) onBack();
  };
  useStrokes(take, active);
  return <OptionRows options={options} choosing={choosing} rows={rows} columns={columns} active={active} notes={note('fault', choosing.fault)} help={line(choosing.search ? 'Enter takes it, Esc ends the search.' : 'Enter takes it, / searches.')} />;
}

/** What was kept, where it still fits: the choices are asked for anew each time. */
export function kept<Draft extends Choosing>(draft: unknown, count: number): Draft | undefined {
  const known = draft as Draft | undefined;
  return known && known.at < count ? known : undefined;
}
