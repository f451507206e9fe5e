import { crc32c } from '../../../source/image/crc32c.ts';
import { readDisk, usedUnits, type Disk } from './disk.ts';
import { guidBytes } from './table.ts';

const kibi = 1024;
const mebi = 1024 * kibi;

export type VhdxOptions = { readonly fixed?: boolean; readonly parent?: boolean; readonly openLog?: boolean; readonly sectorBytes?: number; readonly blockBytes?: number };

/** A VHDX with headers, region tables, metadata and block table; only used blocks are in it. */
export function vhdx(disk: Disk, { fixed = false, parent = false, openLog = false, sectorBytes = 512, blockBytes = mebi }: VhdxOptions = {}): Buffer {
  const used = usedUnits(disk, blockBytes);
  const ratio = (2 ** 23 * sectorBytes) / blockBytes;
  const blocks = Math.ceil(disk.size / blockBytes);
  const tableBytes = Math.ceil(((blocks + Math.floor((blocks - 1) / ratio)) * 8) / mebi) * mebi;
  const [metadataAt, tableAt] = [2 * mebi, 3 * mebi];
  const dataAt = tableAt + tableBytes;
  const result = Buffer.alloc(dataAt + used.length * blockBytes);
  result.write('vhdxfile', 0, 'latin1');
  [64, 128].forEach((at, index) => {
    const header = result.subarray(at * kibi, (at + 4) * kibi);
    header.write('head', 0, 'latin1');
    header.writeBigUInt64LE(BigInt(index + 1), 8);
    if (openLog) header.fill(7, 48, 64);
    header.writeUInt16LE(1, 66);
    header.writeUInt32LE(mebi, 68);
    header.writeBigUInt64LE(BigInt(mebi), 72);
    header.writeUInt32LE(crc32c(header, 4), 4);
  });
  [192, 256].forEach((at) => {
    const table = result.subarray(at * kibi, (at + 64) * kibi);
    table.write('regi', 0, 'latin1');
    table.writeUInt32LE(2, 8);
    region(table, 16, '2DC27766-F623-4200-9D64-115E9BFD4A08', tableAt, tableBytes);
    region(table, 48, '8B7CA206-4790-4B9A-B8FE-575F050F886E', metadataAt, mebi);
    table.writeUInt32LE(crc32c(table, 4), 4);
  });
  result.write('metadata', metadataAt, 'latin1');
  const values: [string, Buffer][] = [
    ['CAA16737-FA36-4D43-B3B6-33F0AA44E76B', pair(blockBytes, (fixed ? 1 : 0) | (parent ? 2 : 0))],
    ['2FA54224-CD1B-4876-B211-5DBED83BF4B8', pair(disk.size % 2 ** 32, Math.floor(disk.size / 2 ** 32))],
    ['8141BF1D-A96F-4709-BA47-F233A8FAAB5F', pair(sectorBytes, 0)],
    ['CDA348C7-445D-4471-9CC9-E9885251C556', pair(4096, 0)],
    ['BECA12AB-B2E6-4523-93EF-C309E000C746', Buffer.alloc(16, 0x11)],
  ];
  result.writeUInt16LE(values.length, metadataAt + 10);
  values.forEach(([id, value], index) => {
    const entry = metadataAt + 32 + index * 32;
    result.set(guidBytes(id), entry);
    result.writeUInt32LE(64 * kibi + index * 16, entry + 16);
    result.writeUInt32LE(value.length, entry + 20);
    result.set(value, metadataAt + 64 * kibi + index * 16);
  });
  used.forEach((number, index) => {
    const at = dataAt + index * blockBytes;
    result.writeBigUInt64LE((BigInt(at / mebi) << 20n) | 6n, tableAt + (number + Math.floor(number / ratio)) * 8);
    result.set(readDisk(disk, number * blockBytes, Math.min(blockBytes, disk.size - number * blockBytes)), at);
  });
  return result;
}

function region(table: Buffer, at: number, id: string, offset: number, length: number): void {
  table.set(guidBytes(id), at);
  table.writeBigUInt64LE(BigInt(offset), at + 16);
  table.writeUInt32LE(length, at + 24);
  table.writeUInt32LE(1, at + 28);
}

function pair(low: number, high: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(low, 0);
  bytes.writeUInt32LE(high, 4);
  return bytes;
}
