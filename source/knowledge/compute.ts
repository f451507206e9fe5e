import { computes as known, volumes } from './data/compute.ts';
import { cite } from './sources.ts';

/** GPU families; `none` for bundles without GPU, the last two have ended. */
export type Gpu = 'none' | 'g4dn' | 'g6' | 'g7' | 'graphics' | 'graphicspro';

/** A compute type. `image` says which kind of image it runs; `volumes` which sizes it takes; `ended` when it stopped. */
export type Compute = {
  readonly name: string;
  readonly vcpu?: number;
  readonly memoryGib?: number;
  readonly gpu: Gpu;
  readonly image: string;
  readonly volumes: 'standard' | 'large' | 'gpu';
  readonly ended?: string;
};

/** Every compute type known, the ended ones last. AWS adds some: an unknown name is not an error by itself. */
export const computes: readonly Compute[] = known;

/** The compute type of this API name, in any case. */
export function compute(name: string): Compute | undefined {
  return computes.find((entry) => entry.name === name.toUpperCase());
}

/** Why a bundle can not have these volumes (GiB); undefined where it can, or where the compute type is unknown. */
export function volumeProblem(name: string, rootGib: number, userGib: number): { what: string; why: string; source: string } | undefined {
  const type = compute(name);
  if (!type) return undefined;
  const rule = volumes[type.volumes];
  const inSet = rule.sets.some((set) => within(rootGib, set.root) && set.user.some((size) => size === userGib));
  const inRange = rule.ranges.some((range) => within(rootGib, range.root) && within(userGib, range.user));
  if (inSet || inRange) return undefined;
  return {
    what: `${type.name} takes no bundle with a root volume of ${rootGib} GiB and a user volume of ${userGib} GiB`,
    why: `It takes ${rule.says}.`,
    source: cite(rule.source),
  };
}

function within(size: number, [least, most]: readonly [number, number]): boolean {
  return Number.isInteger(size) && size >= least && size <= most;
}
