import type { BlockReader } from './block.ts';
import { fields, has } from './bytes.ts';
import type { FileSystem } from './inspection.ts';

/** What the first sectors of a partition say. Sizes in bytes. */
export type Volume = { readonly fileSystem?: FileSystem; readonly volumeBytes?: number };

/** The marks of boot sectors, and of ext's superblock at 1 KiB. */
const marks: readonly (readonly [number, string, FileSystem])[] = [
  [3, '-FVE-FS-', 'BitLocker'],
  [3, 'NTFS    ', 'NTFS'],
  [3, 'EXFAT   ', 'exFAT'],
  [3, 'ReFS\0\0\0\0', 'ReFS'],
  [82, 'FAT32   ', 'FAT'],
  [54, 'FAT16   ', 'FAT'],
  [54, 'FAT12   ', 'FAT'],
  [1080, '\x53\xef', 'ext'],
];

/** Looks at the boot sector of a volume that begins at `offset`; nothing is known of one outside the disk. */
export async function readVolume(disk: BlockReader, offset: number): Promise<Volume> {
  const length = Math.min(1536, disk.size - offset);
  if (length < 512) return {};
  const boot = await disk.read(offset, length);
  const fileSystem = marks.find(([at, mark]) => has(boot, at, mark))?.[2];
  if (!fileSystem) return {};
  if (fileSystem !== 'NTFS') return { fileSystem };
  const { u16, u64 } = fields(boot);
  // The last sector of the partition is the boot sector's copy, which NTFS does not count.
  return { fileSystem, volumeBytes: (u64(40) + 1) * u16(11) };
}
