import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../source/problem.ts';
import type { Reviewed } from '../../../source/engine/review.ts';
import { ProblemPane } from '../../../source/ink/panes/problem.tsx';
import type { AppState } from '../../../source/ink/state.ts';
import { draw, fakeWiring, keys, Live } from '../draw.tsx';
import { answers, blocked, failed, failure, reviewedAs } from './scenes.ts';

async function problem(state: AppState = failed(), reviewed: readonly Reviewed[] = answers, rows = 40) {
  const { wiring, store, done } = fakeWiring(state, { reviewed });
  const drawn = await draw(<Live store={store}>{(now) => <ProblemPane wiring={wiring} state={now} columns={100} rows={rows} active {...now.view.problems[0]!} />}</Live>, 100);
  const choose = async (label: string) => {
    for (let tries = 0; tries < 8 && !drawn.seen().includes(`❯ ${label}`); tries += 1) await drawn.press(keys.down);
    expect(drawn.seen()).toContain(`❯ ${label}`);
    await drawn.press(keys.enter);
  };
  return { ...drawn, store, done, choose };
}

describe('a failure', () => {
  it('says what happened, why, what to do, and where to go back to', async () => {
    const said = (await problem()).seen();
    expect(said).toContain('✖ failed · Import');
    expect(said).toContain('AWS ended the import of the disk');
    expect(said).toContain('1. The VM was shut down in hibernation');
    expect(said).toContain('2. BitLocker is on.');
    expect(said).toContain('What to do 1. aws ec2 describe-import-image-tasks');
    expect(said).toContain('Export is the step to go back to.');
  });

  it('shows all of the raw error only when it is asked for, and copies it', async () => {
    const pane = await problem();
    expect(pane.seen()).not.toContain('3f8f6c1e');
    await pane.press('m');
    for (const part of ['ec2:DescribeImportImageTasks', 'Code ClientError', 'Message ClientError: Unknown OS', '3f8f6c1e-1111-2222-3333-444455556666', 'HTTP status 200']) expect(pane.seen()).toContain(part);
    await pane.press('y');
    expect(pane.done.copied[0]).toContain('Request id: 3f8f6c1e-1111-2222-3333-444455556666');
    await pane.press('m');
    expect(pane.seen()).not.toContain('3f8f6c1e');
  });

  it('brings the raw error into view where rows are few', async () => {
    const pane = await problem(failed(), answers, 9);
    await pane.press('m');
    expect(pane.seen()).toContain('HTTP status 200');
  });

  it('tries again on Enter', async () => {
    const pane = await problem();
    await pane.press(keys.enter);
    expect(pane.done.turns).toEqual([{}]);
  });

  it('opens the answers of the step to go back to', async () => {
    const pane = await problem();
    await pane.choose('Change an answer of Export');
    expect(pane.store.state()).toMatchObject({ overlay: 'summary', filter: 'export' });
  });

  it('says what beginning anew leaves behind, and does it only on yes', async () => {
    const pane = await problem();
    await pane.choose('Begin Export anew');
    expect(pane.seen()).toContain('Begun anew: export, upload, import, image. What they made stays in AWS, is still billed');
    expect(pane.seen()).toContain('❯ No, leave it as it is');
    await pane.press(keys.enter);
    expect(pane.done.turns).toEqual([]);
    await pane.choose('Begin Export anew');
    await pane.press(keys.escape);
    await pane.choose('Begin Export anew');
    await pane.press('y');
    expect(pane.done.turns).toEqual([{ again: 'export' }]);
  });

  it.each<readonly [string, Partial<Problem>, readonly Reviewed[]]>([
    ['the network step', { back: 'network' }, [reviewedAs('network.avoid')]],
    ['a step that has the management range behind it', { back: 'eligibility' }, [reviewedAs('eligibility.x'), reviewedAs('eligibility.y', { open: false })]],
  ])('does not offer to begin %s anew', async (_, given, reviewed) => {
    expect((await problem(failed({ ...failure, ...given }), reviewed)).seen()).not.toMatch(/Begin .* anew/);
  });

  it('can be left for what else there is', async () => {
    const pane = await problem();
    await pane.choose('Leave it for now');
    expect(pane.store.state().focus).toBe('waits');
  });

  it('can be left with the program', async () => {
    const pane = await problem();
    await pane.choose('Leave the program');
    expect(pane.done.left).toBe(true);
  });

  it('shows requirements that are not met with their fix and their source', async () => {
    const said = (await problem(blocked())).seen();
    expect(said).toContain('2 requirements are not met. Nothing was sent.');
    expect(said).toContain('1. 20 WorkSpaces are planned, 100 are needed in eu-west-1. What to do: Plan at least 100');
    expect(said).toContain('See: https://docs.aws.amazon.com/workspaces/latest/adminguide/byol-windows-images.html');
    expect(said).toContain('2. The licences do not allow hosting on dedicated hardware. (concluded from what was seen)');
    expect(said).toContain('❯ Look again: it is mended');
  });
});
