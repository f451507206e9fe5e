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

/** `data` with every setting put in its place; mappings and lists on the way are made where they are missing. */
export function withSettings(data: Json, settings: readonly Setting[]): Json {
  return settings.reduce<Json>((before, { path, value }) => put(before, path, value), data);
}

function put(into: Json | undefined, [part, ...rest]: Path, value: Json): Json {
  if (part === undefined) return value;
  if (Array.isArray(into) && typeof part === 'number') {
    return Array.from({ length: Math.max(into.length, part + 1) }, (_, index): Json => (index === part ? put(into[index], rest, value) : ((into[index] as Json | undefined) ?? null)));
  }
  const before = into !== null && typeof into === 'object' && !Array.isArray(into) ? into : {};
  return { ...before, [part]: put((before as Record<string, Json>)[part], rest, value) };
}
