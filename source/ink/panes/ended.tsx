import { useState, type ReactNode } from 'react';
import { line } from '../../text.ts';
import type { Hint } from '../hint.ts';
import { Reader, type Entry } from '../page.tsx';
import { SaveAnswers } from '../save-answers.tsx';
import { useSigns } from '../surface.tsx';
import { endedRows, endedTitle } from './ended-rows.ts';
import type { PaneProps } from './props.ts';

/** The end of a run: what was made or what is open, and what to do next. */
export function EndedPane({ wiring, state, columns, rows, active }: PaneProps): ReactNode {
  const signs = useSigns();
  const [saving, setSaving] = useState(false);
  if (saving) return <SaveAnswers wiring={wiring} columns={columns} rows={rows} active={active} onEnd={() => setSaving(false)} />;
  const { rows: body, copies } = endedRows(state.view, columns, signs);
  return (
    <Reader
      title={endedTitle(state.view, columns, signs)}
      body={body}
      copies={copies}
      entries={endedEntries({ wiring, state }, () => setSaving(true))}
      columns={columns}
      rows={rows}
      active={active}
      onCopy={(words) => wiring.store.send({ do: 'set', state: { notice: wiring.copy(words) } })}
    />
  );
}

function endedEntries({ wiring, state }: Pick<PaneProps, 'wiring' | 'state'>, onSave: () => void): Entry[] {
  const steering = wiring.steering();
  const isDone = state.view.finished?.status === 'done';
  return [
    ...(steering && !isDone ? [{ id: 'again', label: line('Look again now'), act: () => steering.turn({}) }] : []),
    ...(steering ? [{ id: 'save', label: line('Save the answers as a file that repeats this'), act: onSave }] : []),
    ...(steering ? [{ id: 'summary', label: line('Look back at the answers'), act: () => wiring.store.send({ do: 'set', state: { overlay: 'summary' } }) }] : []),
    { id: 'leave', label: line('Leave'), act: () => wiring.leave() },
  ];
}

export function endedHints(): readonly Hint[] {
  return [
    { key: line('Up Down Enter'), does: line('choose') },
    { key: line('PgUp PgDn'), does: line('scroll') },
    { key: line('y'), does: line('copy') },
  ];
}
