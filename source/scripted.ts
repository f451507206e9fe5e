import { styleText } from 'node:util';
import { DefaultRenderer, Listr, ListrLogger, ProcessOutput, type ListrDefaultRendererTask, type ListrTaskWrapper } from 'listr2';
import type { Event, FrontEnd } from './engine/events.ts';
import { fitted, widthOf } from './layout.ts';
import { lineTeller } from './lines.ts';
import { narrate, progressText, waitText } from './narration.ts';
import { briefly, findingText, instructionLines, problemLines, timeText } from './phrases.ts';
import { writeLines, type Output, type Screen } from './screen.ts';
import { line, say, type Text } from './text.ts';
import { elapsedOf, emptyView, fold, type RowState, type StepRow, type View } from './view.ts';
import { durationText } from './words.ts';

export type ScriptedOptions = {
  /** Results, and in a pipe the record of what happened. */
  readonly out: Output;
  /** Progress and trouble. */
  readonly err: Output;
  /** Draw a task list on a terminal; plain lines otherwise. */
  readonly tasks: boolean;
  /** The run's clock, milliseconds since 1970. */
  readonly now: () => number;
  readonly ask: FrontEnd['ask'];
};

/** The front end that never asks: a list of steps on a terminal, plain lines with times in a pipe. */
export function scripted({ out, err, tasks, now, ask }: ScriptedOptions): Screen {
  if (tasks) return taskList({ out, err, now, ask });
  const { tell, close } = lineTeller({ out, err, stamped: true, columns: out.isTTY && err.isTTY ? widthOf(out) : undefined, now });
  return { tell, ask, close: async () => close() };
}

type Row = { readonly task: ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof DefaultRenderer>; settle(failed?: Text): void };

/** listr2 as a view: one task a step, settled from events. Retrying, skipping and rolling back are the engine's decisions. */
function taskList({ out, err, now, ask }: Omit<ScriptedOptions, 'tasks'>): Screen {
  let view: View = emptyView;
  let list: Promise<unknown> = Promise.resolve();
  let ticker: NodeJS.Timeout | undefined;
  let finished: Event | undefined;
  let ended = false;
  const rows = new Map<string, Row>();
  const markOf = (id: string) => marks[view.steps.find((row) => row.id === id)?.state ?? 'todo']?.[view.finished ? 'ended' : 'live'];

  const begin = () => {
    const logger = new ListrLogger({ processOutput: new ProcessOutput(err as NodeJS.WriteStream, out as NodeJS.WriteStream, { leaveEmptyLine: false }), useIcons: true });
    const steps = new Listr<unknown, typeof DefaultRenderer, typeof DefaultRenderer>(
      view.steps.map((row) => ({
        title: titleOf(row, now()),
        task: (_, task) =>
          new Promise<void>((resolve, reject) => {
            rows.set(row.id, { task, settle: (failed) => (failed === undefined ? resolve() : reject(new Error(failed))) });
            // A run may end before its list is drawn for the first time.
            if (ended) settleAll();
          }),
      })),
      {
        concurrent: true,
        exitOnError: false,
        registerSignalListeners: false,
        renderer: stepRenderer(err, (task) => markOf(task.initialTitle?.split(' ')[0] ?? '')),
        rendererOptions: { logger, collapseErrors: false, showErrorMessage: false, formatOutput: 'truncate' },
      },
    );
    list = steps.run();
    ticker = setInterval(draw, 1000);
    setImmediate(draw);
  };

  const draw = () => {
    const time = now();
    for (const row of view.steps) {
      const shown = rows.get(row.id);
      if (!shown) continue;
      const title = titleOf(row, time);
      if (shown.task.title !== title) shown.task.title = title;
      const output = outputOf(row, view, time);
      if (output && shown.task.output !== output) shown.task.output = output;
      if (row.state === 'done' || row.state === 'skipped') shown.settle();
      if (row.state === 'failed') shown.settle(line(row.note ?? 'failed'));
    }
  };

  const settleAll = () => {
    draw();
    for (const { settle } of rows.values()) settle();
  };

  return {
    ask,
    tell(event) {
      view = fold(view, event);
      if (event.type === 'run.finished') finished = event;
      if (event.type === 'run.started') {
        for (const { words } of narrate(event)) show(out, words);
        writeLines(out, say``);
        begin();
      } else draw();
    },
    async close() {
      clearInterval(ticker);
      ended = true;
      settleAll();
      await list;
      writeLines(out, say``);
      for (const { words, trouble } of remarks(view)) show(trouble ? err : out, words);
      for (const { about, words } of finished ? narrate(finished) : []) show(out, about === 'run' ? words : [say`${about} ${words.join(' ')}`]);
    },
  };
}

