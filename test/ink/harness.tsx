import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import chalk from 'chalk';
import { render } from 'ink';
import type { ReactNode } from 'react';
import { SurfaceProvider } from '../../source/ink/surface.tsx';
import { signsFor } from '../../source/ink/theme.ts';

/** What terminals send for a key. Esc in its unmistakable form: a lone 0x1B is held back by the clock, as it may begin a sequence. */
export const keys = {
  enter: '\r', escape: '\u001b[27u', tab: '\t', space: ' ', backspace: '\u007f', delete: '\u001b[3~',
  up: '\u001b[A', down: '\u001b[B', right: '\u001b[C', left: '\u001b[D', home: '\u001b[H', end: '\u001b[F', pageUp: '\u001b[5~', pageDown: '\u001b[6~',
  wordLeft: '\u001b[1;5D', wordRight: '\u001b[1;5C', f1: '\u001bOP', f5: '\u001b[15~',
  ctrlA: '\u0001', ctrlC: '\u0003', ctrlE: '\u0005', ctrlK: '\u000b', ctrlL: '\u000c', ctrlU: '\u0015', ctrlW: '\u0017', ctrlZ: '\u001a',
} as const;
export type KeyName = keyof typeof keys;

export type Size = { readonly columns: number; readonly rows: number };
export type Look = Partial<Size> & {
  /** Signs beyond ASCII. Default: yes. */
  readonly unicode?: boolean;
  /** Colours and the inverse cursor are in `raw()`. Default: no. */
  readonly colour?: boolean;
  /** Writes as a terminal is written to, with what moves its cursor: for `written()`. Default: whole frames, for `frame()`. */
  readonly asTerminal?: boolean;
};

/** A component on a screen of its own. What is awaited comes back when everything that followed from it has been drawn. */
export async function show(node: ReactNode, { columns = 80, rows = 24, unicode = true, colour = false, asTerminal = false }: Look = {}) {
  chalk.level = colour ? 1 : 0;
  let last = '';
  let drawn = 0;
  let written = '';
  const stdout = Object.assign(new EventEmitter(), {
    columns, rows, isTTY: true, writable: true,
    write(frame: string, ...rest: readonly unknown[]) {
      written += frame;
      // Besides frames come switches of the terminal's modes.
      if (stripVTControlCharacters(frame) !== '' || frame === '\n') [last, drawn] = [frame, drawn + 1];
      const done = rest.at(-1);
      if (typeof done === 'function') done();
      return true;
    },
  }) as unknown as NodeJS.WriteStream & { columns: number; rows: number };
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin, ref: () => stdin, unref: () => stdin }) as unknown as NodeJS.ReadStream & PassThrough;
  const within = (node: ReactNode) => <SurfaceProvider value={{ signs: signsFor(unicode) }}>{node}</SurfaceProvider>;
  const app = render(within(node), { stdout, stdin, stderr: stdout, debug: !asTerminal, interactive: true, exitOnCtrlC: false, patchConsole: false });
  const settle = async () => {
    for (let before = -1; before !== drawn; ) {
      before = drawn;
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await app.waitUntilRenderFlush();
    }
  };
  const send = async (sent: string) => {
    stdin.write(sent);
    await settle();
  };
  await settle();
  const screen = {
    /** What is seen, without colours. */
    frame: () => stripVTControlCharacters(last),
    raw: () => last,
    /** All that was written so far. */
    written: () => written,
    lines: () => screen.frame().split('\n'),
    /** Each key by itself. */
    async press(...names: readonly KeyName[]) {
      for (const name of names) await send(keys[name]);
    },
    /** Each character by itself. */
    async type(text: string) {
      for (const { segment } of new Intl.Segmenter('en').segment(text)) await send(segment);
    },
    /** What arrives at once, as over a slow line. */
    send,
    paste: (text: string) => send(`\u001b[200~${text}\u001b[201~`),
    async resize(size: Partial<Size>) {
      Object.assign(stdout, size);
      stdout.emit('resize');
      await settle();
    },
    async draw(node: ReactNode) {
      app.rerender(within(node));
      await settle();
    },
    /** Goes through turns of the event loop until the words are seen; for what waits on files. */
    async until(words: string | RegExp) {
      for (let turn = 0; turn < 2_000; turn += 1) {
        if (typeof words === 'string' ? screen.frame().includes(words) : words.test(screen.frame())) return;
        await settle();
      }
      throw new Error(`${words} was not seen; the screen shows:\n${screen.frame()}`);
    },
    close: () => app.unmount(),
    [Symbol.dispose]: () => app.unmount(),
  };
  return screen;
}
