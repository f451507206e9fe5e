import { EventEmitter } from 'node:events';
import { stripVTControlCharacters } from 'node:util';
import { render } from 'ink';
import type { ReactNode } from 'react';
import { makeStore, type Store } from '../../source/ink/store.ts';
import { initialState, type AppState } from '../../source/ink/state.ts';
import { SurfaceProvider } from '../../source/ink/surface.tsx';
import { signsFor } from '../../source/ink/theme.ts';
import type { Wiring } from '../../source/ink/wiring.ts';
import type { Reviewed } from '../../source/engine/review.ts';
import type { Steering, Turn } from '../../source/desk.ts';
import { line } from '../../source/text.ts';
import { useSyncExternalStore } from 'react';

/** What terminals send for a key; Esc in its unmistakable form, as a lone one may begin a sequence. */
export const keys = { up: '\u001b[A', down: '\u001b[B', right: '\u001b[C', left: '\u001b[D', pageUp: '\u001b[5~', pageDown: '\u001b[6~', home: '\u001b[H', end: '\u001b[F', enter: '\r', escape: '\u001b[27u', backspace: '\u007f' };

export const sizes = [[80, 24], [60, 20], [50, 14], [200, 50]] as const;

class Screen extends EventEmitter {
  readonly isTTY = true;
  readonly columns: number;
  readonly rows = 100;
  frame = '';
  constructor(columns: number) {
    super();
    this.columns = columns;
  }
  write(text: string, ...rest: readonly unknown[]): boolean {
    // Besides frames come switches of the terminal's modes.
    if (stripVTControlCharacters(text) !== '') this.frame = text;
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  }
}

class Keyboard extends EventEmitter {
  readonly isTTY = true;
  #waiting: string | null = null;
  type(words: string): void {
    this.#waiting = words;
    this.emit('readable');
  }
  read(): string | null {
    const words = this.#waiting;
    this.#waiting = null;
    return words;
  }
  setEncoding(): void {}
  setRawMode(): void {}
  resume(): void {}
  pause(): void {}
  ref(): void {}
  unref(): void {}
}

/** Draws `pane` and gives what is seen, after each key that is pressed. */
export async function draw(pane: ReactNode, columns: number, unicode = true) {
  const screen = new Screen(columns);
  const keyboard = new Keyboard();
  const instance = render(<SurfaceProvider value={{ signs: signsFor(unicode) }}>{pane}</SurfaceProvider>, {
    stdout: screen as unknown as NodeJS.WriteStream, stdin: keyboard as unknown as NodeJS.ReadStream, debug: true, interactive: true, exitOnCtrlC: false, patchConsole: false,
  });
  const settle = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    await instance.waitUntilRenderFlush();
  };
  await settle();
  return {
    lines: () => stripVTControlCharacters(screen.frame).replace(/\n$/, '').split('\n'),
    /** All words that are seen, however they are broken into lines. */
    seen: () => stripVTControlCharacters(screen.frame).replaceAll(/\s+/g, ' '),
    raw: () => screen.frame,
    async press(...pressed: readonly string[]) {
      for (const key of pressed) {
        keyboard.type(key);
        await settle();
      }
    },
    end: () => instance.unmount(),
  };
}

/** What was done through a wiring. */
export type Done = { readonly turns: Turn[]; readonly copied: string[]; readonly saved: string[]; left: boolean };

/** A wiring that remembers what is done through it. */
export function fakeWiring(state: Partial<AppState> = {}, { reviewed = [], ...given }: { readonly reviewed?: readonly Reviewed[]; readonly steering?: Partial<Steering>; readonly wiring?: Partial<Wiring> } = {}): { readonly wiring: Wiring; readonly store: Store; readonly done: Done } {
  const store = makeStore({ ...initialState(Date.parse('2026-11-21T11:12:00Z')), ...state });
  const done: Done = { turns: [], copied: [], saved: [], left: false };
  const steering: Steering = {
    review: () => reviewed,
    turn: (turn) => void done.turns.push(turn),
    save(path) {
      done.saved.push(path);
      return path;
    },
    saveTo: '/home/ada/contoso-euw1.yaml',
    ...given.steering,
  };
  const wiring: Wiring = {
    store,
    now: () => store.state().time,
    paths: { base: '/home/ada', platform: 'linux', home: '/home/ada' },
    commandLine: ({ service, operation }) => (service === 'local' ? undefined : `aws ${service} ${operation}`),
    steering: () => steering,
    answer() {},
    back() {},
    decline() {},
    copy(words) {
      done.copied.push(words);
      return line('Copied.');
    },
    leave() {
      done.left = true;
    },
    suspend() {},
    touch() {},
    ...given.wiring,
  };
  return { wiring, store, done };
}

/** Draws from the store, so that what a key changes is seen. */
export function Live({ store, children }: { readonly store: Store; readonly children: (state: AppState) => ReactNode }): ReactNode {
  return children(useSyncExternalStore(store.subscribe, store.state));
}

/** Words from outside that would spoil a screen which trusts them. */
export const hostile = `\u001b[2J\u001b]0;owned\u0007 evil\nline\r\u202e 日本語 ${'x'.repeat(300)} \u0000 é́ 👩‍👩‍👧`;
