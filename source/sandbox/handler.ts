import type { IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { SandboxClock } from './clock.ts';
import { countCall, faultError, faultPage, internal, throttled } from './faults.ts';
import { caller } from './identity.ts';
import { receiveCall } from './call.ts';
import type { ReceivedCall } from './call.ts';
import type { Entry } from './registry.ts';
import { ServiceError } from './service.ts';
import type { Keeper } from './state.ts';
import type { Bucket } from './throttle.ts';
import { validate } from './validate.ts';
import type { Answer } from './wire/answer.ts';
import type { Fault, World } from './world.ts';

/** A sandbox at work. */
export type Running = {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly services: ReadonlyMap<string, Entry>;
  /** Rate limits by service id. */
  readonly limits: ReadonlyMap<string, Bucket>;
  readonly keeper?: Keeper;
};

/** What is done with a request: an answer, a connection that breaks, or silence. */
export type Reaction = {
  readonly service: string;
  readonly operation: string;
  readonly code?: string;
  readonly end: { readonly answer: Answer } | 'reset' | 'hang';
};

/** Takes one request through to its reaction. The world is written before this returns, if the call changed it. */
export async function react(running: Running, request: IncomingMessage): Promise<Reaction> {
  const requestId = randomUUID();
  const received = await receiveCall(running, request);
  const { entry, operation } = received;
  if (!entry || !operation) return { service: received.service, operation: received.name, ...refusal(received, requestId) };
  const { world, clock } = running;
  world.clock = clock.now();
  const { consentFrom } = world.workspaces;
  if (consentFrom !== undefined && consentFrom <= world.clock) world.workspaces.consented = true;

  const fault = countCall(world, entry.id, operation.name);
  const told = { service: entry.id, operation: operation.name };
  let answer: Answer;
  let code: string | undefined;
  let acted = false;
  try {
    if (fault) {
      const page = faultPage(fault.fault);
      if (page) return keep({ ...told, code: fault.fault, end: { answer: page } });
      if (fault.fault === 'reset-before') return keep({ ...told, code: fault.fault, end: 'reset' });
      const error = faultError(fault, entry.protocol, caller(world).Arn);
      if (error) throw error;
    }
    if (running.limits.get(entry.id)?.take(world.clock) === false) throw throttled(entry.protocol);
    const output = act(running, received, operation.name, fault);
    acted = true;
    answer = entry.encoder.answer(operation, output, requestId);
  } catch (error) {
    const known = error instanceof ServiceError ? error : internal(entry.protocol, `The sandbox failed: ${(error as Error)?.message}`);
    code = known.code;
    answer = entry.encoder.error(known, requestId, received.shapes);
  }
  const end = (fault && afterwards(fault)) || { answer };
  return keep({ ...told, ...(code ? { code } : {}), end });

  function keep(reaction: Reaction): Reaction {
    const now = clock.now();
    if (fault || (acted && !reads(told.operation))) running.keeper?.changed(now);
    else running.keeper?.looked(now);
    return reaction;
  }
}

function act(running: Running, received: ReceivedCall, operation: string, fault: Fault | undefined): Record<string, unknown> {
  const { world } = running;
  const { entry, region } = received;
  if (entry?.regional && region !== world.region) throw otherRegion(entry);
  const run = received.behaviour?.operations[operation];
  if (!run) throw unknownOperation(entry?.protocol, operation);
  const input = received.decode();
  validate(entry?.id ?? '', received.operation?.input, operation, input);
  const lag = fault?.fault === 'lag' ? (fault.milliseconds ?? 0) : 0;
  const output = run({ world, now: world.clock, input, operation, region: region ?? world.region, account: world.account, visibleFrom: world.clock + lag });
  return (output ?? {}) as Record<string, unknown>;
}

/** What a fault makes of an answer, once the call has had its effect or was refused. */
function afterwards(fault: Fault): Reaction['end'] | undefined {
  if (fault.fault === 'reset-after') return 'reset';
  if (fault.fault === 'hang') return 'hang';
  if (fault.fault === 'empty-200') return { answer: { status: 200, headers: {}, body: '' } };
  return undefined;
}

/** Operations that change nothing: their answers need no write. */
function reads(operation: string): boolean {
  return /^(Describe|Get|Head|List|Search|Simulate)/.test(operation);
}

function unknownOperation(protocol: Entry['protocol'] | undefined, operation: string): ServiceError {
  const message = `The sandbox does not imitate ${operation}.`;
  if (protocol === 'json') return new ServiceError('UnknownOperationException', message);
  if (protocol === 'rest') return new ServiceError('NotImplemented', message, 501);
  return new ServiceError('InvalidAction', message);
}

// What AWS says to credentials of an account that has not enabled the Region.
function otherRegion(entry: Entry): ServiceError {
  if (entry.protocol === 'ec2') return new ServiceError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401);
  return new ServiceError('UnrecognizedClientException', 'The security token included in the request is invalid.');
}

/** The answer to a request that names no service or no operation of the sandbox's. */
function refusal(received: ReceivedCall, requestId: string): Pick<Reaction, 'code' | 'end'> {
  const { entry, name, shapes, unsigned } = received;
  if (!entry) {
    const code = unsigned ? 'MissingAuthenticationTokenException' : 'UnknownOperationException';
    const message = unsigned ? 'Request is missing Authentication Token' : `The sandbox does not imitate the service ${received.service}.`;
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code, 'x-amzn-requestid': requestId };
    return { code, end: { answer: { status: unsigned ? 403 : 404, headers, body: JSON.stringify({ __type: code, message }) } } };
  }
  const error = unknownOperation(entry.protocol, name);
  return { code: error.code, end: { answer: entry.encoder.error(error, requestId, shapes) } };
}
