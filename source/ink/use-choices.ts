import { useEffect, useState } from 'react';
import type { AddressMap } from '../network/map.ts';
import { ProblemError, type Problem } from '../problem.ts';
import type { Choice, Question, Work } from '../step.ts';

/** What a question offers: asked of AWS once it is shown, and again with `retry`. */
export type Offered =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly choices: readonly Choice[] | undefined; readonly map?: AddressMap | undefined }
  | { readonly state: 'failed'; readonly problem: Problem; retry(): void };

type Loaded = { readonly nth: number; readonly choices?: readonly Choice[] | undefined; readonly map?: AddressMap | undefined; readonly problem?: Problem };

/** Loads the choices of `question` and the map that they are in; the question stays the same while it is shown; `known` are those that need no loading. */
export function useChoices(question: Question, work: Work | undefined, known?: readonly Choice[]): Offered {
  const [nth, setNth] = useState(1);
  const [loaded, setLoaded] = useState<Loaded>({ nth: 0 });
  const loads = known === undefined && (question.choices ?? question.map) !== undefined && work !== undefined;
  useEffect(() => {
    if (!loads) return undefined;
    let current = true;
    Promise.all([question.choices?.(work), question.map?.(work)]).then(
      ([choices, map]) => current && setLoaded({ nth, choices, map }),
      (error: unknown) => current && setLoaded({ nth, problem: problemOf(error) }),
    );
    return () => void (current = false);
  }, [question, work, loads, nth]);
  if (!loads) return { state: 'ready', choices: known };
  if (loaded.nth !== nth) return { state: 'loading' };
  return loaded.problem ? { state: 'failed', problem: loaded.problem, retry: () => setNth(nth + 1) } : { state: 'ready', choices: loaded.choices, map: loaded.map };
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: 'choices.unexpected', what: `What there is to choose from could not be read: ${error instanceof Error ? error.message : String(error)}.`, exit: 1 };
}
