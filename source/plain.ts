import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Desk, RunOf, Steering, Turn } from './desk.ts';
import type { Answer, Asked, FrontEnd } from './engine/events.ts';
import { fitted } from './layout.ts';
import { lineTeller } from './lines.ts';
import { callText, problemLines } from './phrases.ts';
import { isInterruption, promptExactly, promptFor, type Terminal } from './prompts.ts';
import { write, writeLines, type Writing } from './screen.ts';
import type { Choice, Json, Question } from './step.ts';
import { line, say, type Text } from './text.ts';
import { emptyView, fold, type View } from './view.ts';

export type PlainOptions = {
  readonly terminal: Terminal;
  /** Results. */
  readonly out: NodeJS.WritableStream;
  /** Progress and trouble. */
  readonly err: NodeJS.WritableStream;
  readonly columns: number;
  /** Ctrl-C at a prompt: stops the run as a signal would. */
  interrupt(): void;
};

/**
 * The desk that asks line by line: append-only, no spinner, so that it can be read aloud. What happens while a question is
 * open is told after its answer.
 */
export function plainDesk({ terminal: given, out, err, columns, interrupt }: PlainOptions): Desk {
  let run: RunOf = { now: Date.now, commandLine: () => undefined, comeBack: say`wizard` };
  let steering: Steering | undefined;
  const terminal: Terminal = { ...given, columns };
  const held: (() => void)[] = [];
  let asking = false;
  const later = (to: Writing): Writing => ({
    write(words) {
      if (asking) held.push(() => write(to, words));
      else write(to, words);
    },
  });
  let view: View = emptyView;
  let offered: { readonly withdraw: AbortController; readonly over: Promise<void> } | undefined;
  let soon: NodeJS.Timeout | undefined;
  let ended: 'open' | 'done' = 'open';
  const { tell: teller, close } = lineTeller({ out: later(out), err: later(err), stamped: false, columns, now: () => run.now(), isQuiet: () => asking });
  const tell: FrontEnd['tell'] = (event) => {
    view = fold(view, event);
    if (event.type === 'run.finished') ended = event.status === 'done' || event.status === 'stopped' ? 'done' : 'open';
    teller(event);
    if (event.type === 'human.needed' && event.change) offerSoon();
  };
  const show = (lines: readonly Text[]) => writeLines(terminal.output, lines.flatMap((words) => fitted(words, columns)));

  const ask: FrontEnd['ask'] = async (asked) => {
    // What the engine asks comes first; the offer is made again after it.
    if (offered) {
      offered.withdraw.abort();
      await offered.over;
    }
    asking = true;
    try {
      return await (asked.kind === 'question' ? answer(asked) : confirmation(asked));
    } catch (error) {
      if (!isInterruption(error)) throw error;
      interrupt();
      return { kind: 'missing' };
    } finally {
      asking = false;
      for (const tellLate of held.splice(0)) tellLate();
      offerSoon();
    }
  };

  const answer = async ({ key, question, initial, problem, work }: Extract<Asked, { kind: 'question' }>): Promise<Answer> => {
    show([say``, ...(problem ? [say`That did not fit: ${problem}`] : []), say`${key}. ${question.why}`, ...(question.where ? [say`Where to find it: ${question.where}`] : [])]);
    const choices = await question.choices?.(work);
    const value = await promptFor({ question, choices, initial }, terminal);
    if (question.later && typeof value === 'string' && !existsSync(value)) show([say`${value} is not there yet; how it is made is told when its turn comes.`]);
    return value === undefined ? { kind: 'missing' } : { kind: 'value', value };
  };

  const confirmation = async ({ step, key, confirmation: { title, why, details = [], expected }, call, billed }: Extract<Asked, { kind: 'confirmation' }>): Promise<Answer> => {
    const command = run.commandLine(call);
    show([say``, line(title), line(why), ...details.map((detail) => say`  ${detail}`), ...(billed ? [say`Billed: ${billed}`] : []), say`What is done: ${callText(call)}`]);
    if (command) writeLines(terminal.output, say`  ${command}`);
    const typed = await promptExactly(expected, terminal);
    if (typed === expected) return { kind: 'value', value: expected };
    return { kind: 'refused', problem: { code: 'confirmation.declined', what: `“${title}” was not confirmed, so nothing of it was sent.`, causes: [why], todo: [`To confirm it later, type ${expected} when ${key} is asked again.`], back: step, exit: 4 } };
  };

  /** Asks without an engine behind it; undefined where the person leaves. */
  const put = async (question: Question, choices: readonly Choice[] | undefined, initial: Json | undefined): Promise<Json | undefined> => {
    try {
      return await promptFor({ question, choices, initial }, terminal);
    } catch (error) {
      if (!isInterruption(error)) throw error;
      interrupt();
      return undefined;
    }
  };

  /** Once nothing else has been asked for a moment: an offer is no reason to keep a question waiting. */
  function offerSoon(): void {
    clearTimeout(soon);
    soon = setTimeout(offerTask, quiet);
  }

  /** While nothing is asked: what a person can say of a task, which is watched meanwhile. */
  function offerTask(): void {
    const task = view.people.find(({ change }) => change !== undefined);
    if (!task || asking || offered || !steering || view.finished) return;
    const withdraw = new AbortController();
    const evidence = task.evidence ?? [];
    const reviewed = steering.review().filter(({ key }) => evidence.includes(key)).toSorted((left, right) => evidence.indexOf(left.key) - evidence.indexOf(right.key));
    const ways: Choice[] = [
      ...reviewed.map(({ key, question }) => ({ value: key, label: question.title })),
      { value: 'look', label: 'It is done: look now' },
      { value: 'leave', label: 'Leave; come back later' },
    ];
    asking = true;
    const over = (async () => {
      try {
        const here = { ...terminal, signal: AbortSignal.any([terminal.signal, withdraw.signal]) };
        const way = await promptFor({ question: { ...whatNext, title: task.title }, choices: ways, initial: ways[0]!.value }, here);
        const one = reviewed.find(({ key }) => key === way);
        if (one) {
          const value = await promptFor({ question: one.question, choices: await one.question.choices?.(one.work), initial: one.answer?.given }, here);
          if (value !== undefined) steering.turn({ given: { [one.step]: { [one.question.key]: value } } });
          else offerSoon();
        } else if (way === 'look') steering.turn({});
        else interrupt();
      } catch (error) {
        if (!isInterruption(error)) throw error;
        if (!withdraw.signal.aborted) interrupt();
      } finally {
        asking = false;
        offered = undefined;
        for (const tellLate of held.splice(0)) tellLate();
      }
    })();
    offered = { withdraw, over };
  }

  const afterwards = async (): Promise<Turn | undefined> => {
    const all = steering?.review() ?? [];
    const open = all.filter((one) => one.open && (one.answer !== undefined || one.question.evidence));
    const ways: Choice[] = [
      { value: 'leave', label: 'Leave; come back later' },
      { value: 'again', label: 'Try again' },
      ...open.map(({ key, question, answer }) => ({ value: key, label: `${answer ? 'Change' : 'Answer'} ${key}: ${question.title}` })),
    ];
    const way = await put(whatNext, ways, 'leave');
    if (way === 'again') return {};
    const reviewed = open.find(({ key }) => key === way);
    if (!reviewed) return undefined;
    show(reviewed.undoes.map((words) => say`A change undoes something. ${words}`));
    const value = await put(reviewed.question, await reviewed.question.choices?.(reviewed.work), reviewed.answer?.given);
    return value === undefined ? afterwards() : { given: { [reviewed.step]: { [reviewed.question.key]: value } } };
  };

  return {
    async inquire({ question, choices, initial, about = [], problem }) {
      show([...(problem ? [say``, ...problemLines(problem)] : []), ...(about.length > 0 ? [say``, ...about] : [])]);
      return put(question, choices, initial);
    },
    busy: (words) => show([words]),
    run: (next) => void (run = next),
    tellCall() {},
    screen: { tell, ask, afterwards: async () => (ended === 'open' ? afterwards() : undefined), steer: (next) => void (steering = next), close: async () => {} },
    async close() {
      clearTimeout(soon);
      close();
    },
  };
}

/** So long nothing is asked before a task is offered, real milliseconds. */
const quiet = 1_000;

const whatNext: Question<string> = { key: 'next', kind: 'select', title: 'What next?', why: '', example: 'leave', schema: z.string() };
