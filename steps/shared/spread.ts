import type { Intent, Sighting, Work } from '../../source/step.ts';

/** For so long after a change IAM may show it while the services do not see it yet; milliseconds. */
const spreading = 15_000;

/** What IAM shows done, counted as done only once it had the time to reach the services that go by it. */
export function onceSpread({ now }: Pick<Work, 'now'>, intent: Intent | undefined, done: Sighting): Sighting {
  return intent && now() - intent.time < spreading ? { state: 'underway', note: 'IAM has it; giving it a moment to reach the other services' } : done;
}
