import { checkbox, confirm, input, select, type Offer } from './asking.ts';
import type { PathContext } from './config/paths.ts';
import { fieldQuestions } from './fields.ts';
import { wrapped } from './layout.ts';
import type { Choice, Json, Question } from './step.ts';
import { line, say, text, type Text } from './text.ts';
import { faultOf, fixedChoices as enumerated, readTyped as read, sameValue as same, validated, writtenValue as written } from './typed.ts';

/** The terminal that is asked on, and what relative paths are relative to. */
export type Terminal = {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
  readonly paths: PathContext;
  /** Columns for text; 80 where it is not said. */
  readonly columns?: number;
};

type Asking = { readonly question: Question; readonly choices: readonly Choice[] | undefined; readonly initial: Json | undefined };

/** Asks one question with the prompt of its kind; undefined is "no answer", which only an optional question takes. Rejects when interrupted. */
export async function promptFor(asking: Asking, terminal: Terminal): Promise<Json | undefined> {
  const { question, initial } = asking;
  if (question.fields) return promptFields(question, initial, terminal);
  const choices = asking.choices ?? enumerated(question);
  const { paths, columns = 80, ...context } = terminal;
  const message = fittedPrompt(question.title, columns);
  if (question.kind === 'confirm') return confirm({ message, default: initial === true }, context);
  if (choices?.length && question.kind === 'select') {
    const known = choices.findIndex(({ value }) => same(value, initial));
    const none = question.optional && (known < 0 || question.unanswered) ? [{ name: line(question.unanswered ?? 'No answer'), value: -1 }] : [];
    const index = await select({ message, choices: [...none, ...offered(choices, columns, message)], ...(known >= 0 && { default: known }), loop: false }, context);
    return choices[index]?.value;
  }
  if (choices?.length && (question.kind === 'multiselect' || question.kind === 'list')) {
    const chosen = Array.isArray(initial) ? (initial as readonly Json[]) : [];
    const rows = offered(choices, columns, message).map((row, index) => ({ ...row, checked: chosen.some((value) => same(value, choices[index]?.value)) }));
    const validate = (picked: readonly { value: number }[]) => fittedFault(faultOf(question, picked.map(({ value }) => choices[value]?.value ?? null)) ?? true, columns);
    const picked = await checkbox({ message, choices: rows, validate, loop: false }, context);
    return picked.map((index) => choices[index]?.value ?? null);
  }
  const offer = initial === undefined ? undefined : written(initial, question);
  const shown = offer === undefined ? undefined : line(offer);
  // An offer is shown as Text and taken as it is.
  const meant = (typed: string) => (offer !== undefined && typed === shown ? offer : typed);
  const validate = (typed: string) => fittedFault(validated(meant(typed), question, paths), columns);
  const typed = meant(await input({ message: fittedPrompt(question.title, columns, shown === undefined ? 0 : shown.length + 3), ...(shown !== undefined && { default: shown }), validate }, context));
  return typed.trim() === '' ? undefined : read(typed, question, paths);
}

/** Asks for the exact text of something costly or irreversible; undefined when a person presses Enter alone. */
export async function promptExactly(expected: string, { paths: _, columns = 80, ...context }: Terminal): Promise<string | undefined> {
  const typed = await input(
    { message: fittedPrompt(`Type ${expected} to go on (Enter alone stops here):`, columns), validate: (words) => ['', expected].includes(words.trim()) || say`That is not ${expected}; Enter alone stops here` },
    context,
  );
  return typed.trim() === '' ? undefined : typed.trim();
}

/** Whether `error` says that a prompt was interrupted, by Ctrl-C or by our own signal. */
export function isInterruption(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError');
}

/** Group by group and key by key; of a list, entries until a person has enough. */
async function promptFields(question: Question, initial: Json | undefined, terminal: Terminal): Promise<Json> {
  const group = async (known: Json | undefined): Promise<Json> => {
    const entry: Record<string, Json> = {};
    for (const { asked, choices, initial: offer } of fieldQuestions(question, known)) {
      const value = await promptFor({ question: asked, choices, initial: offer }, terminal);
      if (value !== undefined) entry[asked.key] = value;
    }
    return entry;
  };
  if (question.kind !== 'list') return group(initial);
  const { paths: _, columns: __, ...context } = terminal;
  const entries: Json[] = [];
  do entries.push(await group(undefined));
  while (await confirm({ message: say`Add another?`, default: false }, context));
  return entries;
}

/** Words for a prompt, broken between words: the prompts themselves break at the column. `beside` is what follows on the last line. */
export function fittedPrompt(words: string, columns: number, beside = 0): Text {
  return text(wrapped(line(words), Math.max(20, columns - 3 - Math.min(beside, 40)), '  ').join('\n'));
}

/** What was chosen, as it stands behind the question: on a line of its own where it does not fit. */
export function chosenText(message: string, label: string, columns: number): Text {
  const room = columns - 4 - (message.split('\n').at(-1)?.length ?? 0);
  return line(label).length <= room ? line(label) : text(`\n  ${fittedPrompt(label, columns)}`);
}

function fittedFault(fault: true | string, columns: number): true | Text {
  return fault === true ? true : fittedPrompt(fault, columns);
}

function offered(choices: readonly Choice[], columns: number, message: string): Offer<number>[] {
  return choices.map(({ label, hint }, index) => ({ name: fittedPrompt(label, columns), short: chosenText(message, label, columns), value: index, ...(hint && { description: fittedPrompt(hint, columns) }) }));
}
