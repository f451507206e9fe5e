import type { IncomingMessage } from 'node:http';
import type { Running } from './handler.ts';
import type { Entry } from './registry.ts';
import type { Service } from './service.ts';
import { addressed } from './wire/identify.ts';
import { decodeJson } from './wire/json.ts';
import { decodeQuery } from './wire/query.ts';
import { receive } from './wire/receive.ts';
import { decodeRest } from './wire/rest-xml.ts';
import { placeOf, routeRest } from './wire/route-rest.ts';
import type { OperationShape, Shapes } from './wire/schema.ts';

/** A request whose body has been read and whose operation is known, as far as it can be. */
export type ReceivedCall = {
  readonly entry?: Entry;
  readonly operation?: OperationShape;
  /** What the request calls its service and its operation. */
  readonly service: string;
  readonly name: string;
  readonly region?: string;
  readonly unsigned: boolean;
  readonly shapes: Shapes;
  readonly behaviour?: Service;
  /** The input by the schema; throws the protocol's error for what it can not read. */
  decode(): Record<string, unknown>;
};

/** Bodies that are read whole: anything but an upload is far smaller. */
const largestBody = 16 * 1024 * 1024;
const noShapes: Shapes = { operations: new Map(), messageMember: () => 'message' };

/** Reads a request: which service and operation it is for (credential scope, `X-Amz-Target`, `Action`, path), and its body. */
export async function receiveCall({ services, world }: Running, request: IncomingMessage): Promise<ReceivedCall> {
  const url = request.url ?? '/';
  const { scope, region, target } = addressed(url, request.headers);
  const unsigned = scope === undefined;
  const entry = [...services.values()].find((one) => (target ? one.target === target[0] : one.id === scope));
  const common = { service: scope ?? target?.[0] ?? '', unsigned, shapes: noShapes, ...(region ? { region } : {}) };
  if (!entry || unsigned) {
    await drain(request);
    return { ...common, name: target?.[1] ?? url, decode: () => ({}) };
  }
  const { shapes, service: behaviour } = await entry.load();
  const known = { ...common, entry, shapes, behaviour };
  if (entry.protocol === 'rest') {
    const place = placeOf(url);
    const operation = routeRest(shapes, request.method ?? 'GET', place, request.headers);
    if (!operation) {
      await drain(request);
      return { ...known, name: `${request.method} ${url}`, decode: () => ({}) };
    }
    const streams = operation.input.isStructSchema() && Object.values(operation.input.getMemberSchemas()).some((member) => member.isStreaming());
    const body = streams ? await receive(request) : await whole(request);
    return {
      ...known,
      region: region ?? world.region,
      name: operation.name,
      operation,
      decode: () => {
        const input = decodeRest(operation, place, request.headers, body instanceof Uint8Array ? body : new Uint8Array());
        return body instanceof Uint8Array ? input : { ...input, Body: body };
      },
    };
  }
  const body = await whole(request);
  const parameters = new URLSearchParams(entry.protocol === 'json' ? '' : body.toString());
  const name = entry.protocol === 'json' ? (target?.[1] ?? '') : (parameters.get('Action') ?? new URL(url, 'http://sandbox').searchParams.get('Action') ?? '');
  const operation = shapes.operations.get(name);
  if (!operation) return { ...known, name, decode: () => ({}) };
  const decode = () => (entry.protocol === 'json' ? decodeJson(operation, body) : decodeQuery(operation, parameters, entry.protocol === 'ec2'));
  return { ...known, name, operation, decode };
}

async function whole(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size <= largestBody) pieces.push(piece);
  }
  if (size > largestBody) throw new Error('a request that is no upload is larger than the sandbox reads');
  return Buffer.concat(pieces);
}

async function drain(request: IncomingMessage): Promise<void> {
  for await (const _ of request) void _;
}
