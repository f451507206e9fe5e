import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../source/engine/events.ts';
import { CommandOverlay } from '../../../source/ink/overlays/command.tsx';
import { HelpOverlay } from '../../../source/ink/overlays/help.tsx';
import { hintsOf } from '../../../source/ink/overlays/hints.ts';
import { LogOverlay } from '../../../source/ink/overlays/log.tsx';
import { SummaryOverlay } from '../../../source/ink/overlays/summary.tsx';
import { shownPane } from '../../../source/ink/panes.ts';
import type { PaneProps } from '../../../source/ink/panes/props.ts';
import { initialState, reduce, type AppState } from '../../../source/ink/state.ts';
import { stateWords } from '../../../source/ink/theme.ts';
import { line } from '../../../source/text.ts';
import { draw, fakeWiring, keys, Live } from '../draw.tsx';
import { answers, importing, reviewedAs } from '../panes/scenes.ts';

async function over(overlay: (props: PaneProps) => ReactNode, state: Partial<AppState>, { rows = 30, ...given }: { readonly rows?: number } & Parameters<typeof fakeWiring>[1] = {}) {
  const { wiring, store, done } = fakeWiring(state, { reviewed: answers, ...given });
  const drawn = await draw(<Live store={store}>{(now) => overlay({ wiring, state: now, columns: 100, rows, active: true })}</Live>, 100);
  return { ...drawn, store, done };
}

const summary = (props: PaneProps) => <SummaryOverlay {...props} />;
const log = (props: PaneProps) => <LogOverlay {...props} />;
const command = (props: PaneProps) => <CommandOverlay {...props} />;
const help = (props: PaneProps) => <HelpOverlay {...props} pane={shownPane(props.state)} hints={[{ key: line('q'), does: line('leave') }]} />;

describe('every overlay', () => {
  it.each([['help', help], ['log', log], ['command', command], ['summary', summary]] as const)('%s closes on Esc', async (name, overlay) => {
    const shown = await over(overlay, { ...importing(), overlay: name });
    await shown.press(keys.escape);
    expect(shown.store.state().overlay).toBeUndefined();
  });
});

describe('the answers', () => {
  it('are told by step, with who gave each', async () => {
    const said = (await over(summary, importing())).seen();
    expect(said).toContain('The answers so far: 6 given, 1 not asked yet');
    expect(said).toContain('Eligibility ❯ plannedWorkspaces you 120');
    expect(said).toContain('managementCidr fixed auto, which is 10.42.0.0/16');
    expect(said).toContain('file the file ./win11.ova');
    expect(said).not.toContain('skip');
  });

  it('are of one step where that is asked for, those to come too', async () => {
    const said = (await over(summary, { ...importing(), overlay: 'summary', filter: 'checker' })).seen();
    expect(said).toContain('The answers of Image checker ❯ logs');
    expect(said).toContain('skip not answered yet');
    expect(said).not.toContain('plannedWorkspaces');
  });

  it('are of all steps again the next time', () => {
    const filtered = reduce(initialState(0), { do: 'set', state: { overlay: 'summary', filter: 'checker' } });
    expect(filtered.filter).toBe('checker');
    expect(reduce(filtered, { do: 'set', state: { overlay: undefined } }).filter).toBeUndefined();
  });

  it('are changed at once where nothing is undone', async () => {
    const shown = await over(summary, { ...importing(), overlay: 'summary' });
    await shown.press(keys.enter);
    expect(shown.store.state()).toMatchObject({ overlay: undefined, revision: { reviewed: { key: 'eligibility.plannedWorkspaces' }, reason: 'change' } });
  });

  it('are changed only on yes where something is undone', async () => {
    const shown = await over(summary, { ...importing(), overlay: 'summary' });
    await shown.press(keys.end, keys.enter);
    expect(shown.seen()).toContain('Change export.file? Begun anew: export, upload, import, image.');
    await shown.press('n');
    expect(shown.store.state()).toMatchObject({ overlay: 'summary', revision: undefined });
    await shown.press(keys.end, keys.enter, 'y');
    expect(shown.store.state().revision?.reviewed.key).toBe('export.file');
  });

  it('are not changed where they are fixed, and say why', async () => {
    const shown = await over(summary, { ...importing(), overlay: 'summary' });
    await shown.press(keys.down, keys.down, keys.enter);
    expect(shown.seen()).toContain('Fixed: Management network has been sent to AWS and is never reopened');
    expect(shown.store.state().revision).toBeUndefined();
  });

  it('are saved with w, and letters are no commands meanwhile', async () => {
    const shown = await over(summary, { ...importing(), overlay: 'summary' });
    await shown.press('w');
    expect(hintsOf(shown.store.state(), shownPane(shown.store.state())).map(({ does }) => does)).toEqual(['save', 'do not save']);
    await shown.press(keys.enter);
    expect(shown.done.saved).toEqual(['/home/ada/contoso-euw1.yaml']);
    expect(shown.store.state()).toMatchObject({ overlay: 'summary', typing: false, notice: 'Your answers are saved: /home/ada/contoso-euw1.yaml' });
  });

  it('scroll so that the chosen one is always seen', async () => {
    const many = Array.from({ length: 40 }, (_, index) => reviewedAs(`launch.key${index}`, { answer: { given: index, value: index, by: 'person', time: 0, row: 1 } }));
    const shown = await over(summary, { ...importing(), overlay: 'summary' }, { reviewed: many, rows: 9 });
    for (let index = 0; index < 40; index += 1) {
      expect(shown.seen()).toContain(`❯ key${index} `);
      await shown.press(keys.down);
    }
  });
});

