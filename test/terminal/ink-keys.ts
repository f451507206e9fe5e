import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { elapse, framed, match, openTerminal, type Opening, type Terminal, type Wanted } from './tmux.ts';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'dist/source/bin.js');

/** A question of the drawn screen that is open: its title is the first line under the rule. */
export function asked(words: string): RegExp {
  return new RegExp(`^─+\\n(?:  )?${words}.*`, 'm');
}

/** Starts the built program in the sandbox on a terminal of 80 columns and 24 rows, unless another size is said. */
export async function openWizard(state: string, words: readonly string[] = [], opening: Partial<Opening> = {}): Promise<Terminal> {
  if (!existsSync(program)) throw new Error('The drawn screen is tested as it is built, and dist is not there: npm run build');
  return openTerminal({ columns: 80, rows: 24, cwd: root, ...opening, command: wizard(state, words) });
}

/** The command line of the built program. */
export function wizard(state: string, words: readonly string[]): string[] {
  return [process.execPath, program, ...words, '--sandbox', '--state-dir', state, ...(words[0] === 'status' ? [] : ['--speed', '3600'])];
}

/** Types a text one key after the other, as a hand does, each once the one before it is seen: what arrives in one piece may be taken for a paste. */
export async function typeKeyByKey(terminal: Terminal, words: string): Promise<void> {
  const [, before = ''] = /^❯ ?(\S*)$/m.exec(await terminal.screen()) ?? [];
  for (const [place, key] of [...words].entries()) {
    await terminal.type(key);
    await terminal.until((screen) => screen.includes(`❯ ${before}${words.slice(0, place + 1)}`));
  }
}

/** What is done about a question that is on the screen. */
export type DrawnAnswer = { readonly when: RegExp; act(terminal: Terminal, screen: string): Promise<void> };
type Act = DrawnAnswer['act'];

/** Types what a confirmation asks for, as it stands on the screen. */
const confirm: Act = async (terminal, screen) => {
  await typeKeyByKey(terminal, /^(\S+)\n❯/m.exec(screen)?.[1] ?? '');
  await terminal.until('That is it.');
  await terminal.keys('Enter');
};

const press = (...keys: readonly string[]): Act => async (terminal) => {
  for (const key of keys) {
    const screen = await terminal.settled();
    await terminal.keys(key);
    await terminal.until((now) => now !== screen);
  }
};

/** A text where nothing is offered. */
const text = (words: string): Act => async (terminal) => {
  await terminal.type(words);
  await terminal.until(words);
  await terminal.keys('Enter');
};

/** Finds an option of a list by the search of `/`. */
const search = (words: string): Act => async (terminal) => {
  await terminal.keys('/');
  await terminal.type(words);
  await terminal.until((screen) => screen.includes(`❯ ${words}\n`));
  await terminal.keys('Enter');
};

/** Adds an entry to a list and ends it. */
const list = (entry: string): Act => async (terminal) => {
  await terminal.type(entry);
  await terminal.until('Enter adds it.');
  await terminal.keys('Enter');
  await terminal.until('Enter on the empty line is done');
  await terminal.keys('Enter');
};

/** The example's onboarding as somebody at the drawn screen answers it. What is not here takes what is offered. */
export const drawnAnswers: readonly DrawnAnswer[] = [
  { when: asked('How many WorkSpaces without a GPU'), act: text('120') },
  { when: asked('Does your agreement with Microsoft allow'), act: press('y', 'Enter') },
  { when: asked('Which address ranges does your organisation use'), act: list('10.0.0.0/12') },
  { when: /It has to be typed exactly/, act: confirm },
  { when: asked('Which Windows is on the VM'), act: search('Windows 11 Enterprise 24H2') },
  { when: asked('Which files did the checker write'), act: list('examples/checker/*.txt') },
  { when: asked('Which hypervisor runs the VM'), act: search('VMware') },
  { when: asked('Where is the exported file'), act: text('examples/win11.ova') },
  { when: asked('Should AWS add Microsoft Office'), act: search('2019') },
  { when: asked('Directory whose users get WorkSpaces'), act: search('d-906702f0a1') },
  { when: asked('Organizational unit'), act: text('OU=Desktops,DC=contoso,DC=com') },
  { when: asked('Users who get a WorkSpace'), act: list('alice') },
  // What was declined or failed is for the journey that it belongs to.
  { when: /^─+\n(?!✖ failed).+(?=[\s\S]*^(?:Enter answer|Up Down Enter choose))/m, act: press('Enter') },
];

/**
 * Answers each question once the screen rests, when what it offers has come and it listens to keys, until `end` is on the screen. Gives
 * every screen that was answered, and the last one. Rejects when nothing comes up any more.
 */
export async function answerUntil(terminal: Terminal, end: Wanted, answers: readonly DrawnAnswer[] = drawnAnswers): Promise<string[]> {
  const screens: string[] = [];
  for (;;) {
    let screen = '';
    let answer: DrawnAnswer | undefined;
    await elapse(
      async () => {
        if (await terminal.ended()) throw new Error(`It ended before ${String(end)}. ${framed(await terminal.screen())}`);
        screen = await terminal.settled();
        answer = screen.includes('Asking AWS what there is') ? undefined : answers.find(({ when }) => match(screen, when) !== undefined);
        return answer !== undefined || match(screen, end) !== undefined;
      },
      undefined,
      () => `nothing came up to answer before ${String(end)}. ${framed(screen)}`,
    );
    screens.push(screen);
    if (!answer || match(screen, end) !== undefined) return screens;
    if (screens.length > 100) throw new Error(`It asks and asks. ${framed(screen)}`);
    await answer.act(terminal, screen);
    // A key that is under way still is not pressed twice.
    const until = performance.now() + 3000;
    await elapse(async () => asking(await terminal.screen()) !== asking(screen) || performance.now() > until || (await terminal.ended()));
  }
}

/** The screen without its heading, where clocks run. */
function asking(screen: string): string {
  return screen.split('\n').slice(2).join('\n');
}
