import { renderTemplate } from '../../source/templates.ts';
import type { JsonObject } from '../../source/step.ts';

/** A policy of `templates/` as data. A value that is not known yet stays as its placeholder. */
export function policyDocument(template: string, values: { readonly [name: string]: string | undefined }): JsonObject {
  const known = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return JSON.parse(renderTemplate(template, Object.fromEntries(known), { keepUnfilled: known.length < Object.keys(values).length })) as JsonObject;
}
