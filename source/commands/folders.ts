import { readdirSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import type { Context } from './context.ts';

type Where = Pick<Context, 'environment' | 'home' | 'platform' | 'cwd' | 'options'>;

/**
 * Where onboardings are kept: `--state-dir`; else `%LOCALAPPDATA%\wizard-byol` on Windows and `wizard-byol` in
 * `$XDG_STATE_HOME` or `~/.local/state` elsewhere (https://specifications.freedesktop.org/basedir-spec/latest/).
 */
export function stateDirectory({ environment, home, platform, cwd, options }: Where): string {
  const path = platform === 'win32' ? win32 : posix;
  const given = options['state-dir'];
  if (given !== undefined) return path.resolve(cwd, given);
  if (platform === 'win32') return path.join(environment['LOCALAPPDATA'] || path.join(home, 'AppData', 'Local'), 'wizard-byol');
  const configured = environment['XDG_STATE_HOME'];
  // The specification wants relative values ignored.
  return path.join(configured && path.isAbsolute(configured) ? configured : path.join(home, '.local', 'state'), 'wizard-byol');
}

/** The folder of one onboarding; those of the sandbox are apart, so that the two are never mistaken. */
export function onboardingFolder(where: Where, name: string, sandbox: boolean): string {
  const path = where.platform === 'win32' ? win32 : posix;
  return path.join(stateDirectory(where), ...(sandbox ? ['sandbox'] : []), name);
}

/** Names of the onboardings that have a folder, sorted. */
export function onboardingNames(where: Where, sandbox: boolean): string[] {
  const folder = onboardingFolder(where, '', sandbox);
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && (sandbox || entry.name !== 'sandbox'))
      .map(({ name }) => name)
      .toSorted();
  } catch {
    // No folder yet: nothing was begun.
    return [];
  }
}
