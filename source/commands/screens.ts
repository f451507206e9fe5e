import type { Screen } from '../screen.ts';
import { unattendedAsk, type Unattended } from '../unattended.ts';
import type { Context } from './context.ts';
import type { GuidedMode, Mode } from './mode.ts';

export type ScreenOptions = {
  /** The run's clock, milliseconds since 1970. */
  readonly now: () => number;
  readonly unattended: Unattended;
};

/** Loads and opens the front end of a mode that never asks; only that one is imported. */
export async function openScreen({ stdout, stderr }: Context, mode: Exclude<Mode, GuidedMode>, options: ScreenOptions): Promise<Screen> {
  const ask = unattendedAsk(options.unattended);
  if (mode === 'json') return (await import('../ndjson.ts')).ndjson(stdout, ask);
  return (await import('../scripted.ts')).scripted({ out: stdout, err: stderr, tasks: mode === 'tasks', now: options.now, ask });
}
