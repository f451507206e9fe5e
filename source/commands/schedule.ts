import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { journalFile } from '../engine/onboarding.ts';
import type { Values } from '../templates/fill.ts';
import type { Context } from './context.ts';
import { onboardingFolder, onboardingNames, stateDirectory } from './folders.ts';

/** What the template `schedule` is filled with unless `--set` says otherwise: the one onboarding there is, in the same state directory and by the same profile as this command. */
export function scheduleValues(context: Context): Values {
  const { options } = context;
  const name = options.name ?? onlyName(context);
  return {
    ...(name !== undefined && { name }),
    // A scheduler starts elsewhere, so the path is whole.
    ...(options['state-dir'] !== undefined && { stateDir: stateDirectory(context) }),
    ...(options.profile !== undefined && { profile: options.profile }),
  };
}

/** The name of the only onboarding against AWS, or else of the only one in the sandbox. */
function onlyName(context: Context): string | undefined {
  const begun = (sandbox: boolean) => onboardingNames(context, sandbox).filter((name) => existsSync(join(onboardingFolder(context, name, sandbox), journalFile)));
  const real = begun(false);
  const names = real.length > 0 ? real : begun(true);
  return names.length === 1 ? names[0] : undefined;
}
