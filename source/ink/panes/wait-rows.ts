import type { WaitFor } from '../../engine/events.ts';
import { expectedText } from '../../phrases.ts';
import { line, say, type Text } from '../../text.ts';
import { elapsedOf, type StepRow } from '../../view.ts';
import { durationText } from '../../words.ts';
import { barText, blank, paragraph, piece, row, verbatim, type Row } from '../rows.ts';
import type { AppState, Stage } from '../state.ts';
import { stateColours, stateWords, type Signs } from '../theme.ts';
import { columnsOf } from '../width.ts';
import { clockText, doneText, timeLeftText } from './estimate.ts';
import { comeBackText, titleOf } from './props.ts';

/** How much is told of each: all with its stages; without; two lines, and what it means that it is late; two lines; one. */
const details = ['full', 'medium', 'short', 'brief', 'line'] as const;
type Detail = (typeof details)[number];

type Shown = { readonly state: AppState; readonly columns: number; readonly signs: Signs };

/** All that goes on, in as much detail as `rows` lines have room for; more than that only where one line each is more. */
export function waitRows(state: AppState, columns: number, rows: number, signs: Signs): Row[] {
  const at = state.view.steps.filter(({ state: now }) => now === 'running' || now === 'waiting');
  const shown: Shown = { state, columns, signs };
  const foot = [...people(shown), ...leaving(shown, at)];
  const pages = details.map((detail) => [...gone(shown, at, detail), ...(detail === 'line' ? foot : [blank, ...foot])]);
  const page = pages.find(({ length }) => length <= rows) ?? pages.at(-1)!;
  const around = surroundings(shown);
  return page.length + 1 + around.length <= rows ? [...page, blank, ...around] : page;
}

function gone(shown: Shown, steps: readonly StepRow[], detail: Detail): Row[] {
  if (steps.length === 0) return paragraph(line('Nothing is being waited for just now.'), shown.columns);
  return steps.flatMap((one, index) => [...(index > 0 && (detail === 'full' || detail === 'medium') ? [blank] : []), ...waitOf(shown, one, detail)]);
}

function waitOf(shown: Shown, at: StepRow, detail: Detail): Row[] {
  const { state, columns, signs } = shown;
  const wait = state.view.waits.find(({ step }) => step === at.id);
  const elapsedMs = elapsedOf(at, state.time);
  const left = elapsedMs === undefined ? undefined : timeLeftText({ elapsedMs, expectMs: at.expectMs, progress: at.progress });
  const sofar = elapsedMs === undefined ? undefined : say`${durationText(elapsedMs)} so far`;
  const word = wait ? reasons[wait.for] : line(stateWords[at.state]);
  const sign = piece(say`${signs.states[at.state]} `, { colour: stateColours[at.state] });
  const title = piece(line(at.title), { bold: true });
  const dot = say` ${signs.dot} `;
  const late = at.late ? piece(say`! `, { colour: 'yellow', bold: true }) : undefined;
  const note = line(at.note ?? 'at work');
  if (detail === 'line') return [row(sign, late, title, joined(dot, left, sofar, wait && wait.for !== 'aws' ? word : undefined), say`: ${note}`)];
  const first = row({ words: line('  ') });
  const isShort = detail === 'short' || detail === 'brief';
  const head = row(sign, title, joined(dot, word, sofar));
  const bar = at.progress === undefined ? [] : [row(line('  '), piece(barText(at.progress, Math.max(10, Math.min(40, columns - 34)), signs), { colour: 'cyan' }), say` ${Math.floor(at.progress * 100)} %`, left && isShort && say`, ${left}`)];
  const warning = late ? paragraph(say`Longer than it should be. ${meanings[wait?.for ?? 'aws']}`, columns, { first: row(line('  '), late), colour: 'yellow' }) : [];
  if (isShort) return [head, ...(bar.length ? bar : [row(line('  '), late, left && say`${left}: `, note)]), ...(detail === 'short' ? warning : [])];
  return [
    head,
    ...paragraph(note, columns, { first }),
    ...bar,
    ...times(shown, at, left, first),
    ...warning,
    ...(!late && wait?.for === 'trouble' ? paragraph(meanings.trouble, columns, { first }) : []),
    ...(detail === 'full' ? stageRows(shown, state.stages[at.id] ?? []) : []),
  ];
}

