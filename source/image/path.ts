/** A path as people paste it: Explorer's "Copy as path" puts it in double quotes. */
export function pastedPath(typed: string): string {
  const trimmed = typed.trim();
  const quoted = /^"(.*)"$/s.exec(trimmed) ?? /^'(.*)'$/s.exec(trimmed);
  return quoted?.[1] ?? typed;
}

/**
 * The path to give to the file system. Node itself turns absolute paths into `\\?\` ones on Windows, which lifts the 260
 * character limit; one that has the prefix already is taken literally by Windows, so its slashes must be backslashes.
 */
export function systemPath(path: string, platform: NodeJS.Platform): string {
  if (platform !== 'win32' || !/^[\\/]{2}\?[\\/]/.test(path)) return path;
  return path.replaceAll('/', '\\');
}

/** `C:\…`, `\\server\share\…` or `\\?\…`. */
export function isWindowsPath(path: string): boolean {
  return /^[A-Za-z]:[\\/]/.test(path) || /^\\\\[^\\]/.test(path);
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
