import type { Problem, RawError } from '../../problem.ts';
import type { Finding, StepId } from '../../step.ts';
import { line, say, type Text } from '../../text.ts';
import type { View } from '../../view.ts';
import type { Copy } from '../page.tsx';
import { blank, paragraph, piece, row, verbatim, type Row } from '../rows.ts';
import { stateColours, stateWords, type Signs } from '../theme.ts';
import { commandsIn } from './commands.ts';
import { titleOf } from './props.ts';
import { instructionRows } from './task-rows.ts';

export type ProblemBody = { readonly rows: readonly Row[]; readonly copies: readonly Copy[] };

/** What failed, in one line. */
export function problemTitle(view: View, step: StepId, problem: Problem, columns: number, signs: Signs): Row[] {
  const word = problem.code === 'finding.blocker' ? 'stopped' : problem.exit === 5 ? 'not known' : stateWords.failed;
  const first = row(piece(say`${signs.states.failed} ${word} `, { colour: stateColours.failed, bold: true }), say`${signs.dot} `);
  return [...paragraph(titleOf(view, step), columns, { first, bold: true }), blank];
}

/** What happened, why, and what to do about it; with the raw error where it is asked for. */
export function problemRows({ view, step, problem, columns, withRaw, spaced }: { readonly view: View; readonly step: StepId; readonly problem: Problem; readonly columns: number; readonly withRaw: boolean; /** Room for blank lines. */ readonly spaced: boolean }): ProblemBody {
  const blockers = problem.code === 'finding.blocker' ? view.findings.filter((one) => one.step === step && one.finding.level === 'blocker').map(({ finding }) => finding) : [];
  const rows: Row[] = [];
  const copies: Copy[] = [];
  const gap = spaced ? [blank] : [];
  const part = (heading: Text, { rows: added, copies: found }: { readonly rows: readonly Row[]; readonly copies: readonly Copy[] }) => {
    rows.push(...gap, row(piece(heading, { bold: true })));
    copies.push(...found.map(({ at, words }) => ({ at: at + rows.length, words })));
    rows.push(...added);
  };
  if (blockers.length > 0) {
    rows.push(...paragraph(blockerText(blockers.length), columns));
    blockers.forEach((finding, index) => {
      rows.push(...gap);
      copies.push(...commandsIn([finding.fix ?? '', finding.source ?? '']).map(({ words }) => ({ at: rows.length, words })));
      rows.push(...blockerRows(finding, index, columns));
    });
  } else {
    const { what, causes = [], details = [], todo = [] } = problem;
    rows.push(...paragraph(line(what), columns));
    if (causes.length > 0) part(causes.length === 1 ? line('Why') : line('Likely causes, the likeliest first'), { rows: numbered(causes, columns), copies: [] });
    if (details.length > 0) rows.push(...gap, ...details.flatMap((detail) => paragraph(line(detail), columns, { first: row(line('  ')) })));
    if (todo.length > 0) part(line('What to do'), instructionRows(todo, columns));
  }
  const { back, raw } = problem;
  if (back && back !== step) rows.push(...gap, ...paragraph(say`${titleOf(view, back)} is the step to go back to.`, columns));
  if (raw && withRaw) part(line('The error itself, word for word'), rawRows(raw, columns));
  else if (raw) rows.push(...gap, ...paragraph(line('m shows the error itself, word for word.'), columns, { dim: true }));
  return { rows, copies };
}

function blockerText(count: number): Text {
  return line(count === 1 ? 'A requirement is not met. Nothing was sent.' : `${count} requirements are not met. Nothing was sent.`);
}

function blockerRows({ title, fix, source, certainty }: Finding, index: number, columns: number): Row[] {
  const doubt = certainty === 'inferred' ? ' (concluded from what was seen)' : certainty === 'unknown' ? ' (it could not be looked up)' : '';
  const indented = row(line('   '));
  return [
    ...paragraph(say`${title}${doubt}`, columns, { first: row(say`${index + 1}. `), bold: true }),
    ...(fix ? paragraph(say`What to do: ${fix}`, columns, { first: indented }) : []),
    ...(source ? verbatim(say`See: ${source}`, columns, { first: indented, dim: true }) : []),
  ];
}

function numbered(all: readonly string[], columns: number): Row[] {
  return all.flatMap((words, index) => paragraph(line(words), columns, { first: all.length === 1 ? row(line('  ')) : row(say`${index + 1}. `) }));
}

/** All of a raw error that may be shown; each part can be copied, for a case with AWS Support. */
function rawRows({ operation, code, message, requestId, status }: RawError, columns: number): { readonly rows: readonly Row[]; readonly copies: readonly Copy[] } {
  const parts: readonly (readonly [string, string | number | undefined])[] = [['Operation', operation], ['Code', code], ['Message', message], ['Request id', requestId], ['HTTP status', status]];
  const rows = parts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : verbatim(line(value), columns, { first: row(piece(say`  ${name.padEnd(11)} `, { dim: true })) })));
  const words = line(parts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}: ${value}`])).join(', '));
  return { rows, copies: [{ at: 0, words }] };
}
