const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a duration such as `30s`, `1h30m` or `90` (seconds); undefined for anything else and for nothing at all. */
export function readDuration(written: string): number | undefined {
  if (/^\d+$/.test(written)) return Number(written) * 1000 || undefined;
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|min|m|h|d))+$/.test(written)) return undefined;
  const total = [...written.matchAll(/([\d.]+)([a-z]+)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0), 0);
  return total || undefined;
}
