import { canonical } from '../../source/canonical.ts';
import { renderTemplate } from '../../source/templates.ts';
import { pending, type JsonObject, type StepId } from '../../source/step.ts';

/** A policy of `templates/` as data. A value that the step `from` has yet to make reads `«from STEP»`. */
export function policyDocument(template: string, values: { readonly [name: string]: string | undefined }, from?: StepId): JsonObject {
  const known = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = renderTemplate(template, Object.fromEntries(known), { keepUnfilled: known.length < Object.keys(values).length });
  return JSON.parse(from ? text.replace(/\{\{\w+\}\}/g, pending(from)) : text) as JsonObject;
}

/** IAM gives policy documents URL-encoded; undefined for what is no JSON either way. */
export function readDocument(document: string | undefined): unknown {
  for (const decode of [decodeURIComponent, String]) {
    try {
      return JSON.parse(decode(document ?? ''));
    } catch {
      // The other way of writing it.
    }
  }
  return undefined;
}

/** Whether two documents say the same: order of keys does not matter. */
export function sameDocument(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}
