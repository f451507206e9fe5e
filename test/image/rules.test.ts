import { describe, expect, it } from 'vitest';
import { inspectOld, judged, temporaryFolder } from './folder.ts';
import { writeRaw, type Disk } from './write/disk.ts';
import { gptDisk, mbrDisk, types } from './write/table.ts';
import { bitLocker, fat32, ntfs } from './write/volumes.ts';
import { windows10, windows11 } from './write/windows.ts';

const inFolder = temporaryFolder();
const gibi = 2 ** 30;
const size = 8 * gibi;
const noLetter = 1n << 63n;
let count = 0;

async function inspectRaw(disk: Disk, windows?: string) {
  const path = inFolder(`${(count += 1)}.raw`);
  await writeRaw(path, disk);
  return inspectOld(path, windows ? { windows } : {});
}

const c = (first: number, sectors: number, more = {}) => ({ type: 0x07, first, sectors, inside: ntfs(first, sectors, 1n), ...more });

describe('the rules of BYOL', () => {
  it.each([
    ['Windows 11 on GPT', windows11(size), 'windows-11-24h2', 'uefi', []],
    ['Windows 10 on MBR', windows10(size), 'windows-10-22h2', 'legacy-bios', []],
    ['a Windows that nobody named, on GPT', windows11(size), undefined, 'uefi', ['info image.partition-style']],
    ['a Windows that nobody named, on MBR', windows10(size), undefined, 'legacy-bios', ['info image.partition-style']],
    ['Windows 11 on MBR', windows10(size), 'windows-11-23h2', 'uefi', ['blocker image.partition-style', 'blocker image.firmware']],
    ['Windows 10 on GPT', windows11(size), 'windows-10-ltsc-2021', 'legacy-bios', ['blocker image.partition-style', 'blocker image.firmware']],
    ['70 GiB', windows11(70 * gibi), 'windows-11', 'uefi', []],
    ['71 GiB', windows11(71 * gibi), 'windows-11', 'uefi', ['warning image.capacity']],
    ['one sector less than 80 GiB', windows11(80 * gibi - 512), 'windows-11', 'uefi', ['warning image.capacity']],
    ['80 GiB', windows11(80 * gibi), 'windows-11', 'uefi', ['blocker image.capacity']],
    ['two terabytes', windows11(2048 * gibi), 'windows-11', 'uefi', ['blocker image.capacity']],
    ['BitLocker on C:', windows11(size, bitLocker()), 'windows-11', 'uefi', ['blocker image.bitlocker']],
    ['a second volume with a letter', windows11(size, undefined, [{ type: types.data, first: 6_000_000, sectors: 4_000_000 }]), 'windows-11', 'uefi', ['blocker image.one-volume']],
    ['a second volume without a letter', windows11(size, undefined, [{ type: types.data, first: 6_000_000, sectors: 4_000_000, attributes: noLetter }]), 'windows-11', 'uefi', []],
    ['Linux beside it', windows11(size, undefined, [{ type: types.linux, first: 6_000_000, sectors: 4_000_000 }]), 'windows-11', 'uefi', ['warning image.other-system']],
    ['a dynamic disk', gptDisk(size, [{ type: types.efi, first: 2048, sectors: 204_800 }, { type: types.dynamic, first: 206_848, sectors: 9_000_000, inside: ntfs(0, 9_000_000, 1n) }]), 'windows-11', 'uefi', ['blocker image.dynamic-disk']],
    ['two active partitions', mbrDisk(size, [c(2048, 4_000_000, { active: true }), { type: 0x27, first: 5_000_000, sectors: 9000, active: true }]), 'windows-10', 'legacy-bios', ['blocker image.boot-partitions']],
    ['no active partition', mbrDisk(size, [c(2048, 4_000_000)]), 'windows-10', 'legacy-bios', ['blocker image.boot-partitions']],
    ['GPT without an EFI system partition', gptDisk(size, [{ type: types.data, first: 2048, sectors: 9_000_000, inside: ntfs(2048, 9_000_000, 1n) }]), 'windows-11', 'uefi', ['blocker image.boot-partitions']],
    ['two EFI system partitions', windows11(size, undefined, [{ type: types.efi, first: 6_000_000, sectors: 204_800, inside: fat32(6_000_000, 204_800) }]), 'windows-11', 'uefi', ['warning image.boot-partitions']],
    ['a data disk', gptDisk(size, [{ type: types.efi, first: 2048, sectors: 204_800 }]), 'windows-11', 'uefi', ['blocker image.no-windows']],
    ['one volume without a table', { size, pieces: ntfs(0, size / 512, 1n) }, 'windows-11', 'uefi', ['blocker image.partition-style']],
    ['one BitLocker volume without a table', { size, pieces: bitLocker() }, 'windows-11', 'uefi', ['blocker image.partition-style', 'blocker image.bitlocker']],
    ['a partition beyond the end', { ...windows10(size), size: 5 * gibi }, 'windows-10', 'legacy-bios', ['blocker image.beyond-end']],
    ['a GPT made for a larger disk', { ...windows11(size), size: size - 512 * 1024 }, 'windows-11', 'uefi', ['blocker image.beyond-end']],
    ['a first GPT that was overwritten', without(windows11(size), 512), 'windows-11', 'uefi', ['warning image.partition-table']],
    ['a backup GPT that was overwritten', without(windows11(size), size - 512), 'windows-11', 'uefi', ['warning image.partition-table']],
    ['both copies overwritten', without(without(windows11(size), 512), size - 512), 'windows-11', 'uefi', ['blocker image.partition-table']],
  ] as const)('%s', async (_, disk, windows, bootMode, findings) => {
    const seen = await inspectRaw(disk, windows);
    expect(judged(seen)).toEqual(findings);
    expect(seen.bootMode).toBe(bootMode);
    for (const finding of seen.findings) {
      expect(finding.source).toMatch(/^https:\/\//);
      expect(finding.certainty).toBeDefined();
      if (finding.level !== 'info') expect(finding.fix).toBeTruthy();
    }
  });
});

/** The disk with what begins at `at` left out. */
function without(disk: Disk, at: number): Disk {
  return { size: disk.size, pieces: disk.pieces.filter((piece) => piece.at !== at) };
}
