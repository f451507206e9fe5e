import type { RunStatus } from '../../engine/events.ts';
import { outputsText } from '../../phrases.ts';
import type { StepId } from '../../step.ts';
import { line, say, type Text } from '../../text.ts';
import type { View } from '../../view.ts';
import type { Copy } from '../page.tsx';
import { blank, paragraph, piece, row, verbatim, type Row } from '../rows.ts';
import { stateColours, stateWords, type Signs } from '../theme.ts';
import { titleOf } from './props.ts';

type Ended = { readonly rows: readonly Row[]; readonly copies: readonly Copy[] };

/** How a run ended, in one line. */
export function endedTitle({ run, finished }: View, columns: number, { states, dot }: Signs): Row[] {
  const status = finished?.status ?? 'interrupted';
  const sign = status === 'done' ? 'done' : status === 'waiting' || status === 'stopped' || status === 'interrupted' ? 'waiting' : 'failed';
  const first = row(piece(say`${states[sign]} ${line(status === 'done' ? 'done' : sign === 'waiting' ? 'at rest' : 'stopped')} `, { colour: stateColours[sign], bold: true }), say`${dot} `);
  return [...paragraph(say`${run?.name ?? ''}: ${status === 'done' && run?.sandbox ? 'the rehearsal in the sandbox is over, all of it' : endWords[status]}`, columns, { first, hang: 2, bold: true }), blank];
}

const endWords: { readonly [Status in RunStatus]: Text } = {
  done: line('the first WorkSpaces with your own Windows licences are there'),
  failed: line('a step failed; the others went as far as they could'),
  waiting: line('there is nothing more to do here for now'),
  blocked: line('a requirement is not met'),
  unknown: line('what became of a call is not known, and a person must look'),
  stopped: line('stopped where it was told to'),
  interrupted: line('interrupted; it is all kept, and what AWS does goes on'),
};

/** What was made and what is open, with what can be copied. */
export function endedRows(view: View, columns: number, signs: Signs): Ended {
  const { finished } = view;
  const rows: Row[] = [];
  const copies: Copy[] = [];
  const copied = (words: Text, ...added: readonly Row[]) => {
    copies.push({ at: rows.length, words });
    rows.push(...added);
  };
  const open = openRows(view, columns, signs);
  if (open.length > 0) rows.push(row(piece(line('What is open'), { bold: true })), ...open, blank);
  const code = finished?.ids['directory']?.['registrationCode'];
  if (finished?.status === 'done' && typeof code === 'string' && code !== '') {
    rows.push(...paragraph(line('Tell the users their registration code, which the WorkSpaces client asks for first:'), columns));
    copied(line(code), row(line('  '), piece(line(code), { bold: true })), blank);
  }
  if (finished?.next) {
    rows.push(row(piece(line('What to do next'), { bold: true })));
    copied(line(finished.next), ...verbatim(line(finished.next), columns, { first: row(line('  ')), colour: 'cyan' }));
  }
  const made = Object.entries(finished?.ids ?? {}).flatMap(([step, ids]) => {
    const words = line(outputsText(ids));
    return words === '' ? [] : paragraph(words, columns, { hang: 4, first: row(piece(say`  ${titleOf(view, step as StepId)}: `, { dim: true })) });
  });
  if (made.length > 0) rows.push(blank, row(piece(line('What there is now'), { bold: true })), ...made);
  return { rows, copies };
}

/** Failures, people and waits that are left. */
function openRows(view: View, columns: number, { states }: Signs): Row[] {
  const open = (state: 'failed' | 'person' | 'waiting', step: StepId, words: string): Row[] =>
    paragraph(line(words), columns, { hang: 4, first: row(line('  '), piece(say`${states[state]} `, { colour: stateColours[state] }), say`${titleOf(view, step)}, ${stateWords[state]}: `) });
  const told = new Set([...view.people, ...view.problems].map(({ step }) => step));
  return [
    ...view.problems.flatMap(({ step, problem }) => open('failed', step, problem.what)),
    ...view.people.flatMap(({ step, title }) => open('person', step, title)),
    ...view.waits.filter(({ step }) => !told.has(step)).flatMap(({ step, note }) => open('waiting', step, note)),
  ];
}
