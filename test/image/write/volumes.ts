import type { Piece } from './disk.ts';

/** The boot sector of an NTFS volume and its copy in the last sector of the partition. */
export function ntfs(first: number, sectors: number, serial: bigint): Piece[] {
  const bytes = Buffer.alloc(512);
  bytes.set([0xeb, 0x52, 0x90]);
  bytes.write('NTFS    ', 3, 'latin1');
  bytes.writeUInt16LE(512, 11);
  bytes[13] = 8;
  bytes[21] = 0xf8;
  bytes.writeUInt16LE(63, 24);
  bytes.writeUInt16LE(255, 26);
  bytes.writeUInt32LE(first, 28);
  bytes.set([0x80, 0, 0x80, 0], 36);
  bytes.writeBigUInt64LE(BigInt(sectors - 1), 40);
  bytes.writeBigUInt64LE(BigInt(Math.min(786_432, Math.floor(sectors / 24))), 48);
  bytes.writeBigUInt64LE(2n, 56);
  bytes[64] = 0xf6;
  bytes[68] = 1;
  bytes.writeBigUInt64LE(serial, 72);
  bytes.writeUInt16BE(0x55aa, 510);
  return [
    { at: 0, bytes },
    { at: (sectors - 1) * 512, bytes },
  ];
}

/** The boot sector of a volume that BitLocker encrypted. */
export function bitLocker(): Piece[] {
  const bytes = Buffer.alloc(512);
  bytes.set([0xeb, 0x58, 0x90]);
  bytes.write('-FVE-FS-', 3, 'latin1');
  bytes.writeUInt16LE(512, 11);
  bytes.writeUInt16BE(0x55aa, 510);
  return [{ at: 0, bytes }];
}

/** An empty FAT32 volume with the label SYSTEM, as an EFI system partition has it. */
export function fat32(first: number, sectors: number): Piece[] {
  const [reserved, clusterSectors] = [32, 2];
  const tableSectors = Math.ceil((sectors - reserved) / ((256 * clusterSectors + 2) / 2));
  const boot = Buffer.alloc(512);
  boot.set([0xeb, 0x58, 0x90]);
  boot.write('MSDOS5.0', 3, 'latin1');
  boot.writeUInt16LE(512, 11);
  boot[13] = clusterSectors;
  boot.writeUInt16LE(reserved, 14);
  boot[16] = 2;
  boot[21] = 0xf8;
  boot.writeUInt16LE(63, 24);
  boot.writeUInt16LE(255, 26);
  boot.writeUInt32LE(first, 28);
  boot.writeUInt32LE(sectors, 32);
  boot.writeUInt32LE(tableSectors, 36);
  boot.writeUInt32LE(2, 44);
  boot.writeUInt16LE(1, 48);
  boot.writeUInt16LE(6, 50);
  boot[64] = 0x80;
  boot[66] = 0x29;
  boot.writeUInt32LE(0x20261120, 67);
  boot.write('NO NAME    FAT32   ', 71, 'latin1');
  boot.writeUInt16BE(0x55aa, 510);
  const clusters = Math.floor((sectors - reserved - 2 * tableSectors) / clusterSectors);
  const info = Buffer.alloc(512);
  info.write('RRaA', 0, 'latin1');
  info.write('rrAa', 484, 'latin1');
  info.writeUInt32LE(clusters - 1, 488);
  info.writeUInt32LE(3, 492);
  info.writeUInt16BE(0x55aa, 510);
  const table = Buffer.alloc(12);
  [0x0ffffff8, 0x0fffffff, 0x0fffffff].forEach((value, index) => table.writeUInt32LE(value, index * 4));
  const label = Buffer.alloc(32);
  label.write('SYSTEM     ', 0, 'latin1');
  label[11] = 8;
  return [
    { at: 0, bytes: boot },
    { at: 512, bytes: info },
    { at: 6 * 512, bytes: boot },
    { at: 7 * 512, bytes: info },
    { at: reserved * 512, bytes: table },
    { at: (reserved + tableSectors) * 512, bytes: table },
    { at: (reserved + 2 * tableSectors) * 512, bytes: label },
  ];
}
