import { durations } from './data/durations.ts';
import type { Confidence, SourceId } from './sources.ts';
import type { Pace } from '../step.ts';

/** A pace with the reason behind it. */
export type Duration = Pace & { readonly says: string; readonly source: readonly SourceId[]; readonly confidence: Confidence };

export type DurationId = keyof typeof durations;

/** How often to look, what to expect and when to worry, with what AWS says about it. */
export function pace(id: DurationId): Duration {
  return durations[id];
}
