/** Told no oftener than this, in real milliseconds. */
const apart = 1_000;

/**
 * Counts parts and tells how far an upload is: parts, rate of what was really sent, time left. `clock` is real time in
 * milliseconds, because a line's speed has nothing to do with a sandbox's clock.
 */
export function meter(bytes: number, parts: number, progress: (note: string, fraction?: number) => void, clock = () => performance.now()) {
  const begun = clock();
  let counted = 0;
  let sent = 0;
  let done = 0;
  let last = -Infinity;
  return (part: number, wasSent: boolean): void => {
    counted += part;
    done += 1;
    if (wasSent) sent += part;
    const now = clock();
    if (done < parts && now - last < apart) return;
    last = now;
    const rate = (sent / Math.max(1, now - begun)) * 1000;
    const left = rate && done < parts ? ` · ${megabytes(rate)}/s · ${duration((bytes - counted) / rate)} left` : '';
    progress(`${done} of ${parts} ${parts === 1 ? 'part' : 'parts'} · ${megabytes(counted)} of ${megabytes(bytes)}${left}`, counted / bytes);
  };
}

function megabytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
