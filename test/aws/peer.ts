import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { connectAws, type Connection, type ConnectOptions } from '../../source/aws/connect.ts';
import type { Clock } from '../../source/engine/clock.ts';

/** One request that the peer received. */
export type Received = { readonly operation: string; readonly body: string; readonly headers: IncomingMessage['headers']; readonly method: string; readonly url: string };

/** What the peer does with it. `reset`: after reading it all. `truncated`: half of an answer, then a reset. */
export type Reply = { readonly status?: number; readonly body?: string; readonly headers?: Record<string, string> } | 'reset' | 'hang' | 'truncated';

export type Peer = { readonly url: string; readonly port: number; readonly received: Received[]; close(): Promise<void> };

/** A server that stands in for any AWS service and answers as the test says. Ends with the test. */
export async function startPeer(answer: (request: Received, nth: number) => Reply, tls?: { key: string; cert: string }): Promise<Peer> {
  const received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const target = String(request.headers['x-amz-target'] ?? '').split('.')[1];
      const operation = target ?? /(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? '';
      const one: Received = { operation, body, headers: request.headers, method: request.method ?? '', url: request.url ?? '' };
      received.push(one);
      const reply = answer(one, received.length);
      if (reply === 'hang') return;
      if (reply === 'reset') return void request.socket.resetAndDestroy();
      if (reply === 'truncated') {
        response.writeHead(200, { 'content-length': 1000 });
        response.write('{"half":');
        return void setImmediate(() => request.socket.resetAndDestroy());
      }
      response.writeHead(reply.status ?? 200, { 'x-amzn-requestid': 'request-1', ...reply.headers });
      response.end(request.method === 'HEAD' ? undefined : (reply.body ?? ''));
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  const port = await listening(server);
  return { url: `http://127.0.0.1:${port}`, port, received, close: () => closed(server) };
}

export type ConnectProxy = { readonly url: string; readonly asked: string[]; readonly authorisations: (string | undefined)[] };

/** A forward proxy that answers CONNECT by joining the caller to `port` on this machine, whatever host was asked for, or refuses. */
export async function startProxy(port: number, refuse?: number, tls?: { key: string; cert: string }): Promise<ConnectProxy> {
  const asked: string[] = [];
  const authorisations: (string | undefined)[] = [];
  const plain: RequestListener = (_request, response) => void response.writeHead(400).end();
  const proxy = tls ? createTlsServer(tls, plain) : createServer(plain);
  const joined = new Set<Socket>();
  proxy.on('connect', (request, near: Socket) => {
    asked.push(request.url ?? '');
    authorisations.push(request.headers['proxy-authorization']);
    if (refuse) return void near.end(`HTTP/1.1 ${refuse} Refused\r\n\r\n<html>no</html>`);
    const far = connect(port, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      far.pipe(near).pipe(far);
    });
    for (const socket of [near, far]) {
      joined.add(socket);
      socket.on('error', () => [near, far].forEach((end) => end.destroy()));
    }
  });
  const at = await listening(proxy);
  onTestFinished(() => joined.forEach((socket) => socket.destroy()));
  return { url: `http${tls ? 's' : ''}://127.0.0.1:${at}`, asked, authorisations };
}

/** A clock on which waiting takes no time: `slept` tells how long it was. */
export function instantClock(): Clock & { slept: number[] } {
  let now = Date.UTC(2026, 0, 1);
  const slept: number[] = [];
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
    slept,
  };
}

/** Keys that no message may ever hold. */
export const secret = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMIK7MDENGbPxRfiCY', AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEXAMPLETOKEN' };

/** A connection to a peer (or to `environment`'s own endpoints), with keys in the environment. */
export async function connectTo(peer: { url: string } | undefined, options: Partial<ConnectOptions> = {}): Promise<Connection> {
  const environment = { ...secret, AWS_REGION: 'eu-west-1', AWS_CONFIG_FILE: '/nowhere/config', AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials', ...(peer && { AWS_ENDPOINT_URL: peer.url }), ...options.environment };
  const connection = await connectAws({ clock: instantClock(), ...options, environment });
  onTestFinished(() => connection.close());
  return connection;
}

function listening(server: Server): Promise<number> {
  onTestFinished(() => closed(server));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

function closed(server: Server & { closeAllConnections?(): void }): Promise<void> {
  server.closeAllConnections?.();
  return new Promise((resolve) => server.close(() => resolve()));
}
