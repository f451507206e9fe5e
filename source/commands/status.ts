import { columns, fitted, widthOf } from '../layout.ts';
import { findingText, outputsText, problemLines, timeText } from '../phrases.ts';
import { ids } from '../engine/run.ts';
import type { ExitCode } from '../problem.ts';
import { line } from '../text.ts';
import { elapsedOf, type StepRow, type View } from '../view.ts';
import { durationText, minuteText } from '../words.ts';
import { print, printJson, type Context } from './context.ts';
import { invocation } from './invocation.ts';
import { chosenOnboarding, type Known } from './known.ts';
import { openSettings, runningProcess, standing, viewOf } from './standing.ts';

/** `wizard status [NAME]`: each step as the journal knows it. */
export async function run(context: Context): Promise<ExitCode> {
  const known = chosenOnboarding(context, 'status');
  const { steps } = await import('../../steps/index.ts');
  const view = viewOf(known.state, steps);
  if (context.options.format === 'json') printJson(context, statusObject(known, view, nextCommand(context, known, view)));
  else print(context, statusLines(known, view, context));
  return 0;
}

function statusObject({ name, sandbox, folder, state }: Known, view: View, next: string): object {
  const { account, region } = state.pins ?? {};
  return {
    v: 1,
    type: 'status',
    name,
    account,
    region,
    sandbox,
    folder,
    status: standing(view),
    running: runningProcess(state) ?? null,
    updated: new Date(state.lastTime).toISOString(),
    steps: view.steps,
    findings: view.findings,
    problems: view.problems,
    toggles: openSettings(state),
    ids: ids(state),
    next,
  };
}

/** The command that usually comes next. */
function nextCommand(context: Context, { name, sandbox }: Known, view: View): string {
  return invocation(context, `${standing(view) === 'done' ? 'report' : 'resume'} ${name}`, sandbox);
}

function statusLines(known: Known, view: View, context: Context): string[] {
  const { name, sandbox, folder, state } = known;
  const { stdout, now } = context;
  const width = widthOf(stdout);
  // The clock of a sandbox stands still while nobody runs it.
  const time = sandbox ? state.lastTime : now();
  const holder = runningProcess(state);
  const made = Object.entries(ids(state));
  const left = [
    `${name}: account ${state.pins?.account}, ${state.pins?.region}${sandbox ? ', in the SANDBOX' : ''}`,
    holder ? `Running now: process ${holder.pid} of ${line(holder.user)} on ${line(holder.host)}` : `Nobody runs it now; last change ${minuteText(state.lastTime)} UTC`,
    `Journal: ${folder}`,
  ];
  return [
    ...left.flatMap((text) => fitted(text, width)),
    '',
    ...columns(view.steps.map((row) => [row.id, rowText(row, time)]), width),
    ...section('Judgements:', view.findings.filter(({ finding }) => finding.level !== 'info').map(({ step, finding }) => `  ${step}: ${findingText(finding)}`), width),
    ...section('Off for now:', openSettings(state).map((toggle) => `  ${line(toggle)}`), width),
    ...view.problems.flatMap(({ step, problem }) => section(`${step} failed:`, problemLines(problem).map((text) => `  ${text}`), width)),
    ...section('Made so far:', made.map(([step, outputs]) => `  ${step}: ${outputsText(outputs)}`), width),
    '',
    `Next: ${nextCommand(context, known, view)}`,
  ];
}

function section(title: string, lines: readonly string[], width: number): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.flatMap((text) => fitted(text, width))];
}

const stateWords: Readonly<Record<StepRow['state'], string>> = { todo: 'to do', running: 'begun', waiting: 'waiting', person: 'waits for a person', done: 'done', skipped: 'skipped', failed: 'FAILED' };

function rowText(row: StepRow, now: number): string {
  const word = stateWords[row.state];
  if (row.state === 'done') return row.elapsedMs === undefined ? word : `${word} in ${durationText(row.elapsedMs)}`;
  if (row.state === 'todo') return word;
  // While a sandbox stands still, or just now, there is nothing to say.
  const elapsed = elapsedOf(row, now) || undefined;
  const time = row.state === 'waiting' || row.state === 'person' || row.state === 'running' ? timeText(elapsed, row) : '';
  return `${word}${row.note ? `: ${line(row.note)}` : ''}${time && ` (${time})`}`;
}
