import type { Asked, Event } from './engine/events.ts';
import { commandQueue, type QueueOptions } from './notify/queue.ts';
import type { Screen } from './screen.ts';

export type NotifyOptions = QueueOptions & {
  /** What is run, by the platform's shell; undefined: nothing, and the screen stays as it is. */
  readonly command: string | undefined;
  /** A person answers the screen's questions, so each of them is a reason to call one. */
  readonly asks: boolean;
  /** The run's clock, milliseconds since 1970. */
  now(): number;
  /** Says one line once the screen is closed. */
  note(words: string): void;
};

type Run = Pick<Extract<Event, { type: 'run.started' }>, 'name' | 'account' | 'region'>;

/**
 * A screen that also runs a command for what a person wants to know of when away: somebody is needed or asked, a wait has ended,
 * something failed or is in doubt, the run is over. The command gets the event on stdin as `--format json` prints it, with the
 * `name`, `account` and `region` of the run. Commands run one after another, and none keeps the run waiting before its end.
 */
export function notifying(screen: Screen, { command, asks, now, note, ...limits }: NotifyOptions): Screen {
  if (command === undefined) return screen;
  const queue = commandQueue(command, limits);
  const waited = new Set<string>();
  let run: Run | undefined;
  let seq = 0;

  function isNews(event: Event): boolean {
    switch (event.type) {
      case 'step.waiting':
        // A lagging list or passing trouble is nothing to come back for.
        if (event.for === 'aws' || event.for === 'person') waited.add(`${event.step} ${event.change}`);
        return false;
      case 'change.done':
      case 'change.adopted':
        return waited.delete(`${event.step} ${event.change}`);
      default:
        return ['human.needed', 'step.failed', 'change.unknown', 'run.finished'].includes(event.type);
    }
  }

  function start({ v, seq, time, type, ...rest }: Event): void {
    queue.add(JSON.stringify({ v, seq, time, type, ...rest, ...run }));
  }

  return {
    tell(event) {
      screen.tell(event);
      seq = event.seq;
      if (event.type === 'run.started') run = { name: event.name, account: event.account, region: event.region };
      if (isNews(event)) start(event);
    },
    ask(asked) {
      // Asked once more because of a slip, the person is there.
      const again = asked.kind === 'question' && asked.problem !== undefined;
      if (asks && !again) start({ v: 1, seq, time: new Date(Math.round(now())).toISOString(), type: 'human.needed', step: asked.step, ...wordsOf(asked) });
      return screen.ask(asked);
    },
    async close() {
      await screen.close();
      const failed = await queue.close();
      if (failed) note(failed);
    },
  };
}

function wordsOf(asked: Asked): { readonly title: string; readonly instructions: readonly string[] } {
  const { title, why } = asked.kind === 'question' ? asked.question : asked.confirmation;
  return { title, instructions: [why] };
}
