import { configKey, type Json, type JsonObject, type Question, type Step, type StepId } from '../step.ts';
import type { Path } from './document.ts';
import type { Fault, Placing } from './faults.ts';
import { keysOf, wholeSection } from './keys.ts';
import { absolutePath, expandPattern, pathFault, type PathContext } from './paths.ts';
import { exampleText, foundText, issueText } from './words.ts';

/** Values by step, then by key. */
export type Answers = { readonly [Id in StepId]?: { readonly [key: string]: Json } };

type Reading = {
  readonly place: Placing;
  written(path: Path): string | undefined;
  paths(path: Path): PathContext;
  readonly settled: ReadonlySet<StepId>;
};

/** Picks the answers of each step out of `data` and checks each with its question's own schema; every fault is collected. */
export function answersIn(data: JsonObject, steps: readonly Step[], reading: Reading): { answers: Answers; faults: Fault[] } {
  const answers: { [Id in StepId]?: { [key: string]: Json } } = {};
  const faults: Fault[] = [];
  for (const step of steps) {
    const section = data[step.id];
    if (section === undefined || section === null) continue;
    const found: { [key: string]: Json } = {};
    for (const [question, path] of askedIn(step, section, faults, reading)) {
      const value = question.confirms ? exactly(valueAt(data, path), path, reading) : valueAt(data, path);
      if (value === undefined) continue;
      const taken = question.path ? withPaths(value, question, step.id, path, reading) : { value, faults: [] };
      faults.push(...taken.faults, ...check(question, taken.value, step.id, path, reading));
      found[question.key] = taken.value;
    }
    answers[step.id] = found;
  }
  return { answers, faults };
}

/** The questions that a section answers, each with the place of its value. */
function askedIn(step: Step, section: Json, faults: Fault[], reading: Reading): [Question, Path][] {
  const whole = wholeSection(step);
  if (isGroup(section) && !(whole && step.questions.length === 1)) {
    return keysOf(step).map((question) => [question, [step.id, question.key]]);
  }
  if (whole) return [[whole, [step.id]]];
  const keys = step.questions.map(({ key }) => key).join(', ');
  faults.push({ place: reading.place([step.id], 'value'), key: step.id, message: `expected keys (${keys}), found ${foundText(section)}` });
  return [];
}

function isGroup(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function valueAt(data: Json, path: Path): Json | undefined {
  const value = path.reduce<Json | undefined>((inner, part) => (inner !== undefined && isGroup(inner) ? inner[String(part)] : undefined), data);
  return value === null ? undefined : value;
}

/** The exact text counts in a confirmation: YAML would drop the leading zeros of an account id. */
function exactly(value: Json | undefined, path: Path, reading: Reading): Json | undefined {
  return value === undefined || (typeof value === 'object' && value !== null) ? value : (reading.written(path) ?? String(value));
}

function check(question: Question, value: Json, step: StepId, path: Path, reading: Reading): Fault[] {
  const checked = question.schema.safeParse(value, { error: issueText });
  if (checked.success) return [];
  return checked.error.issues
    // Unknown keys are told with a suggestion elsewhere.
    .filter(({ code }) => code !== 'unrecognized_keys')
    .map(({ path: inner, message }) => {
      const whole = [...path, ...(inner as Path)];
      const example = inner.length === 0 && !message.includes('such as') ? `; for example ${exampleText(question.example)}` : '';
      return { place: reading.place(whole, 'value'), key: [configKey(step, question.key), ...inner].join('.'), message: `${message.replace(/\.$/, '')}${found(message, valueWithin(value, inner as Path))}${example}` };
    });
}

/** The words of a schema's author say what is expected; what was found is added here. */
function found(message: string, value: Json | undefined): string {
  const told = /\bfound\b/.test(message) || (typeof value === 'string' && value !== '' && message.includes(value));
  return told || (typeof value === 'object' && value !== null) ? '' : `; found ${foundText(value)}`;
}

function valueWithin(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((inner, part) => (inner !== null && typeof inner === 'object' ? (inner as Record<string | number, Json>)[part] : undefined), value);
}

/** Paths made absolute, patterns of a list expanded, files that are not there named. */
function withPaths(value: Json, question: Question, step: StepId, path: Path, reading: Reading): { value: Json; faults: Fault[] } {
  const faults: Fault[] = [];
  const list = question.kind === 'list';
  const filesOf = (written: string, at: Path): readonly string[] => {
    const context = reading.paths(at);
    const files = list ? expandPattern(written, context) : [absolutePath(written, context)];
    const message = files.length === 0 ? `no file matches ${foundText(written)}` : files.map((file) => unusable(file, context, question.later)).find(Boolean);
    if (message && !reading.settled.has(step)) faults.push({ place: reading.place(at, 'value'), key: configKey(step, question.key), message });
    return files;
  };
  if (typeof value === 'string') {
    const files = filesOf(value, path);
    return { value: list ? files : (files[0] ?? value), faults };
  }
  if (!Array.isArray(value)) return { value, faults };
  const entries = (value as readonly Json[]).flatMap((entry, index): readonly Json[] => (typeof entry === 'string' ? filesOf(entry, [...path, index]) : [entry]));
  return { value: entries, faults };
}

function unusable(file: string, context: PathContext, later: boolean | undefined): string | undefined {
  const fault = pathFault(file, context, later);
  return fault && `${file} ${fault}`;
}
