import type { Clock } from '../engine/clock.ts';
import type { Attempt } from './clients.ts';
import { faultOf } from './fault.ts';
import type { Operation } from './operations.ts';

/** One attempt at a call, as an activity log shows it: no parameters, no answer, nothing secret. */
export type ToldCall = {
  readonly operation: Operation;
  /** When it went out and how long it took, in milliseconds of the run's clock. */
  readonly time: number;
  readonly milliseconds: number;
  /** It may change something. */
  readonly changes: boolean;
  /** `ok`, or AWS's or Node's code of what went wrong. */
  readonly outcome: string;
  readonly requestId?: string;
};

/** `attempt`, each use of which is told once it is over. */
export function telling(attempt: Attempt, clock: Clock, tell: (call: ToldCall) => void): Attempt {
  return async (operation, input, exchange) => {
    const time = clock.now();
    const over = (outcome: string) => {
      const { once: changes, requestId } = exchange;
      tell({ operation, time, milliseconds: clock.now() - time, changes, outcome, ...(requestId && { requestId }) });
    };
    try {
      const output = await attempt(operation, input, exchange);
      over('ok');
      return output;
    } catch (error) {
      const { code, kind } = faultOf(error, exchange);
      over(code ?? kind);
      throw error;
    }
  };
}
