import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Asked, Event, EventBody } from '../source/engine/events.ts';
import { notifying, type NotifyOptions } from '../source/notify.ts';
import type { Problem } from '../source/problem.ts';
import type { Screen } from '../source/screen.ts';
import { events, started, waiting } from './view/events.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function scene(command: (file: string) => string, options: Partial<NotifyOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'wizard-notify-'));
  folders.push(folder);
  const file = join(folder, 'told.ndjson');
  const order: string[] = [];
  const notes: string[] = [];
  const inner: Screen = {
    tell: ({ type }) => void order.push(type),
    ask: async ({ key }) => (order.push(key), { kind: 'value', value: 'answered' }),
    close: async () => void order.push('closed'),
  };
  const screen = notifying(inner, { command: command(file), asks: true, now: () => Date.parse('2026-11-21T12:00:00Z'), note: (words) => void (order.push('note'), notes.push(words)), ...options });
  const told = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Event & { name: string }) : []);
  return { screen, folder, order, notes, told };
}

// Node is everywhere that the tests run; `cat` is not.
const node = `"${process.execPath}"`;
const append = (file: string) => `${node} -e "process.stdin.on('data', (data) => fs.appendFileSync(process.argv[1], data))" "${file}"`;
const problem: Problem = { code: 'any', what: 'It failed.', exit: 1 };
const done = (change: string, type: 'change.done' | 'change.adopted' = 'change.done'): EventBody =>
  ({ step: 'import', change, title: `The ${change}`, outputs: {}, ...(type === 'change.done' ? { type, elapsedMs: 1 } : { type, evidence: 'seen' }) });
const needed: EventBody = { type: 'human.needed', step: 'export', title: 'Export the VM', instructions: ['Switch it off.'] };
const finished: EventBody = { type: 'run.finished', status: 'done', exitCode: 0, ids: {}, next: 'wizard report' };

async function run({ screen }: ReturnType<typeof scene>, ...bodies: EventBody[]): Promise<Event[]> {
  const all = events([0, started(['export', 'import'])], ...bodies.map((body, index) => [index + 1, body] as const));
  for (const event of all) screen.tell(event);
  await screen.close();
  return all;
}

