import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { FieldProps } from '../field.ts';
import { useTypedAnswer } from './answering.ts';
import { Entry } from './entry.tsx';
import { Notes } from './notes.tsx';
import { useStrokes } from './strokes.ts';

/** A line of text, a number, or the short form of a group. */
export function TextField(props: FieldProps): ReactNode {
  const { question, rows, columns, active } = props;
  const { editing, notes, placeholder, take } = useTypedAnswer(props, question.kind === 'number' ? '' : ' ');
  useStrokes(take, active);
  return (
    <Box flexDirection="column" width={columns}>
      <Entry editing={editing} columns={columns} active={active} placeholder={placeholder} />
      <Notes notes={notes} columns={columns} rows={rows - 1} />
    </Box>
  );
}
