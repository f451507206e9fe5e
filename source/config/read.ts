import { basename, dirname } from 'node:path';
import { fail } from '../problem.ts';
import type { Json, JsonObject, Step, StepId } from '../step.ts';
import { answersIn, type Answers } from './answers.ts';
import { readText } from './decode.ts';
import { readSource, type Path, type Source } from './document.ts';
import type { Fault, Place, Placing } from './faults.ts';
import { topSchemas } from './keys.ts';
import { nearest } from '../nearest.ts';
import { configJsonSchema } from './schema.ts';
import { secretsInText, secretsInValues } from './secrets.ts';
import { readSettings, withSettings, type Setting } from './set.ts';
import { unknownKeys } from './unknown.ts';
import { issueText } from './words.ts';

/** A configuration that was read: what a person decided beforehand. */
export type Config = {
  /** The file's absolute path. */
  readonly file?: string;
  readonly name?: string;
  readonly region?: string;
  readonly tags: { readonly [key: string]: string };
  /** Values by step and key as they were given, paths made absolute; confirmations (`confirm…`) among them. */
  readonly answers: Answers;
  /** Where the value of a key stands. */
  place(step: StepId, key: string): Place;
};

export type ConfigInput = {
  /** Absolute path of the configuration file. */
  readonly file?: string | undefined;
  /** Values of `--set`. */
  readonly settings: readonly string[];
  /** What relative paths of `--set` are relative to. */
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The Regions there are; without them any that is written like one will do. */
  readonly regions?: readonly string[];
  /** Steps that are done: their files may be gone. */
  readonly settled?: ReadonlySet<StepId>;
};

/** Reads and checks a configuration against the questions of `steps`. Every fault is collected; none is thrown but an unreadable file (exit 2). */
export function readConfig(steps: readonly Step[], input: ConfigInput): { config: Config; faults: readonly Fault[] } {
  const { file } = input;
  const label = file && basename(file);
  const text = file === undefined ? undefined : readFile(file);
  const source = text === undefined ? undefined : readSource(text, label ?? '');
  const { settings, faults: settingFaults } = readSettings(input.settings);
  const together = withSettings(source?.data ?? {}, settings);
  const data = source && source.data === undefined ? undefined : (together.data as JsonObject);
  const place = placeIn(source, settings, label);
  const secrets = [
    ...(source && text !== undefined ? secretsInText(text, source.at) : []),
    ...settings.flatMap(({ option, value }) => secretsInText(JSON.stringify(value), () => ({ option }))),
    ...secretsInValues(data, (path) => place(path, 'key')),
  ];
  const top = topValues(data, place, input.regions);
  const unknown = data ? unknownKeys(data, configJsonSchema(steps)) : [];
  const { answers, faults: answerFaults } = answersIn(data ?? {}, steps, {
    place,
    written: (path) => (settingAt(settings, path) ? undefined : source?.written(path)),
    paths: (path) => ({ base: settingAt(settings, path) || !file ? input.cwd : dirname(file), platform: input.platform, home: input.home }),
    settled: input.settled ?? new Set(),
  });
  const others = [
    ...settingFaults,
    ...(data ? together.faults : []),
    ...(source?.faults ?? []),
    ...top.faults,
    ...unknown.map(({ path, message }): Fault => ({ place: place(path, 'key'), key: path.join('.'), message })),
    // What the text says is wrong with a value comes first; what follows from that is left out.
    ...answerFaults.filter(({ place: at }) => !source?.faults.some((fault) => samePlace(fault.place, at) && fault.place.column === at.column)),
  ];
  const config: Config = {
    ...(file !== undefined && { file }),
    ...top.values,
    tags: top.values.tags ?? {},
    answers,
    place: (step, key) => place(step === key ? [step] : [step, key], 'value'),
  };
  return { config, faults: [...once(secrets), ...others.filter((fault) => !secrets.some((secret) => samePlace(secret.place, fault.place)))] };
}

function readFile(file: string): string {
  try {
    return readText(file);
  } catch (error) {
    return fail({
      code: 'config.unreadable',
      what: `The configuration file ${file} ${error instanceof Error ? error.message : String(error)}.`,
      todo: ['Check the path.', 'A commented example to begin with: wizard config init'],
      exit: 2,
    });
  }
}

function topValues(data: JsonObject | undefined, place: Placing, regions: readonly string[] | undefined): { values: { name?: string; region?: string; tags?: Record<string, string> }; faults: Fault[] } {
  const values: { name?: string; region?: string; tags?: Record<string, string> } = {};
  const faults: Fault[] = [];
  for (const key of ['name', 'region', 'tags'] as const) {
    const value = data?.[key];
    if (value === undefined || value === null) continue;
    const checked = topSchemas[key].safeParse(value, { error: issueText });
    if (checked.success) Object.assign(values, { [key]: checked.data });
    if (checked.success && key === 'region' && regions && !regions.includes(checked.data as string)) faults.push({ place: place([key], 'value'), key, message: unknownRegion(checked.data as string, regions) });
    if (!checked.success) faults.push(...checked.error.issues.map(({ path, message }): Fault => ({ place: place([key, ...(path as Path)], 'value'), key: [key, ...path].join('.'), message })));
  }
  return { values, faults };
}

/** What is wrong with a Region that is none of `regions`. */
export function unknownRegion(region: string, regions: readonly string[]): string {
  const meant = nearest(region, regions);
  return `WorkSpaces is not known to exist in “${region}”; ${meant ? `did you mean ${meant}?` : `it is in ${regions.join(', ')}`}`;
}

function placeIn(source: Source | undefined, settings: readonly Setting[], file: string | undefined): Placing {
  return (path, of) => {
    const setting = settingAt(settings, path);
    if (setting) return { option: setting.option };
    // A section that the file does not have is the command line's alone.
    const inside = isIn(source?.data, path) ? undefined : settings.findLast((one) => path.every((part, index) => String(one.path[index]) === String(part)));
    if (inside) return { option: inside.option };
    return source?.place(path, of) ?? (file === undefined ? { option: '--set' } : { file });
  };
}

function isIn(data: Json | undefined, path: Path): boolean {
  return path.reduce<Json | undefined>((inner, part) => (inner !== null && typeof inner === 'object' ? (inner as Record<string | number, Json>)[part] : undefined), data) !== undefined;
}

function settingAt(settings: readonly Setting[], path: Path): Setting | undefined {
  return settings.findLast((setting) => setting.path.every((part, index) => index >= path.length || String(path[index]) === String(part)) && setting.path.length <= Math.max(path.length, 1));
}

function samePlace(left: Place, right: Place): boolean {
  return left.option === right.option && left.line === right.line;
}

/** A secret whose key and value both give it away is told once. */
function once(faults: readonly Fault[]): Fault[] {
  return faults.filter((fault, index) => faults.findIndex((other) => samePlace(other.place, fault.place)) === index);
}
