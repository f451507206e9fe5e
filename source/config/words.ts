import type { z } from 'zod';
import type { Json } from '../step.ts';
import { line, say, type Text } from '../text.ts';

type RawIssue = z.core.$ZodRawIssue;

/** What a value is, for "found …": short, on one line, safe to print. */
export function foundText(value: unknown): Text {
  if (value === undefined || value === null || value === '') return say`nothing`;
  if (Array.isArray(value)) return value.length === 0 ? say`an empty list` : say`a list (${shortened(JSON.stringify(value))})`;
  if (typeof value === 'object') return say`keys (${shortened(Object.keys(value).join(', '))})`;
  return typeof value === 'string' ? say`"${shortened(value)}"` : shortened(String(value));
}

function shortened(value: string): Text {
  const safe = line(value);
  return safe.length > 60 ? say`${safe.slice(0, 59)}…` : safe;
}

/** The plain words for what a schema refused, wherever the schema's author wrote none: what was expected, then what was found. */
export function issueText(issue: RawIssue): string {
  return `expected ${expected(issue)}, found ${foundText(issue.input)}${cure(issue)}`;
}

function expected(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'too_small':
      return limit(issue.origin, Number(issue.minimum), issue.inclusive ?? true, 'or more', 'more than');
    case 'too_big':
      return limit(issue.origin, Number(issue.maximum), issue.inclusive ?? true, 'or less', 'less than');
    case 'invalid_format':
      return formats[issue.format] ?? (issue.pattern ? `a text of the form ${issue.pattern}` : `a valid ${issue.format}`);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_union': {
      const branches = issue.errors.map((branch) => branch[0]).filter((first) => first !== undefined);
      const words = branches.map((branch) => (branch.path.length === 0 ? ('message' in branch ? plainBranch(branch.message) : '') : '')).filter(Boolean);
      return words.length > 0 ? [...new Set(words)].join(', or ') : 'one of the forms described in the reference';
    }
    default:
      return 'another value';
  }
}

/** A branch of a union was worded by {@link issueText} too: keep its "expected" part. */
function plainBranch(message: string): string {
  return message.replace(/^expected /, '').replace(/, found .*$/s, '');
}

function cure(issue: RawIssue): string {
  if (issue.code !== 'invalid_type') return '';
  if (issue.expected === 'string' && (typeof issue.input === 'number' || typeof issue.input === 'boolean')) return '; put it in quotes';
  if (issue.expected === 'boolean' && typeof issue.input === 'string') return '; without quotes';
  if ((issue.expected === 'number' || issue.expected === 'int') && typeof issue.input === 'string' && /^\d+$/.test(issue.input)) return '; without quotes';
  if (issue.expected === 'array' && typeof issue.input === 'string') return `; write it as a list: [${shortened(issue.input)}]`;
  return '';
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  never: 'nothing',
};

const formats: Record<string, string> = {
  cidrv4: 'an IPv4 range such as 10.0.0.0/8',
  ipv4: 'an IPv4 address such as 10.0.0.1',
  url: 'a URL',
  email: 'an e-mail address',
};

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`;
}

function limit(origin: string, bound: number, inclusive: boolean, orWords: string, thanWords: string): string {
  const count = inclusive ? `${bound} ${orWords}` : `${thanWords} ${bound}`;
  if (origin === 'string') return bound === 1 && orWords === 'or more' ? 'a text that is not empty' : `${count} characters`.replace(' or less characters', ' characters or less').replace(' or more characters', ' characters or more');
  if (origin === 'array' || origin === 'set') return bound === 1 && orWords === 'or more' ? 'a list that is not empty' : `a list of ${count} entries`;
  return `a number, ${count}`;
}

/** A value of YAML with its example, for "for example …". */
export function exampleText(example: Json): string {
  if (typeof example === 'string') return example;
  return JSON.stringify(example);
}
