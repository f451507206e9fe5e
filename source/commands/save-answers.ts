import { join, resolve } from 'node:path';
import { savedConfig } from '../config/save.ts';
import type { Onboarding } from '../engine/onboarding.ts';
import { fail } from '../problem.ts';
import type { Step } from '../step.ts';
import { writeDocument } from './out.ts';

/** Where the answers of an onboarding are kept unless a person says otherwise. */
export function savePath({ folder }: Pick<Onboarding, 'folder'>): string {
  return join(folder, 'onboarding.yaml');
}

/**
 * Writes the answers that people gave as a configuration file, which `run` repeats; gives its path.
 *
 * @throws ProblemError where there is nothing to write yet, or the file can not be written. One that is there is replaced.
 */
export function saveAnswers(steps: readonly Step[], { state }: Pick<Onboarding, 'state'>, path: string, cwd: string): string {
  const answers = savedConfig(steps, state) ?? fail({ code: 'answers.none', what: 'There is no answer to save yet.', exit: 2 });
  const file = resolve(cwd, path);
  writeDocument(file, answers, false);
  return file;
}
