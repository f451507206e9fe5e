import type { ReactNode } from 'react';
import { callText } from '../../phrases.ts';
import type { Call } from '../../step.ts';
import { line, say, type Text } from '../../text.ts';
import type { Hint } from '../hint.ts';
import { Reader, type Copy } from '../page.tsx';
import type { PaneProps } from '../panes/props.ts';
import { blank, paragraph, piece, row, type Row } from '../rows.ts';
import type { AppState } from '../state.ts';
import { closeOverlay } from './close.ts';
import { commandLines } from './command-lines.ts';

/** The call that is asked about now, or the last one that was sent. */
export function shownCall({ asked, lastCall }: AppState): { readonly title: Text; readonly call: Call; readonly isSent: boolean } | undefined {
  if (asked?.kind === 'confirmation') return { title: line(asked.confirmation.title), call: asked.call, isSent: false };
  return lastCall && { title: line(lastCall.title), call: lastCall.call, isSent: true };
}

/** A call as a line of the AWS CLI: to read, to copy, to hand on. */
export function CommandOverlay({ wiring, state, columns, rows, active }: PaneProps): ReactNode {
  const shown = shownCall(state);
  const { body, copies } = commandBody(shown, shown && wiring.commandLine(shown.call), columns, wiring.paths.platform);
  return (
    <Reader
      title={[row(piece(line(shown && !shown.isSent ? 'What is sent once you confirm' : 'The last change that was sent'), { bold: true })), blank]}
      body={body}
      copies={copies}
      columns={columns}
      rows={rows}
      active={active}
      onCopy={(words) => wiring.store.send({ do: 'set', state: { notice: wiring.copy(words) } })}
      onKey={(_, { escape }) => {
        if (escape) closeOverlay(wiring.store);
      }}
    />
  );
}

function commandBody(shown: ReturnType<typeof shownCall>, given: string | undefined, columns: number, platform: NodeJS.Platform): { readonly body: readonly Row[]; readonly copies: readonly Copy[] } {
  if (!shown) return { body: paragraph(line('Nothing has been sent yet. Before anything is, it can be read here.'), columns), copies: [] };
  const { title, call, isSent } = shown;
  const head = [...paragraph(say`${title} (${callText(call)})`, columns), blank];
  if (given === undefined) return { body: [...head, ...paragraph(line('No line of the AWS CLI does this: it is done on this machine, or by a person.'), columns)], copies: [] };
  const command = line(given);
  const { lines, whole } = commandLines(command, columns, platform);
  return {
    body: [
      ...head,
      ...lines.map((words) => row(piece(words, { colour: 'cyan' }))),
      blank,
      ...(whole ? [] : paragraph(line('It is longer than a line here: y copies it whole, a mouse would copy it in pieces.'), columns)),
      ...paragraph(line(isSent ? 'It is shown to be read and handed on. Typing it as well would do it twice.' : 'The program sends it itself when you confirm. Typing it as well would do it twice.'), columns, { dim: true }),
    ],
    copies: [{ at: head.length, words: command }],
  };
}

export const commandHints: readonly Hint[] = [
  { key: line('y'), does: line('copy') },
  { key: line('Esc'), does: line('close') },
];
