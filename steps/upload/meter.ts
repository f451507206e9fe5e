import { bytesText, durationText } from '../../source/words.ts';

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
    const left = rate && done < parts ? ` · ${bytesText(rate)}/s · ${durationText(((bytes - counted) / rate) * 1000)} left` : '';
    progress(`${done} of ${parts} ${parts === 1 ? 'part' : 'parts'} · ${bytesText(counted)} of ${bytesText(bytes)}${left}`, counted / bytes);
  };
}
