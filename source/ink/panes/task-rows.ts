import type { Reviewed } from '../../engine/review.ts';
import { line, say, type Text } from '../../text.ts';
import type { Needed, View } from '../../view.ts';
import type { Copy } from '../page.tsx';
import { blank, paragraph, piece, row, spaces, verbatim, type Row } from '../rows.ts';
import { stateColours, stateWords, type Signs } from '../theme.ts';
import { commandsIn } from './commands.ts';
import { titleOf } from './props.ts';

/** What is done outside, and by whom. */
export function taskTitle(view: View, { step, title }: Needed, columns: number, signs: Signs): Row[] {
  const first = row(piece(say`${signs.states.person} ${stateWords.person} `, { colour: stateColours.person, bold: true }), say`${signs.dot} ${titleOf(view, step)} ${signs.dot} `);
  return paragraph(line(title), columns, { first, hang: 2, bold: true });
}

/** The instructions without those that tell how this program is started again: here it is there, and has a menu for it. */
export function instructionsHere({ instructions }: Needed, { run }: View): readonly string[] {
  const others = instructions.filter((one) => !run || !one.includes(`wizard resume ${run.name}`));
  return others.length > 0 ? others : instructions;
}

/** Instructions as rows, numbered unless they have an order and commands of their own, and what in them can be copied. */
export function instructionRows(instructions: readonly string[], columns: number): { readonly rows: readonly Row[]; readonly copies: readonly Copy[] } {
  const commands = commandsIn(instructions);
  const ordered = instructions.some((instruction) => /^(?:\s|\d+\. )/.test(instruction));
  const rows: Row[] = [];
  const copies: Copy[] = [];
  instructions.forEach((instruction, index) => {
    const words = line(instruction);
    const here = commands.filter(({ at }) => at === index);
    const whole = here.find((command) => command.whole);
    const isCode = /^ {4}/.test(words);
    copies.push(...here.map((command): Copy => ({ at: rows.length, words: command.words })));
    const number = ordered ? line('') : say`${String(index + 1).padStart(instructions.length > 9 ? 2 : 1)}. `;
    if (whole) rows.push(...verbatim(whole.words, columns, { first: row(ordered ? spaces(4) : number), colour: 'cyan' }));
    else rows.push(...listed(words, isCode ? spaces(4) : number, columns));
  });
  return { rows, copies };
}

/** A line with what it begins with (`1. `, `- `) hanging out. */
function listed(words: Text, number: Text, columns: number): Row[] {
  const [, own = '', rest = ''] = /^(\s*(?:\d+\. |- )?)(.*)$/s.exec(words) ?? [];
  return paragraph(line(rest), columns, { first: row(say`${number}${own}`) });
}

/** What others do meanwhile, in a few words; undefined where nothing goes on. */
export function meanwhileText({ steps }: View): Text | undefined {
  const titles = steps.filter(({ state }) => state === 'running' || state === 'waiting').map(({ title }) => line(title));
  return titles.length === 0 ? undefined : line(titles.join(', '));
}

/** The answers that tell of a task's end, or of its place, as far as they may be given. */
export function evidenceOf({ evidence = [] }: Needed, reviewed: readonly Reviewed[]): readonly Reviewed[] {
  return evidence.flatMap((key) => reviewed.find((one) => one.key === key && one.open) ?? []);
}

/** A question as an entry of a menu: without what its title adds in brackets. */
export function questionLabel({ question }: Reviewed): Text {
  return line(question.title.replace(/\s*\([^()]*\)\s*$/, ''));
}

/** What there is to know beside the instructions. */
export function meanwhileRows(view: View, columns: number): Row[] {
  const others = meanwhileText(view);
  return others === undefined ? [] : [blank, ...paragraph(say`${others}: goes on meanwhile.`, columns, { dim: true })];
}
