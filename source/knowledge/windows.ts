import { windows as known } from './data/windows.ts';
import { isoDate, type When } from './dates.ts';
import type { SourceId } from './sources.ts';

export type Protocol = 'pcoip' | 'dcv' | 'byop';

/** A Windows release as BYOL sees it. */
export type Windows = {
  readonly id: string;
  readonly title: string;
  readonly family: '7' | '10' | '11';
  readonly build: number;
  readonly firmware: 'BIOS' | 'UEFI';
  /** What `ImportImage` is told: never leave it to detection, which may choose BIOS and convert the disk. */
  readonly bootMode: 'legacy-bios' | 'uefi';
  readonly partitions: 'MBR' | 'GPT';
  readonly protocols: readonly Protocol[];
  /** When the BYOL guide named it: from inclusive, until exclusive. */
  readonly from?: string;
  readonly until?: string;
  /** End of Microsoft's support of the Enterprise edition; releases past it are not supported by AWS either. */
  readonly microsoftEnds: string;
  /** Image Builder imports its ISO. */
  readonly iso: boolean;
  readonly source: readonly SourceId[];
};

/** Every release known, the newest first. */
export const windows: readonly Windows[] = known;

/** The release with this id, of any time. */
export function windowsRelease(id: string): Windows | undefined {
  return windows.find((release) => release.id === id);
}

/** What BYOL takes on `date` (default: today). */
export function windowsOffered(date: When = Date.now()): readonly Windows[] {
  const day = isoDate(date);
  return windows.filter((release) => (release.from ?? '') <= day && (release.until === undefined || day < release.until));
}
