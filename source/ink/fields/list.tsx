import { Box } from 'ink';
import { useMemo, type ReactNode } from 'react';
import { exampleText } from '../../config/words.ts';
import { line } from '../../text.ts';
import type { FieldProps } from '../field.ts';
import { EntryRows } from './entry-rows.tsx';
import { Entry } from './entry.tsx';
import { useHeld, useTyping } from './held.ts';
import { beginList, isOnLine, lineFault, listed, type ListState } from './list-state.ts';
import { entryText, listFaults } from './listing.ts';
import { note, Notes } from './notes.tsx';
import { useStrokes, type Stroke } from './strokes.ts';

/** A list of texts: typed one by one or pasted all at once; Enter on the empty line is done. */
export function ListField({ question, initial, paths, rows, columns, active, draft, onDraft, onAnswer, onBack, onTyping }: FieldProps): ReactNode {
  const [state, now, change] = useHeld<ListState>(() => (draft as ListState | undefined) ?? beginList(initial), onDraft);
  const { entries, at, editing, replaces, said, isJudged } = state;
  const isTyped = isOnLine(state);
  useTyping(active && isTyped, onTyping);
  const room = roomOf(rows, entries.length);
  const take = (stroke: Stroke): void => {
    const before = now();
    const next = listed(before, stroke, { question, paths, page: Math.max(1, room.list - 1) });
    if (next === 'back') onBack();
    else if ('answer' in next) onAnswer(next.answer);
    else if (next.state !== before) change(next.state);
  };
  useStrokes(take, active);

  const faults = useMemo(() => listFaults(question, entries, paths), [question, entries, paths]);
  const fault = useMemo(() => lineFault(editing.text, { question, paths }), [editing.text, question, paths]);
  const notes = [
    ...(said ? [said] : note('rule', isTyped ? fault : faults.each.get(at))),
    ...note('fault', isJudged && faults.whole !== undefined && (entries.length === 0 ? `${faults.whole}, for example ${exampleText(question.example)}` : faults.whole)),
    ...note('hint', helpText(state, question.optional === true)),
  ];
  return (
    <Box flexDirection="column" width={columns}>
      <EntryRows entries={entries.map(entryText)} faults={faults.each} at={at} rows={room.list} columns={columns} />
      <Entry editing={editing} columns={columns} active={active && isTyped} placeholder={line(replaces === undefined ? 'add one, or paste many' : 'Esc leaves it as it was')} />
      <Notes notes={notes} columns={columns} rows={room.notes} />
    </Box>
  );
}

/** The rows for the entries and for the notes, beside that of the line. */
export function roomOf(rows: number, count: number): { readonly list: number; readonly notes: number } {
  const kept = rows >= 8 ? 3 : rows >= 5 ? 2 : rows >= 3 ? 1 : 0;
  const list = Math.max(0, Math.min(count, rows - 1 - kept));
  return { list, notes: Math.max(0, Math.min(rows - 1 - list, 6)) };
}

function helpText(state: ListState, isOptional: boolean): string {
  const { entries, editing, replaces } = state;
  if (!isOnLine(state)) return 'Enter changes it, Delete takes it out, Esc goes to the line below.';
  if (replaces !== undefined) return 'Enter puts it in its place, Esc leaves it as it was.';
  if (editing.text.trim() !== '') return 'Enter adds it.';
  if (entries.length === 0) return isOptional ? 'Enter on the empty line: none.' : '';
  return `${entries.length === 1 ? 'One entry' : `${entries.length} entries`}. Enter on the empty line is done; the arrow up goes to an entry.`;
}
