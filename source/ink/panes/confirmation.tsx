import { Box, useInput } from 'ink';
import { useState, type ReactNode } from 'react';
import type { Asked } from '../../engine/events.ts';
import { fitted } from '../../layout.ts';
import { callText } from '../../phrases.ts';
import { line, say, type Text } from '../../text.ts';
import { TypedField } from '../fields/typed.tsx';
import { Rows } from '../page.tsx';
import { row } from '../rows.ts';
import { Say, useSigns } from '../surface.tsx';
import type { Wiring } from '../wiring.ts';

type Confirming = Extract<Asked, { kind: 'confirmation' }>;

export type ConfirmationPaneProps = { readonly wiring: Wiring; readonly asked: Confirming; readonly draft: unknown; readonly columns: number; readonly rows: number; readonly active: boolean };

/** A typed confirmation of what is costly or can not be undone: what is sent, why it matters, the exact text, and a way not to. */
export function ConfirmationPane({ wiring, asked, draft, columns, rows, active }: ConfirmationPaneProps): ReactNode {
  const signs = useSigns();
  const [declining, setDeclining] = useState(false);
  const { confirmation } = asked;
  const field = 3;
  const head = confirmationHead(asked, columns, rows - field - 2);
  useInput(
    (_, key) => {
      if (key.downArrow && !declining) {
        setDeclining(true);
        wiring.store.send({ do: 'set', state: { typing: false } });
      } else if (key.upArrow && declining) setDeclining(false);
      else if (key.return && declining) wiring.decline();
      else if (key.escape && declining) wiring.back();
    },
    { isActive: active },
  );
  return (
    <Box flexDirection="column">
      <Rows rows={head.map(({ words, bold, warning }) => row({ words: words || say` `, bold: bold === true, colour: warning ? 'yellow' : undefined }))} columns={columns} />
      <TypedField
        expected={confirmation.expected}
        rows={field}
        columns={columns}
        active={active && !declining}
        draft={draft}
        onDraft={(value) => wiring.store.send({ do: 'draft', key: asked.key, draft: value })}
        onAnswer={() => wiring.answer(confirmation.expected)}
        onBack={wiring.back}
        onTyping={(typing) => wiring.store.send({ do: 'set', state: { typing } })}
      />
      <Say inverse={declining} dim={!declining} fit="cut">{say`${declining ? signs.pointer : ' '} Not now: nothing is sent, and this step stops for the time being`}</Say>
    </Box>
  );
}

type HeadLine = { readonly words: Text; readonly bold?: true; readonly warning?: true };

/** What is confirmed, in as many lines as there are: the title, why, what is billed and what is sent first; the details as far as they fit. */
function confirmationHead({ confirmation: { title, why, details = [] }, call, billed, again }: Confirming, columns: number, rows: number): HeadLine[] {
  const lines = (words: Text, more: Omit<HeadLine, 'words'> = {}) => fitted(words, columns).map((text): HeadLine => ({ words: line(text), ...more }));
  const must = [
    ...lines(line(title), { bold: true }),
    ...lines(line(why), { warning: true }),
    ...(billed ? lines(say`Billed: ${billed}`) : []),
    ...lines(say`What is sent: ${callText(call)} (Ctrl-X shows the AWS CLI line)${again ? '. It was sent before.' : ''}`),
  ];
  const more = details.flatMap((detail) => lines(line(detail)));
  return [...must.slice(0, Math.max(1, rows)), ...more.slice(0, Math.max(0, rows - must.length))];
}
