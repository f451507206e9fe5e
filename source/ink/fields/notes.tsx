import { Box } from 'ink';
import type { ReactNode } from 'react';
import { line, say, type Text } from '../../text.ts';
import { folded } from '../folding.ts';
import { Say, useSigns } from '../surface.tsx';
import type { Colour, Signs } from '../theme.ts';

/** Words beside a field: a `fault` that stops it, a `rule` that what is typed does not follow yet, a `fact`, or a quiet `hint`. */
export type Note = { readonly tone: 'fault' | 'rule' | 'fact' | 'hint'; readonly words: Text };

const colours: { readonly [Tone in Note['tone']]: Colour | undefined } = { fault: 'red', rule: 'yellow', fact: undefined, hint: undefined };

/** The notes as lines of the screen, the first ones first, in at most `rows` of `columns`. */
export function noteLines(notes: readonly Note[], columns: number, rows: number, signs: Signs): readonly Note[] {
  const lines: Note[] = [];
  for (const { tone, words } of notes) {
    const sign = tone === 'fault' || tone === 'rule' ? `${signs.states.failed} ` : '';
    lines.push(...folded(sign + words, columns, rows - lines.length, signs.cut).map((words) => ({ tone, words })));
  }
  return lines;
}

type NotesProps = { readonly notes: readonly Note[]; readonly columns: number; readonly rows: number };

/** Notes under a field, one Ink row for each of their lines. */
export function Notes({ notes, columns, rows }: NotesProps): ReactNode {
  const lines = noteLines(notes, columns, rows, useSigns());
  return lines.map(({ tone, words }, place) => (
    <Box key={say`${place} ${words}`} height={1} width={columns} flexShrink={0}>
      <Say colour={colours[tone]} dim={tone === 'hint'} fit="cut">
        {words}
      </Say>
    </Box>
  ));
}

/** A note, or none where there are no words. */
export function note(tone: Note['tone'], words: unknown): readonly Note[] {
  return words === undefined || words === false || words === '' ? [] : [{ tone, words: line(words) }];
}
