import { Box, useInput } from 'ink';
import type { ReactNode } from 'react';
import { problemLines } from '../../phrases.ts';
import type { Choice, Json, Question, Work } from '../../step.ts';
import { line, say, type Text } from '../../text.ts';
import { Field } from '../fields/field.tsx';
import { RangeField } from '../fields/range.tsx';
import { Rows } from '../page.tsx';
import { paragraph, row } from '../rows.ts';
import { Say } from '../surface.tsx';
import { useChoices } from '../use-choices.ts';
import type { Wiring } from '../wiring.ts';
import { questionHead } from './question-head.ts';

export type QuestionPaneProps = {
  readonly wiring: Wiring;
  readonly question: Question;
  /** Drafts are kept under this. */
  readonly id: string;
  readonly work: Work | undefined;
  readonly choices?: readonly Choice[] | undefined;
  readonly initial: Json | undefined;
  readonly draft: unknown;
  readonly about?: readonly Text[];
  readonly warnings?: readonly Text[];
  readonly columns: number;
  readonly rows: number;
  readonly active: boolean;
  /** A pane beside this one tells why and where. */
  readonly explained: boolean;
};

/** A question with its field: why it is asked, what it offers, and what an answer would undo. */
export function QuestionPane({ wiring, question, id, work, choices: known, initial, draft, about, warnings, columns, rows, active, explained }: QuestionPaneProps): ReactNode {
  const offered = useChoices(question, work, known);
  const head = questionHead({ question, columns, rows, explained, ...(about && { about }), ...(warnings && { warnings }) });
  const left = Math.max(1, rows - head.length);
  const field = {
    question,
    initial,
    paths: wiring.paths,
    rows: left,
    columns,
    active,
    draft,
    onDraft: (value: unknown) => wiring.store.send({ do: 'draft', key: id, draft: value }),
    onAnswer: wiring.answer,
    onBack: wiring.back,
    onTyping: (typing: boolean) => wiring.store.send({ do: 'set', state: { typing } }),
  };
  return (
    <Box flexDirection="column">
      <Rows rows={head.map(({ words, as }) => row({ words: words || say` `, bold: as === 'title', dim: as === 'why', colour: as === 'warning' ? 'yellow' : undefined }))} columns={columns} />
      {offered.state === 'loading' && <Say dim>{question.map ? say`Asking AWS which ranges are free…` : say`Asking AWS what there is…`}</Say>}
      {offered.state === 'failed' && <Unread lines={problemLines(offered.problem).slice(0, left - 2)} columns={columns} retry={offered.retry} back={wiring.back} active={active} />}
      {offered.state === 'ready' && (offered.map ? <RangeField {...field} choices={offered.choices} map={offered.map} /> : <Field {...field} choices={offered.choices} />)}
    </Box>
  );
}

/** Choices that could not be read: why, and another try in place. */
function Unread({ lines, columns, retry, back, active }: { readonly lines: readonly string[]; readonly columns: number; retry(): void; back(): void; readonly active: boolean }): ReactNode {
  useInput(
    (input, key) => {
      if (key.return || input === 'r') retry();
      if (key.escape || key.leftArrow) back();
    },
    { isActive: active },
  );
  return (
    <Box flexDirection="column">
      <Rows rows={lines.flatMap((words, index) => paragraph(line(words), columns, index === 0 ? { colour: 'red' } : {}))} columns={columns} />
      <Say bold>{say`Enter tries again · Esc goes back`}</Say>
    </Box>
  );
}
