import { existsSync, globSync, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { isDrivePath, isSharePath, isWindowsPath, unreadableText } from '../path.ts';

/** What a relative path is relative to, and whose rules hold. */
export type PathContext = { readonly base: string; readonly platform: NodeJS.Platform; readonly home: string };

/**
 * The absolute form of a path as a person wrote it. Drive paths, shares (`\\server\share`) and long paths (`\\?\C:\…`) stay as
 * they are, on any system: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
export function absolutePath(written: string, { base, platform, home }: PathContext): string {
  if (isSharePath(written)) return written;
  const rules = platform === 'win32' ? win32 : posix;
  if (isDrivePath(written)) return platform === 'win32' ? win32.normalize(written) : written;
  if (/^~(?:[\\/]|$)/.test(written)) return rules.join(home, written.slice(1));
  return rules.resolve(base, written);
}

/** Why `path` can not be used as a file, in words that follow the path; undefined when it can. `later`: it may be made yet. */
export function pathFault(path: string, { platform }: PathContext, later = false): string | undefined {
  if (platform !== 'win32' && isWindowsPath(path)) {
    const wsl = isDrivePath(path) && platform === 'linux' ? ` (under WSL it is ${posix.join('/mnt', path.charAt(0).toLowerCase(), path.slice(3).replaceAll('\\', '/'))})` : '';
    return `is a Windows path, and this computer does not run Windows${wsl}`;
  }
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found) return found.isDirectory() ? 'is a folder; expected a file' : undefined;
  } catch (error) {
    const why = unreadableText(error);
    if (why === undefined) throw error;
    return why;
  }
  if (platform !== 'win32' && path.includes('\\')) return 'does not exist; here the parts of a path are separated by /, not by \\';
  return later ? undefined : 'does not exist';
}

const magic = /[*?[\]{}]/;

/** The files that a pattern such as `./checker/*.txt` stands for, sorted; the path itself when it is no pattern or a file of that name exists. */
export function expandPattern(written: string, context: PathContext): string[] {
  const whole = absolutePath(written, context);
  if (!magic.test(isSharePath(whole) ? whole.replace(/^\\\\\?\\/, '') : whole) || existsSync(whole)) return [whole];
  const rules = context.platform === 'win32' ? win32 : posix;
  const parts = whole.split(context.platform === 'win32' ? /[\\/]/ : '/');
  // Folders that exist are taken by their names, so that "VMs [old]" is a folder and not a pattern.
  let fixed = parts.length - 1;
  while (fixed > 1 && magic.test(parts.slice(0, fixed).join('')) && !existsSync(parts.slice(0, fixed).join(rules.sep))) fixed -= 1;
  const folder = parts.slice(0, fixed).join(rules.sep) || rules.sep;
  return globSync(parts.slice(fixed).join('/'), { cwd: folder })
    .map((found) => rules.join(folder, found))
    .toSorted((left, right) => left.localeCompare(right, 'en', { numeric: true }));
}
