import { describe, expect, it } from 'vitest';
import { decide } from '../../source/engine/decide.ts';
import type { KeyState } from '../../source/engine/fold.ts';
import type { ChangeKind, Intent, Sighting } from '../../source/step.ts';
import { pace } from './fakes.ts';

const sent = 1_000_000;
const intent: Intent = { row: 10, change: 'x', step: 'image', attempt: 1, operation: 'workspaces:X', parametersHash: '', token: 't', naturalKey: 'x', before: [], time: sent };
const absent: Sighting = { state: 'absent' };
const done: Sighting = { state: 'done', outputs: {} };
const problem = (again?: 'soon' | 'person') => ({ code: 'p', what: 'p', exit: 1 as const, ...(again && { again }) });
const ok = { kind: 'ok' as const, outputs: {} };
const soonAfter = sent + 1_000;
const longAfter = sent + pace.visibility;

/** What is known of the key, what a look showed and when, and what has to follow. */
const table: [string, ChangeKind, KeyState, Sighting, number, string][] = [
  ['nothing known, nothing there', 'B', {}, absent, 0, 'send'],
  ['nothing known, there', 'B', {}, done, 0, 'settle found'],
  ['nothing known, begun by somebody', 'B', {}, { state: 'underway', note: '' }, 0, 'wait aws'],
  ['a person’s task, no evidence', 'person', {}, absent, 0, 'instruct'],
  ['accepted, there', 'B', { intent, outcome: ok }, done, soonAfter, 'settle sent'],
  ['accepted, not listed yet', 'B', { intent, outcome: ok }, absent, soonAfter, 'wait visibility'],
  ['accepted, gone', 'B', { intent, outcome: ok }, absent, longAfter, 'ask-again vanished'],
  ['accepted, gone, repeatable', 'repeatable', { intent, outcome: ok }, absent, longAfter, 'send'],
  ['died after the intent, there', 'A', { intent }, done, soonAfter, 'settle adopted'],
  ['died after the intent, not there yet', 'A', { intent }, absent, soonAfter, 'wait visibility'],
  ['died after the intent, not there', 'A', { intent }, absent, longAfter, 'send'],
  ['unknown, not there yet', 'D', { intent, outcome: { kind: 'unknown', problem: problem() } }, absent, soonAfter, 'wait visibility'],
  ['unknown, not there, irreversible', 'D', { intent, outcome: { kind: 'unknown', problem: problem() } }, absent, longAfter, 'ask-again unknown'],
  ['unknown, not there, no token', 'C', { intent, outcome: { kind: 'unknown', problem: problem() } }, absent, longAfter, 'send'],
  ['refused for good', 'B', { intent, outcome: { kind: 'refused', problem: problem() }, outcomeTime: sent }, absent, soonAfter, 'stop'],
  ['refused for good, but there', 'B', { intent, outcome: { kind: 'refused', problem: problem() }, outcomeTime: sent }, done, soonAfter, 'settle found'],
  ['refused for now', 'B', { intent, outcome: { kind: 'refused', problem: problem('soon') }, outcomeTime: sent }, absent, soonAfter, 'wait trouble'],
  ['refused for now, a while ago', 'B', { intent, outcome: { kind: 'refused', problem: problem('soon') }, outcomeTime: sent }, absent, longAfter, 'send'],
  ['refused until a person acts', 'B', { intent, outcome: { kind: 'refused', problem: problem('person') }, outcomeTime: sent }, absent, soonAfter, 'wait person'],
  ['several', 'B', {}, { state: 'several', problem: problem() }, 0, 'stop'],
  ['foreign', 'D', { intent }, { state: 'foreign', problem: problem() }, longAfter, 'stop'],
];

describe('the decision about one key of a change', () => {
  it.each(table)('%s (%s)', (_, kind, known, sighting, now, expected) => {
    const decision = decide({ kind, pace, title: 'x' }, sighting, known, { now, since: 5, sends: 0, triedSince: now, absentSince: now - pace.every });
    const detail = decision.do === 'settle' ? decision.how : decision.do === 'wait' ? decision.for : decision.do === 'ask-again' ? decision.because : '';
    expect(`${decision.do} ${detail}`.trim()).toBe(expected);
  });

  it('takes a refusal from before this run as possibly mended', () => {
    const known: KeyState = { intent, outcome: { kind: 'refused', problem: problem() }, outcomeTime: sent };
    expect(decide({ kind: 'B', pace, title: 'x' }, absent, known, { now: soonAfter, since: 11, sends: 0, triedSince: soonAfter, absentSince: soonAfter })).toEqual({ do: 'send' });
  });

  it.each([
    ['was seen under way a moment ago', { lastSeen: longAfter - 1 }],
    ['was absent in one look only', { absentSince: longAfter }],
  ])('does not take for gone what %s', (_, at) => {
    const circumstances = { now: longAfter, since: 5, sends: 0, triedSince: longAfter, absentSince: 0, ...at };
    expect(decide({ kind: 'B', pace, title: 'x' }, absent, { intent, outcome: ok }, circumstances)).toMatchObject({ do: 'wait', for: 'visibility' });
  });
});
