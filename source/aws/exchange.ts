import type { Operation } from './operations.ts';

/** What became of one request on the wire, filled in as it happens: the evidence that outcomes are judged by. */
export type Exchange = {
  readonly operation: Operation;
  /** A change: it goes out once, on a connection of its own, because a kept one may be dead without our knowing. */
  readonly once: boolean;
  /** Real milliseconds that the whole request may take. */
  readonly deadline: number;
  /** Requests handed to the transport. */
  requests: number;
  /** A connection stood, so bytes of the request may have reached the other side. */
  sent: boolean;
  /** HTTP status, once the answer was read to its end. */
  status?: number;
  requestId?: string;
  /** What the other side's clock says, by the answer's `Date`; milliseconds since 1970. */
  serverTime?: number;
};

/** The connection did not stand in time, or the answer did not come in time. */
export class DeadlineError extends Error {
  readonly phase: 'connect' | 'answer';

  constructor(phase: 'connect' | 'answer', milliseconds: number) {
    super(phase === 'connect' ? `no connection within ${milliseconds / 1000} s` : `no complete answer within ${milliseconds / 1000} s`);
    this.name = 'DeadlineError';
    this.phase = phase;
  }
}

/** An answer that is not what the service's protocol says: a captive portal's page, an inspecting proxy's, or nothing at all. */
export class UnreadableAnswer extends Error {
  readonly status: number;
  readonly looksLike: 'an HTML page' | 'empty' | 'something else';

  constructor(status: number, looksLike: UnreadableAnswer['looksLike']) {
    super(`HTTP ${status} whose body is ${looksLike}`);
    this.name = 'UnreadableAnswer';
    this.status = status;
    this.looksLike = looksLike;
  }
}