describe('the command of --notify', () => {
  it('gets each event that a person would come back for, as it is printed, with the run that it is of', async () => {
    const here = scene(append);
    const told = await run(here, { type: 'step.started', step: 'export', title: 'Export' }, needed, { type: 'step.failed', step: 'import', problem }, { type: 'change.unknown', step: 'import', change: 'task', problem }, finished);
    expect(here.told()).toEqual(told.slice(2).map((event) => ({ ...event, name: 'contoso-euw1', account: '111122223333', region: 'eu-west-1' })));
    expect(Object.keys(here.told()[0]!).slice(0, 4)).toEqual(['v', 'seq', 'time', 'type']);
    expect(here.notes).toEqual([]);
  });

  it.each(['aws', 'person'] as const)('is run when a wait for %s has ended, not while it lasts', async (reason) => {
    const here = scene(append);
    await run(here, waiting('import', '40%', { for: reason }), waiting('import', '70%', { for: reason }), done('task', 'change.adopted'));
    expect(here.told().map(({ type }) => type)).toEqual(['change.adopted']);
  });

  it.each(['visibility', 'trouble'] as const)('is not run for what was waited for because of %s, nor for what was not waited for', async (reason) => {
    const here = scene(append);
    await run(here, waiting('import', 'soon', { for: reason }), done('task'), done('role'), waiting('import', '1%', { change: 'other' }), done('task'));
    expect(here.told()).toEqual([]);
  });

  it('is run once for each wait', async () => {
    const here = scene(append);
    await run(here, waiting('import', '1%'), done('task'), done('task'));
    expect(here.told()).toHaveLength(1);
  });

  const question = { title: 'Which Windows?', why: 'It decides.' } as Extract<Asked, { kind: 'question' }>['question'];
  const asked = { kind: 'question', step: 'checker', key: 'checker.windows', question } as Asked;

  it('is run when a person is asked, once however often the answer slips', async () => {
    const here = scene(append);
    expect(await here.screen.ask(asked)).toEqual({ kind: 'value', value: 'answered' });
    await here.screen.ask({ ...asked, problem: 'no such Windows' } as Asked);
    await here.screen.ask({ kind: 'confirmation', step: 'network', key: 'network.confirmManagementCidr', confirmation: { title: 'Give it away?', why: 'For good.' } } as Asked);
    await here.screen.close();
    expect(here.told()).toMatchObject([
      { type: 'human.needed', time: '2026-11-21T12:00:00.000Z', step: 'checker', title: 'Which Windows?', instructions: ['It decides.'] },
      { type: 'human.needed', step: 'network', title: 'Give it away?', instructions: ['For good.'] },
    ]);
  });

  it('is not run where no person answers', async () => {
    const here = scene(append, { asks: false });
    await here.screen.ask(asked);
    await here.screen.close();
    expect(here.told()).toEqual([]);
  });

  it('leaves the screen as it is where there is none', () => {
    const screen: Screen = { tell: () => {}, ask: async () => ({ kind: 'missing' }), close: async () => {} };
    expect(notifying(screen, { command: undefined, asks: true, now: () => 0, note: () => {} })).toBe(screen);
  });

  it('is run one after another, in order', async () => {
    // Each takes less time than the one before: side by side they would end in the other order.
    const slowerFirst = (file: string) => `${node} -e "let all = ''; process.stdin.on('data', (data) => { all += data; }).on('end', () => setTimeout(() => fs.appendFileSync(process.argv[1], all), 300 / JSON.parse(all).seq))" "${file}"`;
    const here = scene(slowerFirst);
    await run(here, needed, needed, needed, finished);
    expect(here.told().map(({ seq }) => seq)).toEqual([2, 3, 4, 5]);
  });

  it('is told to the screen first, and may fail without a word before the screen is closed', async () => {
    const here = scene(() => 'exit 7');
    await run(here, needed, finished);
    expect(here.order).toEqual(['run.started', 'human.needed', 'run.finished', 'closed', 'note']);
    expect(here.notes).toEqual(['The command of --notify did not work, 2 of 2 times: it ended with exit code 7.']);
  });

  it('may leave what it is given unread', async () => {
    const here = scene(() => 'exit 0');
    await run(here, { ...needed, instructions: ['x'.repeat(1_000_000)] });
    expect(here.notes).toEqual([]);
  });

  it('that can not be started is said', async () => {
    const here = scene(append, { cwd: join(tmpdir(), 'no-such-folder-of-the-wizard') });
    await run(here, needed);
    expect(here.notes).toEqual([expect.stringMatching(/^The command of --notify did not work: it could not be started \(.*ENOENT/)]);
  });

  const forever = () => `${node} -e "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"; exit 0`;

  it.skipIf(process.platform === 'win32')('that does not end is ended, with all that it started', async () => {
    const stubborn = (file: string) => `${node} -e "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)" & echo $! > "${file}"; wait`;
    const here = scene(stubborn, { limit: 500, grace: 50 });
    await run(here, needed);
    expect(here.notes).toEqual(['The command of --notify did not work: it was ended after 0.5 s.']);
    // Killed, though it may not have been collected yet.
    await expect.poll(() => alive(Number(here.told()[0])), { interval: 5 }).toBe(false);
  });

  it('has no more than its time at the end of the run, however many are left', async () => {
    const here = scene(forever, { limit: 100, grace: 20 });
    await run(here, ...Array.from({ length: 40 }, () => needed));
    expect(here.notes).toEqual(['The command of --notify did not work, 40 of 40 times: it was ended after 0.1 s.']);
  });
});

/** Whether a process still runs; one that only waits to be collected does not. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
