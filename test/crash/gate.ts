import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** When the gate tells of a changing call: before it goes on to AWS, once AWS has answered, or once the answer is passed on. */
export type Moment = 'before it is sent' | 'after it took effect' | 'before it is journalled';

export type Gate = { readonly endpoint: string; close(): Promise<void> };

/**
 * A gate between an AWS client and the sandbox at `target`, on loopback. `reached(operation, moment)` is asked at each moment of
 * each changing call; where it answers true (the client was just killed) the call goes no further.
 */
export async function openGate(target: string, reached: (operation: string, moment: Moment) => boolean): Promise<Gate> {
  const server = createServer((incoming, response) => {
    pass(target, incoming, response, reached).catch(() => response.destroy());
  });
  server.on('checkContinue', (incoming: IncomingMessage, response: ServerResponse) => {
    response.writeContinue();
    server.emit('request', incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

async function pass(target: string, incoming: IncomingMessage, response: ServerResponse, reached: (operation: string, moment: Moment) => boolean): Promise<void> {
  const body = await whole(incoming);
  const operation = changingOperation(incoming, body);
  if (operation && reached(operation, 'before it is sent')) return void response.destroy();
  const answer = await forward(target, incoming, body);
  if (operation && reached(operation, 'after it took effect')) return void response.destroy();
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body, () => {
    if (operation) reached(operation, 'before it is journalled');
  });
}

/** The name of a call that changes something; undefined for one that reads. */
function changingOperation({ headers, method = 'GET', url = '/' }: IncomingMessage, body: Buffer): string | undefined {
  const named = String(headers['x-amz-target'] ?? '').split('.').at(-1) || new URLSearchParams(isForm(headers) ? body.toString() : '').get('Action');
  if (named) return /^(Get|List|Describe|Head|Search|Simulate)/.test(named) ? undefined : named;
  if (method === 'GET' || method === 'HEAD') return undefined;
  const query = [...new URL(url, 'http://s3').searchParams.keys()].filter((key) => key !== 'x-id').toSorted();
  return `s3 ${method} ${query.join('&')}`.trim();
}

function isForm(headers: IncomingMessage['headers']): boolean {
  return String(headers['content-type']).startsWith('application/x-www-form-urlencoded');
}

function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }> {
  const { expect: _, ...kept } = headers;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(new URL(url ?? '/', target), { method, headers: kept }, (answer) => {
      whole(answer).then((content) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: content }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function whole(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
