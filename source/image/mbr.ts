import type { BlockReader } from './block.ts';
import { fields } from './bytes.ts';
import type { Partition } from './inspection.ts';
import { kindOfByte } from './partition-types.ts';

/** One entry of a partition table in a boot sector; sectors count from that table's own start. */
export type MbrEntry = { readonly type: number; readonly active: boolean; readonly first: number; readonly sectors: number };

const protective = 0xee;
const mostLogical = 64;

/** The four entries of a boot sector that has the 55 AA signature; undefined without it. Empty entries are left out. */
export function mbrEntries(boot: Uint8Array): MbrEntry[] | undefined {
  if (boot.length < 512 || boot[510] !== 0x55 || boot[511] !== 0xaa) return undefined;
  const { u32 } = fields(boot);
  return [446, 462, 478, 494]
    .map((at) => ({ type: boot[at + 4] ?? 0, active: boot[at] === 0x80, first: u32(at + 8), sectors: u32(at + 12) }))
    .filter((entry) => entry.type !== 0 && entry.sectors > 0);
}

/** Whether the entries only protect a GPT, or stand beside one. */
export function announcesGpt(entries: readonly MbrEntry[]): boolean {
  return entries.some((entry) => entry.type === protective);
}

/** Primary and logical partitions of an MBR disk; a chain of extended tables is followed for at most 64 links, forward only. */
export async function mbrPartitions(disk: BlockReader, entries: readonly MbrEntry[], sectorBytes: number): Promise<Partition[]> {
  const partitions = entries.map((entry, index) => partition(entry, index + 1, 0, sectorBytes));
  const extended = entries.find((entry) => kindOfByte(entry.type) === 'extended');
  if (!extended) return partitions;
  let table = extended.first;
  for (let links = 0; links < mostLogical && (table + 1) * sectorBytes <= disk.size; links += 1) {
    const inside = mbrEntries(await disk.read(table * sectorBytes, 512));
    const logical = inside?.find((entry) => kindOfByte(entry.type) !== 'extended');
    const next = inside?.find((entry) => kindOfByte(entry.type) === 'extended');
    if (logical) partitions.push(partition(logical, 5 + links, table, sectorBytes));
    if (!next || extended.first + next.first <= table) break;
    table = extended.first + next.first;
  }
  return partitions;
}

function partition(entry: MbrEntry, number: number, base: number, sectorBytes: number): Partition {
  return {
    number,
    type: `0x${entry.type.toString(16).padStart(2, '0')}`,
    kind: kindOfByte(entry.type),
    offset: (base + entry.first) * sectorBytes,
    bytes: entry.sectors * sectorBytes,
    ...(entry.active ? { active: true } : {}),
  };
}