function show(to: Output, words: readonly Text[]): void {
  writeLines(to, words.flatMap((row) => fitted(row, widthOf(to))));
}

type Mark = readonly ['dim' | 'yellow', string];

/** Marks of our own, for what listr2 has no state for: not begun, waiting for a person, left unfinished. */
const marks: Partial<Record<RowState, { readonly live?: Mark; readonly ended: Mark }>> = {
  todo: { live: ['dim', '·'], ended: ['dim', '·'] },
  person: { live: ['yellow', '?'], ended: ['yellow', '?'] },
  running: { ended: ['yellow', '~'] },
  waiting: { ended: ['yellow', '~'] },
  skipped: { live: ['yellow', '↓'], ended: ['yellow', '↓'] },
};

/** The list's own drawing, with our marks where there is one. */
function stepRenderer(stream: Output, markOf: (task: ListrDefaultRendererTask) => Mark | undefined): typeof DefaultRenderer {
  return class StepRenderer extends DefaultRenderer {
    // Whether there is a terminal was decided before this front end was chosen.
    static override nonTTY = true;
    protected override style(task: ListrDefaultRendererTask, output?: boolean): string {
      const mark = output ? undefined : markOf(task);
      return mark ? styleText(mark[0], mark[1], { stream }) : super.style(task, output);
    }
  };
}

/** `import       Import the disk into EC2  (1 h 12 min so far, usually 1 h to 4 h)`; the id comes first, so that it is never cut off. */
function titleOf(row: StepRow, now: number): Text {
  const elapsed = elapsedOf(row, now);
  const time = row.state === 'done' ? (elapsed === undefined ? 'done before' : durationText(elapsed)) : row.state === 'todo' || row.state === 'skipped' ? '' : timeText(elapsed, row);
  return say`${row.id.padEnd(12)}${row.title}${row.state === 'skipped' ? '  (skipped)' : time && `  (${time})`}`;
}

function outputOf(row: StepRow, view: View, now: number): Text | undefined {
  const wait = view.waits.find(({ step }) => step === row.id);
  if (wait) return waitText({ for: wait.for, note: wait.note, ...(wait.progress !== undefined && { progress: wait.progress }) }, elapsedOf(wait, now) ?? 0);
  return row.state === 'running' || row.state === 'person' ? progressText(row) : undefined;
}

/** What is left to say once the list stands still: judgements, reasons, people, problems. */
function remarks({ findings, steps, people, problems }: View): { readonly words: readonly Text[]; readonly trouble?: true }[] {
  return [
    ...findings.filter(({ finding }) => finding.level !== 'info').map(({ step, finding }) => ({ words: [say`${step}: ${findingText(finding)}`] })),
    ...steps.filter(({ state }) => state === 'skipped').map(({ id, note }) => ({ words: [say`${id}: skipped: ${note ?? ''}`] })),
    ...people.map(({ step, title, instructions }) => ({ words: [say`${step}: a person is needed: ${title}`, ...instructionLines(instructions)] })),
    ...problems.map(({ step, problem }) => {
      const [what, ...rest] = problemLines(briefly(problem, findings.filter((one) => one.step === step).map(({ finding }) => finding)));
      return { words: [say`${step} failed: ${what}`, ...rest], trouble: true as const };
    }),
  ];
}
