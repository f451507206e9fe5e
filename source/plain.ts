import { existsSync } from 'node:fs';
import type { Answer, Asked, FrontEnd } from './engine/events.ts';
import { fitted } from './layout.ts';
import { lineTeller } from './lines.ts';
import { callText } from './phrases.ts';
import { isInterruption, promptExactly, promptFor, type Terminal } from './prompts.ts';
import { write, writeLines, type Screen, type Writing } from './screen.ts';
import { line, say, type Text } from './text.ts';

export type PlainOptions = {
  readonly terminal: Terminal;
  /** Results. */
  readonly out: NodeJS.WritableStream;
  /** Progress and trouble. */
  readonly err: NodeJS.WritableStream;
  readonly columns: number;
  /** The run's clock, milliseconds since 1970. */
  readonly now: () => number;
  /** The AWS CLI line of a call, where there is one. */
  commandLine(call: Extract<Asked, { kind: 'confirmation' }>['call']): string | undefined;
  /** Ctrl-C at a prompt: stops the run as a signal would. */
  interrupt(): void;
};

/**
 * The front end that asks line by line: append-only, no spinner, so that it can be read aloud. What happens while a question is
 * open is told after its answer.
 */
export function plain({ terminal: given, out, err, columns, now, commandLine, interrupt }: PlainOptions): Screen {
  const terminal: Terminal = { ...given, columns };
  const held: (() => void)[] = [];
  let asking = false;
  const later = (to: Writing): Writing => ({
    write(words) {
      if (asking) held.push(() => write(to, words));
      else write(to, words);
    },
  });
  const { tell, close } = lineTeller({ out: later(out), err: later(err), stamped: false, columns, now, isQuiet: () => asking });
  const show = (lines: readonly Text[]) => writeLines(terminal.output, lines.flatMap((words) => fitted(words, columns)));

  const ask: FrontEnd['ask'] = async (asked) => {
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
    const command = commandLine(call);
    show([say``, line(title), line(why), ...details.map((detail) => say`  ${detail}`), ...(billed ? [say`Billed: ${billed}`] : []), say`What is done: ${callText(call)}`]);
    if (command) writeLines(terminal.output, say`  ${command}`);
    const typed = await promptExactly(expected, terminal);
    if (typed === expected) return { kind: 'value', value: expected };
    return { kind: 'refused', problem: { code: 'confirmation.declined', what: `“${title}” was not confirmed, so nothing of it was sent.`, causes: [why], todo: [`To confirm it later, type ${expected} when ${key} is asked again.`], back: step, exit: 4 } };
  };

  return { tell, ask, close: async () => close() };
}
