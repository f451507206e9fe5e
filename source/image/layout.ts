import type { BlockReader } from './block.ts';
import { readGpt, type Gpt } from './gpt.ts';
import type { FileSystem, Firmware, Partition, PartitionStyle } from './inspection.ts';
import { announcesGpt, mbrEntries, mbrPartitions } from './mbr.ts';
import { readVolume } from './volume.ts';

/** How a disk is divided. */
export type Layout = {
  readonly style: PartitionStyle;
  readonly partitions: readonly Partition[];
  /** Firmware that this layout is made for. */
  readonly firmware?: Firmware;
  /** Present when a GPT was read. */
  readonly gpt?: Omit<Gpt, 'partitions'>;
  /** A GPT is announced, and neither copy of it holds together. */
  readonly gptLost: boolean;
  /** Style `none`: the file system that fills the whole disk. */
  readonly wholeDisk?: FileSystem;
};

const smallest = 512;

/** Reads MBR or GPT and the first sectors of each partition of a disk. */
export async function readLayout(disk: BlockReader, sectorBytes: number): Promise<Layout> {
  if (disk.size < smallest) return { style: 'none', partitions: [], gptLost: false };
  const entries = mbrEntries(await disk.read(0, smallest));
  const gpt = !entries || announcesGpt(entries) ? await readGpt(disk, sectorBytes) : undefined;
  if (gpt) {
    const { partitions, ...copies } = gpt;
    const known = await withVolumes(disk, partitions);
    return { style: 'GPT', partitions: known, gpt: copies, gptLost: false, ...implied(known, 'GPT') };
  }
  if (!entries) return { style: 'none', partitions: [], gptLost: false };
  if (announcesGpt(entries)) return { style: 'GPT', partitions: [], gptLost: true };
  // A volume without a partition table ends its boot sector with the same signature.
  const { fileSystem } = await readVolume(disk, 0);
  if (fileSystem && fileSystem !== 'ext') return { style: 'none', partitions: [], gptLost: false, wholeDisk: fileSystem };
  const partitions = await withVolumes(disk, await mbrPartitions(disk, entries, sectorBytes));
  return { style: 'MBR', partitions, gptLost: false, ...implied(partitions, 'MBR') };
}

async function withVolumes(disk: BlockReader, partitions: readonly Partition[]): Promise<Partition[]> {
  const known: Partition[] = [];
  for (const partition of partitions) {
    known.push(partition.kind === 'extended' ? partition : { ...partition, ...(await readVolume(disk, partition.offset)) });
  }
  return known;
}

function implied(partitions: readonly Partition[], style: 'MBR' | 'GPT'): { readonly firmware?: Firmware } {
  const efi = partitions.some((partition) => partition.kind === 'efi-system');
  const bios = style === 'MBR' && partitions.some((partition) => partition.active);
  if (!efi && !bios) return {};
  return { firmware: { value: efi ? 'uefi' : 'bios', certainty: 'inferred', from: 'partition table' } };
}
