import { Writable } from 'node:stream';
import type { Event, EventBody } from '../../source/engine/events.ts';
import type { StepId } from '../../source/step.ts';

const start = Date.parse('2026-11-21T10:00:00Z');

/** Events numbered in turn; `at` is seconds of the run's clock since its start. */
export function events(...bodies: (readonly [at: number, body: EventBody])[]): Event[] {
  return bodies.map(([at, body], index) => ({ v: 1, seq: index + 1, time: new Date(start + at * 1000).toISOString(), ...body }));
}

export function started(ids: readonly StepId[], given: Partial<Extract<EventBody, { type: 'run.started' }>> = {}): EventBody {
  return {
    type: 'run.started',
    name: 'contoso-euw1',
    account: '111122223333',
    region: 'eu-west-1',
    caller: 'arn:aws:iam::111122223333:user/ada',
    sandbox: false,
    continued: false,
    steps: ids.map((id) => ({ id, title: `The ${id}`, state: 'todo' })),
    ...given,
  };
}

export function waiting(step: StepId, note: string, given: Partial<Extract<EventBody, { type: 'step.waiting' }>> = {}): EventBody {
  return { type: 'step.waiting', step, change: 'task', for: 'aws', note, elapsedMs: 60_000, expectMs: [3_600_000, 14_400_000], ...given };
}

export const range: EventBody = {
  type: 'change.intent',
  step: 'network',
  change: 'range',
  title: 'Management range 10.42.0.0/16',
  call: { service: 'workspaces', operation: 'ModifyAccount', input: {} },
  billed: 'nothing',
};

/** A stream that keeps what is written, with a terminal's size if it is to be one. */
export function recorder(terminal?: { columns: number; rows?: number }) {
  let text = '';
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream: Object.assign(stream, terminal && { isTTY: true, ...terminal }) as unknown as NodeJS.WriteStream, text: () => text };
}
