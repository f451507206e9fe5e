import type { ToldCall } from '../aws/told.ts';
import type { Asked, Event } from '../engine/events.ts';
import type { Reviewed } from '../engine/review.ts';
import { narrate } from '../narration.ts';
import type { Inquiry } from '../desk.ts';
import type { Call, StepId } from '../step.ts';
import { line, type Text } from '../text.ts';
import { emptyView, fold, type View } from '../view.ts';

/** One line of the activity log. `time` in milliseconds of the run's clock. */
export type LogEntry = { readonly time: number; readonly about: string; readonly words: Text; readonly trouble?: boolean };

/** What one step has been waiting for in turn: the stages of a long wait. */
export type Stage = { readonly words: Text; readonly since: number };

export type Overlay = 'help' | 'log' | 'command' | 'summary';

/** A question that a person answers out of turn: to change it, or to report a task as done. */
export type Revision = { readonly reviewed: Reviewed; readonly reason: 'change' | 'evidence' };

/** Everything the screen shows; drawn anew from it alone. */
export type AppState = {
  /** Milliseconds of the run's clock, a second at a time. */
  readonly time: number;
  readonly view: View;
  /** What is being looked up before the run. */
  readonly busy: Text | undefined;
  readonly inquiry: Inquiry | undefined;
  readonly asked: Asked | undefined;
  readonly revision: Revision | undefined;
  readonly overlay: Overlay | undefined;
  /** The step whose answers alone the summary shows; all of them otherwise. */
  readonly filter: StepId | undefined;
  /** The pane that was chosen by hand; the first otherwise. */
  readonly focus: string | undefined;
  readonly notice: Text | undefined;
  readonly log: readonly LogEntry[];
  readonly stages: { readonly [Id in StepId]?: readonly Stage[] };
  readonly lastCall: { readonly title: string; readonly call: Call } | undefined;
  /** What a person had typed, by question. */
  readonly drafts: { readonly [key: string]: unknown };
  /** What is typed to come back. */
  readonly comeBack: Text | undefined;
  /** Letters go into a field. */
  readonly typing: boolean;
  /** The run has ended by itself and waits for a word. */
  readonly ended: boolean;
  /** The person leaves: nothing is asked any more. */
  readonly leaving: boolean;
};

export type Action =
  | { readonly do: 'tick'; readonly time: number }
  | { readonly do: 'event'; readonly event: Event }
  | { readonly do: 'call'; readonly call: ToldCall }
  | { readonly do: 'draft'; readonly key: string; readonly draft: unknown }
  | { readonly do: 'set'; readonly state: Partial<Pick<AppState, 'busy' | 'inquiry' | 'asked' | 'revision' | 'overlay' | 'filter' | 'focus' | 'notice' | 'comeBack' | 'typing' | 'ended' | 'leaving'>> };

/** The state before anything has happened. */
export function initialState(time: number): AppState {
  return {
    time, view: emptyView, busy: undefined, inquiry: undefined, asked: undefined, revision: undefined, overlay: undefined, filter: undefined, focus: undefined,
    notice: undefined, log: [], stages: {}, lastCall: undefined, drafts: {}, comeBack: undefined, typing: false, ended: false, leaving: false,
  };
}

/** The state after `action`. Pure. */
export function reduce(state: AppState, action: Action): AppState {
  switch (action.do) {
    case 'tick':
      return action.time === state.time ? state : { ...state, time: action.time };
    case 'event':
      return told(state, action.event);
    case 'call':
      return logged(state, callEntry(action.call));
    case 'draft':
      return { ...state, drafts: { ...state.drafts, [action.key]: action.draft } };
    case 'set':
      // A summary is of one step only where that is asked for.
      return { ...state, ...('overlay' in action.state && { filter: undefined }), ...action.state };
  }
}

/** So many entries are kept: a wait of days must not fill the memory. */
const longestLog = 1000;
const longestStages = 12;

function told(state: AppState, event: Event): AppState {
  const time = Date.parse(event.time);
  const view = fold(state.view, event);
  const said = event.type === 'step.progress' || event.type === 'step.waiting' ? [] : narrate(event);
  const entries = said.flatMap(({ as, about, words }) => words.map((text): LogEntry => ({ time, about, words: line(text), ...(as === 'trouble' && { trouble: true }) })));
  const call = event.type === 'change.intent' ? { lastCall: { title: event.title, call: event.call } } : {};
  // Another turn of the same run begins: what was shown of the last one's end is over.
  const begun = event.type === 'run.started' ? { ended: false, busy: undefined } : {};
  return { ...entries.reduce(logged, state), view, stages: staged(state.stages, event, time), ...call, ...begun };
}

function logged(state: AppState, entry: LogEntry): AppState {
  return { ...state, log: [...state.log.slice(-longestLog + 1), entry] };
}

function callEntry({ operation, time, milliseconds, changes, outcome, requestId }: ToldCall): LogEntry {
  const [service = '', name = ''] = operation.split(':');
  const trouble = outcome === 'ok' ? {} : { trouble: true };
  return { time, about: changes ? 'CHANGE' : 'call', words: line(`${service} ${name}: ${outcome}, ${Math.round(milliseconds)} ms${requestId ? `, request ${requestId}` : ''}`), ...trouble };
}

/** A stage begins when the words of a wait change by more than their numbers. */
function staged(stages: AppState['stages'], event: Event, time: number): AppState['stages'] {
  // Not where it begins: another turn of the run begins it again, and what it waits for goes on.
  if (event.type === 'step.succeeded' || event.type === 'step.failed') return { ...stages, [event.step]: [] };
  if (event.type !== 'step.progress' && event.type !== 'step.waiting') return stages;
  const known = stages[event.step] ?? [];
  const last = known.at(-1);
  const words = line(event.note);
  if (last && shape(last.words) === shape(words)) return { ...stages, [event.step]: [...known.slice(0, -1), { ...last, words }] };
  return { ...stages, [event.step]: [...known.slice(-longestStages + 1), { words, since: time }] };
}

function shape(words: string): string {
  return words.replaceAll(/\([^)]*\)/g, '').replaceAll(/[\d.,:%-]+/g, '#');
}
