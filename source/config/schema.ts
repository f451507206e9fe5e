import { z } from 'zod';
import type { Question, Step } from '../step.ts';
import { keysOf, topKeys, topSchemas, wholeSection } from './keys.ts';

/** A JSON Schema node, as far as it is read here. */
export type JsonSchema = {
  readonly properties?: { readonly [key: string]: JsonSchema };
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly [keyword: string]: unknown;
};

/** The configuration file's JSON Schema (draft 2020-12), made from the questions of `steps`; editors complete and check the file with it. */
export function configJsonSchema(steps: readonly Step[]): JsonSchema {
  const top = topKeys.map(({ key, why, example }) => [key, { ...plain(topSchemas[key]), description: why, examples: [example] }] as const);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'An onboarding of Windows licences to Amazon WorkSpaces',
    type: 'object',
    properties: Object.fromEntries([...top, ...steps.map((step) => [step.id, section(step)] as const)]),
    additionalProperties: false,
  };
}

function section(step: Step): JsonSchema {
  const whole = wholeSection(step);
  if (whole && step.questions.length === 1) return question(whole);
  const group = {
    title: step.title,
    description: step.why,
    // A section whose keys are all commented out.
    type: ['object', 'null'],
    properties: Object.fromEntries(keysOf(step).map((asked) => [asked.key, question(asked)])),
    additionalProperties: false,
  };
  return whole ? { anyOf: [question(whole), group] } : group;
}

function question({ schema, title, why, where, example, confirms }: Question): JsonSchema {
  // Digits alone are a number to YAML; the text as it is written counts.
  return { ...plain(schema), ...(confirms && { type: ['string', 'number'] }), title, description: where ? `${why} ${where}` : why, examples: [example] };
}

function plain(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return closed(rest as JsonSchema);
}

/** Says outright that unknown keys are errors: a plain `z.object` would drop them without a word. */
function closed(schema: JsonSchema): JsonSchema {
  const inner = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === 'properties') return [keyword, Object.fromEntries(Object.entries(value as object).map(([key, node]) => [key, closed(node as JsonSchema)]))];
      if (keyword === 'items' && typeof value === 'object' && value !== null) return [keyword, closed(value as JsonSchema)];
      if (keyword === 'anyOf' || keyword === 'oneOf') return [keyword, (value as JsonSchema[]).map(closed)];
      return [keyword, value];
    }),
  );
  return 'properties' in inner ? { additionalProperties: false, ...inner } : inner;
}
