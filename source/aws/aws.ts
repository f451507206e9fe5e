import type { JsonObject, Outcome } from '../step.ts';
import type { Input, Operation, Output } from './operations.ts';

/**
 * Reading AWS. Calls keep the SDK's retries, pass the account's one limiter and are answered once a round: whoever asks the
 * same thing again before the next round gets the same answer. Rejects with a `ProblemError` (`aws.access-denied`,
 * `aws.credentials-expired`, `aws.unreachable`, … ; `errorCode` gives AWS's own code), or with the reason of the connection's
 * signal once that is aborted.
 */
export type ReadingAws = {
  read<Op extends Operation>(operation: Op, input: Input<Op>): Promise<Output<Op>>;
  /** Every item of every page; `items` picks them from a page. Follows NextToken and Marker alike. */
  list<Op extends Operation, Item>(
    operation: Op,
    input: Input<Op>,
    items: (page: Output<Op>) => readonly Item[] | undefined,
  ): Promise<readonly Item[]>;
};

/**
 * Changing AWS: one attempt with its own deadline, no retry, never an SDK error. `accept` is the post-condition: it picks
 * what the journal keeps (the id, the state) and gives undefined where the answer does not hold it, which makes the outcome unknown.
 */
export type SendingAws = ReadingAws & {
  send<Op extends Operation>(
    operation: Op,
    input: Input<Op>,
    accept: (output: Output<Op>) => JsonObject | undefined,
  ): Promise<Outcome>;
};

/** What the program holds: both faces, and the start of a new round, which forgets the answers of the last one. */
export type Aws = SendingAws & {
  newRound(): void;
};
