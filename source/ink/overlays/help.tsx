import type { ReactNode } from 'react';
import { line } from '../../text.ts';
import type { Hint } from '../hint.ts';
import { Reader } from '../page.tsx';
import type { Pane } from '../panes.ts';
import type { PaneProps } from '../panes/props.ts';
import { paneHints } from '../panes/hints.ts';
import { blank, piece, row } from '../rows.ts';
import { useSigns } from '../surface.tsx';
import { closeOverlay } from './close.ts';
import { helpRows } from './help-rows.ts';

const none: readonly Hint[] = [];

/** What `pane` is, why it asks, all keys that work there, and what the signs mean. */
export function HelpOverlay({ wiring, state, columns, rows, active, pane, hints = none }: PaneProps & { readonly pane: Pane; /** The keys of the screen itself. */ readonly hints?: readonly Hint[] }): ReactNode {
  return (
    <Reader
      title={[row(piece(line('Help'), { bold: true })), blank]}
      body={helpRows(state, pane, [...paneHints(pane, state), ...hints], columns, useSigns())}
      columns={columns}
      rows={rows}
      active={active}
      onKey={(input, { escape }) => {
        if (escape || input === '?') closeOverlay(wiring.store);
      }}
    />
  );
}

export const helpHints: readonly Hint[] = [
  { key: line('Up Down PgUp PgDn'), does: line('scroll') },
  { key: line('Esc'), does: line('close') },
];
