/** The most characters of an image's or a bundle's name (WorkSpaces API Reference, `WorkspaceImageName` and `WorkspaceBundleName`). */
const longest = 64;

/** A name in an attempt: what the first one made keeps the plain name, a later one has a suffix, for which a long name is cut. */
export function nameOfAttempt(name: string, attempt: number): string {
  if (attempt === 1) return name;
  const suffix = `-a${attempt}`;
  return name.slice(0, longest - suffix.length) + suffix;
}