describe('the log', () => {
  const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ time: Date.parse('2026-11-21T23:59:00Z') + index * 1000, about: 'import', words: line(`entry ${index}.`) }));

  it('shows the newest, with their times, and a line for another day', async () => {
    const shown = await over(log, { log: entries(90) }, { rows: 40 });
    expect(shown.seen()).toContain('entry 89.');
    expect(shown.seen()).toContain('2026-11-22 (UTC)');
    expect(shown.seen()).toContain('00:00:29 import entry 89.');
    expect(shown.seen()).not.toContain('entry 0.');
  });

  it('stays with the newest while more come, unless somebody reads further up', async () => {
    const shown = await over(log, { log: entries(90) });
    shown.store.send({ do: 'call', call: { operation: 'ec2:ImportImage', time: Date.parse('2026-11-22T00:01:00Z'), milliseconds: 12, changes: true, outcome: 'RequestTimeout' } });
    await shown.press(keys.end);
    expect(shown.seen()).toContain('✖ CHANGE ec2 ImportImage: RequestTimeout, 12 ms');
    await shown.press(keys.home);
    const before = shown.seen();
    shown.store.send({ do: 'call', call: { operation: 'ec2:ImportImage', time: Date.parse('2026-11-22T00:02:00Z'), milliseconds: 12, changes: false, outcome: 'ok' } });
    await shown.press(keys.left);
    expect(shown.seen().slice(0, 500)).toBe(before.slice(0, 500));
    expect(shown.seen()).toContain('entry 0.');
  });

  it('says so where there is none', async () => expect((await over(log, {})).seen()).toContain('Nothing has happened yet.'));
});

describe('the AWS CLI line', () => {
  const asked = { kind: 'confirmation', step: 'network', key: 'network.confirmManagementCidr', again: false, call: { service: 'workspaces', operation: 'ModifyAccount', input: {} }, confirmation: { key: 'confirmManagementCidr', expected: '10.42.0.0/16', title: 'Use 10.42.0.0/16?', why: 'It can never be changed.' } } satisfies Asked;
  const lastCall = { title: 'Import of the disk', call: { service: 'ec2', operation: 'ImportImage', input: {} } };

  it('is of what is about to be confirmed, before what was sent last', async () => {
    const shown = await over(command, { ...importing(), asked, lastCall });
    expect(shown.seen()).toContain('What is sent once you confirm');
    await shown.press('y');
    expect(shown.done.copied).toEqual(['aws workspaces ModifyAccount']);
  });

  it('is else of what was sent last', async () => expect((await over(command, { ...importing(), lastCall })).seen()).toContain('The last change that was sent Import of the disk (ec2 ImportImage) aws ec2 ImportImage'));

  it('says so where no line does it, or nothing was sent', async () => {
    expect((await over(command, { lastCall: { title: 'Files', call: { service: 'local', operation: 'Write', input: {} } } })).seen()).toContain('No line of the AWS CLI does this');
    expect((await over(command, {})).seen()).toContain('Nothing has been sent yet.');
  });
});

describe('the help', () => {
  const question = reviewedAs('network.searchRange').question;

  it('tells what is shown, all keys, and a word for every sign', async () => {
    const said = (await over(help, importing(), { rows: 40 })).seen();
    expect(said).toContain('What AWS, or this machine, is at work on.');
    expect(said).toContain('Up Down PgUp PgDn scroll');
    expect(said).toContain('q leave');
    for (const word of Object.values(stateWords)) expect(said).toContain(word);
  });

  it('tells of a question why it is asked and where its answer is found', async () => {
    const asked = { kind: 'question', step: 'network', key: 'network.searchRange', question, work: {} } as unknown as Asked;
    const said = (await over(help, { ...importing(), asked }, { rows: 40 })).seen();
    expect(said).toContain('Why it is asked It is needed. Where the answer is found In the console.');
    expect(said).toContain('network.searchRange');
  });
});
