import { useEffect, useState } from 'react';
import { ProblemError, type Problem } from '../problem.ts';
import type { Choice, Question, Work } from '../step.ts';

/** What a question offers: asked of AWS once it is shown, and again with `retry`. */
export type Offered =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly choices: readonly Choice[] | undefined }
  | { readonly state: 'failed'; readonly problem: Problem; retry(): void };

type Loaded = { readonly nth: number; readonly choices?: readonly Choice[]; readonly problem?: Problem };

/** Loads the choices of `question`, which stays the same while it is shown; `known` are those that need no loading. */
export function useChoices(question: Question, work: Work | undefined, known?: readonly Choice[]): Offered {
  const [nth, setNth] = useState(1);
  const [loaded, setLoaded] = useState<Loaded>({ nth: 0 });
  const loads = known === undefined && question.choices !== undefined && work !== undefined;
  useEffect(() => {
    if (!loads) return undefined;
    let current = true;
    question.choices!(work).then(
      (choices) => current && setLoaded({ nth, choices }),
      (error: unknown) => current && setLoaded({ nth, problem: problemOf(error) }),
    );
    return () => void (current = false);
  }, [question, work, loads, nth]);
  if (!loads) return { state: 'ready', choices: known };
  if (loaded.nth !== nth) return { state: 'loading' };
  return loaded.problem ? { state: 'failed', problem: loaded.problem, retry: () => setNth(nth + 1) } : { state: 'ready', choices: loaded.choices };
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: 'choices.unexpected', what: `What there is to choose from could not be read: ${error instanceof Error ? error.message : String(error)}.`, exit: 1 };
}
