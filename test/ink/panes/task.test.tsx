import { describe, expect, it } from 'vitest';
import type { Reviewed } from '../../../source/engine/review.ts';
import { TaskPane } from '../../../source/ink/panes/task.tsx';
import type { AppState } from '../../../source/ink/state.ts';
import { draw, fakeWiring, keys, Live } from '../draw.tsx';
import { answered, preparing, reviewedAs } from './scenes.ts';

const logs = reviewedAs('checker.logs', {}, 'Which files did the checker write?');
const skip = reviewedAs('checker.skip', {}, 'Why go on without the checker? (Leave it empty to run the checker.)');

async function task(state: AppState = preparing(), reviewed: readonly Reviewed[] = [logs, skip], rows = 16) {
  const { wiring, store, done } = fakeWiring(state, { reviewed });
  const drawn = await draw(<Live store={store}>{(now) => <TaskPane wiring={wiring} state={now} columns={80} rows={rows} active needed={now.view.people[0]!} />}</Live>, 80);
  return { ...drawn, store, done };
}

describe('a task for a person', () => {
  it('says whose it is and what it is, and numbers what has no numbers', async () => {
    const pane = await task(preparing(['Shut it down.', 'Start it.']));
    expect(pane.seen()).toContain('? needs you · Image checker · VM prepared and its checker logs at hand');
    expect(pane.seen()).toContain('1. Shut it down. 2. Start it.');
  });

  it('leaves out how this program is started again, since it is there', async () => {
    const pane = await task(preparing(), [logs, skip], 60);
    expect(pane.seen()).toContain('Let every network adapter use DHCP');
    expect(pane.seen()).not.toContain('wizard resume');
  });

  it('opens the first question that tells of its end on Enter', async () => {
    const pane = await task();
    expect(pane.seen()).toContain('❯ Answer: Which files did the checker write?');
    await pane.press(keys.enter);
    expect(pane.store.state().revision).toEqual({ reviewed: logs, reason: 'evidence' });
  });

  it('opens another one after Down', async () => {
    const pane = await task();
    await pane.press(keys.down);
    expect(pane.seen()).toContain('❯ Answer: Why go on without the checker?');
    await pane.press(keys.enter);
    expect(pane.store.state().revision?.reviewed.key).toBe('checker.skip');
  });

  it('only looks again where the place has been told already', async () => {
    const pane = await task(preparing(), [{ ...logs, ...answered(['./a.txt']) }, skip]);
    await pane.press(keys.enter);
    expect(pane.done.turns).toEqual([{}]);
  });

  it('without evidence it is done by looking', async () => {
    const state = preparing(['aws sso login --profile prod']);
    const [needed] = state.view.people;
    const pane = await task({ ...state, view: { ...state.view, people: [{ step: needed!.step, title: needed!.title, instructions: needed!.instructions }] } });
    expect(pane.seen()).toContain('❯ Done: look now');
    await pane.press(keys.enter);
    expect(pane.done.turns).toEqual([{}]);
  });

  it('shows what goes on meanwhile', async () => {
    const pane = await task();
    expect(pane.seen()).toContain('See what goes on meanwhile: Management network');
    await pane.press(keys.down, keys.down, keys.down, keys.enter);
    expect(pane.store.state().focus).toBe('waits');
  });

  it('copies its commands one after the other, and says so', async () => {
    const pane = await task(preparing(['    first command', 'Between.', '    second command']));
    expect(pane.seen()).toContain('y copies 1 of 2: first command');
    await pane.press('y', 'y');
    expect(pane.done.copied).toEqual(['first command', 'second command']);
    expect(pane.store.state().notice).toBe('Copied.');
  });

  it('copies the command that is chosen with Left and Right, and brings it into view', async () => {
    const pane = await task(preparing([...Array.from({ length: 30 }, (_, index) => `${index}. words`), '    last command', '    ls']));
    expect(pane.lines().filter((one) => one.includes('last command'))).toHaveLength(1);
    await pane.press(keys.left, keys.left);
    expect(pane.lines().filter((one) => one.includes('last command'))).toHaveLength(2);
    await pane.press('y');
    expect(pane.done.copied).toEqual(['last command']);
  });

  it('says how much more there is to read, and goes there', async () => {
    const pane = await task(preparing(Array.from({ length: 40 }, (_, index) => `Do ${index}.`)));
    expect(pane.seen()).toMatch(/↓ \d+ more lines \(PgDn\)/);
    await pane.press(keys.pageDown);
    expect(pane.seen()).toMatch(/↑ \d+ more lines \(PgUp\)/);
    await pane.press(keys.end);
    expect(pane.seen()).toContain('goes on meanwhile.');
  });

  it('takes no key while something is over it', async () => {
    const { wiring, store, done } = fakeWiring(preparing(), { reviewed: [logs] });
    const pane = await draw(<TaskPane wiring={wiring} state={store.state()} columns={80} rows={16} active={false} needed={store.state().view.people[0]!} />, 80);
    await pane.press('y', keys.enter);
    expect([done.copied, store.state().revision]).toEqual([[], undefined]);
  });
});
