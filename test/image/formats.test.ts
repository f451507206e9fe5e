import { describe, expect, it } from 'vitest';
import type { BlockReader } from '../../source/image/block.ts';
import { openFormat } from '../../source/image/formats.ts';
import { readLayout } from '../../source/image/layout.ts';
import { sourceOf } from '../../source/image/source.ts';
import { inspectBytes, inspectOld, judged, problemOf, temporaryFolder } from './folder.ts';
import { deflateByZlib } from './write/deflate.ts';
import { readDisk, writeRaw, type Disk } from './write/disk.ts';
import { boot, gptDisk, types } from './write/table.ts';
import { sparseVhd, vhdFooter } from './write/vhd.ts';
import { vhdx } from './write/vhdx.ts';
import { descriptor, monolithicSparse, streamOptimized } from './write/vmdk.ts';
import { windows10, windows11 } from './write/windows.ts';

const inFolder = temporaryFolder();
const gibi = 2 ** 30;
const disk = windows11(4 * gibi);

/** A reader of bytes in memory that counts what is asked of it. */
function counted(bytes: Buffer): BlockReader & { readonly asked: { bytes: number } } {
  const asked = { bytes: 0 };
  return {
    size: bytes.length,
    asked,
    async read(offset, length) {
      asked.bytes += length;
      expect(offset + length).toBeLessThanOrEqual(bytes.length);
      return bytes.subarray(offset, offset + length);
    },
  };
}

const layouts = [
  ['VMDK streamOptimized', 'VMDK', streamOptimized(disk)],
  ['VMDK streamOptimized packed by zlib', 'VMDK', streamOptimized(disk, { pack: deflateByZlib })],
  ['VMDK monolithicSparse', undefined, monolithicSparse(disk)],
  ['VHD dynamic', 'VHD', sparseVhd(disk)],
  ['VHDX dynamic', 'VHDX', vhdx(disk)],
  ['VHDX dynamic', 'VHDX', vhdx(disk, { blockBytes: 32 * 1024 * 1024 })],
  ['VHDX fixed', 'VHDX', vhdx(disk, { fixed: true })],
] as const;

describe('a disk inside each format', () => {
  it.each(layouts)('%s: reads back byte for byte and shows its partitions', async (kind, importFormat, bytes) => {
    const reader = counted(bytes);
    const opened = await openFormat(await sourceOf('disk', 'disk', reader, false));
    expect(kind).toContain([opened.format, opened.variant].join(' '));
    expect(opened.importFormat).toBe(importFormat);
    expect(opened.capacityBytes).toBe(disk.size);
    const inside = opened.disk as BlockReader;
    for (const piece of disk.pieces) {
      // Around each piece too, over the borders of grains and blocks.
      const at = Math.max(0, piece.at - 70_000);
      const length = Math.min(piece.bytes.length + 140_000, disk.size - at);
      expect(Buffer.compare(Buffer.from(await inside.read(at, length)), readDisk(disk, at, length))).toBe(0);
    }
    const layout = await readLayout(inside, opened.sectorBytes ?? 0);
    expect(layout.partitions.map((partition) => partition.kind)).toEqual(['efi-system', 'microsoft-reserved', 'basic-data', 'recovery']);
    expect(layout).toMatchObject({ style: 'GPT', gpt: { backup: 'intact', fromBackup: false }, firmware: { value: 'uefi' } });
  });

  it.each(layouts)('%s: headers, tables and a few blocks are read, never the file', async (_, __, bytes) => {
    const reader = counted(bytes);
    const opened = await openFormat(await sourceOf('disk', 'disk', reader, false));
    await readLayout(opened.disk as BlockReader, 512);
    expect(reader.asked.bytes).toBeLessThan(300_000);
  });

  it('a fixed VHD and a raw disk of 75 GB with nothing but holes take no longer than small ones', async () => {
    const large = windows11(75 * gibi);
    await writeRaw(inFolder('large.vhd'), large, vhdFooter(large.size, 'fixed'));
    await writeRaw(inFolder('large.raw'), large);
    const began = performance.now();
    const vhd = await inspectOld(inFolder('large.vhd'));
    const raw = await inspectOld(inFolder('large.raw'));
    expect(performance.now() - began).toBeLessThan(5000);
    expect(vhd).toMatchObject({ format: 'VHD', variant: 'fixed', importFormat: 'VHD', capacityBytes: 75 * gibi, partitionStyle: 'GPT' });
    expect(raw).toMatchObject({ format: 'RAW', importFormat: 'RAW', capacityBytes: 75 * gibi, partitionStyle: 'GPT', disks: [{ name: 'large.raw' }] });
    expect(judged(raw)).toEqual(['warning image.capacity', 'info image.partition-style']);
  });

  it('an MBR disk with logical partitions is followed through its chain, which may not go back', async () => {
    const whole = windows10(4 * gibi);
    const extended = { type: 0x0f, first: 6_000_000, sectors: 2_000_000 };
    const chained: Disk = {
      size: whole.size,
      pieces: [
        { at: 0, bytes: boot([{ type: 7, first: 2048, sectors: 100_000, active: true }, extended]) },
        { at: extended.first * 512, bytes: boot([{ type: 7, first: 2048, sectors: 500_000 }, { type: 5, first: 600_000, sectors: 700_000 }]) },
        { at: (extended.first + 600_000) * 512, bytes: boot([{ type: 7, first: 2048, sectors: 600_000 }, { type: 5, first: 0, sectors: 1 }]) },
      ],
    };
    await writeRaw(inFolder('chain.raw'), chained);
    const { partitions } = await inspectOld(inFolder('chain.raw'));
    expect(partitions.map(({ number, kind, offset }) => [number, kind, offset / 512])).toEqual([
      [1, 'basic-data', 2048],
      [2, 'extended', 6_000_000],
      [5, 'basic-data', 6_002_048],
      [6, 'basic-data', 6_602_048],
    ]);
  });

  it('a GPT of 4096 byte sectors in a VHDX is read, and warned about', async () => {
    const large = gptDisk(gibi, [{ type: types.efi, first: 256, sectors: 25_600 }], 4096);
    const seen = await inspectBytes(inFolder('4k.vhdx'), vhdx(large, { sectorBytes: 4096 }));
    expect(seen.partitions).toMatchObject([{ kind: 'efi-system', offset: 256 * 4096, bytes: 25_600 * 4096 }]);
    expect(judged(seen)).toContain('warning image.sector-size');
  });
});

