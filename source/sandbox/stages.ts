import type { Stage, Staged } from './world.ts';

/** Stages of work that begins `now` in state `during` and, `milliseconds` later, is in state `after` for good. */
export function stagesFrom(now: number, during: string, milliseconds: number, after: string, message?: string): Stage[] {
  return [{ at: now, state: during }, { at: now + milliseconds, state: after, ...(message === undefined ? {} : { message }) }];
}

/** Turns a resource off its course: what has begun stays, what was still to come is replaced by `stages`. */
export function divert(resource: Staged, now: number, stages: Stage[]): void {
  resource.stages = [...resource.stages.filter((stage) => stage.at <= now), ...stages];
}
