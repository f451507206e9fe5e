import type { Event } from './engine/events.ts';
import { fitted, wrapped } from './layout.ts';
import { leftOpen, narrate, progressText, waitText, type Said } from './narration.ts';
import { timeText } from './phrases.ts';
import { writeLines, type Writing } from './screen.ts';
import { say } from './text.ts';
import { elapsedOf, emptyView, fold, type View } from './view.ts';

/** No wait is silent longer than this, in real milliseconds. */
const silence = 30_000;
/** How often the silence is measured. */
const tick = 10_000;

export type LineOptions = {
  /** What happened. */
  readonly out: Writing;
  /** That it goes on, and what to do about trouble. */
  readonly err: Writing;
  /** Each line begins with the run's time and its step; without, as for reading aloud, with the step alone. */
  readonly stamped: boolean;
  /** Columns that lines are fitted to; none in a pipe, where a line stays a line. */
  readonly columns?: number | undefined;
  /** While somebody is being asked, nothing is told only to break the silence. */
  readonly isQuiet?: () => boolean;
  /** The run's clock, milliseconds since 1970. */
  readonly now: () => number;
};

/**
 * Tells events as plain lines: append-only, no control character. What only says that it goes on is told when it changes, and
 * at least every 30 s of real time while something is being waited for.
 */
export function lineTeller({ out, err, stamped, columns = Infinity, now, isQuiet = () => false }: LineOptions): { tell(event: Event): void; close(): void } {
  let view: View = emptyView;
  let day = '';
  let spoken = performance.now();
  const sent = new Set<string>();
  const told = new Map<string, { words: string; fraction: number; at: number }>();

  const write = ({ as, about, words }: Said, time: number) => {
    const to = as === 'record' ? out : err;
    const iso = new Date(time).toISOString();
    const stamp = stamped ? say`${iso.slice(11, 19)} ${about.padEnd(11)} ` : say`${about}: `;
    if (stamped && iso.slice(0, 10) !== day) {
      day = iso.slice(0, 10);
      writeLines(to, say`${day} (UTC${view.run?.sandbox ? ', the sandbox’s clock' : ''})`);
    }
    const indent = ' '.repeat(stamped ? stamp.length : 2);
    const [first = say``, ...rest] = words;
    const begin = stamped ? fitted(first, columns - stamp.length).map((row, index) => say`${index === 0 ? stamp : indent}${row}`) : wrapped(say`${stamp}${first}`, columns, indent);
    writeLines(to, [...begin, ...rest.flatMap((row) => fitted(row, columns - indent.length)).map((row) => say`${indent}${row}`)]);
    spoken = performance.now();
  };

  /** The same words with other numbers, or a few more per cent, are not news for ten seconds. */
  const isNews = (event: Event): boolean => {
    if (event.type !== 'step.progress' && event.type !== 'step.waiting') return true;
    const words = `${event.type} ${event.change} ${event.note.replaceAll(/[\d.,]+/g, '#')}${'late' in event && event.late ? ' late' : ''}`;
    const fraction = Math.floor((event.progress ?? 0) * 10);
    const last = told.get(event.step);
    const same = last?.words === words;
    if (same && event.type === 'step.waiting') return false;
    if (same && last.fraction === fraction && performance.now() - last.at < tick) return false;
    told.set(event.step, { words, fraction, at: performance.now() });
    return true;
  };

  const remind = () => {
    if (isQuiet() || performance.now() - spoken < silence - tick) return;
    const time = now();
    for (const row of view.steps) {
      const wait = view.waits.find(({ step }) => step === row.id);
      const elapsed = elapsedOf(row, time);
      if (wait) write({ as: 'progress', about: row.id, words: [waitText(wait, elapsed ?? 0)] }, time);
      else if (row.state === 'running') write({ as: 'progress', about: row.id, words: [say`${progressText(row)} (${timeText(elapsed, row)})`] }, time);
    }
  };
  const timer = setInterval(remind, tick);
  timer.unref();
  return {
    tell(event) {
      view = fold(view, event);
      if (event.type === 'step.started') told.delete(event.step);
      if (event.type === 'change.intent') sent.add(`${event.step} ${event.change}`);
      const seen = event.type === 'change.done' && !sent.has(`${event.step} ${event.change}`);
      const findings = event.type === 'step.failed' ? view.findings.filter(({ step }) => step === event.step).map(({ finding }) => finding) : [];
      const said = [...(event.type === 'run.finished' ? leftOpen(view) : []), ...(isNews(event) ? narrate(event, { seen, findings }) : [])];
      for (const one of said) write(one, Date.parse(event.time));
    },
    close: () => clearInterval(timer),
  };
}
