import { checkbox, confirm, input, select } from '@inquirer/prompts';
import { parse } from 'yaml';
import { z } from 'zod';
import { absolutePath, expandPattern, pathFault, type PathContext } from './config/paths.ts';
import { exampleText, issueText } from './config/words.ts';
import { pastedPath } from './path.ts';
import type { Choice, Json, Question } from './step.ts';
import { line } from './text.ts';

/** The terminal that is asked on, and what relative paths are relative to. */
export type Terminal = {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
  readonly paths: PathContext;
};

type Asking = { readonly question: Question; readonly choices: readonly Choice[] | undefined; readonly initial: Json | undefined };

/** Asks one question with the prompt of its kind; undefined is "no answer", which only an optional question takes. Rejects when interrupted. */
export async function promptFor(asking: Asking, terminal: Terminal): Promise<Json | undefined> {
  const { question, initial } = asking;
  const choices = asking.choices ?? enumerated(question);
  const message = line(question.title);
  const { paths, ...context } = terminal;
  if (question.kind === 'confirm') return confirm({ message, default: initial === true }, context);
  if (choices?.length && question.kind === 'select') {
    const known = choices.findIndex(({ value }) => same(value, initial));
    const index = await select({ message, choices: offered(choices), ...(known >= 0 && { default: known }), loop: false }, context);
    return choices[index]?.value;
  }
  if (choices?.length && (question.kind === 'multiselect' || question.kind === 'list')) {
    const chosen = Array.isArray(initial) ? (initial as readonly Json[]) : [];
    const rows = offered(choices).map((row, index) => ({ ...row, checked: chosen.some((value) => same(value, choices[index]?.value)) }));
    const validate = (picked: readonly { value: number }[]) => faultOf(question, picked.map(({ value }) => choices[value]?.value ?? null)) ?? true;
    const picked = await checkbox({ message, choices: rows, validate, loop: false }, context);
    return picked.map((index) => choices[index]?.value ?? null);
  }
  const typed = await input({ message, ...(initial !== undefined && { default: written(initial, question) }), validate: (text) => validated(text, question, paths) }, context);
  return typed.trim() === '' ? undefined : read(typed, question, paths);
}

/** Asks for the exact text of something costly or irreversible; undefined when a person presses Enter alone. */
export async function promptExactly(expected: string, { paths: _, ...context }: Terminal): Promise<string | undefined> {
  const typed = await input(
    { message: `Type ${expected} to go on (Enter alone stops here):`, validate: (text) => ['', expected].includes(text.trim()) || `That is not ${expected}; Enter alone stops here` },
    context,
  );
  return typed.trim() === '' ? undefined : typed.trim();
}

/** Whether `error` says that a prompt was interrupted, by Ctrl-C or by our own signal. */
export function isInterruption(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError');
}

function offered(choices: readonly Choice[]): { name: string; value: number; description?: string }[] {
  return choices.map(({ label, hint }, index) => ({ name: line(label), value: index, ...(hint && { description: line(hint) }) }));
}

/** The choices that a schema of fixed values gives by itself. */
function enumerated({ schema, kind }: Question): readonly Choice[] | undefined {
  const { enum: one, items } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { enum?: Json[]; items?: { enum?: Json[] } };
  const values = kind === 'select' ? one : kind === 'multiselect' ? items?.enum : undefined;
  return values?.map((value) => ({ value, label: String(value) }));
}

function validated(text: string, question: Question, paths: PathContext): true | string {
  if (text.trim() === '') return question.optional || `An answer is needed, for example ${exampleText(question.example)}`;
  try {
    const value = read(text, question, paths);
    return faultOf(question, value) ?? (question.path ? missingFile(value, paths) : undefined) ?? true;
  } catch {
    return `This can not be read; for example ${exampleText(question.example)}`;
  }
}

function faultOf(question: Question, value: Json): string | undefined {
  const checked = question.schema.safeParse(value, { error: issueText });
  return checked.success ? undefined : checked.error.issues.map(({ path, message }) => line(path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');
}

function missingFile(value: Json, paths: PathContext): string | undefined {
  const files = (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter((file) => typeof file === 'string');
  if (files.length === 0) return 'No file matches';
  return files.map((file) => ({ file, fault: pathFault(file, paths) })).flatMap(({ file, fault }) => (fault ? [`${line(file)} ${fault}`] : []))[0];
}

/** The value of a typed text: a list by commas, a number, YAML for groups of keys; pasted blanks and the quotes of a dropped file are taken off. */
function read(typed: string, { kind, path }: Question, paths: PathContext): Json {
  const text = typed.trim();
  const bare = path ? pastedPath(text) : text;
  if (kind === 'list' || kind === 'multiselect') {
    const entries = text.startsWith('[') ? (parse(text) as Json[]) : bare.split(',').map((entry) => entry.trim()).filter(Boolean);
    return path ? entries.flatMap((entry): readonly Json[] => (typeof entry === 'string' ? expandPattern(entry, paths) : [entry])) : entries;
  }
  if (kind === 'number') return Number(text.replaceAll(/[_' ]/g, ''));
  if (kind === 'object') return parse(text) as Json;
  return path ? absolutePath(bare, paths) : bare;
}

function written(value: Json, { kind }: Question): string {
  if (Array.isArray(value) && kind !== 'object' && value.every((entry) => typeof entry !== 'object')) return value.join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function same(left: Json | undefined, right: Json | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
