import type { NormalizedSchema } from '@smithy/core/schema';
import constraints from './constraints.json' with { type: 'json' };
import { ServiceError } from './service.ts';
import { requiredMembers } from './wire/schema.ts';

/** What a member must satisfy: length of a string or list, or value of a number; a pattern for the whole string; a choice. */
type Constraint = { readonly min?: number; readonly max?: number; readonly pattern?: string; readonly enum?: readonly string[] };

/** The rules of one operation: the error it documents for a wrong value, and its members by path (`Workspaces[].BundleId`). */
type Rules = { readonly error: string; readonly members: Readonly<Record<string, Constraint>> };

type Table = Readonly<Record<string, Readonly<Record<string, Rules>>>>;

/** One thing wrong: where (as AWS writes it: `workspaces.1.member.bundleId`), and what AWS says of it. */
type Violation = { readonly at: string; readonly value: string; readonly must: string; readonly missing: boolean };

/**
 * Refuses what AWS's own front door refuses: missing members (the SDK's schemas hold those) and values outside the
 * patterns, lengths, choices and page sizes of `constraints.json`.
 */
export function validate(service: string, schema: NormalizedSchema | undefined, operation: string, input: unknown): void {
  if (!schema?.isStructSchema()) return;
  const rules = (constraints as Table)[service]?.[operation];
  const violations: Violation[] = [];
  walk(schema, input, '', '', rules?.members ?? {}, violations);
  const [first] = violations;
  if (first) throw refusal(service, rules?.error, first, violations);
}

function walk(schema: NormalizedSchema, value: unknown, path: string, at: string, members: Rules['members'], found: Violation[]): void {
  if (value === undefined || value === null) return;
  const rule = members[path];
  if (rule) found.push(...broken(rule, value).map((must) => ({ at, value: shown(value), must, missing: false })));
  if (schema.isStructSchema() && typeof value === 'object') {
    const required = requiredMembers(schema);
    for (const [name, member] of schema.structIterator()) {
      const inner = (value as Record<string, unknown>)[name];
      const place = at ? `${at}.${camel(name)}` : camel(name);
      if (inner === undefined && required.includes(name)) found.push({ at: place, value: 'null', must: 'not be null', missing: true });
      else walk(member, inner, path ? `${path}.${name}` : name, place, members, found);
    }
  } else if (schema.isListSchema() && Array.isArray(value)) {
    value.forEach((item, index) => walk(schema.getValueSchema(), item, `${path}[]`, `${at}.${index + 1}.member`, members, found));
  } else if (schema.isStringSchema() && typeof value !== 'string') {
    throw new ServiceError('SerializationException', `The value at '${at}' is not a string.`);
  }
}

function broken(rule: Constraint, value: unknown): string[] {
  const number = typeof value === 'number';
  const size = number ? value : typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
  const what = number ? 'value' : 'length';
  const wrong: string[] = [];
  if (size !== undefined && rule.min !== undefined && size < rule.min) wrong.push(`have ${what} greater than or equal to ${rule.min}`);
  if (size !== undefined && rule.max !== undefined && size > rule.max) wrong.push(`have ${what} less than or equal to ${rule.max}`);
  if (typeof value !== 'string') return wrong;
  if (rule.pattern !== undefined && !expression(rule.pattern).test(value)) wrong.push(`satisfy regular expression pattern: ${rule.pattern}`);
  if (rule.enum && !rule.enum.includes(value)) wrong.push(`satisfy enum value set: [${rule.enum.join(', ')}]`);
  return wrong;
}

// AWS matches the whole value; property classes such as \p{L} need the Unicode flag, which other patterns do not survive.
function expression(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
}

function refusal(service: string, code: string | undefined, first: Violation, all: readonly Violation[]): ServiceError {
  const { at, value, must, missing } = first;
  if (service === 'ec2') {
    if (missing) return new ServiceError('MissingParameter', `The request must contain the parameter ${at}`);
    return new ServiceError(code ?? 'InvalidParameterValue', `Value (${value}) for parameter ${at} is invalid. It must ${must}.`);
  }
  if (service === 's3') return new ServiceError(code ?? 'InvalidRequest', `The value of ${at} must ${must}.`);
  const list = all.map((one) => `Value ${one.missing ? 'null' : `'${one.value}'`} at '${one.at}' failed to satisfy constraint: Member must ${one.must}`);
  const message = `${all.length} validation error${all.length > 1 ? 's' : ''} detected: ${list.join('; ')}`;
  return new ServiceError(code ?? (service === 'iam' || service === 'sts' ? 'ValidationError' : 'ValidationException'), message);
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
