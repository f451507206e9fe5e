import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticStructureSchema } from '@smithy/types';

/** One operation as the SDK's client package describes it. */
export type OperationShape = {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** Method, path with query literals, and status; only REST protocols have it. */
  readonly http?: readonly [method: string, path: string, status: number];
};

/** What one service's client package describes: its operations, and which member of each error holds the message. */
export type Shapes = {
  readonly operations: ReadonlyMap<string, OperationShape>;
  /** `message`, or `Message` where the error's model spells it so. */
  messageMember(code: string): string;
};

type Exports = { readonly [name: string]: unknown };

/** Reads the operation schemas (`ModifyAccount$` and so on) that a client package of the SDK exports. */
export function shapesOf(client: Exports): Shapes {
  const operations = new Map<string, OperationShape>();
  for (const [name, value] of Object.entries(client)) {
    if (!name.endsWith('$') || !Array.isArray(value) || value[0] !== 9) continue;
    const [, , operation, traits, input, output] = value;
    operations.set(operation, {
      name: operation,
      input: NormalizedSchema.of(input),
      output: NormalizedSchema.of(output),
      ...(traits?.http ? { http: traits.http } : {}),
    });
  }
  return {
    operations,
    messageMember(code) {
      const error = client[`${code}$`];
      return Array.isArray(error) && Array.isArray(error[4]) && error[4].includes('Message') ? 'Message' : 'message';
    },
  };
}

/** Members that a request must hold: the schema lists them first and says how many there are. */
export function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const structure = structureOf(schema);
  return structure ? structure[4].slice(0, structure[6] ?? 0) : [];
}

/**
 * The structure under another name, with `before` in front of its members and only those members that `keep` lets pass:
 * the serializers take the root element's name from the schema.
 */
export function renamed(
  schema: NormalizedSchema,
  name: string,
  before: Readonly<Record<string, unknown>> = {},
  keep: (member: string) => boolean = () => true,
): StaticStructureSchema {
  const structure = structureOf(schema);
  const names = Object.keys(before);
  const members = Object.values(before);
  structure?.[4].forEach((member, index) => {
    if (!keep(member)) return;
    names.push(member);
    members.push(structure[5][index]);
  });
  return [3, 'sandbox', name, 0, names, members as StaticStructureSchema[5]];
}

/** The static form of a structure; undefined for an operation without members. */
export function structureOf(schema: NormalizedSchema): StaticStructureSchema | undefined {
  const structure: unknown = schema.getSchema();
  return Array.isArray(structure) ? (structure as StaticStructureSchema) : undefined;
}
