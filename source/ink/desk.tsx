import { render } from 'ink';
import type { PathContext } from '../config/paths.ts';
import { fitted, widthOf } from '../layout.ts';
import { leftOpen, narrate, type Said } from '../narration.ts';
import type { Desk, RunOf } from '../desk.ts';
import { writeLines, type Output } from '../screen.ts';
import { say, type Text } from '../text.ts';
import { App } from './app.tsx';
import { makeConversation } from './conversation.ts';
import { jobControl, Lifeline } from './lifeline.tsx';
import { initialState } from './state.ts';
import { makeStore, type Store } from './store.ts';
import { SurfaceProvider } from './surface.tsx';
import { signsFor } from './theme.ts';
import type { Wiring } from './wiring.ts';

export type DrawnOptions = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: Output;
  readonly unicode: boolean;
  readonly paths: PathContext;
  /** Ctrl-C and q: ends the run as a signal would. */
  interrupt(): void;
  /** Stops this process as the shell's job control does, until it is continued; undefined where there is none. */
  readonly stop: (() => Promise<void>) | undefined;
  /** Puts words on the terminal's clipboard; false where that can not be. */
  copy(words: string): boolean;
  /** Watches for what a person should hear of; gives what ends it. */
  watch?(store: Store, isHere: () => boolean): () => void;
};

/** So long after a key somebody is taken to be there, real milliseconds. */
const atTheKeys = 10_000;

/** The drawn desk: one Ink app from the first question to the end. It keeps to the normal screen, so that what it leaves stays in the terminal's history. */
export function drawnDesk(options: DrawnOptions): Desk {
  const { stdin, stdout, stderr, unicode, paths } = options;
  let run: RunOf = { now: Date.now, commandLine: () => undefined, comeBack: say`wizard` };
  const store = makeStore(initialState(run.now()));
  const conversation = makeConversation(store);
  const record: Said[] = [];
  let touched = -Infinity;
  const jobs = jobControl(options.stop);
  const wiring: Wiring = {
    store,
    now: () => run.now(),
    paths,
    commandLine: (call) => run.commandLine(call),
    steering: conversation.steering,
    answer: conversation.answer,
    back: conversation.back,
    decline: conversation.decline,
    copy: (words) => (options.copy(words) ? say`Sent to the clipboard of your terminal, where it allows that.` : say`This terminal's clipboard can not be written; mark the words with the mouse.`),
    leave() {
      options.interrupt();
      conversation.leave();
    },
    suspend: jobs.suspend,
    touch: () => (touched = performance.now()),
  };
  const app = render(
    <SurfaceProvider value={{ signs: signsFor(unicode) }}>
      <Lifeline connect={jobs.connect} />
      <App wiring={wiring} redraw={() => app.clear()} />
    </SurfaceProvider>,
    { stdin, stdout, stderr, exitOnCtrlC: false, interactive: true, incrementalRendering: true, patchConsole: false, isScreenReaderEnabled: false },
  );
  // Keeps the process alive while it is stopped and continued, and moves every clock on the screen.
  const ticker = setInterval(() => store.send({ do: 'tick', time: run.now() }), 1000);
  const unwatch = options.watch?.(store, () => performance.now() - touched < atTheKeys);
  let open = true;

  return {
    inquire: conversation.inquire,
    busy: (busy) => store.send({ do: 'set', state: { busy } }),
    run(next) {
      run = next;
      store.send({ do: 'set', state: { comeBack: next.comeBack } });
      store.send({ do: 'tick', time: run.now() });
    },
    tellCall: (call) => store.send({ do: 'call', call }),
    screen: {
      steer: conversation.steer,
      ask: conversation.ask,
      afterwards: conversation.afterwards,
      tell(event) {
        store.send({ do: 'event', event });
        if (event.type === 'run.finished') record.push(...leftOpen(store.state().view));
        record.push(...narrate(event).filter(({ as }) => as === 'record'));
      },
      // The desk outlives the run's screen.
      close: async () => {},
    },
    async close() {
      if (!open) return;
      open = false;
      clearInterval(ticker);
      unwatch?.();
      app.clear();
      app.unmount();
      await app.waitUntilExit();
      const width = widthOf(stdout);
      for (const words of closing(record)) writeLines(stdout, fitted(words, width));
    },
  };
}

/** What stays in the terminal's history: what happened, as the other screens print it. */
function closing(record: readonly Said[]): Text[] {
  return record.flatMap(({ about, words: [first = '', ...rest] }) => [say`${about}: ${first}`, ...rest.map((words) => say`  ${words}`)]);
}
