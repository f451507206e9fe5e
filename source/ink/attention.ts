import { line } from '../text.ts';
import { needsPerson } from './panes.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** What reaches a person who looks elsewhere: the window's title, and the bell with a notification. */
export type Signals = { title(words: string): unknown; ring(words: string): unknown };

/**
 * Keeps the title to what goes on, and rings when somebody becomes needed, a wait has ended or something failed, unless the person
 * `isHere`: what is asked answer after answer rings nobody. Gives what ends it.
 */
export function watchAttention(store: Store, { title, ring }: Signals, isHere: () => boolean): () => void {
  let before = store.state();
  let shown = '';
  return store.subscribe(() => {
    const state = store.state();
    const words = titleOf(state);
    if (words !== shown) title((shown = words));
    const reason = reasonToRing(before, state);
    before = state;
    if (reason !== undefined && !isHere()) ring(reason);
  });
}

/** `contoso-euw1: needs you`, `contoso-euw1: 4 of 10 done`. */
export function titleOf(state: AppState): string {
  const { view } = state;
  if (!view.run) return 'Windows licences to Amazon WorkSpaces';
  const done = view.steps.filter(({ state: at }) => at === 'done' || at === 'skipped').length;
  return line(`${view.run.name}: ${done === view.steps.length ? 'done' : needsPerson(state) ? 'needs you' : `${done} of ${view.steps.length} done`}`);
}

function reasonToRing(before: AppState, state: AppState): string | undefined {
  const { view, asked } = state;
  if (!view.run) return undefined;
  const { name } = view.run;
  const failed = view.problems.find(({ step }) => !before.view.problems.some((one) => one.step === step));
  if (failed) return line(`${name}: ${failed.step} failed`);
  if (!needsPerson(before) && needsPerson(state)) {
    const what = asked?.kind === 'question' ? asked.question.title : (asked?.confirmation.title ?? view.people[0]?.title ?? 'the run has ended');
    return line(`${name} needs you: ${what}`);
  }
  const over = view.steps.find((row) => row.state === 'done' && before.view.steps.some((one) => one.id === row.id && one.state === 'waiting'));
  return over && line(`${name}: ${over.id} is done`);
}
