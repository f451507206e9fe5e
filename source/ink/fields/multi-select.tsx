import type { ReactNode } from 'react';
import type { Json } from '../../step.ts';
import { line, say } from '../../text.ts';
import { faultOf, sameValue } from '../../typed.ts';
import type { FieldProps } from '../field.ts';
import { matching, moved, type Choosing, type Option } from './choosing.ts';
import { useHeld, useTyping } from './held.ts';
import { note } from './notes.tsx';
import { OptionRows, shareOf } from './option-rows.tsx';
import { pastedLine } from './pasting.ts';
import { kept } from './select.tsx';
import { useStrokes, type Stroke } from './strokes.ts';

type MultiDraft = Choosing & {
  /** The values that are chosen, in the order of the choices. */
  readonly chosen: readonly Json[];
  readonly told: 'nothing' | 'rule' | 'fault';
};

/** Several of the choices: Space takes one or leaves it, `a` takes all, `n` none. */
export function MultiSelectField({ question, choices, initial, rows, columns, active, draft, onDraft, onAnswer, onBack, onTyping }: FieldProps): ReactNode {
  const options: readonly Option[] = (choices ?? []).map(({ label, hint, value }) => ({ label: line(label), hint: hint ? line(hint) : undefined, value }));
  const begin = (): MultiDraft => ({ at: 0, search: undefined, chosen: within(Array.isArray(initial) ? (initial as readonly Json[]) : [], options), told: 'nothing' });
  const [state, now, change] = useHeld<MultiDraft>(() => kept<MultiDraft>(draft, options.length) ?? begin(), onDraft);
  useTyping(active && state.search !== undefined, onTyping);

  const choose = (places: readonly number[], isChosen: (value: Json) => boolean) => {
    const { chosen } = now();
    const values = places.flatMap((place) => options[place]?.value ?? []);
    const others = chosen.filter((value) => !has(values, value));
    change({ ...now(), chosen: within([...others, ...values.filter(isChosen)], options), told: 'rule' });
  };
  const command = (letter: string): void => {
    const { at, chosen } = now();
    if (letter === ' ') choose([at], (value) => !has(chosen, value));
    if (letter === 'a') choose(options.map((_, place) => place), () => true);
    if (letter === 'n') choose(options.map((_, place) => place), () => false);
  };
  const take = (stroke: Stroke): void => {
    const { at, search, chosen } = now();
    if (stroke.kind === 'enter') {
      if (search) return change({ ...now(), search: undefined });
      return faultOf(question, chosen) === undefined ? onAnswer(chosen) : chosen.length === 0 && question.optional ? onAnswer(undefined) : change({ ...now(), told: 'fault' });
    }
    if (stroke.kind === 'paste') {
      const pasted = pastedLine(stroke.text, ' ');
      return search && 'value' in pasted ? take({ kind: 'text', text: pasted.value }) : undefined;
    }
    if (stroke.kind === 'text' && !search && !stroke.text.startsWith('/')) return [...stroke.text].forEach(command);
    const next = moved({ at, search }, stroke, options, shareOf(rows, matching(options, search).length, search !== undefined).list);
    if (next) return change({ ...now(), ...next });
    if (stroke.kind === 'escape' || (stroke.kind === 'left' && !search)) onBack();
  };
  useStrokes(take, active);

  const { chosen, told, search } = state;
  const fault = told === 'nothing' ? undefined : faultOf(question, chosen);
  return (
    <OptionRows
      options={options}
      choosing={state}
      rows={rows}
      columns={columns}
      active={active}
      isChecked={(place) => has(chosen, options[place]?.value)}
      notes={note(told === 'fault' ? 'fault' : 'rule', fault)}
      help={search ? say`Enter and Esc end the search.` : say`${chosen.length} chosen. Space takes one or leaves it, a takes all, n none, / searches; Enter is done.`}
    />
  );
}

function has(values: readonly Json[], value: Json | undefined): boolean {
  return values.some((other) => sameValue(other, value));
}

/** Of `values`, those that are offered, in the order in which they are. */
function within(values: readonly Json[], options: readonly Option[]): readonly Json[] {
  return options.flatMap(({ value }) => (value !== undefined && has(values, value) ? [value] : []));
}
