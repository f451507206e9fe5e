import type { PathContext } from '../config/paths.ts';
import type { Steering } from '../desk.ts';
import type { Call, Json } from '../step.ts';
import type { Text } from '../text.ts';
import type { Store } from './store.ts';

/** What the components may do to the world. They draw from {@link Store} and act through these alone. */
export type Wiring = {
  readonly store: Store;
  /** The run's clock, milliseconds since 1970. */
  now(): number;
  readonly paths: PathContext;
  /** The AWS CLI line of a call, where there is one. */
  commandLine(call: Call): string | undefined;
  /** Undefined before a run. */
  steering(): Steering | undefined;
  /** Answers what is asked now: the inquiry, the engine's question or the revision. Undefined: no answer. */
  answer(value: Json | undefined): void;
  /** Esc at what is asked: the answer before it, or the way out of a revision. */
  back(): void;
  /** Does not confirm: the step stops, and can be tried again. */
  decline(): void;
  /** Puts words on the clipboard of the terminal, and says whether that was possible. */
  copy(words: string): Text;
  /** Ends the run where it is; the state is saved. */
  leave(): void;
  suspend(): void;
  /** A key was pressed: somebody is here. */
  touch(): void;
};
