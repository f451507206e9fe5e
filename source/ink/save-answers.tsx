import { Box } from 'ink';
import { useEffect, useState, type ReactNode } from 'react';
import { pastedPath } from '../path.ts';
import { ProblemError } from '../problem.ts';
import { line, say, type Text } from '../text.ts';
import { EntryLine } from './entry.tsx';
import type { Hint } from './hint.ts';
import { Rows } from './page.tsx';
import { paragraph } from './rows.ts';
import type { Wiring } from './wiring.ts';

export type SaveAnswersProps = { readonly wiring: Wiring; readonly columns: number; readonly rows: number; readonly active: boolean; onEnd(): void };

/** Asks where the answers are saved as a configuration file, and saves them there. */
export function SaveAnswers({ wiring, columns, rows, active, onEnd }: SaveAnswersProps): ReactNode {
  const [trouble, setTrouble] = useState<readonly Text[]>([]);
  const { store } = wiring;
  // While it is there, letters are no commands.
  useEffect(() => {
    store.send({ do: 'set', state: { typing: true } });
    return () => store.send({ do: 'set', state: { typing: false } });
  }, [store]);
  const steering = wiring.steering();
  const save = (words: string) => {
    const path = pastedPath(words.trim());
    if (path === '' || !steering) return onEnd();
    try {
      store.send({ do: 'set', state: { notice: say`Your answers are saved: ${steering.save(path)}` } });
      onEnd();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setTrouble([line(error.problem.what), ...(error.problem.todo ?? []).map(line)]);
    }
  };
  const below = trouble.flatMap((words) => paragraph(words, columns, { colour: 'yellow' })).slice(0, Math.max(0, rows - 2));
  return (
    <Box flexDirection="column" width={columns}>
      <EntryLine
        label={line('Save the answers as this file (Enter saves, Esc does not):')}
        initial={steering?.saveTo ?? ''}
        columns={columns}
        rows={rows - below.length}
        active={active}
        onEnter={save}
        onCancel={onEnd}
      />
      <Rows rows={below} columns={columns} />
    </Box>
  );
}

export const saveHints: readonly Hint[] = [
  { key: line('Enter'), does: line('save') },
  { key: line('Esc'), does: line('do not save') },
];
