/**
 * Makes docs/screens/: text captures and SVG pictures of six screens of a real run of the built program against the sandbox, in a
 * real terminal (tmux). Another size goes to another folder, to be looked at.
 *
 *     npm run screens [-- 60x20 DIRECTORY]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerUntil, openWizard, typeKeyByKey } from './terminal/ink-keys.ts';
import { svgOf } from './terminal/picture.ts';
import type { Terminal } from './terminal/tmux.ts';

const [size = '80x24', folder = 'docs/screens'] = process.argv.slice(2);
const [columns = 80, rows = 24] = size.split('x').map(Number);
const state = mkdtempSync(join(tmpdir(), 'wizard-screens-'));
const ends: (() => unknown)[] = [() => rmSync(state, { recursive: true, force: true })];
mkdirSync(folder, { recursive: true });

async function keep(terminal: Terminal, name: string, title: string): Promise<void> {
  await terminal.settled();
  const hidden = (words: string) => words.replaceAll(state, '~/state');
  writeFileSync(join(folder, `${name}.txt`), `${hidden(await terminal.screen())}\n`);
  writeFileSync(join(folder, `${name}.svg`), svgOf(hidden(await terminal.picture()), { columns, rows, title }));
}

const answers = [
  'eligibility.plannedWorkspaces=120', 'eligibility.plannedGpu={alwaysOn: 0, autoStop: 0}', 'eligibility.licenceAllowsVirtualHosting=true', 'network.searchRange=10.0.0.0/8', 'network.avoid=[10.0.0.0/12]',
].flatMap((answer) => ['--set', answer]);

const opening = { columns, rows, finished: (action: () => unknown) => void ends.push(action) };
const first = await openWizard(state, [], opening);
await first.until('A name for this onboarding');
await keep(first, 'start', 'npx wizard --sandbox');
await first.close();

const run = await openWizard(state, ['--name', 'contoso-euw1', ...answers], opening);
const title = 'contoso-euw1';
await run.until('Which Windows is on the VM?', { within: 60_000 });
await keep(run, 'question', title);
await run.keys('Down', 'Enter');
await run.until('Which management range shall the account have', { within: 60_000 });
await run.until(/10\.32/);
await keep(run, 'network', title);
await run.keys('Enter');
await run.until(/type the text above/, { within: 60_000 });
await typeKeyByKey(run, '10.32');
await keep(run, 'confirmation', title);
await typeKeyByKey(run, '.0.0/16');
await run.keys('Enter');
await run.until((screen) => screen.includes('VM prepared and its checker logs at hand') || screen.includes('Directory whose users'), { within: 60_000 });
if ((await run.screen()).includes('Directory whose users')) await run.keys('Tab');
await run.until('VM prepared and its checker logs at hand');
await keep(run, 'task', title);
await answerUntil(run, (screen) => screen.includes('You need not stay') && /(?:Import|BYOL image) /.test(screen.split('\n')[3] ?? ''));
await keep(run, 'waits', title);
await run.close();
for (const end of ends.toReversed()) await end();