describe('what Amazon does not take', () => {
  const text = (rows: string) => Buffer.from(rows);
  const padded = (start: string, at = 0) => Buffer.concat([Buffer.alloc(at), Buffer.from(start, 'latin1'), Buffer.alloc(70_000, 1)]);
  const iso = Buffer.alloc(40_000);
  iso.write('\u0001CD001\u0001', 32_768, 'latin1');
  const flat = descriptor(disk, 'disk-flat.vmdk', 'monolithicFlat', 'FLAT');

  it.each([
    ['disk.vmdk', monolithicSparse(disk), 'VMDK', 'monolithicSparse', 'image.vmdk-subformat', 'qemu-img convert -p -O vmdk -o subformat=streamOptimized'],
    ['flat.vmdk', flat, 'VMDK', 'monolithicFlat', 'image.vmdk-subformat', 'subformat=streamOptimized'],
    ['split.vmdk', descriptor(disk, 'disk-s001.vmdk', 'twoGbMaxExtentSparse', 'SPARSE'), 'VMDK', 'twoGbMaxExtentSparse', 'image.vmdk-subformat', 'subformat=streamOptimized'],
    ['thin.vmdk', descriptor(disk, 'disk-flat.vmdk', 'vmfs', 'VMFS'), 'VMDK', 'vmfs', 'image.vmdk-subformat', 'ovftool'],
    ['rdm.vmdk', descriptor(disk, 'disk-rdm.vmdk', 'vmfsRawDeviceMap', 'VMFSRDM'), 'VMDK', 'vmfsRawDeviceMap', 'image.vmdk-subformat', 'ovftool'],
    ['sesparse.vmdk', padded('\xbe\xba\xfe\xca\0\0\0\0'), 'VMDK', 'seSparse', 'image.vmdk-subformat', 'ovftool'],
    ['delta.vmdk', padded('COWD\x01\0\0\0'), 'VMDK', 'vmfsSparse', 'image.vmdk-subformat', 'ovftool'],
    ['disk-000001.vmdk', monolithicSparse(disk, { parent: 'disk.vmdk' }), 'VMDK', 'monolithicSparse', 'image.snapshot', 'snapshots'],
    ['layer.avhd', sparseVhd(disk, 'differencing'), 'VHD', 'differencing', 'image.snapshot', "Convert-VHD -Path '"],
    ['layer.avhdx', vhdx(disk, { parent: true }), 'VHDX', 'differencing', 'image.snapshot', 'Export-VM'],
    ['windows.iso', iso, 'ISO', undefined, 'image.iso', 'Install Windows'],
    ['win 11.qcow2', padded('QFI\xfb'), 'qcow2', 'qcow2', 'image.format', 'win 11.qcow2"'],
    ['win11.vdi', padded('\x7f\x10\xda\xbe', 64), 'VDI', 'VDI', 'image.format', 'VBoxManage export'],
    ['win11.zip', padded('PK\x03\x04'), 'archive', 'zip', 'image.format', 'tar -xf'],
    ['win11.ova.gz', padded('\x1f\x8b\x08'), 'archive', 'gzip', 'image.format', 'gunzip'],
    ['win11.tar.gz', padded('\x1f\x8b\x08'), 'archive', 'gzip', 'image.format', 'tar -xzf'],
    ['win11.xz', padded('\xfd7zXZ\0'), 'archive', 'xz', 'image.format', 'xz -dk'],
    ['win11.7z', padded("7z\xbc\xaf'\x1c"), 'archive', '7z', 'image.format', '7z x'],
    ['setup.exe', padded('MZ\x90\0'), 'program', 'Windows', 'image.format', '.vmdk'],
    ['machine.vmx', text('.encoding = "UTF-8"\nguestOS = "windows11-64"\n'), 'text', undefined, 'image.format', 'ovftool machine.vmx'],
    ['notes.txt', text('Dear all,\r\nthe disk is on the share.\r\n'), 'text', undefined, 'image.format', '.ova'],
    ['machine.ovf', text('<?xml version="1.0"?>\n<ovf:Envelope xmlns:ovf="x"></ovf:Envelope>'), 'OVF', undefined, 'image.format', 'tar -cf machine.ova'],
    ['zeros.vhdx', Buffer.alloc(100_000), 'unknown', 'blank', 'image.format', 'export'],
    ['noise.vmdk', Buffer.alloc(100_000, 0xa5), 'unknown', undefined, 'image.format', '.ova'],
  ] as const)('%s is named for what it is, with the way from it', async (name, bytes, format, variant, rule, fix) => {
    const seen = await inspectBytes(inFolder(name), bytes);
    expect(seen).toMatchObject({ format, ...(variant ? { variant } : {}) });
    expect(seen.importFormat).toBeUndefined();
    const [first] = seen.findings;
    expect(first).toMatchObject({ rule, level: 'blocker', certainty: 'seen' });
    expect(first?.fix).toContain(fix);
  });

  it('a name that says another format is noted; the content counts', async () => {
    const seen = await inspectBytes(inFolder('really.vmdk'), vhdx(disk));
    expect(seen.format).toBe('VHDX');
    expect(judged(seen)).toContain('info image.extension');
  });

  it('a VHDX with changes in its log, a VHD in saved state and a VMDK not closed are of a machine that runs', async () => {
    expect(judged(await inspectBytes(inFolder('open.vhdx'), vhdx(disk, { openLog: true })))).toContain('blocker image.vhdx-log');
    await writeRaw(inFolder('saved.vhd'), disk, vhdFooter(disk.size, 'fixed', true));
    expect(judged(await inspectOld(inFolder('saved.vhd')))).toContain('blocker image.saved-state');
    expect(judged(await inspectBytes(inFolder('open.vmdk'), streamOptimized(disk, { unclean: true })))).toContain('warning image.vmdk-unclean');
  });

  it('a VHD whose two footers differ is refused in the words that Amazon would use', async () => {
    const bytes = sparseVhd(disk);
    bytes[36] = 77;
    const seen = await inspectBytes(inFolder('footers.vhd'), bytes);
    expect(seen.findings.find((finding) => finding.rule === 'image.vhd-footers')?.title).toContain('Footers not identical');
  });

  it('a fixed VHD that lost its footer is not taken for a raw disk', async () => {
    await writeRaw(inFolder('cut.vhd'), disk);
    expect(judged(await inspectOld(inFolder('cut.vhd')))).toContain('blocker image.vhd-footer');
  });

  it('a streamOptimized VMDK that names no compression is refused in the words that Amazon would use', async () => {
    const bytes = streamOptimized(disk);
    bytes.writeUInt16LE(0, 77);
    const seen = await inspectBytes(inFolder('algorithm.vmdk'), bytes);
    expect(seen.importFormat).toBeUndefined();
    expect(seen.findings[0]).toMatchObject({ rule: 'image.vmdk-compression', level: 'blocker', title: expect.stringContaining('unsupported compression algorithm 0') });
  });

  it('a VMDK that went through a transfer in text mode is damaged, and says why', async () => {
    const bytes = streamOptimized(disk);
    bytes.write('\n \n\n', 73, 'latin1');
    const problem = await problemOf(inspectBytes(inFolder('ftp.vmdk'), bytes));
    expect(problem).toMatchObject({ code: 'image.damaged', back: 'export', exit: 4 });
    expect(problem.what).toContain('text mode');
  });
});
