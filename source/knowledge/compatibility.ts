import { combinations } from './data/combinations.ts';
import { compute } from './compute.ts';
import { isoDate, type When } from './dates.ts';
import { cite, type SourceId } from './sources.ts';
import { type Protocol, windowsRelease } from './windows.ts';

/** How the image is made: `ImportWorkspaceImage` from an AMI, `ImportCustomWorkspaceImage`, or that from an ISO. */
export type Route = 'direct' | 'image-builder' | 'iso';

/** What is chosen so far. Anything missing is still open. */
export type Selection = {
  readonly windows?: string | undefined;
  readonly protocol?: Protocol | undefined;
  /** One compute type or those of all bundles, by API name. */
  readonly compute?: string | readonly string[] | undefined;
  /** `none` or an id of `office.ts`. */
  readonly office?: string | undefined;
  readonly region?: string | undefined;
  readonly route?: Route | undefined;
  /** Default: today. */
  readonly date?: When | undefined;
};

/** Attributes that a combination can name; `family` and `gpu` follow from `windows` and `compute`. */
export type Attribute = 'windows' | 'family' | 'protocol' | 'compute' | 'gpu' | 'office' | 'region' | 'route';

export type Combination = {
  readonly id: string;
  readonly level: 'impossible' | 'caution';
  readonly when: { readonly [attribute in Attribute]?: readonly string[] };
  readonly unless?: { readonly [attribute in Attribute]?: readonly string[] };
  readonly what: string;
  readonly why: string;
  readonly source: readonly SourceId[];
  readonly from?: string;
  readonly until?: string;
};

/** Two choices that do not go together, or one that deserves a word; `what` names the compute type where one is meant. */
export type Conflict = { readonly id: string; readonly what: string; readonly why: string; readonly source: string };

/** Everything in the selection that is impossible together. Empty: it can be had. */
export function conflicts(selection: Selection): readonly Conflict[] {
  return matching(selection, 'impossible');
}

/** What is possible but ends soon, is closed to some, or is no longer supported. */
export function cautions(selection: Selection): readonly Conflict[] {
  return matching(selection, 'caution');
}

/** For each value of one attribute of the selection: what speaks against it, given the rest. Empty conflicts: it remains. */
export function remaining<Key extends 'windows' | 'protocol' | 'compute' | 'office' | 'region' | 'route'>(
  key: Key,
  values: readonly NonNullable<Selection[Key]>[],
  selection: Selection,
): readonly { readonly value: NonNullable<Selection[Key]>; readonly conflicts: readonly Conflict[] }[] {
  const already = new Set(conflicts({ ...selection, [key]: undefined }).map((conflict) => conflict.id));
  return values.map((value) => ({
    value,
    conflicts: conflicts({ ...selection, [key]: value }).filter((conflict) => !already.has(conflict.id)),
  }));
}

/** Values of `ImportWorkspaceImage.IngestionProcess`. */
export type IngestionProcess =
  | 'BYOL_REGULAR'
  | 'BYOL_REGULAR_WSP'
  | 'BYOL_REGULAR_BYOP'
  | 'BYOL_GRAPHICS'
  | 'BYOL_GRAPHICSPRO'
  | 'BYOL_GRAPHICS_G4DN'
  | 'BYOL_GRAPHICS_G4DN_WSP'
  | 'BYOL_GRAPHICS_G4DN_BYOP';

const processes: { readonly [image: string]: { readonly [protocol in Protocol]?: IngestionProcess } } = {
  BASE: { pcoip: 'BYOL_REGULAR', dcv: 'BYOL_REGULAR_WSP', byop: 'BYOL_REGULAR_BYOP' },
  GRAPHICS_G4DN: { pcoip: 'BYOL_GRAPHICS_G4DN', dcv: 'BYOL_GRAPHICS_G4DN_WSP', byop: 'BYOL_GRAPHICS_G4DN_BYOP' },
  GRAPHICS: { pcoip: 'BYOL_GRAPHICS' },
  GRAPHICSPRO: { pcoip: 'BYOL_GRAPHICSPRO' },
};

/**
 * `ImportWorkspaceImage.IngestionProcess` for a protocol and a compute type (API name, or `BASE`). Undefined where that
 * operation has none: g6 and g7 go through `ImportCustomWorkspaceImage`. DCV is `WSP` in these values.
 * Source: https://docs.aws.amazon.com/workspaces/latest/api/API_ImportWorkspaceImage.html
 */
export function ingestionProcess(protocol: Protocol, computeType = 'BASE'): IngestionProcess | undefined {
  return processes[compute(computeType)?.image ?? computeType.toUpperCase()]?.[protocol];
}

function matching(selection: Selection, level: Combination['level']): readonly Conflict[] {
  const day = isoDate(selection.date ?? Date.now());
  const types = [selection.compute ?? []].flat().map((name) => name.toUpperCase());
  const found: Conflict[] = [];
  for (const combination of combinations) {
    if (combination.level !== level || day < (combination.from ?? '') || (combination.until !== undefined && day >= combination.until)) continue;
    const about = 'compute' in combination.when || 'gpu' in combination.when;
    const met = (about ? types : [undefined]).filter((type) => holds(combination, attributes(selection, type)));
    if (met.length === 0) continue;
    const named = about ? `${combination.what} (${met.join(', ')})` : combination.what;
    found.push({ id: combination.id, what: named, why: combination.why, source: cite(combination.source) });
  }
  return found;
}

type Attributes = { readonly [attribute in Attribute]?: string | undefined };

function attributes(selection: Selection, type: string | undefined): Attributes {
  const { windows, protocol, office, region, route } = selection;
  return { windows, protocol, office, region, route, compute: type, family: windows && windowsRelease(windows)?.family, gpu: type && compute(type)?.gpu };
}

function holds(combination: Combination, chosen: Attributes): boolean {
  const named = Object.entries(combination.when) as [Attribute, readonly string[]][];
  const spared = Object.entries(combination.unless ?? {}) as [Attribute, readonly string[]][];
  return (
    named.every(([attribute, values]) => values.includes(chosen[attribute] ?? '')) &&
    spared.every(([attribute, values]) => chosen[attribute] !== undefined && !values.includes(chosen[attribute]))
  );
}
