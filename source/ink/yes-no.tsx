import type { ReactNode } from 'react';
import { line, type Text } from '../text.ts';
import type { Hint } from './hint.ts';
import { Reader } from './page.tsx';
import { blank, paragraph, type Row } from './rows.ts';

export type YesNoProps = {
  readonly question: Text;
  /** What follows from a yes, a sentence each. */
  readonly consequences: readonly Text[];
  readonly yes: Text;
  readonly no: Text;
  readonly columns: number;
  readonly rows: number;
  readonly active: boolean;
  onYes(): void;
  onNo(): void;
};

/** A question before something that leaves things behind. No is what Enter and Esc say. */
export function YesNo({ question, consequences, yes, no, columns, rows, active, onYes, onNo }: YesNoProps): ReactNode {
  const body: Row[] = consequences.flatMap((words) => paragraph(words, columns));
  return (
    <Reader
      title={[...paragraph(question, columns, { bold: true }), blank]}
      body={body}
      entries={[
        { id: 'no', label: no, act: onNo },
        { id: 'yes', label: yes, act: onYes },
      ]}
      columns={columns}
      rows={rows}
      active={active}
      onKey={(input, key) => {
        if (input.toLowerCase() === 'y') onYes();
        else if (input.toLowerCase() === 'n' || key.escape) onNo();
      }}
    />
  );
}

export const yesNoHints: readonly Hint[] = [
  { key: line('y'), does: line('yes') },
  { key: line('n Esc'), does: line('no') },
];
