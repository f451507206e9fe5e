import { parse } from 'yaml';
import { z } from 'zod';
import { absolutePath, expandPattern, pathFault, type PathContext } from './config/paths.ts';
import { exampleText, issueText } from './config/words.ts';
import { droppedPath } from './path.ts';
import type { Choice, Json, Question } from './step.ts';

/** The choices that a schema of fixed values gives by itself. */
export function fixedChoices({ schema, kind }: Question): readonly Choice[] | undefined {
  const { enum: one, items } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { enum?: Json[]; items?: { enum?: Json[] } };
  const values = kind === 'select' ? one : kind === 'multiselect' ? items?.enum : undefined;
  return values?.map((value) => ({ value, label: String(value) }));
}

/** Whether a typed text answers the question; where it does not, the fault in words. Looks for the files that it names. */
export function validated(typed: string, question: Question, paths: PathContext): true | string {
  if (typed.trim() === '') return question.optional || `An answer is needed, for example ${exampleText(question.example)}`;
  try {
    const value = readTyped(typed, question, paths);
    return faultOf(question, value) ?? (question.path ? missingFile(value, paths, question.later) : undefined) ?? true;
  } catch {
    return `This can not be read; for example ${exampleText(question.example)}`;
  }
}

/** What the question's schema has against a value, in words; undefined where it is taken. */
export function faultOf(question: Question, value: Json): string | undefined {
  const checked = question.schema.safeParse(value, { error: issueText });
  return checked.success ? undefined : checked.error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');
}

/** The first of the files that can not be used, and why; undefined where all can be. `later`: they may be made yet. */
export function missingFile(value: Json, paths: PathContext, later: boolean | undefined): string | undefined {
  const files = (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter((file) => typeof file === 'string');
  if (files.length === 0) return 'No file matches';
  return files.map((file) => ({ file, fault: pathFault(file, paths, later) })).flatMap(({ file, fault }) => (fault ? [`${file} ${fault}`] : []))[0];
}

/** The value of a typed text: a list by commas, a number, YAML for groups of keys; pasted blanks and the quotes of a dropped file are taken off. */
export function readTyped(typed: string, { kind, path }: Question, paths: PathContext): Json {
  const trimmed = typed.trim();
  const bare = path ? droppedPath(trimmed, paths.platform) : trimmed;
  if (kind === 'list' || kind === 'multiselect') {
    const entries = trimmed.startsWith('[') ? (parse(trimmed) as Json[]) : bare.split(',').map((entry) => entry.trim()).filter(Boolean);
    return path ? entries.flatMap((entry): readonly Json[] => (typeof entry === 'string' ? expandPattern(entry, paths) : [entry])) : entries;
  }
  if (kind === 'number') return Number(trimmed.replaceAll(/[_' ]/g, ''));
  if (kind === 'object') return parse(trimmed) as Json;
  return path ? absolutePath(bare, paths) : bare;
}

/** A value as a person would type it. */
export function writtenValue(value: Json, { kind }: Pick<Question, 'kind'>): string {
  if (Array.isArray(value) && kind !== 'object' && value.every((entry) => typeof entry !== 'object')) return value.join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

export function sameValue(left: Json | undefined, right: Json | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
