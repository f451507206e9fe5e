import { useEffect, useState } from 'react';
import { ProblemError, type Problem } from '../problem.ts';
import type { Choice, Question, Work } from '../step.ts';

/** What a question offers: asked of AWS once it is shown, and again on {@link Offered.retry}. */
export type Offered =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly choices: readonly Choice[] | undefined }
  | { readonly state: 'failed'; readonly problem: Problem; retry(): void };

/** Loads the choices of `question`; `known` are those that need no loading. */
export function useChoices(question: Question, work: Work | undefined, known?: readonly Choice[]): Offered {
  const [offered, setOffered] = useState<Offered>(() => (question.choices && !known ? { state: 'loading' } : { state: 'ready', choices: known }));
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (known || !question.choices || !work) return;
    let current = true;
    setOffered({ state: 'loading' });
    question.choices(work).then(
      (choices) => current && setOffered({ state: 'ready', choices }),
      (error: unknown) => current && setOffered({ state: 'failed', problem: problemOf(error), retry: () => setTries((count) => count + 1) }),
    );
    return () => void (current = false);
  }, [question, work, known, tries]);
  return offered;
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: 'choices.unexpected', what: `What there is to choose from could not be read: ${error instanceof Error ? error.message : String(error)}.`, exit: 1 };
}
