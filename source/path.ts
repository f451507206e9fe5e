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
