import { Box } from 'ink';
import type { ReactNode } from 'react';
import { fieldQuestions, type FieldQuestion } from '../../fields.ts';
import type { Json, JsonObject } from '../../step.ts';
import { say, type Text } from '../../text.ts';
import { writtenValue } from '../../typed.ts';
import type { FieldProps } from '../field.ts';
import { shortened } from '../folding.ts';
import { Say, useSigns } from '../surface.tsx';
import { useHeld } from './held.ts';
import { note, Notes } from './notes.tsx';
import { OneField } from './one.tsx';

export type FormProps = Omit<FieldProps, 'choices' | 'onAnswer'> & {
  /** Takes the group, or says why it does not. */
  onDone(value: Json): Text | undefined;
};

type FormDraft = { readonly values: JsonObject; readonly place: number; readonly drafts: { readonly [key: string]: unknown }; readonly fault?: Text | undefined };

/** A group of keys, asked one after the other; Esc goes to the one before. */
export function Form({ question, initial, paths, rows, columns, active, draft, onDraft, onDone, onBack, onTyping }: FormProps): ReactNode {
  const { cut } = useSigns();
  const [state, now, change] = useHeld<FormDraft>(() => (draft as FormDraft | undefined) ?? { values: {}, place: 0, drafts: {} }, onDraft);
  const asked = fieldQuestions(question, { ...(isGroup(initial) ? initial : {}), ...state.values });
  const place = Math.min(state.place, asked.length - 1);
  const current = asked[place];
  if (!current) return null;
  const { key } = current.asked;

  const answer = (value: Json | undefined) => {
    const { values, drafts, place } = now();
    // A stroke that came with the last one is not meant for the next key.
    if (asked[place]?.asked.key !== key) return;
    const { [key]: _, ...others } = values;
    const { [key]: __, ...left } = drafts;
    const next = value === undefined ? others : { ...values, [key]: value };
    if (place + 1 < asked.length) return change({ values: next, drafts: left, place: place + 1 });
    const fault = onDone(inOrder(next, asked));
    if (fault) change({ values: next, drafts: left, place: faulty(fault, asked) ?? place, fault });
  };
  const back = () => {
    const state = now();
    if (state.place === 0) onBack();
    else change({ ...state, place: state.place - 1, fault: undefined });
  };

  const faultRows = state.fault && rows >= 4 ? 1 : 0;
  const needed = current.choices ? Math.min(current.choices.length + 2, 8) : 3;
  const before = Math.max(0, Math.min(place, rows - 1 - faultRows - needed));
  const left = rows - before - faultRows;
  const heading = left >= 2 ? 1 : 0;
  return (
    <Box flexDirection="column" width={columns}>
      {asked.slice(place - before, place).map(({ asked: { key, title } }) => (
        <Row key={key} words={say`${title}: ${state.values[key] === undefined ? 'left out' : written(state.values[key])}`} columns={columns} isCurrent={false} cut={cut} />
      ))}
      <Notes notes={note('fault', state.fault)} columns={columns} rows={faultRows} />
      {heading > 0 && <Row words={say`${place + 1} of ${asked.length}: ${current.asked.title}`} columns={columns} isCurrent cut={cut} />}
      <OneField
        key={key}
        question={current.asked}
        choices={current.choices}
        initial={current.initial}
        paths={paths}
        rows={left - heading}
        columns={columns}
        active={active}
        draft={state.drafts[key]}
        onDraft={(draft) => change({ ...now(), drafts: { ...now().drafts, [key]: draft } })}
        onAnswer={answer}
        onBack={back}
        onTyping={onTyping}
      />
    </Box>
  );
}

function Row({ words, columns, isCurrent, cut }: { readonly words: Text; readonly columns: number; readonly isCurrent: boolean; readonly cut: string }): ReactNode {
  return (
    <Box height={1} width={columns} flexShrink={0}>
      <Say fit="cut" bold={isCurrent} dim={!isCurrent}>
        {shortened(words, columns, cut)}
      </Say>
    </Box>
  );
}

export function isGroup(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The keys in the order in which they are asked. */
function inOrder(values: JsonObject, asked: readonly FieldQuestion[]): JsonObject {
  return Object.fromEntries(asked.flatMap(({ asked: { key } }) => (values[key] === undefined ? [] : [[key, values[key]]])));
}

/** The place of the key that a fault of the whole begins with. */
function faulty(fault: Text, asked: readonly FieldQuestion[]): number | undefined {
  const place = asked.findIndex(({ asked: { key } }) => fault.startsWith(`${key}:`));
  return place < 0 ? undefined : place;
}

function written(value: Json): string {
  return writtenValue(value, { kind: 'text' });
}
