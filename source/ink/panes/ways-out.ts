import type { Problem } from '../../problem.ts';
import type { StepId } from '../../step.ts';
import { line, say, type Text } from '../../text.ts';
import type { Entry } from '../page.tsx';
import { panesOf, type Pane } from '../panes.ts';
import type { PaneProps } from './props.ts';
import { titleOf } from './props.ts';

/** What beginning a step anew leaves behind; undefined where that can not be done. */
export type Anew = { readonly step: StepId; readonly undoes: readonly Text[] };

/** The ways out of a failure. `onAnew` asks before a step is begun anew. */
export function waysOut({ wiring, state }: Pick<PaneProps, 'wiring' | 'state'>, { step, problem }: { readonly step: StepId; readonly problem: Problem }, onAnew: (anew: Anew) => void): Entry[] {
  const steering = wiring.steering();
  const back = problem.back ?? step;
  const title = titleOf(state.view, back);
  const reviewed = steering?.review().filter((one) => one.step === back) ?? [];
  const anew = anewOf(back, reviewed);
  const panes = panesOf(state);
  const isThis = (pane: Pane) => pane.kind === 'problem' && pane.step === step;
  const next = panes[panes.findIndex(isThis) + 1] ?? panes.find((pane) => !isThis(pane));
  const send = wiring.store.send;
  return [
    ...(steering ? [{ id: 'again', label: line(problem.code === 'finding.blocker' ? 'Look again: it is mended' : 'Try again: it goes on where it was'), act: () => steering.turn({}) }] : []),
    ...(reviewed.some(({ open }) => open) ? [{ id: 'change', label: say`Change an answer of ${title}`, act: () => send({ do: 'set', state: { overlay: 'summary', filter: back } }) }] : []),
    ...(steering && anew ? [{ id: 'anew', label: say`Begin ${title} anew`, act: () => onAnew(anew) }] : []),
    ...(next ? [{ id: 'later', label: line('Leave it for now, see what else there is'), act: () => send({ do: 'set', state: { focus: next.id } }) }] : []),
    { id: 'leave', label: line('Leave the program; it is all kept'), act: () => wiring.leave() },
  ];
}

/** The management range can never be chosen anew, and nothing that has it behind it. */
function anewOf(step: StepId, reviewed: readonly { readonly open: boolean; readonly undoes: readonly string[] }[]): Anew | undefined {
  if (step === 'network' || reviewed.some(({ open }) => !open)) return undefined;
  return { step, undoes: (reviewed.find(({ undoes }) => undoes.length > 0)?.undoes ?? []).map(line) };
}
