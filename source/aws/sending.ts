import { ProblemError, type Problem } from '../problem.ts';
import type { JsonObject, Outcome } from '../step.ts';
import type { SendingAws } from './aws.ts';
import { problemOf, rawOf } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { faultOf, type Fault } from './fault.ts';
import type { Input, Operation, Output } from './operations.ts';
import type { Calling } from './reading.ts';

/** These may take ten times as long as others: a part of 64 MiB takes minutes at 1 Mbit/s, and so does joining many. */
const slow: readonly Operation[] = ['s3:UploadPart', 's3:CompleteMultipartUpload'];

/**
 * The sending face: one attempt, never an exception of AWS's, always an outcome.
 * `settled` is called when an attempt is over, whatever became of it.
 */
export function makeSending(calling: Calling, settled: () => void): SendingAws['send'] {
  return async <Op extends Operation>(operation: Op, input: Input<Op>, accept: (output: Output<Op>) => JsonObject | undefined): Promise<Outcome> => {
    await calling.turn(operation);
    const deadline = calling.deadline * (slow.includes(operation) ? 10 : 1);
    const exchange: Exchange = { operation, once: true, deadline, requests: 0, sent: false };
    settled();
    try {
      const output = await calling.attempt(operation, input, exchange);
      const outputs = accept(output);
      if (outputs) return { kind: 'ok', outputs };
      return unknown(operation, { what: 'AWS answered, but the answer does not hold what it should.' }, { kind: 'unreadable', ...seen(exchange) });
    } catch (error) {
      return failed(calling, operation, error, exchange);
    } finally {
      settled();
    }
  };
}

function failed(calling: Calling, operation: Operation, error: unknown, exchange: Exchange): Outcome {
  if (error instanceof ProblemError && !exchange.sent) return { kind: 'refused', problem: error.problem };
  const fault = faultOf(error, exchange, calling.credentials.secrets());
  if (fault.kind === 'expired' || fault.kind === 'credentials') calling.credentials.forget();
  if (certainlyNot(fault, exchange)) return { kind: 'refused', problem: problemOf(operation, fault, calling.situation()) };
  return unknown(operation, problemOf(operation, fault, calling.situation()), fault);
}

/**
 * Whether a call was certainly not executed: no connection stood, or the service itself said no in its own protocol. What
 * says that the thing exists already may be the echo of an earlier try, and is for a look to decide.
 */
function certainlyNot({ kind }: Fault, { sent }: Exchange): boolean {
  if (!sent) return true;
  return kind === 'throttled' || kind === 'expired' || kind === 'credentials' || kind === 'clock' || kind === 'denied' || kind === 'elsewhere' || kind === 'client';
}

function unknown(operation: Operation, { what, causes }: Pick<Problem, 'what' | 'causes'>, fault: Fault): Outcome {
  return {
    kind: 'unknown',
    problem: {
      code: 'aws.outcome-unknown',
      what: `Whether ${operation} took effect is not known: ${what}`,
      ...(causes && { causes }),
      todo: ['the wizard looks for its effect before anything is sent again'],
      raw: rawOf(operation, fault),
      exit: 5,
    },
  };
}

function seen({ status, requestId }: Exchange): Pick<Fault, 'status' | 'requestId'> {
  return { ...(status && { status }), ...(requestId && { requestId }) };
}
