import { Box } from 'ink';
import { useMemo, type ReactNode } from 'react';
import type { Json } from '../../step.ts';
import { line, say, type Text } from '../../text.ts';
import { faultOf, writtenValue } from '../../typed.ts';
import type { FieldProps } from '../field.ts';
import { EntryRows } from './entry-rows.tsx';
import { Form, isGroup } from './form.tsx';
import { useHeld, useTyping } from './held.ts';
import { roomOf } from './list.tsx';
import { listFaults, without } from './listing.ts';
import { note, Notes, type Note } from './notes.tsx';
import { useStrokes, type Stroke } from './strokes.ts';

/** A group of keys. */
export function GroupField({ choices: _, onAnswer, ...props }: FieldProps): ReactNode {
  const done = (value: Json): Text | undefined => {
    const fault = faultOf(props.question, value);
    if (fault !== undefined) return line(fault);
    onAnswer(value);
    return undefined;
  };
  return <Form {...props} onDone={done} />;
}

type GroupsDraft = {
  readonly entries: readonly Json[];
  /** The highlighted row: the entries, then adding one, then being done. */
  readonly at: number;
  /** The entry that is being filled in; that behind the last one is new. */
  readonly form?: { readonly place: number; readonly draft: unknown } | undefined;
  readonly said?: Note | undefined;
};

/** A list of groups of keys: filled in one by one, changed and taken out. */
export function GroupListField(props: FieldProps): ReactNode {
  const { question, initial, paths, rows, columns, active, draft, onDraft, onAnswer, onBack, onTyping } = props;
  const [state, now, change] = useHeld<GroupsDraft>(() => (draft as GroupsDraft | undefined) ?? begin(initial), onDraft);
  const { entries, at, form, said } = state;
  useTyping(false, form ? ignored : onTyping);
  const faults = useMemo(() => listFaults(question, entries, paths), [question, entries, paths]);
  const room = roomOf(rows, entries.length + 2);

  const finish = () => {
    const { entries } = now();
    const { whole, each } = listFaults(question, entries, paths);
    if (whole === undefined && each.size === 0) return onAnswer(entries);
    if (entries.length === 0 && question.optional) return onAnswer(undefined);
    change({ ...now(), at: each.size > 0 ? Math.min(...each.keys()) : entries.length, said: { tone: 'fault', words: whole ?? say`Not all of it fits: Enter changes an entry, Delete takes it out.` } });
  };
  const take = (stroke: Stroke): void => {
    const { entries, at } = now();
    const to = (place: number) => change({ entries, at: Math.max(0, Math.min(place, entries.length + 1)) });
    if (stroke.kind === 'escape' || stroke.kind === 'left') onBack();
    else if (stroke.kind === 'up') to(at - 1);
    else if (stroke.kind === 'down') to(at + 1);
    else if (stroke.kind === 'pageUp' || stroke.kind === 'home') to(0);
    else if (stroke.kind === 'pageDown' || stroke.kind === 'end') to(entries.length + 1);
    else if (stroke.kind === 'enter' && at > entries.length) finish();
    else if (stroke.kind === 'enter') change({ entries, at, form: { place: at, draft: undefined } });
    else if ((stroke.kind === 'delete' || stroke.kind === 'erase') && at < entries.length) change({ entries: without(entries, at), at, said: { tone: 'fact', words: say`Taken out: ${summary(entries[at] ?? null)}` } });
  };
  useStrokes(take, active && !form);

  if (form) {
    const filled = (value: Json): Text | undefined => {
      const fault = listFaults(question, [value], paths).each.get(0);
      if (fault) return fault;
      const { entries } = now();
      const next = form.place < entries.length ? entries.with(form.place, value) : [...entries, value];
      change({ entries: next, at: next.length + 1 });
      return undefined;
    };
    const left = () => (now().entries.length === 0 ? onBack() : change({ entries: now().entries, at: form.place }));
    return <Form key={form.place} question={question} initial={entries[form.place]} paths={paths} rows={rows} columns={columns} active={active} draft={form.draft} onDraft={(draft) => change({ ...now(), form: { place: form.place, draft } })} onDone={filled} onBack={left} onTyping={onTyping} />;
  }
  const commands = [say`+ Add ${entries.length === 0 ? 'one' : 'another'}`, say`Done`];
  const hint = at < entries.length ? 'Enter changes it, Delete takes it out.' : at === entries.length ? 'Enter adds one.' : 'Enter is done.';
  return (
    <Box flexDirection="column" width={columns}>
      <EntryRows entries={[...entries.map(summary), ...commands]} faults={faults.each} at={at} rows={room.list + 1} columns={columns} />
      <Notes notes={[...(said ? [said] : note('rule', faults.each.get(at))), ...note('hint', hint)]} columns={columns} rows={room.notes} />
    </Box>
  );
}

const ignored = () => {};

/** An empty list begins with its first entry. */
function begin(initial: Json | undefined): GroupsDraft {
  const entries = Array.isArray(initial) ? (initial as readonly Json[]) : [];
  return entries.length === 0 ? { entries, at: 0, form: { place: 0, draft: undefined } } : { entries, at: entries.length + 1 };
}

/** The values of an entry on one line. */
function summary(entry: Json): Text {
  return line(isGroup(entry) ? Object.values(entry).map((value) => writtenValue(value, { kind: 'text' })).join(', ') : JSON.stringify(entry));
}
