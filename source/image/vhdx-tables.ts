import { fail } from '../problem.ts';
import type { BlockReader } from './block.ts';
import { fields, guid, has, isZero } from './bytes.ts';
import { crc32c } from './crc32c.ts';
import { damaged } from './trouble.ts';

/** What the headers, the region table and the metadata of a VHDX say (MS-VHDX). Sizes and offsets in bytes. */
export type VhdxTables = {
  /** Changes wait in the log: the file was not closed. */
  readonly logPending: boolean;
  readonly tableAt: number;
  readonly tableBytes: number;
  readonly blockBytes: number;
  readonly fixed: boolean;
  readonly hasParent: boolean;
  readonly diskBytes: number;
  readonly sectorBytes: number;
};

const kibi = 1024;
const headers = [64 * kibi, 128 * kibi] as const;
const regionTables = [192 * kibi, 256 * kibi] as const;
const blockTable = '2DC27766-F623-4200-9D64-115E9BFD4A08';
const metadata = '8B7CA206-4790-4B9A-B8FE-575F050F886E';
const fileParameters = 'CAA16737-FA36-4D43-B3B6-33F0AA44E76B';
const virtualDiskSize = '2FA54224-CD1B-4876-B211-5DBED83BF4B8';
const logicalSectorSize = '8141BF1D-A96F-4709-BA47-F233A8FAAB5F';
/** Both tables are 64 KiB with entries of 32 bytes after a first of that size. */
const mostEntries = 2047;

export async function readVhdxTables(name: string, file: BlockReader): Promise<VhdxTables> {
  const header = await currentHeader(name, file);
  const regions = await regionTable(name, file);
  const table = regions.get(blockTable);
  const items = regions.get(metadata);
  if (!table || !items) fail(damaged(name, 'its region table does not name the block table and the metadata'));
  const values = await metadataItems(name, file, items.at);
  const parameters = values.get(fileParameters);
  const size = values.get(virtualDiskSize);
  const logical = values.get(logicalSectorSize);
  if (!parameters || !size || !logical) fail(damaged(name, 'its metadata does not say how large the disk is'));
  const flags = fields(parameters).u32(4);
  return {
    logPending: !isZero(header.subarray(48, 64)),
    tableAt: table.at,
    tableBytes: table.bytes,
    blockBytes: fields(parameters).u32(0),
    fixed: (flags & 1) !== 0,
    hasParent: (flags & 2) !== 0,
    diskBytes: fields(size).u64(0),
    sectorBytes: fields(logical).u32(0),
  };
}

/** Of the two headers, the valid one with the higher sequence number. */
async function currentHeader(name: string, file: BlockReader): Promise<Uint8Array> {
  const both = await Promise.all(headers.map((at) => file.read(at, 4 * kibi)));
  const valid = both.filter((bytes) => has(bytes, 0, 'head') && fields(bytes).u32(4) === crc32c(bytes, 4));
  const [first, second] = valid;
  if (!first) fail(damaged(name, 'neither of its two headers holds together'));
  return second && fields(second).u64(8) > fields(first).u64(8) ? second : first;
}

async function regionTable(name: string, file: BlockReader): Promise<Map<string, { at: number; bytes: number }>> {
  for (const at of regionTables) {
    const bytes = await file.read(at, 64 * kibi);
    if (!has(bytes, 0, 'regi') || fields(bytes).u32(4) !== crc32c(bytes, 4)) continue;
    const { u32, u64 } = fields(bytes);
    const found = new Map<string, { at: number; bytes: number }>();
    for (let entry = 0, offset = 16; entry < Math.min(u32(8), mostEntries); entry += 1, offset += 32) {
      found.set(guid(bytes, offset), { at: u64(offset + 16), bytes: u32(offset + 24) });
    }
    return found;
  }
  return fail(damaged(name, 'neither of its two region tables holds together'));
}

/** The three metadata items that are needed, eight bytes of each. */
async function metadataItems(name: string, file: BlockReader, at: number): Promise<Map<string, Uint8Array>> {
  const bytes = await file.read(at, 64 * kibi);
  if (!has(bytes, 0, 'metadata')) fail(damaged(name, 'its metadata table is not there'));
  const { u16, u32 } = fields(bytes);
  const found = new Map<string, Uint8Array>();
  for (let entry = 0, offset = 32; entry < Math.min(u16(10), mostEntries); entry += 1, offset += 32) {
    const item = guid(bytes, offset);
    if (item !== fileParameters && item !== virtualDiskSize && item !== logicalSectorSize) continue;
    found.set(item, await file.read(at + u32(offset + 16), 8));
  }
  return found;
}
