import { useMemo, type ReactNode } from 'react';
import type { AddressMap } from '../../network/map.ts';
import { line, say, type Text } from '../../text.ts';
import { faultOf } from '../../typed.ts';
import type { FieldProps } from '../field.ts';
import { Rows } from '../page.tsx';
import { useSigns } from '../surface.tsx';
import { useHeld, useTyping } from './held.ts';
import { layoutOf } from './range-layout.ts';
import { beginningOf, cellOf, isPlace, movedOn, rankOf } from './range-map.ts';
import { rangeRows } from './range-rows.ts';
import { useStrokes, type Stroke } from './strokes.ts';

type RangeDraft = { readonly at: string; readonly fault?: Text };

export type RangeFieldProps = FieldProps & { readonly map: AddressMap };

/** One of the ranges that AWS offers, chosen on a map of the address space; from a list where a map has no room. */
export function RangeField({ question, map, initial, rows, columns, active, draft, onDraft, onAnswer, onBack, onTyping }: RangeFieldProps): ReactNode {
  const signs = useSigns();
  const layout = useMemo(() => layoutOf(map, rows, columns, signs), [map, rows, columns, signs]);
  const [pointed, now, change] = useHeld<RangeDraft>(() => kept(draft, map) ?? { at: beginningOf(map, initial) }, onDraft);
  useTyping(false, onTyping);

  const take = (stroke: Stroke): void => {
    const { at } = now();
    if (stroke.kind === 'enter') {
      const fault = faultAt(at);
      return fault === undefined ? onAnswer(at) : change({ at, fault: line(fault) });
    }
    if (stroke.kind === 'escape' || (stroke.kind === 'left' && layout.lines.length === 0)) return onBack();
    const next = movedOn(map, layout.lines, layout.wide, at, stroke);
    if (next !== undefined) change({ at: next });
  };
  useStrokes(take, active);
  return <Rows rows={rangeRows({ map, at: pointed.at, fault: pointed.fault }, layout, rows, columns, signs)} columns={columns} />;

  function faultAt(at: string): string | undefined {
    if (rankOf(map, at) >= 0) return faultOf(question, at);
    const cell = cellOf(map, at);
    if (!cell) return 'There is nothing to take.';
    return cell.offered ? say`It can not be taken: AWS offers it, but it is in use.` : say`It can not be taken: AWS does not offer it.`;
  }
}

/** What was kept, where it is on the map still: the ranges are asked for anew each time. */
function kept(draft: unknown, map: AddressMap): RangeDraft | undefined {
  const known = draft as RangeDraft | undefined;
  return known && isPlace(map, known.at) ? { at: known.at } : undefined;
}
