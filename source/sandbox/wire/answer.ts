import type { OutgoingHttpHeaders } from 'node:http';
import type { ServiceError } from '../service.ts';
import type { OperationShape, Shapes } from './schema.ts';

/** What goes back on the wire. */
export type Answer = { readonly status: number; readonly headers: OutgoingHttpHeaders; readonly body: string | Uint8Array };

/** How one wire protocol answers. */
export type Encoder = {
  /** A good answer; `output` holds members by their API names. */
  answer(operation: OperationShape, output: Record<string, unknown>, requestId: string): Answer;
  error(error: ServiceError, requestId: string, shapes: Shapes): Answer;
};
