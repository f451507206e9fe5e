import { Box } from 'ink';
import type { ReactNode } from 'react';
import { line, say, type Text } from '../../text.ts';
import type { FieldProps } from '../field.ts';
import { chunked } from '../folding.ts';
import { Line, Say } from '../surface.tsx';
import { characters, edit, edited, type Editing } from './editing.ts';
import { Entry } from './entry.tsx';
import { useHeld, useTyping } from './held.ts';
import { Notes, type Note } from './notes.tsx';
import { useStrokes, type Stroke } from './strokes.ts';

export type TypedProps = Pick<FieldProps, 'rows' | 'columns' | 'active' | 'draft' | 'onDraft' | 'onBack' | 'onTyping'> & {
  /** The exact text that has to be typed. */
  readonly expected: string;
  /** The text was typed in full. */
  onAnswer(expected: string): void;
};

type TypedDraft = { readonly editing: Editing; readonly told?: Text };

/** The confirmation of what is costly or final: a person types the exact text; nothing shorter does, and no paste. */
export function TypedField({ expected, rows, columns, active, draft, onDraft, onAnswer, onBack, onTyping }: TypedProps): ReactNode {
  const [{ editing, told }, now, change] = useHeld<TypedDraft>(() => (draft as TypedDraft | undefined) ?? { editing: edit('') }, onDraft);
  useTyping(active, onTyping);
  const refuse = () => change({ editing: now().editing, told: say`A paste is not taken here: what can not be undone is typed by hand.` });

  const take = (stroke: Stroke): void => {
    const { editing } = now();
    const typed = editing.text.trim();
    if (stroke.kind === 'enter') {
      if (typed === expected) return onAnswer(expected);
      return change({ editing, told: typed === '' ? say`Enter alone does nothing here. Type the text to go on; Esc goes back and nothing is sent.` : say`That is not ${expected} yet, so nothing is sent.` });
    }
    if (stroke.kind === 'escape' || (stroke.kind === 'left' && editing.cursor === 0)) return onBack();
    if (stroke.kind === 'paste' || (stroke.kind === 'text' && isPiece(stroke.text, expected))) return refuse();
    const next = edited(editing, stroke);
    if (next) change({ editing: next });
  };
  useStrokes(take, active);
  const right = matched(editing.text.trimStart(), expected);
  const shown = chunked(expected, columns).slice(0, Math.max(0, rows - 2));
  return (
    <Box flexDirection="column" width={columns}>
      {shown.map((chunk, row) => (
        <Expected key={say`${row} ${chunk}`} words={chunk} right={right - shown.slice(0, row).reduce((sum, before) => sum + characters(before).length, 0)} columns={columns} />
      ))}
      <Entry editing={editing} columns={columns} active={active} placeholder={say`type the text above`} />
      <Notes notes={[...(told ? [{ tone: 'fault', words: told } as const] : []), progress(editing.text, right, expected)]} columns={columns} rows={rows - 1 - shown.length} />
    </Box>
  );
}

/** One line of what has to be typed; as much of it as is typed already stands out. */
function Expected({ words, right, columns }: { readonly words: Text; readonly right: number; readonly columns: number }): ReactNode {
  const all = characters(words);
  const typed = Math.max(0, Math.min(right, all.length));
  return (
    <Box height={1} width={columns} flexShrink={0}>
      <Line>
        <Say colour="green" underline>
          {line(all.slice(0, typed).join(''))}
        </Say>
        <Say bold>{line(all.slice(typed).join(''))}</Say>
      </Line>
    </Box>
  );
}

/** How many characters of `expected` are typed right from its beginning. */
export function matched(typed: string, expected: string): number {
  const wanted = characters(expected);
  const given = characters(typed);
  const wrong = wanted.findIndex((character, place) => given[place] !== character);
  return wrong < 0 ? wanted.length : wrong;
}

function progress(text: string, right: number, expected: string): Note {
  const typed = text.trim();
  if (typed === '') return { tone: 'hint', words: say`It has to be typed exactly as it stands above; Esc goes back and nothing is sent.` };
  if (typed === expected) return { tone: 'fact', words: say`That is it. Enter goes on.` };
  const total = characters(expected).length;
  if (characters(typed).length > right) return { tone: 'rule', words: right === total ? say`There is more than ${expected}` : say`It differs from character ${right + 1} on` };
  return { tone: 'hint', words: say`${right} of ${total} characters` };
}

/** Whether letters that came at once are a paste of a terminal that does not mark pastes: all of it. A slow line brings several keys at once, too. */
function isPiece(text: string, expected: string): boolean {
  return text.trim() === expected && characters(expected).length > 1;
}
