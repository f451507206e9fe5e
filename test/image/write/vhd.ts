import { readDisk, usedUnits, type Disk } from './disk.ts';

const sector = 512;
const blockBytes = 2 * 1024 * 1024;
const kinds = { fixed: 2, dynamic: 3, differencing: 4 } as const;

export function vhdFooter(size: number, kind: keyof typeof kinds, savedState = false): Buffer {
  const bytes = Buffer.alloc(sector);
  bytes.write('conectix', 0, 'latin1');
  bytes.writeUInt32BE(2, 8);
  bytes.writeUInt32BE(0x10000, 12);
  bytes.writeBigUInt64BE(kind === 'fixed' ? 0xffff_ffff_ffff_ffffn : 512n, 16);
  // qemu believes the size of this creator; for others it computes one from the geometry.
  bytes.write('win ', 28, 'latin1');
  bytes.writeBigUInt64BE(BigInt(size), 40);
  bytes.writeBigUInt64BE(BigInt(size), 48);
  bytes.writeUInt32BE(kinds[kind], 60);
  bytes[84] = savedState ? 1 : 0;
  bytes.writeUInt32BE(checksum(bytes), 64);
  return bytes;
}

/** A dynamic (or, by its footer, differencing) VHD. */
export function sparseVhd(disk: Disk, kind: 'dynamic' | 'differencing' = 'dynamic'): Buffer {
  const used = usedUnits(disk, blockBytes);
  const entries = Math.ceil(disk.size / blockBytes);
  const tableBytes = Math.ceil((entries * 4) / sector) * sector;
  const dataAt = 1536 + tableBytes;
  const result = Buffer.alloc(dataAt + used.length * (sector + blockBytes) + sector);
  const footer = vhdFooter(disk.size, kind);
  const header = result.subarray(512, 1536);
  header.write('cxsparse', 0, 'latin1');
  header.writeBigUInt64BE(0xffff_ffff_ffff_ffffn, 8);
  header.writeBigUInt64BE(1536n, 16);
  header.writeUInt32BE(0x10000, 24);
  header.writeUInt32BE(entries, 28);
  header.writeUInt32BE(blockBytes, 32);
  header.writeUInt32BE(checksum(header), 36);
  result.fill(0xff, 1536, dataAt);
  used.forEach((number, index) => {
    const at = dataAt + index * (sector + blockBytes);
    result.writeUInt32BE(at / sector, 1536 + number * 4);
    result.fill(0xff, at, at + sector);
    result.set(readDisk(disk, number * blockBytes, Math.min(blockBytes, disk.size - number * blockBytes)), at + sector);
  });
  result.set(footer, 0);
  result.set(footer, result.length - sector);
  return result;
}

function checksum(bytes: Uint8Array): number {
  return ~bytes.reduce((sum, byte) => sum + byte, 0) >>> 0;
}
