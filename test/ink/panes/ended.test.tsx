import { describe, expect, it } from 'vitest';
import { EndedPane } from '../../../source/ink/panes/ended.tsx';
import type { AppState } from '../../../source/ink/state.ts';
import { fail } from '../../../source/problem.ts';
import { draw, fakeWiring, keys, Live } from '../draw.tsx';
import { done as doneState, resting } from './scenes.ts';

async function ended(state: AppState, given: Parameters<typeof fakeWiring>[1] = {}) {
  const { wiring, store, done } = fakeWiring(state, given);
  const drawn = await draw(<Live store={store}>{(now) => <EndedPane wiring={wiring} state={now} columns={100} rows={40} active />}</Live>, 100);
  return { ...drawn, store, done };
}

describe('the end of a run', () => {
  it('tells what was made, the registration code and what to do next', async () => {
    const said = (await ended(doneState())).seen();
    expect(said).toContain('✔ done · contoso-euw1');
    expect(said).toContain('registration code');
    expect(said).toContain('WSwiz+25627C');
    expect(said).toContain('wizard report contoso-euw1');
    expect(said).toContain('BYOL image: imageId wsi-4b8132ab1, imageName win11-24h2');
    expect(said).toContain('ws-571eebb1b');
  });

  it('copies the registration code first', async () => {
    const pane = await ended(doneState());
    await pane.press('y');
    expect(pane.done.copied).toEqual(['WSwiz+25627C']);
  });

  it('saves the answers where they are told to be', async () => {
    const pane = await ended(doneState());
    await pane.press(keys.enter);
    expect(pane.seen()).toContain('/home/ada/contoso-euw1.yaml');
    expect(pane.store.state().typing).toBe(true);
    await pane.press('\u0015', '/tmp/a', 'q', keys.enter);
    expect(pane.done.saved).toEqual(['/tmp/aq']);
    expect(pane.store.state()).toMatchObject({ typing: false, notice: 'Your answers are saved: /tmp/aq' });
  });

  it('says why they could not be saved, and lets another place be told', async () => {
    const pane = await ended(doneState(), { steering: { save: () => fail({ code: 'x', what: 'There is no folder /nowhere.', exit: 2 }) } });
    await pane.press(keys.enter, keys.enter);
    expect(pane.seen()).toContain('There is no folder /nowhere.');
    await pane.press(keys.escape);
    expect(pane.seen()).toContain('❯ Save the answers');
    expect(pane.store.state().typing).toBe(false);
  });

  it('tells what is open where it is not done, and looks again on Enter', async () => {
    const pane = await ended(resting());
    expect(pane.seen()).toContain('? Image checker, needs you: VM prepared');
    expect(pane.seen()).toContain('◷ Management network, waiting for AWS: AWS has been preparing');
    await pane.press(keys.enter);
    expect(pane.done.turns).toEqual([{}]);
  });

  it('leaves by its last entry', async () => {
    const pane = await ended(doneState());
    await pane.press(keys.down, keys.down, keys.enter);
    expect(pane.done.left).toBe(true);
  });

  it('does not call a rehearsal the real thing', async () => {
    const state = doneState();
    const pane = await ended({ ...state, view: { ...state.view, run: { ...state.view.run!, sandbox: true } } });
    expect(pane.seen()).toContain('the rehearsal in the sandbox is over');
  });
});
