import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nearest } from './nearest.ts';
import { fail } from './problem.ts';
import { stepIds } from './step.ts';
import { fillJson, fillText, keepRegions, regionsOf, type Values } from './templates/fill.ts';
import { templateList } from './templates/list.ts';
import { plainValue } from './templates/quote.ts';

/** What a template is filled with. `initial` is used where nothing is given; `optional` may be missing. */
export type Parameter = {
  readonly name: string;
  readonly title: string;
  readonly example: string;
  readonly pattern?: RegExp;
  readonly initial?: string;
  readonly optional?: boolean;
};

/** A file handed to people or to AWS. `file` stands in `templates/`; its ending says how values are made safe. */
export type Template = {
  readonly name: string;
  readonly title: string;
  readonly file: string;
  readonly parameters: readonly Parameter[];
  /** Values that follow from others. */
  readonly derive?: (values: Values) => Values;
};

export type RenderOptions = {
  /** Leaves `{{name}}` where a required value is missing, to be looked at; otherwise that is an error. What only an optional value fills goes either way. */
  readonly keepUnfilled?: boolean;
  /** Only these sections: steps in an IAM policy, tests in a script. */
  readonly only?: readonly string[];
};

/** Every template, in the order they are listed. */
export const templates: readonly Template[] = templateList;

/** The template of this name. Throws a `ProblemError` (exit 2) that lists the names. */
export function template(name: string): Template {
  return templates.find((one) => one.name === name) ?? fail({ code: 'template.unknown', what: `There is no template "${name}".`, todo: [`Choose one of: ${templates.map((one) => one.name).join(', ')}`], exit: 2 });
}

/**
 * A template filled with values, each made safe for the file's kind: JSON is filled as data, PowerShell strings are quoted
 * (curly quotes included), numbers after `dword:` become hexadecimal. Throws a `ProblemError` (exit 2) for a value that is
 * missing, unknown or of the wrong form. Line ends are `\n`; {@link encodeTemplate} gives the bytes of the file.
 */
export function renderTemplate(name: string, values: Values, options: RenderOptions = {}): string {
  const found = template(name);
  const filled = checked(found, values, options.keepUnfilled ?? false);
  const text = readFileSync(fileURLToPath(import.meta.resolve(`#templates/${found.file}`)), 'utf8').replaceAll('\r\n', '\n');
  const ending = endingOf(found);
  const required = new Set(found.parameters.filter(({ optional }) => !optional).map(({ name }) => name));
  if (options.only) checkSections(found, ending === 'json' ? statementsOf(text) : regionsOf(text), options.only);
  if (ending === 'json') return fillJson(text, filled, required, options.only);
  return fillText(options.only ? keepRegions(text, options.only) : text, filled, ending);
}

/** A rendered text as its file must be written: .reg as UTF-16LE with mark, .ps1 as UTF-8 with mark, both with CRLF; the rest UTF-8. */
export function encodeTemplate(name: string, text: string): Uint8Array {
  const ending = endingOf(template(name));
  const windows = `\ufeff${text.replaceAll('\n', '\r\n')}`;
  if (ending === 'reg') return Buffer.from(windows, 'utf16le');
  return Buffer.from(ending === 'ps1' ? windows : text, 'utf8');
}

function endingOf({ file }: Template): string {
  return file.slice(file.lastIndexOf('.') + 1);
}

/** The steps, where the statements of a policy are named after them; else none. Some steps need no statement of their own. */
function statementsOf(text: string): readonly string[] {
  return text.includes('"Sid": "Any') ? stepIds : [];
}

function checkSections({ name }: Template, known: readonly string[], only: readonly string[]): void {
  const strange = only.filter((section) => !known.includes(section));
  if (strange.length === 0) return;
  const meant = nearest(strange[0] ?? '', known);
  fail({ code: 'template.section', what: `The template ${name} has no section ${strange.join(', ')}.${meant ? ` Did you mean ${meant}?` : ''}`, todo: [`It has: ${known.join(', ') || 'none'}`], exit: 2 });
}

function checked(found: Template, given: Values, keepUnfilled: boolean): Values {
  const strange = Object.keys(given).filter((key) => !found.parameters.some((parameter) => parameter.name === key));
  if (strange.length > 0) {
    fail({ code: 'template.parameter', what: `The template ${found.name} does not know ${strange.join(', ')}.`, todo: [`It knows: ${found.parameters.map(({ name }) => name).join(', ') || 'no values'}`], exit: 2 });
  }
  const derived = found.derive?.(given) ?? given;
  const entries = found.parameters.flatMap((parameter): [string, string][] => {
    const value = derived[parameter.name] ?? parameter.initial;
    if (value !== undefined) return [[parameter.name, fitting(parameter, value)]];
    if (parameter.optional || keepUnfilled) return [];
    return fail({ code: 'template.missing', what: `The template ${found.name} needs ${parameter.name}: ${parameter.title}.`, todo: [`For example ${parameter.name}=${parameter.example}`], exit: 2 });
  });
  return Object.fromEntries(entries);
}

function fitting(parameter: Parameter, value: string): string {
  plainValue(parameter.name, value);
  if (!parameter.pattern || parameter.pattern.test(value)) return value;
  return fail({ code: 'template.value', what: `"${value}" does not fit ${parameter.name}: ${parameter.title}.`, todo: [`For example ${parameter.name}=${parameter.example}`], exit: 2 });
}
