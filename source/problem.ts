import type { StepId } from './step.ts';

/**
 * Exit codes of every command. Of several, the first of `exitPrecedence` wins.
 *
 * 0 done · 1 a step failed · 2 usage or configuration error · 3 waiting (resume later) · 4 a requirement is not met ·
 * 5 the outcome of a call is unknown and a person must look · 130 interrupted (state saved).
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 130;

/** The worst first: unknown outcome, failure, unmet requirement, waiting. */
const exitPrecedence: readonly ExitCode[] = [130, 2, 5, 1, 4, 3, 0];

/** What AWS said, whitelisted: SDK errors and debug output hold session tokens, so nothing else may leave the error. */
export type RawError = {
  readonly operation: string;
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
  readonly status?: number;
};

/** Trouble told to a person: what happened, the likely causes in order, what to type next, where to go back to. */
export type Problem = {
  /** Stable identifier such as `aws.access-denied` or `image.error`. */
  readonly code: string;
  /** One plain sentence: what happened. */
  readonly what: string;
  /** Likely causes, the most likely first. */
  readonly causes?: readonly string[];
  /** What to choose from or to look at: a ranked list and the like. */
  readonly details?: readonly string[];
  /** What to do next, commands included, in order. */
  readonly todo?: readonly string[];
  /** The step to return to. */
  readonly back?: StepId;
  /** The raw error, for the one key that shows it. */
  readonly raw?: RawError;
  /** `soon`: passing trouble, look again. `person`: somebody has to act outside first (renew credentials), then look again. */
  readonly again?: 'soon' | 'person';
  /** The exit code an unattended run gives when this problem stops a step. */
  readonly exit: ExitCode;
};

/** An error that carries a {@link Problem}: expected trouble, shown without a stack. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.what);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Throws a {@link ProblemError}; for use in expressions. */
export function fail(problem: Problem): never {
  throw new ProblemError(problem);
}

/** The exit code of a run that met all of `codes`: the most serious one, 0 when there is none. */
export function worstExit(codes: Iterable<ExitCode>): ExitCode {
  const met = new Set(codes);
  return exitPrecedence.find((code) => met.has(code)) ?? 0;
}
