import type { ReactNode } from 'react';
import { line } from '../../text.ts';
import type { Hint } from '../hint.ts';
import { Reader } from '../page.tsx';
import { useSigns } from '../surface.tsx';
import type { PaneProps } from './props.ts';
import { waitRows } from './wait-rows.ts';

/** All that goes on: what AWS says, how far it is, how long it takes, and when to come back. */
export function WaitsPane({ state, columns, rows, active }: PaneProps): ReactNode {
  return <Reader title={[]} body={waitRows(state, columns, rows, useSigns())} columns={columns} rows={rows} active={active} />;
}

export function waitsHints(): readonly Hint[] {
  return [{ key: line('Up Down PgUp PgDn'), does: line('scroll') }];
}
