import { Agent as HttpAgent, request as httpRequest, type AgentOptions, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { HttpResponse, buildQueryString, type HttpHandler, type HttpRequest } from '@smithy/core/protocols';
import type { HttpHandlerOptions } from '@smithy/types';
import { checkAnswer } from './answer.ts';
import { DeadlineError, type Exchange } from './exchange.ts';
import type { Proxy, ProxyChoice } from './proxy.ts';
import type { Trust } from './trust.ts';

/** How long things may take, in real milliseconds. */
export type Deadlines = { readonly connect: number; readonly request: number };

export type TransportOptions = HttpHandlerOptions & { readonly exchange?: Exchange };

/** Credential providers' own requests take no `exchange`: they are read, and judged by their clients. */
export type Transport = HttpHandler & { handle(request: HttpRequest, options?: TransportOptions): Promise<{ response: HttpResponse }> };

/**
 * The one way to the network, for every AWS client and for the clients inside the credential providers: proxies, trusted
 * certificates and deadlines are the same for all. Each answer is read to its end and compared with what its operation's
 * protocol says before the SDK sees it, because the SDK takes a captive portal's page for an empty listing.
 *
 * Rejects with Node's own errors, `DeadlineError` or `UnreadableAnswer`; `exchange` tells how far the request came.
 */
export function makeTransport(proxies: ProxyChoice, trust: Trust, deadlines: Deadlines): Transport {
  const agents = new Map<string, HttpAgent>();

  function agentFor(secure: boolean, proxy: Proxy | undefined, keepAlive: boolean): HttpAgent {
    const key = `${secure} ${proxy?.url} ${keepAlive}`;
    const known = agents.get(key);
    if (known) return known;
    const options: AgentOptions = { keepAlive, ...(proxy && { proxyEnv: { [secure ? 'HTTPS_PROXY' : 'HTTP_PROXY']: proxy.url } }) };
    if (proxy?.url.startsWith('https:')) trust.inWholeProcess();
    const agent = secure ? new HttpsAgent({ ...options, secureContext: trust.context() }) : new HttpAgent(options);
    agents.set(key, agent);
    return agent;
  }

  async function handle(request: HttpRequest, { exchange }: TransportOptions = {}): Promise<{ response: HttpResponse }> {
    if (exchange) exchange.requests += 1;
    if (exchange?.once && exchange.requests > 1) throw new TypeError(`${exchange.operation} would have been sent a second time`);
    if (request.body !== undefined && typeof request.body !== 'string' && !(request.body instanceof Uint8Array)) {
      throw new TypeError('the body of a request has to be text or bytes in memory');
    }
    const secure = request.protocol === 'https:';
    const host = request.hostname.replace(/^\[|\]$/g, '');
    const port = request.port ?? (secure ? 443 : 80);
    const query = request.query ? buildQueryString(request.query) : '';
    const outgoing = (secure ? httpsRequest : httpRequest)({
      host,
      port,
      method: request.method,
      path: query ? `${request.path}?${query}` : request.path,
      headers: request.headers,
      agent: agentFor(secure, proxies(request.protocol, host, port), !exchange?.once || exchange.operation === 's3:UploadPart'),
    });
    const connected = () => exchange && (exchange.sent = true);
    const answer = answerOf(outgoing, connected, deadlines.connect, exchange?.deadline ?? deadlines.request);
    outgoing.end(request.body);
    const { head, body } = await answer;
    const headers = Object.fromEntries(Object.entries(head.headers).map(([name, value]) => [name, String(value)]));
    const status = head.statusCode ?? 0;
    if (exchange) {
      exchange.status = status;
      const id = headers['x-amzn-requestid'] ?? headers['x-amz-request-id'];
      if (id) exchange.requestId = id;
      exchange.serverTime = Date.parse(headers['date'] ?? '');
      checkAnswer(exchange.operation, status, headers, body);
    }
    return { response: new HttpResponse({ statusCode: status, reason: head.statusMessage ?? '', headers, body }) };
  }

  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle,
    destroy: () => agents.forEach((agent) => agent.destroy()),
    httpHandlerConfigs: () => ({}),
    updateHttpClientConfig: () => {},
  };
}

/** The whole answer, or why there is none. `connected` is called before any byte of the request can have reached the other side. */
function answerOf(outgoing: ClientRequest, connected: () => void, connectLimit: number, limit: number): Promise<{ head: IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => {
      clearTimeout(connecting);
      clearTimeout(whole);
      reject(error);
    };
    const stop = (phase: DeadlineError['phase'], milliseconds: number) => {
      failed(new DeadlineError(phase, milliseconds));
      outgoing.destroy();
    };
    const connecting = setTimeout(stop, connectLimit, 'connect', connectLimit);
    const whole = setTimeout(stop, limit, 'answer', limit);
    outgoing.on('error', failed);
    outgoing.on('socket', (socket) => {
      const stands = () => {
        clearTimeout(connecting);
        connected();
      };
      if ((socket as TLSSocket & { secureConnecting?: boolean }).secureConnecting) socket.once('secureConnect', stands);
      else if (socket.connecting) socket.once('connect', stands);
      else stands();
    });
    outgoing.on('response', (head) => {
      const chunks: Buffer[] = [];
      head.on('error', failed);
      head.on('data', (chunk: Buffer) => chunks.push(chunk));
      head.on('end', () => {
        clearTimeout(whole);
        resolve({ head, body: Buffer.concat(chunks) });
      });
    });
  });
}
