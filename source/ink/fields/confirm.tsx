import { Box } from 'ink';
import type { ReactNode } from 'react';
import { line, type Text } from '../../text.ts';
import { faultOf } from '../../typed.ts';
import type { FieldProps } from '../field.ts';
import { Line, Say, useSigns } from '../surface.tsx';
import { useHeld, useTyping } from './held.ts';
import { note, Notes } from './notes.tsx';
import { useStrokes, type Stroke } from './strokes.ts';

type ConfirmDraft = { readonly yes: boolean; readonly fault?: Text };

/** Yes or no: `y`, `n` and the arrows choose, Enter takes what is chosen. */
export function ConfirmField({ question, initial, rows, columns, active, draft, onDraft, onAnswer, onBack, onTyping }: FieldProps): ReactNode {
  const signs = useSigns();
  const [{ yes, fault }, now, change] = useHeld<ConfirmDraft>(() => (draft as ConfirmDraft | undefined) ?? { yes: initial === true }, onDraft);
  useTyping(false, onTyping);

  const take = (stroke: Stroke): void => {
    const { yes } = now();
    if (stroke.kind === 'enter') {
      const fault = faultOf(question, yes);
      return fault === undefined ? onAnswer(yes) : change({ yes, fault: line(fault) });
    }
    if (stroke.kind === 'escape' || (stroke.kind === 'left' && yes)) return onBack();
    if (stroke.kind === 'up' || stroke.kind === 'left') return change({ yes: true });
    if (stroke.kind === 'down' || stroke.kind === 'right') return change({ yes: false });
    const letter = stroke.kind === 'text' ? stroke.text.at(-1)?.toLowerCase() : undefined;
    if (letter === 'y' || letter === 'n') change({ yes: letter === 'y' });
  };
  useStrokes(take, active);
  const side = (isChosen: boolean, word: string) => (
    <Say bold={isChosen} colour={isChosen && active ? 'cyan' : undefined}>
      {line(`${isChosen ? signs.pointer : ' '} ${word}   `)}
    </Say>
  );
  return (
    <Box flexDirection="column" width={columns}>
      <Box height={1} width={columns} flexShrink={0}>
        <Line>
          {side(yes, 'Yes')}
          {side(!yes, 'No')}
        </Line>
      </Box>
      <Notes notes={[...note('fault', fault), ...note('hint', 'y and n or the arrow keys choose, Enter takes it.')]} columns={columns} rows={rows - 1} />
    </Box>
  );
}
