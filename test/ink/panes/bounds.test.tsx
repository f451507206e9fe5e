import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import type { Reviewed } from '../../../source/engine/review.ts';
import { CommandOverlay } from '../../../source/ink/overlays/command.tsx';
import { HelpOverlay } from '../../../source/ink/overlays/help.tsx';
import { LogOverlay } from '../../../source/ink/overlays/log.tsx';
import { SummaryOverlay } from '../../../source/ink/overlays/summary.tsx';
import { frameOf } from '../../../source/ink/frame.ts';
import { panesOf, shownPane } from '../../../source/ink/panes.ts';
import { EndedPane } from '../../../source/ink/panes/ended.tsx';
import { ProblemPane } from '../../../source/ink/panes/problem.tsx';
import type { PaneProps } from '../../../source/ink/panes/props.ts';
import { TaskPane } from '../../../source/ink/panes/task.tsx';
import { WaitsPane } from '../../../source/ink/panes/waits.tsx';
import type { AppState } from '../../../source/ink/state.ts';
import { columnsOf } from '../../../source/ink/width.ts';
import { clean } from '../../../source/text.ts';
import { recipe } from '../../../steps/export/recipe.ts';
import { draw, fakeWiring, hostile, keys, Live, sizes } from '../draw.tsx';
import { after, answers, blocked, done, failed, failure, importing, late, preparing, resting, uploading } from './scenes.ts';

/** Every string of a state replaced by one that would spoil a screen which trusts it; what the program itself decides on stays. */
function spoiled<Value>(value: Value, key = ''): Value {
  if (typeof value === 'string') return (['step', 'id', 'state', 'for', 'status', 'level', 'code', 'back', 'certainty', 'kind', 'key'].includes(key) ? value : hostile) as Value;
  if (Array.isArray(value)) return value.map((one) => spoiled(one, key)) as Value;
  if (typeof value === 'function' || value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoiled(inner, name)])) as Value;
}

/** As it comes through the engine's events. */
const spoil = (state: AppState): AppState => ({ ...state, view: clean(spoiled(state.view)), log: clean(spoiled(state.log)) });
const spoiledAnswers: readonly Reviewed[] = answers.map((one) => ({ ...one, question: { ...one.question, title: hostile, why: hostile }, undoes: one.undoes.map(() => hostile), ...(one.answer && { answer: { ...one.answer, value: hostile, given: hostile } }) }));

const task = (props: PaneProps) => <TaskPane {...props} needed={props.state.view.people[0]!} />;
const problem = (props: PaneProps) => <ProblemPane {...props} {...props.state.view.problems[0]!} />;
const waits = (props: PaneProps) => <WaitsPane {...props} />;
const ended = (props: PaneProps) => <EndedPane {...props} />;
const call = { title: 'Import', call: { service: 'ec2', operation: 'ImportImage', input: {} } };

type Scene = { readonly name: string; readonly state: AppState; readonly pane: (props: PaneProps) => ReactNode; readonly pressed: readonly string[] };

const scene = (name: string, state: AppState, pane: Scene['pane'], pressed: readonly string[] = []): Scene => ({ name, state, pane, pressed });

const scenes: readonly Scene[] = [
  scene('waits', importing(), waits),
  scene('waits that are late', late(), waits),
  scene('waits with work here', uploading(), waits),
  scene('nothing to wait for', after(0), waits),
  scene('a task', preparing(), task),
  scene('a recipe', preparing(recipe('vmware', './win11.ova')), task, [keys.right, keys.pageDown]),
  scene('a failure', failed(), problem),
  scene('a failure with its raw error', failed(), problem, ['m']),
  scene('a failure asked about', failed(), problem, [keys.down, keys.down, keys.enter]),
  scene('a blocker', blocked(), problem),
  scene('an end', done(), ended),
  scene('an end that is none', resting(), ended),
  scene('saving', done(), ended, [keys.enter]),
  scene('help', importing(), (props) => <HelpOverlay {...props} pane={shownPane(props.state)} />),
  scene('the log', importing(), (props) => <LogOverlay {...props} />),
  scene('a command', { ...importing(), lastCall: call }, (props) => <CommandOverlay {...props} />),
  scene('answers', importing(), (props) => <SummaryOverlay {...props} />, [keys.end]),
  scene('an answer asked about', importing(), (props) => <SummaryOverlay {...props} />, [keys.end, keys.enter]),
];

describe.each(sizes)('on %i × %i', (width, height) => {
  const { main } = frameOf(width, height, 2);
  it.each(scenes)('$name stays inside', async ({ state, pane, pressed }) => {
    for (const hostilely of [false, true]) {
      const { wiring, store } = fakeWiring(hostilely ? spoil(state) : state, { reviewed: hostilely ? spoiledAnswers : answers, wiring: { commandLine: () => (hostilely ? hostile : `aws ec2 import-image --disk-containers '${JSON.stringify({ a: 'x'.repeat(200) })}'`) } });
      for (const unicode of [true, false]) {
        const drawn = await draw(<Live store={store}>{(now) => pane({ wiring, state: now, columns: main.columns, rows: main.rows, active: true })}</Live>, width, unicode);
        await drawn.press(...pressed);
        const lines = drawn.lines();
        expect(lines.length).toBeLessThanOrEqual(main.rows);
        expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(main.columns);
        expect(drawn.raw().replaceAll(/\u001b\[[\d;]*m/g, '')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
        expect(drawn.seen().trim()).not.toBe('');
        drawn.end();
      }
    }
  });
});

describe('in as little room as there can be', () => {
  it.each(scenes)('$name is drawn without failing', async ({ state, pane, pressed }) => {
    const { wiring, store } = fakeWiring(state, { reviewed: answers });
    for (const rows of [1, 2, 3, 5]) {
      const drawn = await draw(<Live store={store}>{(now) => pane({ wiring, state: now, columns: 20, rows, active: true })}</Live>, 20);
      await drawn.press(...pressed);
      expect(drawn.lines().length).toBeLessThanOrEqual(rows);
      drawn.end();
    }
  });
});

it('every scene is one that the screen would show', () => {
  expect(panesOf(failed(failure)).map(({ kind }) => kind)).toEqual(['problem', 'waits']);
  expect(panesOf(preparing()).map(({ kind }) => kind)).toEqual(['task', 'waits']);
});
