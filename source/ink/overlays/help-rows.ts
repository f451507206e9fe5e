import { line, say, type Text } from '../../text.ts';
import type { Question } from '../../step.ts';
import type { Hint } from '../hint.ts';
import type { Pane } from '../panes.ts';
import { blank, paragraph, piece, row, type Row } from '../rows.ts';
import type { AppState } from '../state.ts';
import { stateColours, stateWords, type Signs } from '../theme.ts';
import type { RowState } from '../../view.ts';

/** What is shown now, why it is asked, the keys and the signs. */
export function helpRows(state: AppState, pane: Pane, hints: readonly Hint[], columns: number, signs: Signs): Row[] {
  const asked = questionOf(state, pane);
  const widest = Math.min(Math.floor(columns / 3), Math.max(0, ...hints.map(({ key }) => key.length)));
  return [
    ...paragraph(about[pane.kind], columns),
    ...(asked ? part(line('Why it is asked'), paragraph(line(asked.question.why), columns)) : []),
    ...(asked?.question.where ? part(line('Where the answer is found'), paragraph(line(asked.question.where), columns)) : []),
    ...(asked?.key ? paragraph(say`In the configuration file it is ${asked.key}.`, columns, { dim: true }) : []),
    ...confirmationRows(state, pane, columns),
    ...part(line('Keys here'), hints.flatMap(({ key, does }) => paragraph(does, columns, { first: row(piece(say`  ${key.padEnd(widest)}  `, { colour: 'cyan' })) }))),
    ...part(line('Signs'), (Object.keys(stateWords) as RowState[]).map((at) => row(piece(say`  ${signs.states[at]}  `, { colour: stateColours[at] }), line(stateWords[at])))),
    blank,
    ...paragraph(line('Leaving is always safe: everything is kept, and what AWS does goes on.'), columns),
  ];
}

function part(heading: Text, rows: readonly Row[]): Row[] {
  return rows.length === 0 ? [] : [blank, row(piece(heading, { bold: true })), ...rows];
}

function questionOf({ inquiry, asked, revision }: AppState, { kind }: Pane): { readonly question: Question; readonly key?: string } | undefined {
  if (kind === 'inquiry') return inquiry && { question: inquiry.question };
  if (kind === 'revision') return revision && { question: revision.reviewed.question, key: revision.reviewed.key };
  return kind === 'question' && asked?.kind === 'question' ? { question: asked.question, key: asked.key } : undefined;
}

function confirmationRows({ asked }: AppState, { kind }: Pane, columns: number): Row[] {
  if (kind !== 'confirmation' || asked?.kind !== 'confirmation') return [];
  return part(line('Why it is asked'), paragraph(line(asked.confirmation.why), columns));
}

const about: { readonly [Kind in Pane['kind']]: Text } = {
  inquiry: line('A question before anything begins. Nothing is sent to AWS by answering it.'),
  question: line('A question of the step. What is proposed was computed; Enter takes it. An answer can be changed later, as long as nothing that can not be undone stands on it.'),
  revision: line('An answer that is given out of turn: to change it, or to tell that a task is done. Esc leaves it as it was.'),
  confirmation: line('Something that costs money or can not be undone is about to be sent. Only the exact words send it; Esc sends nothing.'),
  problem: line('A step could not go on. Nothing is lost: choose how to go on. The other steps went on meanwhile.'),
  task: line('Something that only a person can do, outside this program. Do it in your own time, then tell it here, or look again. What has nothing to do with it goes on.'),
  waits: line('What AWS, or this machine, is at work on. It needs nobody: the program may be left and started again later.'),
  busy: line('Something is being looked up. Nothing is changed by that.'),
  ended: line('The run is over for now: what there is, what is open, and what to do next.'),
};
