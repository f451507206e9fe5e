import { inflate } from 'node:zlib';
import { promisify } from 'node:util';
import { fail } from '../problem.ts';
import { mappedReader, type BlockReader, type Extent } from './block.ts';
import { fields, has } from './bytes.ts';
import { remember } from './remember.ts';
import { damaged, truncated } from './trouble.ts';

/** The header of a sparse VMDK extent (VMware Virtual Disk Format 1.1, "SparseExtentHeader"); sectors of 512 bytes. */
export type SparseHeader = {
  readonly capacitySectors: number;
  readonly grainSectors: number;
  readonly descriptorSector: number;
  readonly descriptorSectors: number;
  readonly tableEntries: number;
  readonly directorySector: number;
  readonly compressed: boolean;
  /** 1 is deflate, the only one there is. */
  readonly compression: number;
  readonly markers: boolean;
  readonly zeroGrains: boolean;
  readonly unclean: boolean;
  /** The four line-end characters that a transfer in text mode would have changed. */
  readonly lineEndsIntact: boolean;
};

const sector = 512;
/** In place of the directory's sector: it is in a footer at the end, for writers that can not go back. */
const atEnd = 2 ** 64;
const largestGrain = 2 * 1024 * 1024;
const inflated = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflate);

export function parseSparseHeader(bytes: Uint8Array): SparseHeader {
  const { u16, u32, u64 } = fields(bytes);
  const flags = u32(8);
  return {
    capacitySectors: u64(12),
    grainSectors: u64(20),
    descriptorSector: u64(28),
    descriptorSectors: u64(36),
    tableEntries: u32(44),
    directorySector: u64(56),
    compressed: (flags & 0x10000) !== 0,
    compression: u16(77),
    markers: (flags & 0x20000) !== 0,
    zeroGrains: (flags & 4) !== 0,
    unclean: bytes[72] === 1,
    lineEndsIntact: has(bytes, 73, '\n \r\n'),
  };
}

/** The disk inside a sparse or streamOptimized VMDK: grain directory → grain tables → grains, one lookup at a time. */
export async function sparseDisk(name: string, file: BlockReader, header: SparseHeader): Promise<BlockReader> {
  const { capacitySectors, grainSectors, tableEntries, compressed, markers, zeroGrains } = header;
  const grainBytes = grainSectors * sector;
  const capacity = capacitySectors * sector;
  if (!(grainBytes > 0 && grainBytes <= largestGrain)) fail(damaged(name, `its grains have ${grainSectors} sectors`));
  if (!(tableEntries > 0 && tableEntries <= 65536)) fail(damaged(name, `its grain tables have ${tableEntries} entries`));
  if (!Number.isSafeInteger(capacity)) fail(damaged(name, 'its capacity is not a possible one'));
  if (compressed && !markers) fail(damaged(name, 'its compressed grains have no markers'));
  const directory = header.directorySector >= atEnd ? (await footer(name, file)).directorySector : header.directorySector;

  const entry = async (at: number) => fields(await file.read(at, 4)).u32(0);
  const table = remember(64, (index) => entry(directory * sector + index * 4));
  const grain = remember(16, async (index): Promise<number> => {
    const tableSector = await table(Math.floor(index / tableEntries));
    return tableSector === 0 ? 0 : entry(tableSector * sector + (index % tableEntries) * 4);
  });
  const content = remember(8, async (index) => {
    const first = index * grainSectors;
    return inflateGrain(name, file, (await grain(index)) * sector, first, Math.min(grainBytes, capacity - first * sector), grainBytes);
  });

  return mappedReader(name, capacity, file, async (offset): Promise<Extent> => {
    const index = Math.floor(offset / grainBytes);
    const within = offset - index * grainBytes;
    const length = grainBytes - within;
    const at = await grain(index);
    if (at === 0 || (at === 1 && zeroGrains)) return { length };
    if (!compressed) return { length, at: at * sector + within };
    const bytes = await content(index);
    return { length, bytes: bytes.subarray(within) };
  });
}

/** A compressed grain: its first sector, its size, then RFC 1950 data. The last grain of a disk may be shorter than others. */
async function inflateGrain(name: string, file: BlockReader, at: number, firstSector: number, needed: number, grainBytes: number): Promise<Uint8Array> {
  const marker = fields(await file.read(at, 12));
  const size = marker.u32(8);
  if (marker.u64(0) !== firstSector || size === 0 || size > grainBytes * 2 + 64 || size > 1024 * 1024) fail(damaged(name, `the grain at byte ${at} has no valid marker`));
  const packed = await file.read(at + 12, size);
  const bytes = await inflated(packed, { maxOutputLength: grainBytes }).catch(() => fail(damaged(name, `the compressed grain at byte ${at} can not be unpacked`)));
  if (bytes.length < needed) fail(damaged(name, `the compressed grain at byte ${at} unpacks to ${bytes.length} bytes, not ${needed}`));
  return bytes;
}

/** The footer: a copy of the header in the last but one sector, with the directory's place filled in. */
async function footer(name: string, file: BlockReader): Promise<SparseHeader> {
  const at = file.size - 2 * sector;
  const bytes = at < sector ? undefined : await file.read(at, sector);
  if (!bytes || !has(bytes, 0, 'KDMV')) fail(truncated(name, 'the footer that a streamOptimized VMDK ends with is missing'));
  const found = parseSparseHeader(bytes);
  if (found.directorySector >= atEnd) fail(damaged(name, 'its footer does not say where the grain directory is'));
  return found;
}
