import type { PathContext } from '../config/paths.ts';
import type { Choice, Json, Question } from '../step.ts';

/** What every kind of question is given. One component a kind; each fills at most `rows` lines of `columns` columns. */
export type FieldProps = {
  readonly question: Question;
  /** What AWS, or the question itself, offers; undefined where anything may be typed. */
  readonly choices: readonly Choice[] | undefined;
  /** The computed default, or the answer that is being changed. */
  readonly initial: Json | undefined;
  /** What relative paths are relative to. */
  readonly paths: PathContext;
  readonly rows: number;
  readonly columns: number;
  /** Takes keys: no overlay is over it and no other pane has them. */
  readonly active: boolean;
  /** What a person had typed when this question was last left; kept by the screen, so that looking elsewhere loses nothing. */
  readonly draft: unknown;
  onDraft(draft: unknown): void;
  /** The answer, checked against the question's schema; undefined is no answer, which only an optional question takes. */
  onAnswer(value: Json | undefined): void;
  /** Esc, or Left where the cursor has nowhere to go. */
  onBack(): void;
  /** Whether letters are typed into the field now, so that no letter is a command. */
  onTyping(typing: boolean): void;
};
