import { Box } from 'ink';
import { useMemo, type ReactNode } from 'react';
import { absolutePath, pathFault } from '../../config/paths.ts';
import { droppedPath, isSharePath } from '../../path.ts';
import { line, say, type Text } from '../../text.ts';
import type { FieldProps } from '../field.ts';
import { useTypedAnswer } from './answering.ts';
import { completed, type Candidate } from './completing.ts';
import { edit } from './editing.ts';
import { Entry } from './entry.tsx';
import { EntryRows } from './entry-rows.tsx';
import { useHeld } from './held.ts';
import { note, Notes, type Note } from './notes.tsx';
import { useStrokes, type Stroke } from './strokes.ts';

/** What Tab found: its candidates, with one of them highlighted once the arrows were used. */
type Found = { readonly candidates: readonly Candidate[]; readonly at: number; readonly notes: readonly Note[] };
const nothing: Found = { candidates: [], at: -1, notes: [] };
const notKept = () => {};
const noFaults: ReadonlyMap<number, Text> = new Map();

/** The path of a file. Tab goes on with what is in its folder. */
export function PathField(props: FieldProps): ReactNode {
  const { question, paths, rows, columns, active } = props;
  const [found, foundNow, show] = useHeld(() => nothing, notKept);
  const { editing, notes, placeholder, take, now, change } = useTypedAnswer(props, '', (pasted) => droppedPath(pasted, paths.platform));

  const goOn = () => {
    const { text, candidates, fault } = completed(droppedPath(now().text.trim(), paths.platform), paths);
    change(edit(text));
    show({ candidates, at: -1, notes: note('rule', fault) });
  };
  const withCandidates = (stroke: Stroke): void => {
    const { candidates, at } = foundNow();
    const to = (place: number) => show({ ...foundNow(), at: Math.max(0, Math.min(place, candidates.length - 1)) });
    const chosen = candidates[at];
    if (stroke.kind === 'escape') return show(nothing);
    if (stroke.kind === 'down') return to(at + 1);
    if (stroke.kind === 'up') return to(at - 1);
    if (stroke.kind === 'pageDown') return to(at + 5);
    if (stroke.kind === 'pageUp') return to(at - 5);
    show(nothing);
    if (!chosen || (stroke.kind !== 'enter' && stroke.kind !== 'tab')) return stroke.kind === 'tab' ? goOn() : take(stroke);
    change(edit(chosen.text));
  };
  useStrokes((stroke) => {
    if (foundNow().candidates.length > 0) return withCandidates(stroke);
    if (stroke.kind === 'tab') return goOn();
    if (foundNow() !== nothing) show(nothing);
    take(stroke);
  }, active);

  const isRight = !notes.some(({ tone }) => tone === 'rule' || tone === 'fault');
  const meant = useMemo(() => (isRight ? meaning(question, paths, editing.text) : []), [isRight, question, paths, editing.text]);
  const kept = rows >= 4 ? 2 : rows >= 3 ? 1 : 0;
  const list = Math.max(0, Math.min(found.candidates.length, rows - 1 - kept));
  const told = [...(found.candidates.length > 0 ? note('hint', say`${found.candidates.length} begin so: type on, or choose with the arrow keys.`) : [...found.notes, ...notes]), ...meant];
  return (
    <Box flexDirection="column" width={columns}>
      <Entry editing={editing} columns={columns} active={active} placeholder={say`${placeholder}; Tab completes`} />
      <EntryRows entries={found.candidates.map(({ name, isFolder }) => line(name + (isFolder ? '/' : '')))} faults={noFaults} at={found.at} rows={list} columns={columns} />
      <Notes notes={told} columns={columns} rows={rows - 1 - list} />
    </Box>
  );
}

/** Which file the text means, where the text alone does not say it, and that it is yet to be made. */
function meaning({ later }: FieldProps['question'], paths: FieldProps['paths'], text: string): readonly Note[] {
  const typed = text.trim();
  if (typed === '' || isSharePath(typed)) return [];
  const path = absolutePath(droppedPath(typed, paths.platform), paths);
  const isMissing = later && pathFault(path, paths) === 'does not exist';
  return [...(path === typed ? [] : note('hint', path)), ...(isMissing ? note('fact', 'It is not there yet; how it is made is told when its turn comes.') : [])];
}
