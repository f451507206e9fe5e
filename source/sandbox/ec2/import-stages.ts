import type { Stage } from '../world.ts';

/**
 * The way of an import as public outputs show it: `StatusMessage` and `Progress` while the status is `active`, by the share
 * of the whole time that has passed.
 */
const course: readonly (readonly [share: number, message: string, progress: number])[] = [
  [0, 'pending', 2],
  [0.02, 'validating', 12],
  [0.1, 'validated', 20],
  [0.12, 'converting', 28],
  [0.45, 'updating', 34],
  [0.55, 'updated', 46],
  [0.58, 'booting', 58],
  [0.7, 'booting', 62],
  [0.82, 'booted', 70],
  [0.86, 'preparing ami', 76],
  [0.94, 'preparing ami', 85],
];

/** Failures of the first boot come late, all others while the disk is validated. */
const lateFailure = /FirstBootFailure|Booter/;

/** Stages of an import that takes `milliseconds` and is completed, or that ends in failure: `deleting`, then `deleted`, the reason in the message. */
export function importStages(now: number, milliseconds: number, failure?: string): Stage[] {
  const stages = course.map(([share, message, progress]) => ({ at: now + share * milliseconds, state: 'active', message, progress }));
  if (failure === undefined) return [...stages, { at: now + milliseconds, state: 'completed' }];
  const end = now + milliseconds * (lateFailure.test(failure) ? 0.8 : 0.07);
  return [
    ...stages.filter(({ at }) => at < end),
    { at: end, state: 'deleting', message: failure },
    { at: end + 0.02 * milliseconds, state: 'deleted', message: failure },
  ];
}
