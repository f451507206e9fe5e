import { JsonShapeDeserializer, JsonShapeSerializer } from '@aws-sdk/core/protocols';
import { ServiceError } from '../service.ts';
import type { Encoder } from './answer.ts';
import type { OperationShape } from './schema.ts';

const settings = { timestampFormat: { useTrait: true, default: 7 as const }, jsonName: false };
const contentType = 'application/x-amz-json-1.1';

/** Reads the body of an AWS JSON 1.1 request; members that the model does not know are dropped, as AWS does. */
export function decodeJson(operation: OperationShape, body: Uint8Array): Record<string, unknown> {
  const written = new TextDecoder().decode(body).trim() || '{}';
  try {
    const value = JSON.parse(written);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new TypeError('not an object');
    if (operation.input.isUnitSchema()) return {};
    return new JsonShapeDeserializer(settings).readObject(operation.input, value);
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not the JSON that the operation takes.');
  }
}

/** Answers of AWS JSON 1.1 (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). */
export const jsonEncoder: Encoder = {
  answer(operation, output, requestId) {
    let body = '{}';
    if (!operation.output.isUnitSchema()) {
      const serializer = new JsonShapeSerializer(settings);
      serializer.write(operation.output, output);
      body = String(serializer.flush());
    }
    return { status: 200, headers: { 'content-type': contentType, 'x-amzn-requestid': requestId }, body };
  },
  error(error, requestId, shapes) {
    return {
      status: error.status,
      headers: { 'content-type': contentType, 'x-amzn-requestid': requestId, ...error.headers },
      body: JSON.stringify({ __type: error.code, [shapes.messageMember(error.code)]: error.message, ...error.fields }),
    };
  },
};
