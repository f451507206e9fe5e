import { Box, useInput } from 'ink';
import { useState, type ReactNode } from 'react';
import type { Reviewed } from '../../engine/review.ts';
import { line, say } from '../../text.ts';
import type { Hint } from '../hint.ts';
import { Rows } from '../page.tsx';
import type { PaneProps } from '../panes/props.ts';
import { revealing, windowOf } from '../reading.ts';
import { blank, paragraph } from '../rows.ts';
import { SaveAnswers } from '../save-answers.tsx';
import { useSigns } from '../surface.tsx';
import { YesNo } from '../yes-no.tsx';
import { closeOverlay } from './close.ts';
import { detailRows, summaryRows, summaryTitle, summed } from './summary-rows.ts';

/** The answers so far: who gave them, what a change would undo; to change one, or to save them. */
export function SummaryOverlay({ wiring, state, columns, rows, active }: PaneProps): ReactNode {
  const [asks, setAsks] = useState<Reviewed>();
  const [saving, setSaving] = useState(false);
  const { filter } = state;
  const reviewed = wiring.steering()?.review() ?? [];
  const change = (one: Reviewed) => wiring.store.send({ do: 'set', state: { overlay: undefined, focus: undefined, revision: { reviewed: one, reason: 'change' } } });
  if (saving) return <SaveAnswers wiring={wiring} columns={columns} rows={rows} active={active} onEnd={() => setSaving(false)} />;
  if (asks) {
    return (
      <YesNo
        question={say`Change ${asks.key}?`}
        consequences={asks.undoes.map(line)}
        yes={line('Yes, change it')}
        no={line('No, leave it as it is')}
        columns={columns}
        rows={rows}
        active={active}
        onYes={() => change(asks)}
        onNo={() => setAsks(undefined)}
      />
    );
  }
  return (
    <List
      reviewed={reviewed}
      state={state}
      columns={columns}
      rows={rows}
      active={active}
      onChange={(one) => (one.answer && one.undoes.length > 0 ? setAsks(one) : change(one))}
      onSave={() => setSaving(true)}
      onClose={() => closeOverlay(wiring.store)}
      key={filter ?? 'all'}
    />
  );
}

type ListProps = Omit<PaneProps, 'wiring'> & { readonly reviewed: readonly Reviewed[]; onChange(reviewed: Reviewed): void; onSave(): void; onClose(): void };

function List({ reviewed, state: { view, filter }, columns, rows, active, onChange, onSave, onClose }: ListProps): ReactNode {
  const signs = useSigns();
  const shown = summed(reviewed, filter);
  const [place, setPlace] = useState({ chosen: 0, top: 0 });
  const chosen = Math.min(place.chosen, Math.max(0, shown.length - 1));
  const one = shown[chosen];
  const { rows: list, at } = summaryRows(view, shown, chosen, columns, signs);
  const detail = one && rows >= 6 ? detailRows(one, columns, Math.min(6, Math.floor(rows / 2) - 1)) : [];
  const room = rows - 1 - detail.length;
  const gap = detail.length > 0 && room > 6 ? 1 : 0;
  const extent = { lines: list.length, height: Math.max(1, room - gap) };
  // With the first answer, the title of its step.
  const top = chosen === 0 ? 0 : revealing(place.top, at[chosen] ?? 0, extent);
  const go = (by: number) => setPlace({ chosen: Math.max(0, Math.min(shown.length - 1, chosen + by)), top });

  useInput(
    (input, key) => {
      if (key.upArrow) go(-1);
      else if (key.downArrow) go(1);
      else if (key.pageUp) go(-extent.height);
      else if (key.pageDown) go(extent.height);
      else if (key.home) go(-shown.length);
      else if (key.end) go(shown.length);
      else if (key.return && one?.open) onChange(one);
      else if (key.escape) onClose();
      else if (input.toLowerCase() === 'w' && !key.ctrl && !key.meta) onSave();
    },
    { isActive: active },
  );
  return (
    <Box flexDirection="column" width={columns} height={Math.min(rows, 1 + extent.height + gap + detail.length)} overflow="hidden">
      <Rows rows={[summaryTitle(view, reviewed, filter)]} columns={columns} />
      <Rows rows={list.length > 0 ? windowOf(list, top, extent.height, signs) : paragraph(line('Nothing has been answered yet.'), columns)} columns={columns} />
      <Rows rows={[...(gap > 0 ? [blank] : []), ...detail]} columns={columns} />
    </Box>
  );
}

export const summaryHints: readonly Hint[] = [
  { key: line('Up Down Enter'), does: line('change one') },
  { key: line('w'), does: line('save as a file') },
  { key: line('Esc'), does: line('close') },
];