/** The time left, what is usual, and when to come back. */
function times({ state: { time }, columns }: Shown, { expectMs, since }: StepRow, left: Text | undefined, first: Row): Row[] {
  const expected = expectedText(expectMs);
  const done = since === undefined ? undefined : doneText({ since, expectMs, now: time });
  const usual = [expected && say`usually ${expected} in all`, done && say`usually done ${done}`].filter((words) => words !== undefined && words !== '');
  const words = [left, ...usual].filter(Boolean).join('; ');
  return words === '' ? [] : paragraph(line(words.charAt(0).toUpperCase() + words.slice(1)), columns, { first });
}

/** What it went through: the last is the present one, which is told above. */
function stageRows({ state: { time }, columns, signs }: Shown, stages: readonly Stage[]): Row[] {
  if (stages.length < 2) return [];
  return [
    row(line('  '), piece(line('It went through:'), { dim: true })),
    ...stages.flatMap(({ words, since }, index) => {
      const next = stages[index + 1];
      const sign = next ? signs.states.done : signs.states.running;
      return paragraph(next ? say`${words} (${durationText(next.since - since)})` : say`${words} (for ${durationText(Math.max(0, time - since))})`, columns, { first: row(say`    ${sign} ${clockText(since, time)}  `), dim: next !== undefined });
    }),
  ];
}

/** Who is needed meanwhile, a line each. */
function people({ state: { view }, signs }: Shown): Row[] {
  return view.people.map(({ step, title }) => row(piece(say`${signs.states.person} `, { colour: stateColours.person }), piece(titleOf(view, step), { bold: true }), say` ${stateWords.person}: ${title}`));
}

/** That one may leave, and how to come back. */
function leaving({ state: { view, comeBack }, columns }: Shown, steps: readonly StepRow[]): Row[] {
  if (!view.run || steps.length === 0) return [];
  const here = steps.filter(({ id }) => !view.waits.some(({ step }) => step === id)).map(({ title }) => line(title));
  const goesOn = view.run.sandbox ? 'the sandbox stands still until you are back' : here.length === 0 ? 'AWS goes on' : here.length === steps.length ? 'what is done here goes on when you are back' : 'AWS goes on';
  const halts = view.run.sandbox || here.length === 0 || here.length === steps.length ? '' : ` (${here.join(', ')}: when you are back)`;
  const words = say`You need not stay. q leaves; ${goesOn}${halts}. Come back with:`;
  const command = comeBack ?? comeBackText(view);
  // The command is copied: whole on a line of its own where it would be broken.
  return columnsOf(words) + 1 + columnsOf(command) <= columns ? [row(say`${words} `, command)] : [...paragraph(words, columns), ...verbatim(command, columns, { first: row(line('  ')) })];
}

/** What is done already and what comes next, where there is room. */
function surroundings({ state: { view }, columns }: Shown): Row[] {
  const titles = (wanted: readonly StepRow['state'][]) => view.steps.filter(({ state }) => wanted.includes(state)).map(({ title }) => line(title)).join(', ');
  const [done, next] = [titles(['done', 'skipped']), titles(['todo'])];
  return [
    ...(done === '' ? [] : paragraph(line(done), columns, { first: row(piece(line('Done: '), { dim: true })) })),
    ...(next === '' ? [] : paragraph(line(next), columns, { first: row(piece(line('Next: '), { dim: true })) })),
  ];
}

function joined(between: Text, ...words: readonly (Text | undefined)[]): Text {
  return line(words.flatMap((one) => (one === undefined ? [] : [`${between}${one}`])).join(''));
}

const reasons: { readonly [For in WaitFor]: Text } = {
  aws: line('waiting for AWS'),
  person: line('needs you'),
  visibility: line('waiting for a listing'),
  trouble: line('trying again'),
};

const meanings: { readonly [For in WaitFor]: Text } = {
  aws: line('Often AWS only takes its time; nothing is lost, and nothing is sent twice. If it stands still for as long again, ask AWS Support, or look at https://health.aws.amazon.com/health/status'),
  person: line('It goes on as soon as somebody has done it.'),
  visibility: line('AWS took the call and does not list its effect yet. Nothing is sent again before that is certain.'),
  trouble: line('Passing trouble on the way to AWS, or at AWS. It is tried again by itself; nothing is lost.'),
};
