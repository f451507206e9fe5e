import { crc32 } from 'node:zlib';
import type { Disk, Piece } from './disk.ts';

export const types = {
  efi: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B',
  reserved: 'E3C9E316-0B5C-4DB8-817D-F92DF00215AE',
  data: 'EBD0A0A2-B9E5-4433-87C0-68B6B72699C7',
  recovery: 'DE94BBA4-06D1-4D40-A16A-BFD50179D6AC',
  dynamic: 'AF9B60A0-1431-4F62-BC68-3311714A69AD',
  linux: '0FC63DAF-8483-4772-8E79-3D69D8477DE4',
} as const;

/** A partition to be written; sectors count from the start of the disk. `inside` are pieces counted from the partition's start. */
export type Planned = {
  readonly type: string | number;
  readonly first: number;
  readonly sectors: number;
  readonly name?: string;
  readonly attributes?: bigint;
  readonly active?: boolean;
  readonly inside?: readonly Piece[];
};

/** A GUID as it is stored. */
export function guidBytes(guid: string): Buffer {
  const hex = Buffer.from(guid.replaceAll('-', ''), 'hex');
  return Buffer.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map((at) => hex[at] ?? 0));
}

/** A disk with a protective MBR and both copies of a GPT, all checksums right. */
export function gptDisk(size: number, partitions: readonly Planned[], sector = 512): Disk {
  const last = size / sector - 1;
  const tableSectors = (128 * 128) / sector;
  const table = Buffer.alloc(128 * 128);
  partitions.forEach((partition, index) => {
    const at = index * 128;
    table.set(guidBytes(String(partition.type)), at);
    table.set(guidBytes(`7A1D0000-5B3C-4E2F-9D60-0000000000${(index + 1).toString(16).padStart(2, '0')}`), at + 16);
    table.writeBigUInt64LE(BigInt(partition.first), at + 32);
    table.writeBigUInt64LE(BigInt(partition.first + partition.sectors - 1), at + 40);
    table.writeBigUInt64LE(partition.attributes ?? 0n, at + 48);
    table.write(partition.name ?? '', at + 56, 72, 'utf16le');
  });
  const header = (at: number, other: number, tableAt: number) => {
    const bytes = Buffer.alloc(sector);
    bytes.write('EFI PART', 0, 'latin1');
    bytes.writeUInt32LE(0x10000, 8);
    bytes.writeUInt32LE(92, 12);
    bytes.writeBigUInt64LE(BigInt(at), 24);
    bytes.writeBigUInt64LE(BigInt(other), 32);
    bytes.writeBigUInt64LE(BigInt(2 + tableSectors), 40);
    bytes.writeBigUInt64LE(BigInt(last - tableSectors - 1), 48);
    bytes.set(guidBytes('7A1D0000-5B3C-4E2F-9D60-0000000000FF'), 56);
    bytes.writeBigUInt64LE(BigInt(tableAt), 72);
    bytes.writeUInt32LE(128, 80);
    bytes.writeUInt32LE(128, 84);
    bytes.writeUInt32LE(crc32(table), 88);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 92)), 16);
    return bytes;
  };
  return {
    size,
    pieces: [
      { at: 0, bytes: boot([{ type: 0xee, first: 1, sectors: Math.min(last, 0xffffffff) }]) },
      { at: sector, bytes: header(1, last, 2) },
      { at: 2 * sector, bytes: table },
      ...inside(partitions, sector),
      { at: (last - tableSectors) * sector, bytes: table },
      { at: last * sector, bytes: header(last, 1, last - tableSectors) },
    ],
  };
}

/** A disk with an MBR. */
export function mbrDisk(size: number, partitions: readonly Planned[]): Disk {
  return { size, pieces: [{ at: 0, bytes: boot(partitions) }, ...inside(partitions, 512)] };
}

/** A boot sector with up to four entries, as an MBR or a link of an extended partition has it. */
export function boot(partitions: readonly Planned[]): Buffer {
  const bytes = Buffer.alloc(512);
  partitions.forEach((partition, index) => {
    const at = 446 + index * 16;
    bytes[at] = partition.active ? 0x80 : 0;
    bytes.set(partition.type === 0xee ? [0, 2, 0] : [0xfe, 0xff, 0xff], at + 1);
    bytes[at + 4] = Number(partition.type);
    bytes.set([partition.type === 0xee ? 0xff : 0xfe, 0xff, 0xff], at + 5);
    bytes.writeUInt32LE(partition.first, at + 8);
    bytes.writeUInt32LE(partition.sectors, at + 12);
  });
  bytes.writeUInt16BE(0x55aa, 510);
  return bytes;
}

function inside(partitions: readonly Planned[], sector: number): Piece[] {
  return partitions.flatMap((partition) => (partition.inside ?? []).map((piece) => ({ at: partition.first * sector + piece.at, bytes: piece.bytes })));
}
