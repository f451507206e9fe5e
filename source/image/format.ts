import type { Finding } from '../step.ts';
import type { BlockReader } from './block.ts';
import type { Archive, DiskImage, ImageFormat, ImportFormat, Machine } from './inspection.ts';

/** Something to be recognised: the file itself, or a member of an archive. */
export type Source = {
  readonly name: string;
  /** The file on disk, for commands that are shown. */
  readonly path: string;
  /** The name as a command needs it: the file's own, or the archive's when this is a member. */
  readonly inside: boolean;
  readonly reader: BlockReader;
  /** The first 4 KiB and 8 bytes, or less when there is less. */
  readonly head: Uint8Array;
  /** The last 512 bytes, or less. */
  readonly tail: Uint8Array;
};

/** What a format's reader found out by its headers. */
export type Opened = {
  readonly format: ImageFormat;
  readonly variant?: string;
  readonly importFormat?: ImportFormat;
  readonly capacityBytes?: number;
  readonly sectorBytes?: number;
  /** The virtual disk, where this format can be looked into. */
  readonly disk?: BlockReader;
  /** An OVA's disks; absent for a format that is one disk itself. */
  readonly disks?: readonly DiskImage[];
  readonly machine?: Machine;
  readonly archive?: Archive;
  readonly findings: readonly Finding[];
};

/**
 * One image format. A new one is a file with this in it and a row in `formats.ts`. `open` may throw ProblemErrors
 * (`image.truncated`, `image.damaged`) and never reads more than headers, tables and single blocks.
 */
export type FormatReader = {
  recognises(source: Source): boolean | Promise<boolean>;
  /** `openMember` reads a disk inside an archive by the same list of formats. */
  open(source: Source, openMember: (member: Source) => Promise<Opened>): Promise<Opened>;
};
