import type { OutgoingHttpHeaders } from 'node:http';
import { ServiceError } from './service.ts';
import type { Fault, World } from './world.ts';

/** How each protocol names the same trouble: code and HTTP status. */
type Names = { readonly throttle: Named; readonly internal: Named; readonly denied: Named; readonly expired: Named };
type Named = readonly [code: string, status: number];

export type Protocol = 'json' | 'query' | 'ec2' | 'rest';

const names: Readonly<Record<Protocol, Names>> = {
  json: {
    throttle: ['ThrottlingException', 400],
    internal: ['InternalServerException', 500],
    denied: ['AccessDeniedException', 400],
    expired: ['ExpiredTokenException', 400],
  },
  query: { throttle: ['Throttling', 400], internal: ['ServiceFailure', 500], denied: ['AccessDenied', 403], expired: ['ExpiredToken', 403] },
  ec2: {
    throttle: ['RequestLimitExceeded', 503],
    internal: ['InternalError', 500],
    denied: ['UnauthorizedOperation', 403],
    expired: ['RequestExpired', 400],
  },
  rest: { throttle: ['SlowDown', 503], internal: ['InternalError', 500], denied: ['AccessDenied', 403], expired: ['ExpiredToken', 400] },
};

/** The error that AWS gives above a rate limit. */
export function throttled(protocol: Protocol): ServiceError {
  return new ServiceError(names[protocol].throttle[0], 'Rate exceeded', names[protocol].throttle[1]);
}

/** The error for trouble on the service's own side. */
export function internal(protocol: Protocol, message: string): ServiceError {
  return new ServiceError(names[protocol].internal[0], message, names[protocol].internal[1]);
}

/** Counts this call and gives the fault that the scenario has for it, if any. */
export function countCall(world: World, service: string, operation: string): Fault | undefined {
  const name = `${service}:${operation}`;
  const count = (world.calls[name] ?? 0) + 1;
  world.calls[name] = count;
  const fault = world.scenario.faults.find(
    (one) => one.service === service && one.operation === operation && count >= one.nth && count < one.nth + one.times,
  );
  if (fault) {
    const fired = `${name}:${fault.fault}`;
    world.faultsFired[fired] = (world.faultsFired[fired] ?? 0) + 1;
  }
  return fault;
}

/** The error that a fault answers with before the call has any effect; undefined for faults that are no such error. */
export function faultError(fault: Fault, protocol: Protocol, caller: string): ServiceError | undefined {
  const { service, operation } = fault;
  switch (fault.fault) {
    case 'throttle':
      return throttled(protocol);
    case '500':
      return internal(protocol, 'An internal error occurred.');
    case 'access-denied': {
      const action = `${service}:${operation}`;
      const message = `User: ${caller} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
      return new ServiceError(names[protocol].denied[0], message, names[protocol].denied[1]);
    }
    case 'expired-credentials':
      return new ServiceError(names[protocol].expired[0], 'The security token included in the request is expired', names[protocol].expired[1]);
    default:
      return undefined;
  }
}

/** A page that something between client and AWS sends in place of an answer. */
export function faultPage(fault: Fault['fault']): { status: number; headers: OutgoingHttpHeaders; body: string } | undefined {
  const html = { 'content-type': 'text/html' };
  if (fault === 'html-503') return { status: 503, headers: html, body: '<html><body><h1>503 Service Unavailable</h1></body></html>' };
  if (fault === 'html-200') return { status: 200, headers: html, body: '<!DOCTYPE html><html><body>Please sign in to the network.</body></html>' };
  return undefined;
}
