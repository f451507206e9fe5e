import { crc32 } from 'node:zlib';
import { line } from '../text.ts';
import { readUpTo, type BlockReader } from './block.ts';
import { fields, guid, has, isZero } from './bytes.ts';
import type { Partition } from './inspection.ts';
import { kindOfGuid } from './partition-types.ts';

/** A GUID partition table (UEFI specification, section 5.3). */
export type Gpt = {
  readonly partitions: readonly Partition[];
  /** The copy that was read: the first one was no good. */
  readonly fromBackup: boolean;
  /** The copy at the end of the disk: fine, not where it should be, or beyond the disk's end. */
  readonly backup: 'intact' | 'damaged' | 'beyond-end';
};

const mostTableBytes = 64 * 1024;
const noDriveLetter = 0x8000_0000;
const none = '00000000-0000-0000-0000-000000000000';

/** Reads the table at sector 1, else its copy in the last sector. Undefined: neither holds together. */
export async function readGpt(disk: BlockReader, sectorBytes: number): Promise<Gpt | undefined> {
  const lastSector = Math.floor(disk.size / sectorBytes) - 1;
  const primary = await readTable(disk, 1, sectorBytes);
  if (!primary) {
    const copy = await readTable(disk, lastSector, sectorBytes);
    return copy && { partitions: copy.partitions, fromBackup: true, backup: 'intact' };
  }
  if (primary.other > lastSector) return { partitions: primary.partitions, fromBackup: false, backup: 'beyond-end' };
  const copy = await readTable(disk, primary.other, sectorBytes);
  return { partitions: primary.partitions, fromBackup: false, backup: copy ? 'intact' : 'damaged' };
}

type Table = { readonly partitions: readonly Partition[]; readonly other: number };

async function readTable(disk: BlockReader, at: number, sectorBytes: number): Promise<Table | undefined> {
  if (at < 1 || (at + 1) * sectorBytes > disk.size) return undefined;
  const header = await disk.read(at * sectorBytes, 512);
  if (!has(header, 0, 'EFI PART')) return undefined;
  const { u32, u64 } = fields(header);
  const headerBytes = u32(12);
  const [count, entryBytes] = [u32(80), u32(84)];
  if (headerBytes < 92 || headerBytes > 512 || u64(24) !== at) return undefined;
  if (entryBytes < 128 || entryBytes % 8 !== 0 || count * entryBytes > mostTableBytes) return undefined;
  const summed = Uint8Array.from(header.subarray(0, headerBytes));
  summed.fill(0, 16, 20);
  if (crc32(summed) !== u32(16)) return undefined;
  const tableAt = u64(72) * sectorBytes;
  if (tableAt + count * entryBytes > disk.size) return undefined;
  const table = await readUpTo(disk, tableAt, count * entryBytes);
  if (crc32(table) !== u32(88)) return undefined;
  const partitions = Array.from({ length: count }, (_, index) => entry(table.subarray(index * entryBytes, (index + 1) * entryBytes), index + 1, sectorBytes));
  return { partitions: partitions.filter((partition) => partition !== undefined), other: u64(32) };
}

function entry(bytes: Uint8Array, number: number, sectorBytes: number): Partition | undefined {
  const type = guid(bytes, 0);
  if (type === none || isZero(bytes)) return undefined;
  const { u32, u64 } = fields(bytes);
  const [first, last] = [u64(32), u64(40)];
  const name = line(Buffer.from(bytes.subarray(56, 128)).toString('utf16le').split('\0')[0] ?? '');
  return {
    number,
    type,
    kind: kindOfGuid(type),
    ...(name ? { name } : {}),
    offset: first * sectorBytes,
    bytes: Math.max(0, last - first + 1) * sectorBytes,
    ...((u32(52) & noDriveLetter) !== 0 ? { noDriveLetter: true } : {}),
  };
}
