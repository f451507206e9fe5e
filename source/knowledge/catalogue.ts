import { catalogue } from './data/catalogue.ts';
import type { Confidence, SourceId } from './sources.ts';
import type { StepId } from '../step.ts';

/**
 * One way to recognise an error: every part that is given must agree. `code` is AWS's code, also where it stands in a
 * text; `operation` agrees with an unknown operation too; `text` is a fragment (case and spacing do not matter) or an
 * expression over the text in lower case with single spaces; with `not` in the text it does not fit.
 */
export type Match = {
  readonly code?: string | readonly string[];
  readonly operation?: string | readonly string[];
  readonly text?: string | RegExp;
  readonly not?: string;
};

/** An error that is known: what it means, what causes it (the most likely first), what to do, where to go back to. */
export type ErrorEntry = {
  /** Stable: `image.DomainJoined`, `import.vmdk-kind`. */
  readonly id: string;
  readonly match: readonly Match[];
  /** Says something only where no other entry fits. */
  readonly general?: boolean;
  /** Where it is met. */
  readonly step: StepId;
  readonly what: string;
  readonly causes: readonly string[];
  readonly fix: readonly string[];
  /** The step to return to; default: `step`. */
  readonly back?: StepId;
  readonly source: readonly SourceId[];
  readonly confidence?: Confidence;
};

/** Every known error. */
export const errors: readonly ErrorEntry[] = catalogue;

/** The entry with this id. */
export function errorEntry(id: string): ErrorEntry | undefined {
  return errors.find((entry) => entry.id === id);
}

/** The entry of a `WorkspaceImageErrorDetailCode`, such as `DomainJoined`. */
export function imageError(code: string): ErrorEntry | undefined {
  return errorEntry(`image.${code}`);
}
