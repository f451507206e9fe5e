import type { Problem } from '../problem.ts';
import type { StepId } from '../step.ts';
import type { Needed } from '../view.ts';
import type { AppState } from './state.ts';

/** What the middle of the screen may show, the most pressing first. */
export type Pane =
  | { readonly kind: 'inquiry' | 'revision' | 'busy' | 'waits' | 'ended'; readonly id: string }
  | { readonly kind: 'question' | 'confirmation'; readonly id: string; readonly step: StepId }
  | { readonly kind: 'problem'; readonly id: string; readonly step: StepId; readonly problem: Problem }
  | { readonly kind: 'task'; readonly id: string; readonly step: StepId; readonly needed: Needed };

/** Every pane that there is something for. Never empty. */
export function panesOf(state: AppState): readonly Pane[] {
  const { inquiry, busy, revision, asked, view, ended } = state;
  if (inquiry) return [{ kind: 'inquiry', id: `inquiry ${inquiry.question.key}` }];
  if (!view.run) return [{ kind: 'busy', id: 'busy' }];
  const problems = view.problems.map(({ step, problem }): Pane => ({ kind: 'problem', id: `problem ${step}`, step, problem }));
  const tasks = view.people.map((needed): Pane => ({ kind: 'task', id: `task ${needed.step}`, step: needed.step, needed }));
  const panes: Pane[] = [
    ...(revision ? [{ kind: 'revision', id: `revision ${revision.reviewed.key}` } as const] : []),
    ...(asked ? [{ kind: asked.kind, id: `asked ${asked.key}`, step: asked.step } as const] : []),
    ...problems,
    ...tasks,
    ...(ended ? [{ kind: 'ended', id: 'ended' } as const] : []),
    ...(!ended && (view.waits.length > 0 || view.steps.some(({ state: at }) => at === 'running')) ? [{ kind: 'waits', id: 'waits' } as const] : []),
  ];
  return panes.length > 0 ? panes : [{ kind: busy === undefined ? 'waits' : 'busy', id: 'busy' }];
}

/** The pane that is shown: the one chosen by hand while it is there, else the first. */
export function shownPane(state: AppState): Pane {
  const panes = panesOf(state);
  return panes.find(({ id }) => id === state.focus) ?? panes[0]!;
}

/** Whether somebody has to do something: what the bell and the window's title tell. */
export function needsPerson({ inquiry, asked, view, ended, leaving }: AppState): boolean {
  return !leaving && (inquiry !== undefined || asked !== undefined || ended || view.people.length > 0 || view.problems.length > 0);
}
