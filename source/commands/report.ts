import { exampleText } from '../config/words.ts';
import type { Row, RowBody } from '../engine/rows.ts';
import { findingText, outputsText } from '../phrases.ts';
import { ids } from '../engine/run.ts';
import type { ExitCode } from '../problem.ts';
import type { Step } from '../step.ts';
import { line, say, text, type Text } from '../text.ts';
import type { View } from '../view.ts';
import { durationText, minuteText } from '../words.ts';
import type { Context } from './context.ts';
import { invocation } from './invocation.ts';
import { chosenOnboarding, type Known } from './known.ts';
import { openSettings, standing, viewOf } from './standing.ts';
import { putOut } from './out.ts';

/** `wizard report [NAME]`: what was chosen and by whom, what was made, and what keeping it is billed as, in Markdown. */
export async function run(context: Context): Promise<ExitCode> {
  const known = chosenOnboarding(context, 'report');
  const { steps } = await import('../../steps/index.ts');
  const view = viewOf(known.state, steps);
  putOut(context, reportText(known, steps, view), invocation(context, `${standing(view) === 'done' ? 'status' : 'resume'} ${known.name}`, known.sandbox));
  return 0;
}

/** The report of an onboarding as Markdown. */
export function reportText(known: Known, steps: readonly Step[], view: View): Text {
  const { name, sandbox, state, rows } = known;
  const { account = '', region = '' } = state.pins ?? {};
  const billed = [...new Set(settledRows(rows).flatMap(({ body }) => known.state.steps.get(body.step)?.changes.get(body.change)?.billed ?? []))];
  const skipped = view.steps.filter(({ state: at }) => at === 'skipped');
  const parts = [
    [say`# Windows licences for Amazon WorkSpaces: ${cell(name)}`],
    [
      ...(sandbox ? [say`**In the sandbox: nothing of this exists in AWS.**`, say``] : []),
      say`- AWS account ${cell(account)}, Region ${cell(region)}`,
      say`- State: ${standing(view)}`,
      say`- Begun ${time(rows[0]?.time)}, last change ${time(state.lastTime)}`,
    ],
    [say`## Steps`, say``, ...table(['Step', 'State', 'Took'], view.steps.map((row) => [`${row.id}: ${row.title}`, row.state, row.elapsedMs === undefined ? '' : durationText(row.elapsedMs)]))],
    [say`## What was chosen`, say``, ...table(['Key', 'Answer', 'By', 'When'], answerRows(rows, steps))],
    [say`## What was made`, say``, ...table(['Step', 'What', 'How', 'Ids', 'When'], settledRows(rows).map((row) => madeRow(row)))],
    section(say`## What keeping it is billed as`, billed.map((words) => say`- ${cell(words)}`)),
    section(say`## What it has now`, Object.entries(ids(state)).map(([step, outputs]) => say`- ${step}: ${cell(outputsText(outputs))}`)),
    section(say`## Judgements`, view.findings.map(({ step, finding }) => say`- ${step}: ${cell(findingText(finding))}${finding.source ? ` (${cell(finding.source)})` : ''}`)),
    section(say`## Skipped`, skipped.map(({ id, note }) => say`- ${id}: ${cell(note ?? '')}`)),
    section(say`## Still off`, openSettings(state).map((toggle) => say`- ${cell(toggle)}`)),
    section(say`## Problems`, view.problems.map(({ step, problem }) => say`- ${step}: ${cell(problem.what)}`)),
    section(say`## Earlier attempts`, state.earlier.map(({ id, attempt, outputs }) => say`- ${id}, attempt ${attempt}: ${cell(outputs ? outputsText(outputs) : 'made nothing')}`)),
  ];
  return text(`${parts.filter((part) => part.length > 0).map((part) => part.join('\n')).join('\n\n')}\n`);
}

function section(title: Text, lines: readonly Text[]): Text[] {
  return lines.length === 0 ? [] : [title, say``, ...lines];
}

type Written<Type extends RowBody['type']> = Row & { readonly body: Extract<RowBody, { type: Type }> };

function settledRows(rows: readonly Row[]): Written<'settled'>[] {
  return rows.filter((row): row is Written<'settled'> => row.body.type === 'settled');
}

/** The last answer to each question, in the order of the steps; who gave it is who held the onboarding then. */
function answerRows(rows: readonly Row[], steps: readonly Step[]): string[][] {
  const last = new Map<string, { row: Written<'answer'>; holder: string }>();
  let holder = '';
  for (const row of rows) {
    if (row.body.type === 'held') holder = `${row.body.user} as ${row.body.caller.split(':').at(-1) ?? ''}`;
    if (row.body.type === 'answer') last.set(`${row.body.step}.${row.body.key}`, { row: row as Written<'answer'>, holder });
  }
  const words = { config: 'the configuration', person: 'at a prompt', default: 'the computed default' } as const;
  const order = steps.map(({ id }) => id);
  return [...last.values()]
    .toSorted((left, right) => order.indexOf(left.row.body.step) - order.indexOf(right.row.body.step))
    .map(({ row: { body, time: when }, holder: by }) => {
      const given = exampleText(body.given);
      const value = exampleText(body.value);
      const key = body.step === body.key ? body.step : `${body.step}.${body.key}`;
      return [key, given === value ? value : `${value} (given as ${given})`, `${by}, ${words[body.by]}`, time(when)];
    });
}

function madeRow({ body: { step, title, key, how, outputs, evidence }, time: when }: Written<'settled'>): string[] {
  const words = { sent: 'made', adopted: 'made, found again', found: 'was there' } as const;
  return [step, key ? `${title}: ${key}` : title, `${words[how]}${evidence && how !== 'sent' ? ` (${evidence})` : ''}`, outputsText(outputs), time(when)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Text[] {
  if (rows.length === 0) return [say`Nothing yet.`];
  return [head, head.map(() => '---'), ...rows].map((row) => say`| ${row.map(cell).join(' | ')} |`);
}

/** Text that stays in its cell and its line, and means nothing to Markdown or HTML. */
function cell(words: string): Text {
  return line(line(words).replaceAll(/[\\|`*_<>[\]&~]/g, '\\$&').trim());
}

function time(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '' : `${minuteText(milliseconds)} UTC`;
}
