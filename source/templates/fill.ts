import { fail } from '../problem.ts';
import { quotings } from './quote.ts';

/** Values by parameter; an absent one is optional and was not given. */
export type Values = { readonly [parameter: string]: string };

const placeholder = /\{\{(\w+)(?:\|(\w+)(?:\|(--[\w-]+))?)?\}\}/g;
const defaultQuoting: { readonly [ending: string]: string } = { md: 'md', ps1: 'psinside', reg: 'reg' };

/** Fills the placeholders of a text, each quoted for where it stands: as it says (`{{vm|sh}}`), or as the file's ending asks. One that names an option (`{{stateDir|sh|--state-dir}}`) is that option with its value, or nothing where the value is empty. */
export function fillText(text: string, values: Values, ending: string): string {
  return text.replace(placeholder, (_, name: string, word: string | undefined, option: string | undefined) => {
    const value = values[name];
    if (value === undefined) return `{{${name}}}`;
    if (option !== undefined && value === '') return '';
    const quoting = quotings[word ?? defaultQuoting[ending] ?? ''];
    const before = option === undefined ? '' : ` ${option} `;
    return quoting ? before + quoting(value) : fail({ code: 'template.quoting', what: `A placeholder for ${name} names no way to be quoted.`, exit: 1 });
  });
}

/** Keeps, of the `#region NAME … #endregion` parts of a script, those in `only`; all else stays. */
export function keepRegions(text: string, only: readonly string[]): string {
  return text.replace(/#region (\S+)\n[\s\S]*?#endregion\n\n?/g, (part, name: string) => (only.includes(name) ? part : ''));
}

/** The names of a script's regions. */
export function regionsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#region (\S+)$/gm)].map((found) => found[1] ?? '');
}

type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };
const gone = Symbol('gone');

/**
 * Fills a JSON template as data, so that no value can leave its string. Where an optional value is missing, what needs it
 * goes: an element of a list, a member of a `Condition` (a hardening), otherwise the whole statement around it.
 * `keep` names values whose placeholder stays where they are missing.
 * `only` keeps the statements whose Sid begins with one of these words (any case), and those that begin with `Any`.
 */
export function fillJson(text: string, values: Values, keep: ReadonlySet<string>, only?: readonly string[]): string {
  const filled = walk(JSON.parse(text) as Tree, false);
  if (filled === gone || typeof filled !== 'object' || filled === null || Array.isArray(filled)) return 'null\n';
  const statements = filled['Statement'];
  if (only && Array.isArray(statements)) {
    const words = ['any', ...only.map((word) => word.toLowerCase())];
    filled['Statement'] = statements.filter((one) => words.some((word) => sidOf(one).toLowerCase().startsWith(word)));
  }
  return `${JSON.stringify(filled, null, 2)}\n`;

  function walk(value: Tree, inCondition: boolean): Tree | typeof gone {
    if (typeof value === 'string') return fillString(value);
    if (Array.isArray(value)) {
      const kept = value.map((one) => walk(one, inCondition)).filter((one) => one !== gone);
      return kept.length === 0 && value.length > 0 ? gone : kept;
    }
    if (typeof value !== 'object' || value === null) return value;
    const members: { [key: string]: Tree } = {};
    for (const [key, member] of Object.entries(value)) {
      const condition = inCondition || key === 'Condition';
      const walked = walk(member, condition);
      if (walked !== gone) members[key] = walked;
      else if (!condition) return gone;
    }
    return inCondition && Object.keys(members).length === 0 ? gone : members;
  }

  function fillString(value: string): string | typeof gone {
    const names = [...value.matchAll(placeholder)].map((found) => found[1] ?? '');
    if (names.some((name) => values[name] === undefined && !keep.has(name))) return gone;
    return value.replace(placeholder, (whole, name: string) => values[name] ?? whole);
  }
}

function sidOf(statement: Tree): string {
  return typeof statement === 'object' && statement !== null && !Array.isArray(statement) ? String(statement['Sid'] ?? '') : '';
}
