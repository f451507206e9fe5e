import { columns, fitted, widthOf } from '../layout.ts';
import { findingText, outputsText, problemLines, timeText } from '../phrases.ts';
import { ids } from '../engine/run.ts';
import type { ExitCode } from '../problem.ts';
import { line, say, type Text } from '../text.ts';
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
function nextCommand(context: Context, { name, sandbox }: Known, view: View): Text {
  return invocation(context, `${standing(view) === 'done' ? 'report' : 'resume'} ${name}`, sandbox);
}

function statusLines(known: Known, view: View, context: Context): Text[] {
  const { name, sandbox, folder, state } = known;
  const { stdout, now } = context;
  const width = widthOf(stdout);
  // The clock of a sandbox stands still while nobody runs it.
  const time = sandbox ? state.lastTime : now();
  const holder = runningProcess(state);
  const made = Object.entries(ids(state));
  const left = [
    say`${name}: account ${state.pins?.account}, ${state.pins?.region}${sandbox ? ', in the SANDBOX' : ''}`,
    holder ? say`Running now: process ${holder.pid} of ${holder.user} on ${holder.host}` : say`Nobody runs it now; last change ${minuteText(state.lastTime)} UTC`,
    say`Journal: ${folder}`,
  ];
  return [
    ...left.flatMap((words) => fitted(words, width)),
    say``,
    ...columns(view.steps.map((row) => [line(row.id), rowText(row, time)]), width),
    ...section(say`Judgements:`, view.findings.filter(({ finding }) => finding.level !== 'info').map(({ step, finding }) => say`  ${step}: ${findingText(finding)}`), width),
    ...section(say`Off for now:`, openSettings(state).map((toggle) => say`  ${toggle}`), width),
    ...view.problems.flatMap(({ step, problem }) => section(say`${step} failed:`, problemLines(problem).map((words) => say`  ${words}`), width)),
    ...section(say`Made so far:`, made.map(([step, outputs]) => say`  ${step}: ${outputsText(outputs)}`), width),
    say``,
    say`Next: ${nextCommand(context, known, view)}`,
  ];
}

function section(title: Text, lines: readonly Text[], width: number): Text[] {
  return lines.length === 0 ? [] : [say``, title, ...lines.flatMap((words) => fitted(words, width))];
}

const stateWords: Readonly<Record<StepRow['state'], string>> = { todo: 'to do', running: 'begun', waiting: 'waiting', person: 'waits for a person', done: 'done', skipped: 'skipped', failed: 'FAILED' };

function rowText(row: StepRow, now: number): Text {
  const word = stateWords[row.state];
  if (row.state === 'done') return row.elapsedMs === undefined ? line(word) : say`${word} in ${durationText(row.elapsedMs)}`;
  if (row.state === 'todo') return line(word);
  // While a sandbox stands still, or just now, there is nothing to say.
  const elapsed = elapsedOf(row, now) || undefined;
  const time = row.state === 'waiting' || row.state === 'person' || row.state === 'running' ? timeText(elapsed, row) : '';
  return say`${word}${row.note ? `: ${row.note}` : ''}${time && ` (${time})`}`;
}
