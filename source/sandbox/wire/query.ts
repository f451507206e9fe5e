import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { ServiceError } from '../service.ts';
import type { Encoder } from './answer.ts';
import { renamed } from './schema.ts';
import type { OperationShape } from './schema.ts';
import { escapeXml, xmlSettings } from './xml.ts';

/** A query string as a tree: `Tags.member.1.Key=a` is `Tags → member → 1 → Key`. */
type Branch = { value?: string; readonly children: Map<string, Branch> };

/**
 * Reads an AWS query (`ec2` false) or EC2 query request: lists are `Name.member.1` or `Name.1`, and a member's name on
 * the wire comes from its `ec2QueryName` or `xmlName` trait (https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html).
 */
export function decodeQuery(operation: OperationShape, parameters: URLSearchParams, ec2: boolean): Record<string, unknown> {
  const root: Branch = { children: new Map() };
  for (const [key, value] of parameters) {
    let branch = root;
    for (const part of key.split('.')) {
      const next: Branch = branch.children.get(part) ?? { children: new Map() };
      branch.children.set(part, next);
      branch = next;
    }
    branch.value = value;
  }
  if (operation.input.isUnitSchema()) return {};
  return read(operation.input, root, ec2) as Record<string, unknown>;
}

const scalars = new FromStringShapeDeserializer({ ...xmlSettings(''), httpBindings: false });

function read(schema: NormalizedSchema, branch: Branch, ec2: boolean): unknown {
  if (schema.isStructSchema()) {
    const result: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const child = branch.children.get(nameOnWire(name, member, ec2));
      if (child) result[name] = read(member, child, ec2);
    }
    return result;
  }
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    const itemName: string = item.getMergedTraits().xmlName ?? 'member';
    const items = branch.children.get(itemName) ?? branch.children.get('member') ?? branch;
    return numbered(items).map((child) => read(item, child, ec2));
  }
  if (schema.isMapSchema()) {
    const entries = numbered(branch.children.get('entry') ?? branch);
    return Object.fromEntries(
      entries.map((entry) => [entry.children.get('key')?.value ?? '', read(schema.getValueSchema(), entry.children.get('value') ?? entry, ec2)]),
    );
  }
  const value: unknown = scalars.read(schema, branch.value ?? '');
  if (typeof value === 'number' && Number.isNaN(value)) {
    throw new ServiceError(ec2 ? 'InvalidParameterValue' : 'MalformedInput', `Value (${branch.value}) is not a number.`);
  }
  return value;
}

function numbered(branch: Branch): Branch[] {
  return [...branch.children]
    .filter(([key]) => /^\d+$/.test(key))
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, child]) => child);
}

function nameOnWire(name: string, member: NormalizedSchema, ec2: boolean): string {
  const traits = member.getMergedTraits();
  const key: string = traits.xmlName ?? name;
  if (!ec2) return key;
  return (traits.ec2QueryName as string | undefined) ?? key.charAt(0).toUpperCase() + key.slice(1);
}

const metadata = [3, 'sandbox', 'ResponseMetadata', 0, ['RequestId'], [0]];

/** Answers of AWS query (IAM, STS): `<NameResponse><NameResult>…` with the request's id after it. */
export function queryEncoder(namespace: string): Encoder {
  return {
    answer(operation, output, requestId) {
      const before = operation.output.isUnitSchema()
        ? { ResponseMetadata: metadata }
        : { [`${operation.name}Result`]: operation.output.getSchema(), ResponseMetadata: metadata };
      const envelope = renamed(NormalizedSchema.of('unit'), `${operation.name}Response`, before);
      const value = { [`${operation.name}Result`]: output, ResponseMetadata: { RequestId: requestId } };
      return { status: 200, headers: headers('text/xml', requestId), body: write(namespace, envelope, value) };
    },
    error(error, requestId) {
      const type = error.status < 500 ? 'Sender' : 'Receiver';
      const detail = `<Type>${type}</Type><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>`;
      const body = `<ErrorResponse xmlns="${namespace}"><Error>${detail}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
      return { status: error.status, headers: headers('text/xml', requestId), body };
    },
  };
}

/** Answers of EC2: the members lie directly under `<NameResponse>`, after `requestId`. */
export function ec2Encoder(namespace: string): Encoder {
  return {
    answer(operation, output, requestId) {
      const before = operation.output.isUnitSchema() ? { requestId: 0, return: 2 } : { requestId: 0 };
      const envelope = renamed(operation.output, `${operation.name}Response`, before);
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n${write(namespace, envelope, { requestId, return: true, ...output })}`;
      return { status: 200, headers: headers('text/xml;charset=UTF-8', requestId), body };
    },
    error(error, requestId) {
      const detail = `<Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>`;
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>${detail}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
      return { status: error.status, headers: headers('text/xml;charset=UTF-8', requestId), body };
    },
  };
}

function write(namespace: string, schema: ReturnType<typeof renamed>, value: unknown): string {
  const serializer = new XmlShapeSerializer(xmlSettings(namespace));
  serializer.write(schema, value);
  return String(serializer.flush());
}

function headers(type: string, requestId: string) {
  return { 'content-type': type, 'x-amzn-requestid': requestId };
}
