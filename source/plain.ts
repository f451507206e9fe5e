import { existsSync } from 'node:fs';
import type { Answer, Asked, FrontEnd } from './engine/events.ts';
import { fitted } from './layout.ts';
import { lineTeller } from './lines.ts';
import { callText } from './phrases.ts';
import { isInterruption, promptExactly, promptFor, type Terminal } from './prompts.ts';
import type { Screen } from './screen.ts';
import { line } from './text.ts';

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
  const later = (to: NodeJS.WritableStream) => ({
    write(text: string) {
      if (asking) held.push(() => to.write(text));
      else to.write(text);
    },
  });
  const { tell, close } = lineTeller({ out: later(out), err: later(err), stamped: false, columns, now, isQuiet: () => asking });
  const show = (lines: readonly string[]) => terminal.output.write(`${lines.flatMap((words) => fitted(words, columns)).join('\n')}\n`);

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
      for (const write of held.splice(0)) write();
    }
  };

  const answer = async ({ key, question, initial, problem, work }: Extract<Asked, { kind: 'question' }>): Promise<Answer> => {
    show(['', ...(problem ? [`That did not fit: ${line(problem)}`] : []), `${key}. ${line(question.why)}`, ...(question.where ? [`Where to find it: ${line(question.where)}`] : [])]);
    const choices = await question.choices?.(work);
    const value = await promptFor({ question, choices, initial }, terminal);
    if (question.later && typeof value === 'string' && !existsSync(value)) show([`${line(value)} is not there yet; how it is made is told when its turn comes.`]);
    return value === undefined ? { kind: 'missing' } : { kind: 'value', value };
  };

  const confirmation = async ({ step, key, confirmation: { title, why, details = [], expected }, call, billed }: Extract<Asked, { kind: 'confirmation' }>): Promise<Answer> => {
    const command = commandLine(call);
    show(['', line(title), line(why), ...details.map((detail) => `  ${line(detail)}`), ...(billed ? [`Billed: ${line(billed)}`] : []), `What is done: ${callText(call)}`]);
    if (command) terminal.output.write(`  ${line(command)}\n`);
    const typed = await promptExactly(expected, terminal);
    if (typed === expected) return { kind: 'value', value: expected };
    return { kind: 'refused', problem: { code: 'confirmation.declined', what: `“${title}” was not confirmed, so nothing of it was sent.`, causes: [why], todo: [`To confirm it later, type ${expected} when ${key} is asked again.`], back: step, exit: 4 } };
  };

  return { tell, ask, close: async () => close() };
}
