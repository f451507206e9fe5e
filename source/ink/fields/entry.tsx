import { Box, measureElement, useCursor, type DOMElement } from 'ink';
import { useRef, useSyncExternalStore, type ReactNode } from 'react';
import { line, type Text } from '../../text.ts';
import { shortened, widthOf } from '../folding.ts';
import { Line, Say, useSigns } from '../surface.tsx';
import { seen, type Editing } from './editing.ts';

type EntryProps = {
  readonly editing: Editing;
  readonly columns: number;
  /** Has the cursor. */
  readonly active: boolean;
  /** Shown while nothing is typed. */
  readonly placeholder?: Text | undefined;
};

/** A line that is typed into, one row high: the pointer, the part of the text around the cursor, and the cursor. */
export function Entry({ editing, columns, active, placeholder }: EntryProps): ReactNode {
  const { pointer, cut } = useSigns();
  const box = useRef<DOMElement>(null);
  const { before, at, after } = seen(editing, columns - 2, cut);
  usePlacedCursor(box, active ? 2 + widthOf(before) : undefined);
  const hint = editing.text === '' && placeholder !== undefined ? shortened(placeholder, columns - 4, cut) : undefined;
  return (
    <Box ref={box} height={1} width={columns} flexShrink={0}>
      <Line>
        <Say colour={active ? 'cyan' : undefined} dim={!active}>
          {line(`${pointer} `)}
        </Say>
        <Say dim={editing.offered}>{before}</Say>
        <Say inverse={active} dim={editing.offered && !active}>
          {at}
        </Say>
        <Say dim={editing.offered || hint !== undefined}>{hint ?? after}</Say>
      </Line>
    </Box>
  );
}

/**
 * Puts the terminal's own cursor on the cell that is drawn as the cursor: input methods compose there, magnifiers follow it, and
 * without colour it is the only one that is seen.
 */
function usePlacedCursor(box: { readonly current: DOMElement | null }, column: number | undefined): void {
  const { setCursorPosition } = useCursor();
  // Where the layout put the box is read after each drawing, and drawn again where it moved.
  const place = useSyncExternalStore(neverTold, () => placeOf(box.current));
  const [x = 0, y = 0] = place.split(' ').map(Number);
  setCursorPosition(column === undefined || place === '' ? undefined : { x: x + column, y });
}

const neverTold = () => () => {};

function placeOf(element: DOMElement | null): string {
  if (!element) return '';
  const { x, y } = measureElement(element);
  return `${x} ${y}`;
}
