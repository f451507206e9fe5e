import { elapse, framed, match, type Terminal, type Wanted } from './tmux.ts';

/** An answer as data: what is on the screen, and what is done about it, in the order of these keys. */
export type Handler = {
  /** Words that go from the screen, or change, when it is answered: with `^? ` before them rather than alone. The first handler that fits is used. */
  readonly when: Wanted;
  /** Goes through a list to the row whose line holds these words. */
  readonly choose?: string;
  /** Goes through a list to each of these rows and presses Space. */
  readonly check?: readonly string[];
  /** A text, or what it is by the screen. */
  readonly type?: string | ((screen: string) => string);
  readonly paste?: string;
  /** The keys pressed then: Enter unless they are said. */
  readonly press?: readonly string[];
  /** Anything else; the screen must look otherwise afterwards. Without `press`, nothing is pressed then. */
  readonly act?: (terminal: Terminal, screen: string) => Promise<void>;
  /** How often it may be used: once unless it is said. */
  readonly times?: number;
  /** It need not come up at all. */
  readonly optional?: boolean;
};

export type Driving = {
  /** What is on the screen when all is done; the end of the program unless it is said. */
  readonly until?: Wanted;
  /** Each handler has its turn: only the next one is looked for, and optional ones before it. */
  readonly inOrder?: boolean;
  /** How long nothing to answer may come up, in real milliseconds; 30 s unless it is said. */
  readonly within?: number;
};

/** A question that was answered, with the screen that it was on. */
export type Answered = { readonly handler: Handler; readonly screen: string };

/**
 * Answers what a program asks until it is done. A handler is used when its words are on the screen; then the screen has to change and
 * the words to go before anything else is looked for, so that no question is answered twice. Rejects with the last screen when nothing comes up any
 * more, when the program ends too early, and when handlers had nothing to answer.
 */
export async function drive(terminal: Terminal, handlers: readonly Handler[], { until, inOrder = false, within = 30_000 }: Driving = {}): Promise<Answered[]> {
  const answered: Answered[] = [];
  const uses = (handler: Handler) => answered.filter((other) => other.handler === handler).length;
  const waiting = () => handlers.filter((handler) => !handler.optional && uses(handler) === 0);
  const open = () => {
    const turn = inOrder ? handlers.slice(0, handlers.indexOf(waiting()[0] ?? handlers.at(-1)!) + 1) : handlers;
    return turn.filter((handler) => uses(handler) < (handler.times ?? 1));
  };
  const next = async (): Promise<{ handler?: Handler | undefined; screen: string }> => {
    let handler: Handler | undefined;
    let screen = '';
    const look = async () => {
      // In this order, so that the screen is the last one where the program has ended.
      const ended = await terminal.ended();
      screen = await terminal.screen();
      handler = ended ? undefined : open().find(({ when }) => match(screen, when) !== undefined);
      if (handler || (until === undefined ? ended : match(screen, until) !== undefined)) return true;
      if (ended) throw new Error(`The program ended with ${await terminal.exitCode()} before ${String(until)}. ${framed(screen)}`);
      return false;
    };
    await elapse(look, { within }, () => `nothing came up to answer. Still to come: ${names(waiting())}. ${framed(screen)}`);
    return { handler, screen };
  };
  for (;;) {
    const { handler, screen } = await next();
    if (!handler) {
      if (waiting().length > 0) throw new Error(`It is done, and never came to: ${names(waiting())}. ${framed(screen)}`);
      return answered;
    }
    await respond(terminal, handler, screen);
    answered.push({ handler, screen });
    await changed(terminal, screen, handler);
  }
}

async function respond(terminal: Terminal, { choose, check = [], type, paste, press, act }: Handler, screen: string): Promise<void> {
  for (const words of check) {
    await goTo(terminal, words);
    await terminal.keys('Space');
  }
  if (choose !== undefined) await goTo(terminal, choose);
  if (type) await terminal.type(typeof type === 'string' ? type : type(screen));
  if (paste) await terminal.paste(paste);
  if (act) await act(terminal, screen);
  const keys = press ?? (act ? [] : ['Enter']);
  if (keys.length > 0) await terminal.keys(...keys);
}

/** The row that the cursor of a list is on. */
const pointed = /^[\s│|]*[❯›▸➤→>]/;

async function goTo(terminal: Terminal, words: string): Promise<void> {
  const isThere = (screen: string) => screen.split('\n').some((line) => pointed.test(line) && line.includes(words));
  for (const key of ['Down', 'Up']) {
    for (let row = 0; row < 100; row += 1) {
      const screen = await terminal.screen();
      if (isThere(screen)) return;
      await terminal.keys(key);
      const moved = await terminal.until((now) => now !== screen, { within: 1000 }).catch(() => undefined);
      if (moved === undefined) break;
    }
  }
  throw new Error(`No row of the list has ${words}. ${framed(await terminal.screen())}`);
}

/**
 * Resolves once the screen is another one and what was answered is not on it any more, or on it in other words. A screen that keeps the
 * words of what was answered is looked at again a second later.
 */
async function changed(terminal: Terminal, before: string, handler: Handler): Promise<void> {
  await elapse(async () => (await terminal.screen()) !== before || (await terminal.ended()), { within: 10_000 }, () => `${names([handler])} was answered, and nothing changed. ${framed(before)}`);
  const question = match(before, handler.when);
  const end = performance.now() + 1000;
  await elapse(async () => match(await terminal.screen(), handler.when) !== question || performance.now() > end);
}

function names(handlers: readonly Handler[]): string {
  return handlers.length === 0 ? 'nothing' : `${handlers.slice(0, 3).map(({ when }) => String(when)).join(', ')}${handlers.length > 3 ? ` and ${handlers.length - 3} more` : ''}`;
}
