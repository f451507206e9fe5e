import { Box } from 'ink';
import { describe, expect, it } from 'vitest';
import { Entry } from '../../../source/ink/fields/entry.tsx';
import { edit } from '../../../source/ink/fields/editing.ts';
import { line } from '../../../source/text.ts';
import { Say } from '../../../source/ink/surface.tsx';
import { show } from '../harness.tsx';

/** The last that was written, without what begins and ends a frame. */
const placed = (written: string) => written.replaceAll(/\u001b\[\?2026[hl]/g, '').slice(-'\u001b[1A\u001b[10G\u001b[?25h'.length);

describe('a line that is typed into', () => {
  it('has its cursor as an inverse cell, and none while it is not active', async () => {
    using active = await show(<Entry editing={{ ...edit('win11'), cursor: 3 }} columns={20} active />, { colour: true });
    expect(active.raw()).toContain('win\u001b[7m1\u001b[27m1');
    using still = await show(<Entry editing={edit('win11')} columns={20} active={false} />, { colour: true });
    expect(still.raw()).not.toContain('\u001b[7m');
  });

  it('puts the cursor of the terminal on the same cell, behind characters that are two cells wide, wherever it is drawn', async () => {
    const editing = { ...edit('東京x'), cursor: 2 };
    const above = (rows: number) => (
      <Box flexDirection="column" paddingLeft={3}>
        {Array.from({ length: rows }, (_, row) => (
          <Say key={row}>{line('above')}</Say>
        ))}
        <Entry editing={editing} columns={20} active />
      </Box>
    );
    // One line up from behind the last one, and to the column (counted from 1): beside three of padding, the pointer and its blank.
    const place = '\u001b[1A\u001b[10G\u001b[?25h';
    using screen = await show(above(2), { asTerminal: true });
    expect(placed(screen.written())).toBe(place);
    await screen.draw(above(4));
    expect(placed(screen.written())).toBe(place);
  });
});
