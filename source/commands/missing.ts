import type { Fault } from '../config/faults.ts';
import type { Config } from '../config/read.ts';
import { exampleText } from '../config/words.ts';
import { missingAnswers, takeAnswers } from '../engine/answers.ts';
import { apply, emptyState } from '../engine/fold.ts';
import { replacedSteps } from '../engine/graph.ts';
import { configKey, type Step } from '../step.ts';

type Given = Omit<Config, 'name'> & { readonly name?: string | undefined };

/** What a run would refuse a configuration for at once: its name and the answers that it lacks, but for those that are `wrong` already. */
export function missingFaults(steps: readonly Step[], { name, answers, place }: Given, wrong: readonly Fault[]): Fault[] {
  const state = emptyState();
  for (const body of takeAnswers(steps, state, answers)) apply(state, { n: 0, time: 0, body });
  const replaced = replacedSteps(steps, state);
  const missing = new Set(missingAnswers(steps.filter(({ id }) => !replaced.has(id)), state));
  const faults = steps.flatMap((step) =>
    step.questions.flatMap(({ key, why, example }): Fault[] => {
      const whole = configKey(step.id, key);
      // The file, and not the line of another key.
      const { file, option } = place(step.id, key);
      return missing.has(whole) ? [{ place: file === undefined ? (option === undefined ? {} : { option }) : { file }, key: whole, message: `no answer. ${why} For example ${exampleText(example)}` }] : [];
    }),
  );
  const nameless: Fault[] = name === undefined ? [{ place: {}, key: 'name', message: 'the onboarding has no name; write name: contoso-euw1, or give --name' }] : [];
  return [...nameless, ...faults].filter(({ key }) => !wrong.some((fault) => fault.key === key || fault.key === key.split('.')[0]));
}
