import { expectedText } from '../phrases.ts';
import { line, say, type Text } from '../text.ts';
import { elapsedOf, type RowState, type StepRow } from '../view.ts';
import { durationText } from '../words.ts';
import type { AppState } from './state.ts';
import { stateWords } from './theme.ts';

type Shown = Pick<AppState, 'view' | 'asked' | 'time'>;

/** The steps as they stand for the person: one that asks something waits for nobody else. */
function stepsOf({ view, asked }: Shown): readonly StepRow[] {
  return view.steps.map((row) => (row.id === asked?.step ? { ...row, state: 'person' } : row));
}

/** One step in the rail beside the main pane: its name on one side, its time on the other. */
export type RailRow = { readonly id: string; readonly state: RowState; readonly name: Text; readonly time: Text };

/** The steps as a column: how long each took or takes, and what it is expected to take while it goes on. */
export function railRows(state: Shown): RailRow[] {
  const now = state.time;
  return stepsOf(state).map((row) => ({ id: row.id, state: row.state, name: line(row.title), time: timeOf(row, now) }));
}

function timeOf(row: StepRow, now: number): Text {
  const elapsed = elapsedOf(row, now);
  if (row.state === 'done') return elapsed === undefined ? say`done` : say`${durationText(elapsed)}`;
  if (row.state === 'todo') return say``;
  if (row.state === 'person' || row.state === 'failed' || row.state === 'skipped') return say`${stateWords[row.state]}`;
  const most = row.expectMs && row.expectMs[1] > 0 ? ` of ${durationText(row.expectMs[1])}` : '';
  return elapsed === undefined ? say`${stateWords[row.state]}` : say`${durationText(elapsed)}${most}`;
}

/** The steps on one line: how many are done, and the one that matters most now. */
export function railLine(state: Shown): { readonly states: readonly RowState[]; readonly words: Text } {
  const [steps, now] = [stepsOf(state), state.time];
  const over = steps.filter(({ state }) => state === 'done' || state === 'skipped').length;
  const row = (['failed', 'person', 'running', 'waiting', 'todo'] as const).flatMap((state) => steps.find((one) => one.state === state) ?? [])[0];
  const counted = say`${over} of ${steps.length} done`;
  if (!row) return { states: steps.map(({ state }) => state), words: counted };
  const elapsed = row.state === 'running' || row.state === 'waiting' ? elapsedOf(row, now) : undefined;
  const expected = elapsed === undefined ? undefined : expectedText(row.expectMs);
  const time = elapsed === undefined ? '' : `, ${durationText(elapsed)}${expected ? ` (usually ${expected})` : ''}`;
  return { states: steps.map(({ state }) => state), words: say`${counted}; ${row.title}: ${stateWords[row.state]}${time}` };
}
