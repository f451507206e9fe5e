import { XmlShapeDeserializer, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { FromStringShapeDeserializer, ToStringShapeSerializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { ServiceError } from '../service.ts';
import type { Encoder } from './answer.ts';
import { renamed, structureOf } from './schema.ts';
import type { OperationShape } from './schema.ts';
import { escapeXml, xmlSettings } from './xml.ts';

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
const settings = xmlSettings(namespace);

/** The parts of a path-style S3 request that name things. */
export type Place = { readonly bucket?: string; readonly key?: string; readonly query: URLSearchParams };

/**
 * Reads an S3 request by its `http` traits: labels, query, headers, and the XML body if the model has one.
 * A streaming body stays out; whoever received it puts it in as `Body`.
 */
export function decodeRest(operation: OperationShape, place: Place, headers: IncomingHttpHeaders, body: Uint8Array): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  if (operation.input.isUnitSchema()) return input;
  const strings = new FromStringShapeDeserializer(settings);
  for (const [name, member] of operation.input.structIterator()) {
    const traits = member.getMergedTraits();
    if (traits.httpLabel) {
      const label = name === 'Bucket' ? place.bucket : place.key;
      if (label !== undefined) input[name] = label;
    } else if (traits.httpQuery) {
      const value = place.query.get(traits.httpQuery);
      if (value !== null) input[name] = strings.read(member, value);
    } else if (traits.httpHeader) {
      const value = headers[traits.httpHeader.toLowerCase()];
      if (value !== undefined) input[name] = strings.read(member, String(value));
    } else if (typeof traits.httpPrefixHeaders === 'string') {
      input[name] = prefixed(headers, traits.httpPrefixHeaders.toLowerCase());
    } else if (traits.httpPayload && !member.isStreaming() && body.length > 0) {
      input[name] = member.isStructSchema() ? readXml(member, body) : new TextDecoder().decode(body);
    }
  }
  return input;
}

function prefixed(headers: IncomingHttpHeaders, prefix: string): Record<string, string> {
  const found = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), String(value)]));
}

function readXml(member: NormalizedSchema, body: Uint8Array): unknown {
  try {
    return new XmlShapeDeserializer(settings).read(member, body);
  } catch {
    throw new ServiceError('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  }
}

/** Answers of S3: headers, a payload member as the whole body, or the other members as one XML document. */
export const restXmlEncoder: Encoder = {
  answer(operation, output, requestId) {
    const headers: OutgoingHttpHeaders = { ...ids(requestId) };
    const status = output['ContentRange'] === undefined ? (operation.http?.[2] ?? 200) : 206;
    if (operation.output.isUnitSchema()) return { status, headers, body: '' };
    const inBody: string[] = [];
    const strings = new ToStringShapeSerializer(settings);
    let payload: string | Uint8Array | undefined;
    for (const [name, member] of operation.output.structIterator()) {
      const traits = member.getMergedTraits();
      const value = output[name];
      if (traits.httpPayload) {
        if (value !== undefined) payload = member.isStructSchema() ? xml(member, value) : (value as string | Uint8Array);
      } else if (traits.httpHeader) {
        if (value === undefined) continue;
        strings.write(member, value);
        headers[traits.httpHeader.toLowerCase()] = strings.flush();
      } else if (typeof traits.httpPrefixHeaders === 'string') {
        for (const [key, text] of Object.entries((value ?? {}) as Record<string, string>)) headers[traits.httpPrefixHeaders + key] = text;
      } else {
        inBody.push(name);
      }
    }
    if (payload === undefined && inBody.length > 0) payload = document(operation, inBody, output);
    headers['content-type'] ??= typeof payload === 'string' && payload.startsWith('{') ? 'application/json' : 'application/xml';
    return { status, headers, body: payload ?? '' };
  },
  error(error, requestId) {
    const more = Object.entries(error.fields).map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`);
    const detail = `<Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>${more.join('')}`;
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${detail}<RequestId>${requestId}</RequestId><HostId>sandbox</HostId></Error>`;
    return { status: error.status, headers: { ...ids(requestId), 'content-type': 'application/xml', ...error.headers }, body };
  },
};

function document(operation: OperationShape, members: readonly string[], output: Record<string, unknown>): string {
  // S3 alone answers this one without a root element around the value.
  if (operation.name === 'GetBucketLocation') {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="${namespace}">${escapeXml(String(output['LocationConstraint'] ?? ''))}</LocationConstraint>`;
  }
  const root: string = operation.output.getMergedTraits().xmlName ?? structureOf(operation.output)?.[2] ?? operation.name;
  return xml(renamed(operation.output, root, {}, (member) => members.includes(member)), output);
}

function xml(schema: NormalizedSchema | ReturnType<typeof renamed>, value: unknown): string {
  const serializer = new XmlShapeSerializer(settings);
  serializer.write(schema, value);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(serializer.flush())}`;
}

function ids(requestId: string) {
  return { 'x-amz-request-id': requestId, 'x-amz-id-2': 'sandbox', server: 'AmazonS3' };
}
