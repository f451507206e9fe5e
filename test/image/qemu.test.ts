import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inspectOld, judged, present, temporaryFolder } from './folder.ts';
import { writeRaw } from './write/disk.ts';
import { gptDisk, types } from './write/table.ts';
import { sparseVhd } from './write/vhd.ts';
import { vhdx } from './write/vhdx.ts';
import { monolithicSparse, streamOptimized } from './write/vmdk.ts';
import { ntfs } from './write/volumes.ts';
import { windows11 } from './write/windows.ts';

const inFolder = temporaryFolder();
const qemu = (...rest: string[]) => execFileSync('qemu-img', rest, { encoding: 'utf8' });
const disk = windows11(4 * 2 ** 30);
const small = gptDisk(100 * 2 ** 20, [{ type: types.data, first: 2048, sectors: 150_000, inside: ntfs(2048, 150_000, 1n) }]);

describe.skipIf(!present('qemu-img'))('qemu-img', () => {
  it.each([
    ['vmdk', ['-o', 'subformat=streamOptimized'], 'VMDK', 'streamOptimized', 'VMDK'],
    ['vmdk', [], 'VMDK', 'monolithicSparse', undefined],
    ['vmdk', ['-o', 'subformat=twoGbMaxExtentSparse'], 'VMDK', 'twoGbMaxExtentSparse', undefined],
    ['vmdk', ['-o', 'subformat=monolithicFlat'], 'VMDK', 'monolithicFlat', undefined],
    ['vpc', ['-o', 'subformat=dynamic,force_size=on'], 'VHD', 'dynamic', 'VHD'],
    ['vpc', ['-o', 'subformat=fixed,force_size=on'], 'VHD', 'fixed', 'VHD'],
    ['vhdx', ['-o', 'subformat=dynamic'], 'VHDX', 'dynamic', 'VHDX'],
    ['vhdx', ['-o', 'subformat=dynamic,block_size=1M'], 'VHDX', 'dynamic', 'VHDX'],
    ['raw', [], 'RAW', undefined, 'RAW'],
    ['qcow2', [], 'qcow2', 'qcow2', undefined],
    ['vdi', [], 'VDI', 'VDI', undefined],
  ] as const)('writes %s %j, which is recognised and looked into', async (format, options, kind, variant, importFormat) => {
    await writeRaw(inFolder('source.raw'), disk);
    const path = inFolder(`made-${kind}-${options.join('').replace(/\W/g, '')}.img`);
    qemu('convert', '-f', 'raw', '-O', format, ...options, inFolder('source.raw'), path);
    const seen = await inspectOld(path, { windows: 'windows-11' });
    expect([seen.format, seen.variant, seen.importFormat]).toEqual([kind, variant, importFormat]);
    if (importFormat || variant === 'monolithicSparse') expect(seen).toMatchObject({ capacityBytes: disk.size, partitionStyle: 'GPT', partitions: [{ kind: 'efi-system' }, {}, { fileSystem: 'NTFS' }, {}] });
    expect(seen.findings.some((finding) => finding.level === 'blocker')).toBe(importFormat === undefined);
  });

  it.each([
    ['vmdk', 'streamOptimized', streamOptimized(small)],
    ['vmdk', 'monolithicSparse', monolithicSparse(small)],
    ['vpc', 'dynamic', sparseVhd(small)],
    ['vhdx', 'dynamic', vhdx(small)],
  ] as const)('reads what the tests write as %s %s: the same disk', async (format, variant, bytes) => {
    const path = inFolder(`ours-${variant}-${format}`);
    await writeFile(path, bytes);
    await writeRaw(inFolder('expected.raw'), small);
    expect(qemu('compare', '-f', format, '-F', 'raw', path, inFolder('expected.raw'))).toContain('identical');
  });

  it('makes a snapshot that is told from a whole disk', async () => {
    await writeFile(inFolder('base.vmdk'), monolithicSparse(disk));
    qemu('create', '-f', 'vmdk', '-b', inFolder('base.vmdk'), '-F', 'vmdk', inFolder('layer.vmdk'));
    expect(judged(await inspectOld(inFolder('layer.vmdk')))).toContain('blocker image.snapshot');
  });

  it('repairs what is wrong by the very command that the finding shows', async () => {
    await writeFile(inFolder('two words.vmdk'), monolithicSparse(disk));
    const command = (await inspectOld(inFolder('two words.vmdk'))).findings.find((finding) => finding.rule === 'image.vmdk-subformat')?.fix?.split(' (or')[0] ?? '';
    execFileSync('sh', ['-c', command], { stdio: 'ignore' });
    const fixed = await inspectOld(inFolder('two words-stream.vmdk'), { windows: 'windows-11' });
    expect(fixed).toMatchObject({ importFormat: 'VMDK', variant: 'streamOptimized', findings: [] });
  });
});
