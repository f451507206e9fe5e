import { parse } from 'yaml';
import type { Json } from '../step.ts';
import type { Path } from './document.ts';
import type { Fault } from './faults.ts';

/** One `--set step.key=value`. */
export type Setting = { readonly path: Path; readonly value: Json; readonly option: string };

/**
 * Reads `--set` options. A value is a YAML scalar, or a list or mapping in brackets (`[alice, bob]`); any other text stays the
 * text that it is, so that a description may hold ": ".
 */
export function readSettings(options: readonly string[]): { settings: Setting[]; faults: Fault[] } {
  const settings: Setting[] = [];
  const faults: Fault[] = [];
  for (const option of options) {
    const [, key, text] = /^([A-Za-z][\w-]*(?:\.[\w-]+)*)=([\s\S]*)$/.exec(option) ?? [];
    if (key === undefined || text === undefined) {
      faults.push({ place: { option: '--set' }, key: '', message: 'expected step.key=value, such as --set launch.users=[alice]' });
      continue;
    }
    const path = key.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    try {
      settings.push({ path, value: settingValue(text), option: `--set ${key}` });
    } catch {
      faults.push({ place: { option: `--set ${key}` }, key: '', message: 'the value is not valid YAML; put it in quotes, or check its brackets' });
    }
  }
  return { settings, faults };
}

function settingValue(text: string): Json {
  if (/^\s*["'[{]/.test(text)) return parse(text) as Json;
  if (/[#\n]|:\s/.test(text) || /^\s*[-?&*!|>%@`]/.test(text)) return text;
  return parse(text) as Json;
}

/**
 * `data` with every setting put in its place; mappings on the way are made where they are missing. A list takes an index up to
 * its present length, which adds an entry; a setting with a larger one is a fault and changes nothing.
 */
export function withSettings(data: Json, settings: readonly Setting[]): { data: Json; faults: Fault[] } {
  const faults: Fault[] = [];
  const whole = settings.reduce<Json>((before, { path, value, option }) => {
    const length = lengthBeyond(before, path);
    if (length === undefined) return put(before, path, value);
    faults.push({ place: { option }, key: '', message: `the list has ${length} ${length === 1 ? 'entry' : 'entries'}; expected an index from 0 to ${length}` });
    return before;
  }, data);
  return { data: whole, faults };
}

/** The length of the list that `path` points beyond; undefined where it points beyond none. */
function lengthBeyond(data: Json, path: Path): number | undefined {
  let inner: Json | undefined = data;
  for (const part of path) {
    if (inner === null || typeof inner !== 'object') return undefined;
    if (Array.isArray(inner) && typeof part === 'number' && part > inner.length) return inner.length;
    inner = (inner as Record<string | number, Json>)[part];
  }
  return undefined;
}

function put(into: Json | undefined, [part, ...rest]: Path, value: Json): Json {
  if (part === undefined) return value;
  if (Array.isArray(into) && typeof part === 'number') return [...into.slice(0, part), put(into[part], rest, value), ...into.slice(part + 1)];
  const before = into !== null && typeof into === 'object' && !Array.isArray(into) ? into : {};
  return { ...before, [part]: put((before as Record<string, Json>)[part], rest, value) };
}
