import type { Clock } from '../engine/clock.ts';
import { ProblemError } from '../problem.ts';
import type { ReadingAws } from './aws.ts';
import type { Attempt } from './clients.ts';
import type { Credentials } from './credentials.ts';
import { problemOf, type Situation } from './errors.ts';
import { faultOf, type Fault, type FaultKind } from './fault.ts';
import { nextPage } from './paging.ts';
import type { Input, Operation, Output } from './operations.ts';

/** What reading and sending share. */
export type Calling = {
  readonly attempt: Attempt;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** Waits for the turn of a call of that service. */
  turn(operation: Operation): Promise<void>;
  situation(): Situation;
  /** Real milliseconds for a whole request. */
  readonly deadline: number;
  /** Ends every wait, and every read that has not gone out yet, with its reason. */
  readonly signal: AbortSignal | undefined;
};

/** How often a read is tried; trouble that a second try can not mend is told at once. */
const tries: { readonly [Kind in FaultKind]?: number } = {
  throttled: 6, server: 4, network: 4, dns: 3, refused: 3, deadline: 2, clock: 2, proxy: 2, expired: 2, credentials: 2,
};

/** Back-off before the nth try (from 1), in milliseconds of the run's clock: doubled each time, spread so that callers part. */
function backOff({ kind }: Fault, nth: number): number {
  return Math.min(8_000, (kind === 'throttled' ? 500 : 200) * 2 ** (nth - 1)) * (0.5 + Math.random() / 2);
}

/** The reading face, and `forget`, which ends what one round remembers. */
export function makeReading(calling: Calling): ReadingAws & { forget(): void } {
  let answers = new Map<string, Promise<unknown>>();

  async function ask<Op extends Operation>(operation: Op, input: Input<Op>): Promise<Output<Op>> {
    for (let nth = 1; ; nth++) {
      calling.signal?.throwIfAborted();
      await calling.turn(operation);
      const exchange = { operation, once: false, deadline: calling.deadline, requests: 0, sent: false };
      try {
        return await calling.attempt(operation, input, exchange);
      } catch (error) {
        if (error instanceof ProblemError) throw error;
        const fault = faultOf(error, exchange, calling.credentials.secrets());
        // A second try reads the credentials anew: somebody may have renewed them meanwhile.
        if (fault.kind === 'expired' || fault.kind === 'credentials') calling.credentials.forget();
        if (headWithoutReason(operation, fault)) {
          await credentialsHold();
          if (nth === 1) continue;
        }
        if (nth >= (tries[fault.kind] ?? 1)) throw new ProblemError(problemOf(operation, fault, calling.situation()));
        await calling.clock.sleep(backOff(fault, nth), calling.signal);
      }
    }
  }

  /** Throws what STS says of credentials or clock: S3 answers a HEAD without a body, so that expired credentials look like any refusal. */
  async function credentialsHold(): Promise<void> {
    calling.credentials.forget();
    try {
      await ask('sts:GetCallerIdentity', {});
    } catch (error) {
      // An STS that can not be reached says nothing about S3's refusal.
      if (!(error instanceof ProblemError) || /^aws\.(credentials|no-credentials|clock)/.test(error.problem.code)) throw error;
    }
  }

  function read<Op extends Operation>(operation: Op, input: Input<Op>): Promise<Output<Op>> {
    if (!onlyReads(operation, input)) return Promise.reject(new TypeError(`${operation} changes something: it has to be sent, not read`));
    const key = `${operation} ${JSON.stringify(input)}`;
    const known = answers.get(key);
    // The key names the operation, so what was kept under it has its output's type.
    if (known) return known as Promise<Output<Op>>;
    const kept = answers;
    const answer = ask(operation, input);
    kept.set(key, answer);
    answer.catch(() => kept.delete(key));
    return answer;
  }

  async function list<Op extends Operation, Item>(operation: Op, input: Input<Op>, items: (page: Output<Op>) => readonly Item[] | undefined): Promise<readonly Item[]> {
    const found: Item[] = [];
    const seen = new Set<string>();
    for (let from: object | undefined = {}; from; ) {
      const page = await read(operation, { ...input, ...from });
      found.push(...(items(page) ?? []));
      from = nextPage(page);
      const mark = JSON.stringify(from);
      if (from && seen.has(mark)) throw new ProblemError(endless(operation));
      seen.add(mark);
    }
    return found;
  }

  return { read, list, forget: () => (answers = new Map()) };
}

function headWithoutReason(operation: Operation, { status }: Fault): boolean {
  return operation.startsWith('s3:Head') && (status === 400 || status === 403);
}

/** A read by its name, or a rehearsal that EC2 never carries out. */
function onlyReads(operation: Operation, input: object): boolean {
  const name = operation.split(':')[1] ?? '';
  return /^(Describe|Get|List|Head|Search|Simulate)/.test(name) || (operation.startsWith('ec2:') && 'DryRun' in input && input.DryRun === true);
}

function endless(operation: Operation): ConstructorParameters<typeof ProblemError>[0] {
  return {
    code: 'aws.endless-listing',
    what: `${operation} gives the same page again and again, so its list can not be read to the end.`,
    causes: ['The endpoint, or a cache on the way, does not understand paging.'],
    again: 'soon',
    exit: 1,
    raw: { operation },
  };
}
