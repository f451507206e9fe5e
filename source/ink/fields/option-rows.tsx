import { Box } from 'ink';
import type { ReactNode } from 'react';
import { line, say, type Text } from '../../text.ts';
import { shortened, widthOf } from '../folding.ts';
import { Line, Say, useSigns } from '../surface.tsx';
import { matching, windowOf, type Choosing, type Option } from './choosing.ts';
import { Entry } from './entry.tsx';
import { note, Notes, type Note } from './notes.tsx';

/** How the rows of a list of options are shared out. */
export type Share = { readonly search: number; readonly list: number; readonly notes: number };

/** The rows for the search line, the list and the notes under it, of `rows` in all: the notes keep a few, and have what the list leaves. */
export function shareOf(rows: number, count: number, isSearching: boolean): Share {
  const search = isSearching && rows > 1 ? 1 : 0;
  const left = rows - search;
  const kept = left >= 9 ? 3 : left >= 5 ? 2 : left >= 2 ? 1 : 0;
  const list = Math.max(1, Math.min(count, left - kept));
  return { search, list, notes: Math.min(left - list, 6) };
}

type OptionRowsProps = {
  readonly options: readonly Option[];
  readonly choosing: Choosing;
  readonly rows: number;
  readonly columns: number;
  readonly active: boolean;
  /** For a list of which several can be had: whether each is. */
  readonly isChecked?: (place: number) => boolean;
  /** Before the hint of the highlighted option. */
  readonly notes: readonly Note[];
  /** What the keys do, where there is room for it. */
  readonly help: Text;
};

/** The options around the highlighted one, and under them the notes and all that the highlighted one has to say. */
export function OptionRows({ options, choosing, rows, columns, active, isChecked, notes, help }: OptionRowsProps): ReactNode {
  const signs = useSigns();
  const { at, search } = choosing;
  const found = matching(options, search);
  const share = shareOf(rows, found.length, search !== undefined);
  const { from, to } = windowOf(found.length, found.indexOf(at), share.list);
  const lead = 3 + (isChecked ? widthOf(signs.checked) + 1 : 0);
  const option = found.includes(at) ? options[at] : undefined;
  const isLong = option !== undefined && widthOf(option.label) > columns - lead;
  const count = to - from < found.length ? [...note('hint', say`${found.indexOf(at) + 1} of ${found.length}. ${help}`)] : note('hint', help);
  return (
    <Box flexDirection="column" width={columns}>
      {share.search > 0 && search && <Entry editing={search} columns={columns} active={active} placeholder={line('search')} />}
      {found.length === 0 && (
        <Box height={1} flexShrink={0}>
          <Say fit="cut">{shortened('    Nothing has these words; Esc ends the search', columns, signs.cut)}</Say>
        </Box>
      )}
      {found.slice(from, to).map((place, row) => (
        <Box key={place} height={1} width={columns} flexShrink={0}>
          <Line>
            <Say colour={place === at && active ? 'cyan' : undefined} bold={place === at}>
              {line(
                (place === at ? signs.pointer : ' ') +
                  (row === 0 && from > 0 ? signs.more.above : row === to - from - 1 && to < found.length ? signs.more.below : ' ') +
                  (isChecked ? ` ${isChecked(place) ? signs.checked : signs.unchecked} ` : ' ') +
                  shortened(options[place]?.label ?? '', columns - lead, signs.cut),
              )}
            </Say>
          </Line>
        </Box>
      ))}
      <Notes notes={[...notes, ...(isLong ? note('fact', option.label) : []), ...note('fact', option?.hint), ...count]} columns={columns} rows={share.notes} />
    </Box>
  );
}
