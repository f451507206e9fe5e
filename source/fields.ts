import { z } from 'zod';
import type { Choice, Json, Question } from './step.ts';

/** A key of a group as a question of its own, with what is offered. */
export type FieldQuestion = { readonly asked: Question; readonly choices: readonly Choice[] | undefined; readonly initial: Json | undefined };

/** The keys of `question`'s value, or of one entry of its list, as questions; each is checked by its part of the question's schema. `known` is the value so far. */
export function fieldQuestions({ fields = [], schema, example }: Question, known: Json | undefined): FieldQuestion[] {
  const group = schema instanceof z.ZodArray ? schema.element : schema;
  const shape: { readonly [key: string]: unknown } = group instanceof z.ZodObject ? group.shape : {};
  const shown = Array.isArray(example) ? (example as readonly Json[])[0] : example;
  return fields.map(({ key, kind, title, initial, choices }) => {
    const own = shape[key];
    return {
      asked: { key, kind, title, why: '', example: valueOf(shown, key) ?? '', schema: own instanceof z.ZodType ? own : z.json() },
      choices,
      initial: valueOf(known, key) ?? initial,
    };
  });
}

function valueOf(group: Json | undefined, key: string): Json | undefined {
  return group !== null && typeof group === 'object' && !Array.isArray(group) ? (group as { readonly [key: string]: Json })[key] : undefined;
}
