import { describe, expect, it } from 'vitest';
import { elapsedOf, emptyView, fold, type View } from '../../source/view.ts';
import { events, range, started, waiting } from './events.ts';

const view = (...list: Parameters<typeof events>): View => events(...list).reduce(fold, emptyView);
const row = (from: View, id: string) => from.steps.find((step) => step.id === id);
const problem = { code: 'x', what: 'It broke.', exit: 1 } as const;

describe('the view', () => {
  it('shows a step from to do through waiting to done, with its time', () => {
    const begin = [
      [0, started(['network', 'upload'])],
      [10, { type: 'step.started', step: 'network', title: 'Management network', expectMs: [1000, 2000] }],
    ] satisfies Parameters<typeof events>;
    expect(row(view(...begin.slice(0, 1)), 'network')).toEqual({ id: 'network', title: 'The network', state: 'todo' });
    const running = row(view(...begin, [20, range]), 'network');
    expect(running).toMatchObject({ state: 'running', title: 'Management network', note: 'Management range 10.42.0.0/16' });
    expect(elapsedOf(running ?? {}, Date.parse('2026-11-21T10:01:10Z'))).toBe(60_000);
    const waits = view(...begin, [20, range], [120, waiting('network', 'PENDING', { late: true, progress: 0.5 })]);
    expect(row(waits, 'network')).toMatchObject({ state: 'waiting', note: 'PENDING', late: true, progress: 0.5 });
    expect(waits.waits).toHaveLength(1);
    const done = view(...begin, [120, waiting('network', 'PENDING')], [200, { type: 'step.succeeded', step: 'network', outputs: {}, elapsedMs: 190_000 }]);
    expect(row(done, 'network')).toEqual({ id: 'network', title: 'Management network', state: 'done', elapsedMs: 190_000 });
    expect(done.waits).toEqual([]);
  });

  it('keeps several waits at once, and one for each step', () => {
    const both = view([0, started(['network', 'import'])], [1, waiting('network', 'a')], [2, waiting('import', 'b')], [3, waiting('network', 'c')]);
    expect(both.waits.map(({ step, note }) => [step, note])).toEqual([['import', 'b'], ['network', 'c']]);
  });

  it('drops a problem and a person when the step goes on', () => {
    const stuck = view(
      [0, started(['export'])],
      [1, { type: 'human.needed', step: 'export', title: 'Export the VM', instructions: ['Shut it down.'] }],
      [2, { type: 'step.failed', step: 'export', problem }],
    );
    expect(stuck.problems).toEqual([{ step: 'export', problem }]);
    expect(row(stuck, 'export')).toMatchObject({ state: 'failed', note: 'It broke.' });
    const again = fold(stuck, events([9, { type: 'step.started', step: 'export', title: 'Export' }])[0]!);
    expect(again).toMatchObject({ problems: [], people: [] });
  });

  it('replaces the same judgement and keeps different ones', () => {
    const finding = { rule: 'r', level: 'warning', title: 'Too small.' } as const;
    const twice = view([0, started(['network'])], [1, { type: 'finding', step: 'network', finding }], [2, { type: 'finding', step: 'network', finding: { ...finding, level: 'blocker' } }], [3, { type: 'finding', step: 'network', finding: { ...finding, title: 'Other.' } }]);
    expect(twice.findings.map(({ finding: { level, title } }) => [level, title])).toEqual([['blocker', 'Too small.'], ['warning', 'Other.']]);
  });

  it('is pure: the view before stays as it was, and the same events give the same view', () => {
    const list = events([0, started(['network'])], [1, waiting('network', 'a')], [2, { type: 'run.finished', status: 'waiting', exitCode: 3, ids: {}, next: 'wizard resume x' }]);
    const before = list.slice(0, 1).reduce(fold, emptyView);
    const copy = structuredClone(before);
    const after = list.slice(1).reduce(fold, before);
    expect(before).toEqual(copy);
    expect(after).toEqual(list.reduce(fold, emptyView));
    expect(after.finished).toMatchObject({ status: 'waiting', exitCode: 3 });
  });

  it('shows steps done by an earlier run as done, and begun ones as to do until they are looked at', () => {
    const continued = view([0, started([], { continued: true, steps: [{ id: 'network', title: 'N', state: 'done' }, { id: 'import', title: 'I', state: 'waiting' }] })]);
    expect(continued.steps.map(({ state }) => state)).toEqual(['done', 'todo']);
  });
});
