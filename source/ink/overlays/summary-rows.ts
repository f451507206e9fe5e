import type { Reviewed } from '../../engine/review.ts';
import type { StepId } from '../../step.ts';
import { line, say, type Text } from '../../text.ts';
import type { View } from '../../view.ts';
import { answerText, givenByText } from '../answer-text.ts';
import { titleOf } from '../panes/props.ts';
import { paragraph, piece, row, spaces, type Row } from '../rows.ts';
import type { Signs } from '../theme.ts';

/** Which questions are shown: those that are answered; of one step also those that are not. */
export function summed(reviewed: readonly Reviewed[], filter: StepId | undefined): readonly Reviewed[] {
  return filter === undefined ? reviewed.filter(({ answer }) => answer !== undefined) : reviewed.filter(({ step }) => step === filter);
}

/** What the list is of. */
export function summaryTitle(view: View, reviewed: readonly Reviewed[], filter: StepId | undefined): Row {
  if (filter !== undefined) return row(piece(say`The answers of ${titleOf(view, filter)}`, { bold: true }));
  const given = reviewed.filter(({ answer }) => answer !== undefined).length;
  return row(piece(line('The answers so far'), { bold: true }), say`: ${given} given, ${reviewed.length - given} not asked yet`);
}

/** The answers by step, one line each, and the line of each. Those of one step need no title of it. */
export function summaryRows(view: View, shown: readonly Reviewed[], chosen: number, columns: number, { pointer }: Signs): { readonly rows: readonly Row[]; readonly at: readonly number[] } {
  const widest = Math.min(30, Math.floor(columns / 2), Math.max(0, ...shown.map((one) => nameOf(one).length)));
  const rows: Row[] = [];
  const several = shown.some(({ step }) => step !== shown[0]?.step);
  const at = shown.map((one, index) => {
    if (several && one.step !== shown[index - 1]?.step) rows.push(row(piece(titleOf(view, one.step), { bold: true })));
    const name = nameOf(one).slice(0, widest).padEnd(widest);
    const by = one.answer && !one.open ? 'fixed' : givenByText(one);
    const words = say`${name}  ${columns < 60 ? '' : `${by.padEnd(8)}  `}${answerText(one)}`;
    rows.push(index === chosen ? row(piece(say`${pointer} `, { colour: 'cyan' }), piece(words, { colour: 'cyan', bold: true })) : row(spaces(pointer.length + 1), piece(words, { dim: !one.answer })));
    return rows.length - 1;
  });
  return { rows, at };
}

/** A key without its step, which stands above it. */
function nameOf({ step, key }: Reviewed): string {
  return line(key.startsWith(`${step}.`) ? key.slice(step.length + 1) : key);
}

/** The chosen one in full: what was asked, the answer, who gave it, and what a change of it would do. */
export function detailRows(reviewed: Reviewed, columns: number, height: number): Row[] {
  const { question, open, undoes, answer } = reviewed;
  const by = answer ? { person: 'Given by you.', config: 'From the file or the command line.', default: 'Computed.' }[answer.by] : 'Not answered yet.';
  const title = paragraph(line(question.title), columns, { bold: true });
  const given = answer ? paragraph(answerText(reviewed), columns) : [];
  const follows = paragraph(say`${by} ${open ? changeText(undoes) : `Fixed: ${undoes.join(' ')}`}`, columns, { dim: true });
  const all = [...title, ...given, ...follows];
  // What would follow matters more than the rest of a long answer.
  return all.length <= height ? all : [...title.slice(0, 1), ...given.slice(0, Math.max(0, height - 1 - follows.length)), ...follows].slice(0, height);
}

function changeText(undoes: readonly string[]): Text {
  return undoes.length === 0 ? line('Enter changes it; nothing is undone by that.') : say`Enter changes it. ${undoes.join(' ')}`;
}
