import type { StepId } from '../../step.ts';
import { line, say, type Text } from '../../text.ts';
import type { View } from '../../view.ts';
import type { AppState } from '../state.ts';
import type { Wiring } from '../wiring.ts';

/** What every pane and overlay is given beside what it shows. */
export type PaneProps = {
  readonly wiring: Wiring;
  readonly state: AppState;
  readonly columns: number;
  readonly rows: number;
  /** Takes keys: nothing is over it, and no other pane has them. */
  readonly active: boolean;
};

/** A step's title, as it is shown everywhere. */
export function titleOf({ steps }: View, step: StepId): Text {
  return line(steps.find(({ id }) => id === step)?.title ?? step);
}

/** What to type to come back to this run. */
export function comeBackText({ run }: View): Text {
  if (!run) return line('wizard');
  return say`wizard resume ${run.name}${run.sandbox ? ' --sandbox' : ''}`;
}
