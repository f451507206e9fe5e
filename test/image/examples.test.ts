import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../source/image/inspect.ts';
import { exampleFiles } from '../make-examples.ts';
import { present, temporaryFolder } from './folder.ts';
import { deflate } from './write/deflate.ts';

const example = (name: string) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
const longAfter = () => Date.parse('2099-01-01');
const inFolder = temporaryFolder();
const gibi = 2 ** 30;

describe('the example files', () => {
  it.each([...exampleFiles().keys()])('%s is what test/make-examples.ts makes', (name) => {
    expect(readFileSync(example(name)).equals(exampleFiles().get(name) as Buffer)).toBe(true);
  });

  it('win11.ova is small, and its disk begins within the 64 KiB that an import may be judged by', () => {
    const bytes = readFileSync(example('win11.ova'));
    expect(bytes.length).toBeLessThan(1_000_000);
    expect(bytes.subarray(0, 9).toString()).toBe('win11.ovf');
    expect(bytes.indexOf('KDMV')).toBeLessThan(65_536 - 512);
  });

  it('win11.ova passes for Windows 11 without a finding', async () => {
    const seen = await inspectImage(example('win11.ova'), { windows: 'windows-11-24h2' }, longAfter);
    expect(seen.findings).toEqual([]);
    expect(seen).toMatchObject({
      format: 'OVA',
      variant: 'streamOptimized',
      importFormat: 'OVA',
      bootMode: 'uefi',
      capacityBytes: 60 * gibi,
      partitionStyle: 'GPT',
      firmware: { value: 'uefi', certainty: 'seen', from: 'OVF' },
      machine: { operatingSystem: 'windows11_64Guest', networkAdapters: 1, secureBoot: true },
      archive: { manifest: { digests: [{ name: 'win11.ovf', algorithm: 'SHA256' }, { name: 'win11-disk1.vmdk', algorithm: 'SHA256' }] } },
    });
    expect(seen.partitions.map(({ kind, fileSystem }) => [kind, fileSystem])).toEqual([['efi-system', 'FAT'], ['microsoft-reserved', undefined], ['basic-data', 'NTFS'], ['recovery', 'NTFS']]);
    // An NTFS volume fills its partition exactly.
    for (const { volumeBytes, bytes } of seen.partitions) expect(volumeBytes ?? bytes).toBe(bytes);
  });

  it('win11.ova is what tar and qemu-img take it for', () => {
    const unpacked = inFolder('.');
    if (present('tar')) {
      expect(execFileSync('tar', ['tf', example('win11.ova')], { encoding: 'utf8' })).toBe('win11.ovf\nwin11.mf\nwin11-disk1.vmdk\n');
      execFileSync('tar', ['xf', example('win11.ova'), '-C', unpacked]);
    }
    if (!present('qemu-img')) return;
    const disk = inFolder('win11-disk1.vmdk');
    const info = JSON.parse(execFileSync('qemu-img', ['info', '--output=json', disk], { encoding: 'utf8' }));
    expect(info).toMatchObject({ format: 'vmdk', 'virtual-size': 60 * gibi });
    expect(info['format-specific'].data['create-type']).toBe('streamOptimized');
    expect(execFileSync('qemu-img', ['check', disk], { encoding: 'utf8' })).toContain('No errors');
    execFileSync('qemu-img', ['dd', '-O', 'raw', `if=${disk}`, `of=${inFolder('start.raw')}`, 'bs=1M', 'count=1']);
    const start = readFileSync(inFolder('start.raw'));
    expect(start.subarray(512, 520).toString()).toBe('EFI PART');
    expect(crc32(start.subarray(1024, 1024 + 16_384))).toBe(start.readUInt32LE(512 + 88));
  });

  it.each(['checker', 'checker-failing'])('%s holds a log of the 26 tests and the machine as UTF-16LE', (folder) => {
    const read = (name: string) => readFileSync(example(`${folder}/${name}`));
    const log = read('BYOLPrevalidationlog2026-11-20_091402.txt');
    expect([...log.subarray(0, 2)]).toEqual([0xff, 0xfe]);
    const rows = new TextDecoder('utf-16le').decode(log).split('\r\n');
    expect(rows[0]).toMatch(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d Disabled hibernation$/);
    expect(new Set(rows.filter((row) => row.includes('Beginning test')).map((row) => row.slice(20))).size).toBe(26);
    expect(rows.some((row) => row.includes('[FAIL]'))).toBe(folder === 'checker-failing');
    expect(JSON.parse(new TextDecoder('utf-16le').decode(read('ImageInfo.txt')))).toHaveProperty('OSArchitecture', '64-bit');
  });
});

describe('the packing of the example disk', () => {
  it.each([0, 1, 2, 3, 4, 10, 11, 12, 18, 19, 35, 67, 130, 131, 257, 258, 259, 260, 261, 517, 65_536])('zlib unpacks a run of %i bytes', (length) => {
    for (const byte of [0, 143, 144, 255]) {
      const bytes = Buffer.concat([Buffer.from([7]), Buffer.alloc(length, byte), Buffer.from('end')]);
      expect(inflateSync(deflate(bytes)).equals(bytes)).toBe(true);
    }
  });
});
