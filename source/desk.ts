import type { ToldCall } from './aws/told.ts';
import type { GivenAnswers } from './engine/answers.ts';
import type { Reviewed } from './engine/review.ts';
import type { Problem } from './problem.ts';
import type { Screen } from './screen.ts';
import type { Call, Choice, Json, Question, StepId } from './step.ts';
import type { Text } from './text.ts';

/** A change of mind: the run ends where it is and goes on with these answers, or with a step begun anew; with neither it looks again. */
export type Turn = { readonly given?: GivenAnswers; readonly again?: StepId };

/** What a person at a screen may do beside answering. */
export type Steering = {
  /** Every question with its answer so far, and what changing it would undo. */
  review(): readonly Reviewed[];
  turn(turn: Turn): void;
  /** Writes the answers so far as a configuration file, and gives its path. Throws a `ProblemError` where it can not. */
  save(path: string): string;
  /** Where {@link save} would write unless told otherwise. */
  readonly saveTo: string;
};

/** The screen of a run that a person sits at. */
export type GuidedScreen = Screen & {
  /** Before the first event. */
  steer(steering: Steering): void;
  /** After a run that ended by itself: what to do next; undefined where the person leaves. */
  afterwards(): Promise<Turn | undefined>;
};

/** A question that comes before a run: which onboarding, which account. */
export type Inquiry = {
  readonly question: Question;
  readonly choices?: readonly Choice[];
  readonly initial?: Json;
  /** What there is to know first, a line each. */
  readonly about?: readonly Text[];
  /** What went wrong just before. */
  readonly problem?: Problem;
};

/** What the screen needs of a run once it is there: its clock, milliseconds since 1970, its calls as AWS CLI lines, and what a person types to come back. */
export type RunOf = { now(): number; commandLine(call: Call): string | undefined; readonly comeBack: Text };

/** Where a person is asked, from the first question to the end of the run. */
export type Desk = {
  /** The answer; undefined where the person leaves. */
  inquire(inquiry: Inquiry): Promise<Json | undefined>;
  /** Says what is being looked up, until the next question or the run. */
  busy(words: Text): void;
  run(run: RunOf): void;
  tellCall(call: ToldCall): void;
  readonly screen: GuidedScreen;
  /** Says what is left to say and gives the terminal back. */
  close(): Promise<void>;
};
