import { renderTemplate } from '../../source/templates.ts';
import { pending, type JsonObject, type StepId } from '../../source/step.ts';

/** A policy of `templates/` as data. A value that the step `from` has yet to make reads `«from STEP»`. */
export function policyDocument(template: string, values: { readonly [name: string]: string | undefined }, from?: StepId): JsonObject {
  const known = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = renderTemplate(template, Object.fromEntries(known), { keepUnfilled: known.length < Object.keys(values).length });
  return JSON.parse(from ? text.replace(/\{\{\w+\}\}/g, pending(from)) : text) as JsonObject;
}
