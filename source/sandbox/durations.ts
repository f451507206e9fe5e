import type { World } from './world.ts';

const minute = 60_000;

/**
 * How long each kind of work takes on the sandbox's clock, in milliseconds, unless the scenario says otherwise.
 * Where AWS's pages or public reports give a figure it is used (BYOL image at least 90 minutes, 3 hours with Office;
 * a WorkSpace 10 to 20 minutes); the rest is plausible.
 */
export const defaultDurations = {
  modifyAccount: 40 * minute,
  import: 55 * minute,
  image: 100 * minute,
  imageWithOffice: 190 * minute,
  bundle: minute,
  directory: 6 * minute,
  deregister: 5 * minute,
  workspace: 15 * minute,
  /** Until DescribeWorkspaces shows an id that CreateWorkspaces returned. */
  workspaceVisibility: 10_000,
  reboot: 4 * minute,
  start: 2 * minute,
  stop: 2 * minute,
  terminate: 3 * minute,
} as const satisfies Record<string, number>;

export type DurationKind = keyof typeof defaultDurations;

/** How long work of this kind takes in this world: milliseconds on the sandbox's clock. */
export function duration(world: World, kind: DurationKind): number {
  return world.scenario.durations[kind] ?? defaultDurations[kind];
}
