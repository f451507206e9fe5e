import { fileURLToPath } from 'node:url';

/** A path as people paste it: Explorer's "Copy as path" puts it in double quotes. */
export function pastedPath(typed: string): string {
  const trimmed = typed.trim();
  const quoted = /^"(.*)"$/s.exec(trimmed) ?? /^'(.*)'$/s.exec(trimmed);
  return quoted?.[1] ?? typed;
}

/**
 * A path as terminals write it when a file is dropped on them: in quotes, as a `file://` address, or with a backslash before
 * each blank. What is none of these stays as it is; a path of Windows keeps its backslashes.
 */
export function droppedPath(typed: string, platform: NodeJS.Platform): string {
  const bare = pastedPath(typed);
  if (/^file:\/\//i.test(bare)) {
    try {
      return fileURLToPath(bare, { windows: platform === 'win32' });
    } catch {
      return bare;
    }
  }
  if (platform === 'win32' || isWindowsPath(bare) || bare !== typed) return bare;
  return bare.replaceAll(/\\([\s'"()&;,[\]{}$!*?#~`|<>\\])/g, '$1');
}

/**
 * The path to give to the file system. Node itself turns absolute paths into `\\?\` ones on Windows, which lifts the 260
 * character limit; one that has the prefix already is taken literally by Windows, so its slashes must be backslashes.
 */
export function systemPath(path: string, platform: NodeJS.Platform): string {
  if (platform !== 'win32' || !/^[\\/]{2}\?[\\/]/.test(path)) return path;
  return path.replaceAll('/', '\\');
}

/** `C:\…` or `C:/…`. */
export function isDrivePath(path: string): boolean {
  return /^[A-Za-z]:[\\/]/.test(path);
}

/** A share (`\\server\share\…`) or a long path (`\\?\…`). */
export function isSharePath(path: string): boolean {
  return /^\\\\[^\\]/.test(path);
}

/** A path as only Windows has them: of a drive or of a share. */
export function isWindowsPath(path: string): boolean {
  return isDrivePath(path) || isSharePath(path);
}

/** The extension in lower case without its dot; empty when there is none. */
export function extension(name: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The path with another ending, for the output of a command: `win11.vmdk`, `-stream.vmdk` → `win11-stream.vmdk`. */
export function renamed(path: string, ending: string): string {
  return path.replace(/\.[A-Za-z0-9]+$/, '') + ending;
}

/** An argument for a POSIX shell, cmd or PowerShell, quoted where it has to be. */
export function quoted(argument: string): string {
  if (/^[\w@%+=:,./\\-]+$/.test(argument) && (isWindowsPath(argument) || !argument.includes('\\'))) return argument;
  if (isWindowsPath(argument) || !/["$`\\!]/.test(argument)) return `"${argument}"`;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** Why the operating system gives no file, in words that follow its path (`does not exist`); undefined for what is no system error. */
export function unreadableText(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code === undefined ? undefined : (reasons[code] ?? `can not be read (${code})`);
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a folder; expected a file',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  EBUSY: 'is held open by another program',
  ENAMETOOLONG: 'is longer than a path can be here',
  ELOOP: 'is a link that leads back to itself',
};
