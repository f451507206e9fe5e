import { useMemo, type ReactNode } from 'react';
import { line, say } from '../../text.ts';
import type { Hint } from '../hint.ts';
import { Reader } from '../page.tsx';
import type { PaneProps } from '../panes/props.ts';
import { blank, paragraph, piece, row } from '../rows.ts';
import { useSigns } from '../surface.tsx';
import { closeOverlay } from './close.ts';
import { logRows } from './log-rows.ts';

/** What happened and what was called, the newest last. */
export function LogOverlay({ wiring, state: { log }, columns, rows, active }: PaneProps): ReactNode {
  const signs = useSigns();
  const body = useMemo(() => logRows(log, columns, signs), [log, columns, signs]);
  return (
    <Reader
      title={[row(piece(line('Activity'), { bold: true }), say`, the newest last; ${signs.states.failed} marks trouble`), blank]}
      body={body.length > 0 ? body : paragraph(line('Nothing has happened yet.'), columns)}
      columns={columns}
      rows={rows}
      active={active}
      fromEnd
      onKey={(_, { escape }) => {
        if (escape) closeOverlay(wiring.store);
      }}
    />
  );
}

export const logHints: readonly Hint[] = [
  { key: line('Up Down PgUp PgDn Home End'), does: line('scroll') },
  { key: line('Esc'), does: line('close') },
];
