import { Box } from 'ink';
import type { ReactNode } from 'react';
import { line, say, type Text } from '../../text.ts';
import { shortened, widthOf } from '../folding.ts';
import { Say, useSigns } from '../surface.tsx';
import { windowOf } from './choosing.ts';

type EntryRowsProps = {
  readonly entries: readonly Text[];
  /** What is wrong with the entry at a place. */
  readonly faults: ReadonlyMap<number, Text>;
  /** The highlighted place; that behind the last one where none is. */
  readonly at: number;
  readonly rows: number;
  readonly columns: number;
};

/** The entries of a list, each on a row with its own fault; those around the highlighted one where not all fit. */
export function EntryRows({ entries, faults, at, rows, columns }: EntryRowsProps): ReactNode {
  const signs = useSigns();
  const { from, to } = windowOf(entries.length, Math.min(at, entries.length - 1), rows);
  return entries.slice(from, to).map((entry, row) => {
    const place = from + row;
    const fault = faults.get(place);
    const more = row === 0 && from > 0 ? signs.more.above : row === to - from - 1 && to < entries.length ? signs.more.below : ' ';
    const lead = `${place === at ? signs.pointer : ' '}${more} ${fault === undefined ? '' : `${signs.states.failed} `}`;
    return (
      <Box key={say`${place} ${entry}`} height={1} width={columns} flexShrink={0}>
        <Say fit="cut" bold={place === at} colour={fault === undefined ? undefined : 'red'}>
          {line(lead + beside(entry, fault, columns - widthOf(lead), signs.cut))}
        </Say>
      </Box>
    );
  });
}

/** An entry and what is wrong with it; of a long entry no more than half a row, so that the fault is seen. */
function beside(entry: Text, fault: Text | undefined, columns: number, cut: string): Text {
  if (fault === undefined) return shortened(entry, columns, cut);
  const most = Math.max(Math.floor(columns / 2), columns - widthOf(fault) - 2);
  return shortened(`${shortened(entry, most, cut)}: ${fault}`, columns, cut);
}
