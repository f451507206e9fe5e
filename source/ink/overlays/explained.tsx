import type { ReactNode } from 'react';
import { Rows } from '../page.tsx';
import type { Pane } from '../panes.ts';
import type { AppState } from '../state.ts';
import { useSigns } from '../surface.tsx';
import { helpRows } from './help-rows.ts';

/** The help of what is shown, beside it, where the terminal is wide enough. */
export function Explained({ state, pane, columns, rows }: { readonly state: AppState; readonly pane: Pane; readonly columns: number; readonly rows: number }): ReactNode {
  return <Rows rows={helpRows(state, pane, [], columns, useSigns()).slice(0, rows)} columns={columns} />;
}
