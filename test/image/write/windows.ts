import type { Disk, Piece } from './disk.ts';
import { gptDisk, mbrDisk, types, type Planned } from './table.ts';
import { fat32, ntfs } from './volumes.ts';

const mebi = 2048;
const noDriveLetter = 1n << 63n;

/** The disk that Windows 11 Setup lays out: EFI system, reserved, C: and recovery. `windows` replaces what C: begins with. */
export function windows11(size: number, windows?: readonly Piece[], more: readonly Planned[] = []): Disk {
  const sectors = size / 512;
  const recovery = { first: sectors - 751 * mebi, sectors: 750 * mebi };
  const c = { first: 117 * mebi, sectors: (more[0]?.first ?? recovery.first) - 117 * mebi };
  return gptDisk(size, [
    { type: types.efi, first: mebi, sectors: 100 * mebi, name: 'EFI system partition', attributes: noDriveLetter, inside: fat32(mebi, 100 * mebi) },
    { type: types.reserved, first: 101 * mebi, sectors: 16 * mebi, name: 'Microsoft reserved partition', attributes: noDriveLetter },
    { type: types.data, ...c, name: 'Basic data partition', inside: windows ?? ntfs(c.first, c.sectors, 0x7a1d_2611_2000_0c11n) },
    ...more,
    { type: types.recovery, ...recovery, attributes: noDriveLetter | 1n, inside: ntfs(recovery.first, recovery.sectors, 0x7a1d_2611_2000_0c12n) },
  ]);
}

/** The disk that Windows 10 Setup lays out for a BIOS: an active system partition, C: and recovery. */
export function windows10(size: number): Disk {
  const sectors = size / 512;
  const system = { first: mebi, sectors: 50 * mebi };
  const c = { first: 51 * mebi, sectors: sectors - 601 * mebi };
  const recovery = { first: sectors - 550 * mebi, sectors: 549 * mebi };
  return mbrDisk(size, [
    { type: 0x07, ...system, active: true, inside: ntfs(system.first, system.sectors, 1n) },
    { type: 0x07, ...c, inside: ntfs(c.first, c.sectors, 2n) },
    { type: 0x27, ...recovery, inside: ntfs(recovery.first, recovery.sectors, 3n) },
  ]);
}
