import type { Json } from '../step.ts';
import type { Path } from './document.ts';
import { nearest } from '../nearest.ts';
import type { JsonSchema } from './schema.ts';

/** A key that the schema does not know, where it stands, and what to write instead. */
export type Unknown = { readonly path: Path; readonly message: string };

/** Every key in `value` that `schema` does not know, at any depth. */
export function unknownKeys(value: Json | undefined, schema: JsonSchema, path: Path = []): Unknown[] {
  if (value === null || typeof value !== 'object') return [];
  const branches = branchesOf(schema);
  if (Array.isArray(value)) {
    const items = branches.map(({ items }) => items).filter((inner) => typeof inner === 'object');
    return items.length === 0 ? [] : value.flatMap((inner: Json, index) => unknownKeys(inner, { anyOf: items }, [...path, index]));
  }
  const groups = branches.filter(({ properties, additionalProperties }) => properties ?? additionalProperties);
  if (groups.length === 0) return [];
  const known = [...new Set(groups.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const open = groups.some(({ additionalProperties }) => additionalProperties !== false && additionalProperties !== undefined);
  return Object.entries(value).flatMap(([key, inner]) => {
    const schemas = groups.map(({ properties }) => (properties && Object.hasOwn(properties, key) ? properties[key] : undefined)).filter((found) => found !== undefined);
    if (schemas.length > 0) return unknownKeys(inner as Json, { anyOf: schemas }, [...path, key]);
    if (open) return [];
    return [{ path: [...path, key], message: unknownText(key, known) }];
  });
}

function branchesOf(schema: JsonSchema): JsonSchema[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...inner.flatMap(branchesOf)];
}

function unknownText(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  return meant ? `there is no such key; did you mean "${meant}"?` : `there is no such key; known here: ${known.join(', ')}`;
}
