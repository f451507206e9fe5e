import type { Outcome, World } from './world.ts';

/** Kinds of resources whose end a scenario can choose. */
export const outcomeKinds = ['import', 'image', 'modifyAccount', 'directory', 'workspace'] as const;

export type OutcomeKind = (typeof outcomeKinds)[number];

/** Counts one more resource of `kind` and gives the failure that the scenario chose for it, if any. */
export function nextOutcome(world: World, kind: OutcomeKind): Outcome | undefined {
  world.made ??= {};
  const nth = (world.made[kind] ?? 0) + 1;
  world.made[kind] = nth;
  return world.scenario.outcomes.find((outcome) => outcome.kind === kind && outcome.nth === nth);
}
