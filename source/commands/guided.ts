import type { Onboarding } from '../engine/onboarding.ts';
import { review } from '../engine/review.ts';
import { runOnboarding, type RunOptions, type RunResult } from '../engine/run.ts';
import type { GuidedScreen, Turn } from '../desk.ts';
import type { Step } from '../step.ts';
import { saveAnswers, savePath } from './save-answers.ts';

/** A run without what changes from turn to turn. */
export type Turns = Omit<RunOptions, 'given' | 'by' | 'again' | 'turn' | 'frontEnd' | 'steps' | 'onboarding'> & {
  readonly steps: readonly Step[];
  readonly onboarding: Onboarding;
  readonly screen: GuidedScreen;
  /** How a relative path is meant when the answers are saved. */
  readonly cwd: string;
  readonly first: Turn;
};

/**
 * Runs an onboarding turn after turn with somebody at the screen: each change of mind ends the run where it is and begins it
 * anew with that change, which the journal takes like a change in the configuration file. Ends when the person leaves.
 */
export async function runTurns({ first, screen, cwd, ...run }: Turns): Promise<RunResult> {
  const { steps, onboarding, around, signal } = run;
  const surroundings = { ...around, pins: onboarding.pins, folder: onboarding.folder };
  for (let turn = first; ; ) {
    let wanted: Turn | undefined;
    const turning = new AbortController();
    screen.steer({
      review: () => review(steps, onboarding.state, surroundings),
      turn(next) {
        wanted = next;
        turning.abort(new DOMException('another turn begins', 'AbortError'));
      },
      save: (path) => saveAnswers(steps, onboarding, path, cwd),
      saveTo: savePath(onboarding),
    });
    const { given = {}, again } = turn;
    const result = await runOnboarding({ ...run, frontEnd: screen, given, turn: turning.signal, by: turn === first ? 'config' : 'person', ...(again !== undefined && { again }) });
    if (signal.aborted) return result;
    const next = wanted ?? (await screen.afterwards());
    if (!next) return result;
    turn = next;
  }
}
