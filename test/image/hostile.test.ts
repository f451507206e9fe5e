import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../source/problem.ts';
import { inspectBytes, inspectOld, problemOf, temporaryFolder } from './folder.ts';
import { readDisk, writeRaw } from './write/disk.ts';
import { ova, ovf } from './write/ova.ts';
import { boot, gptDisk, mbrDisk, types } from './write/table.ts';
import { sparseVhd, vhdFooter } from './write/vhd.ts';
import { vhdx } from './write/vhdx.ts';
import { monolithicSparse, streamOptimized } from './write/vmdk.ts';
import { ntfs } from './write/volumes.ts';

const inFolder = temporaryFolder();
const mebi = 2 ** 20;
const disk = gptDisk(64 * mebi, [{ type: types.efi, first: 2048, sectors: 2048 }, { type: types.data, first: 8192, sectors: 100_000, inside: ntfs(8192, 100_000, 1n) }]);
const tiny = gptDisk(mebi, [{ type: types.data, first: 64, sectors: 1024, inside: ntfs(64, 1024, 1n) }]);
const chained = mbrDisk(mebi, [
  { type: 0x07, first: 64, sectors: 200, active: true, inside: ntfs(64, 200, 1n) },
  { type: 0x0f, first: 512, sectors: 1024, inside: [{ at: 0, bytes: boot([{ type: 0x07, first: 64, sectors: 100 }, { type: 0x05, first: 300, sectors: 200 }]) }] },
]);
const vmdk = streamOptimized(disk);
const samples = {
  ova: ova('m', ovf({ disks: [{ file: 'disk.vmdk', bytes: vmdk.length, capacity: 64, units: 'byte * 2^20' }] }), [{ name: 'disk.vmdk', bytes: vmdk }]),
  vmdk,
  'sparse.vmdk': monolithicSparse(disk),
  vhd: sparseVhd(disk),
  vhdx: vhdx(disk),
  'gpt.raw': readDisk(tiny, 0, tiny.size),
  'mbr.raw': readDisk(chained, 0, chained.size),
};
type Sample = keyof typeof samples;
const kinds = Object.keys(samples) as Sample[];

/** Ends in an Inspection or in a ProblemError; anything else is thrown on. */
async function survives(path: string, bytes: Uint8Array): Promise<string> {
  try {
    return (await inspectBytes(path, bytes)).format;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code.startsWith('image.')) return error.problem.code;
    throw error;
  }
}

/** Numbers that come out the same on every run (Lehmer's generator). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

describe('a file that was cut short', () => {
  const cuts: readonly (readonly [Sample, (whole: Buffer) => number])[] = [
    ['ova', (whole) => whole.length - 1024 - 600],
    ['ova', (whole) => whole.indexOf('KDMV') + 100],
    ['ova', (whole) => whole.indexOf('KDMV') - 512],
    ['ova', () => 1000],
    ['vmdk', (whole) => whole.length - 512],
    ['vmdk', (whole) => whole.length - 5000],
    ['vmdk', () => 1024],
    ['vmdk', () => 513],
    ['sparse.vmdk', () => 700],
    ['sparse.vmdk', () => 21 * 512],
    ['vhd', (whole) => whole.length - 1],
    ['vhd', (whole) => whole.length - 512],
    ['vhd', () => 600],
    ['vhdx', (whole) => whole.length - 1],
    ['vhdx', () => 3 * mebi],
    ['vhdx', () => 2 * mebi],
    ['vhdx', () => 200_000],
    ['vhdx', () => 100],
  ];
  it.each(cuts)('%s: says that it is cut short', async (kind, length) => {
    const whole = samples[kind];
    const problem = await problemOf(inspectBytes(inFolder(`cut.${kind}`), whole.subarray(0, length(whole))));
    expect(problem).toMatchObject({ code: 'image.truncated', exit: 4, back: 'export' });
    expect(problem.todo?.length).toBeGreaterThan(0);
  });

  it('a fixed VHD whose footer came before its data ended', async () => {
    await writeRaw(inFolder('short.vhd'), disk, vhdFooter(disk.size + 512, 'fixed'));
    expect(await problemOf(inspectOld(inFolder('short.vhd')))).toMatchObject({ code: 'image.truncated' });
  });

  it.each(kinds)('%s: ends in a report or a problem wherever it is cut', async (kind) => {
    const whole = samples[kind];
    const next = chance(kind.length + 11);
    const lengths = [1, 2, 510, 511, 512, 513, 1023, 4095, 4096, 4103, ...Array.from({ length: 60 }, () => 1 + next(whole.length - 1))];
    for (const length of lengths) await survives(inFolder(`any.${kind}`), whole.subarray(0, Math.min(length, whole.length)));
  });
});

describe('a header that lies', () => {
  const lie = (kind: Sample, change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(samples[kind]);
    change(bytes);
    return survives(inFolder(`lie.${kind}`), bytes);
  };
  it.each([
    ['vmdk', 'a grain of 2^40 sectors', (bytes: Buffer) => bytes.writeBigUInt64LE(2n ** 40n, 20)],
    ['vmdk', 'a grain of no sectors', (bytes: Buffer) => bytes.writeBigUInt64LE(0n, 20)],
    ['vmdk', 'tables without entries', (bytes: Buffer) => bytes.writeUInt32LE(0, 44)],
    ['vmdk', 'a capacity of 2^63 sectors', (bytes: Buffer) => bytes.writeBigUInt64LE(2n ** 63n, 12)],
    ['vmdk', 'a directory beyond everything', (bytes: Buffer) => bytes.writeBigUInt64LE(2n ** 63n, bytes.length - 1024 + 56)],
    ['vmdk', 'a grain that claims 4 GB of data', (bytes: Buffer) => bytes.writeUInt32LE(0xffffffff, 65_536 + 8)],
    ['vmdk', 'a grain of other data', (bytes: Buffer) => bytes.fill(0x55, 65_536 + 12, 65_536 + 200)],
    ['vhd', 'blocks of one byte', (bytes: Buffer) => reseal(bytes, () => bytes.writeUInt32BE(1, 512 + 32))],
    ['vhd', 'blocks of 4 GB and none of them', (bytes: Buffer) => reseal(bytes, () => (bytes.writeUInt32BE(0xfffffe00, 512 + 32), bytes.writeUInt32BE(0, 512 + 28)))],
    ['vhd', 'a table beyond everything', (bytes: Buffer) => reseal(bytes, () => bytes.writeBigUInt64BE(2n ** 62n, 512 + 16))],
    ['vhdx', 'blocks of 3 bytes', (bytes: Buffer) => bytes.writeUInt32LE(3, 2 * mebi + 65_536)],
    ['vhdx', 'a disk of 2^60 bytes', (bytes: Buffer) => bytes.writeBigUInt64LE(2n ** 60n, 2 * mebi + 65_536 + 16)],
    ['vhdx', 'sectors of 0 bytes', (bytes: Buffer) => bytes.writeUInt32LE(0, 2 * mebi + 65_536 + 32)],
    ['ova', 'a member of 8 GB', (bytes: Buffer) => sealTar(bytes, () => bytes.write('77777777777', 124, 'latin1'))],
    ['ova', 'a first header whose checksum is wrong', (bytes: Buffer) => bytes.write('x', 3, 'latin1')],
  ] as const)('%s with %s is a problem', async (kind, _, change) => {
    const before = process.memoryUsage().rss;
    expect(await lie(kind, change)).toMatch(/^image\.(damaged|truncated)$/);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * mebi);
  });

  it('a grain that unpacks to far more than a grain is refused before it is unpacked whole', async () => {
    const bomb = deflateSync(Buffer.alloc(90 * mebi));
    expect(await survives(inFolder('bomb.vmdk'), streamOptimized(disk, { pack: () => bomb }))).toBe('image.damaged');
    expect(await survives(inFolder('thin.vmdk'), streamOptimized(disk, { pack: () => deflateSync(Buffer.alloc(9)) }))).toBe('image.damaged');
  });

  it('a GPT of four billion entries is no GPT', async () => {
    const lying = { size: disk.size, pieces: disk.pieces.map(({ at, bytes }) => ({ at, bytes: Buffer.from(bytes) })) };
    for (const { bytes } of lying.pieces) if (bytes.subarray(0, 8).toString() === 'EFI PART') bytes.writeUInt32LE(0xffffffff, 80);
    await writeRaw(inFolder('lying.raw'), lying);
    expect((await inspectOld(inFolder('lying.raw'))).findings).toMatchObject([{ rule: 'image.partition-table', level: 'blocker' }, { level: 'info' }]);
  });
});

describe('files that were changed at random', () => {
  const rounds = process.env['DEEP'] ? 2000 : 80;
  it.each(kinds)('%s: end in a report or a problem', async (kind) => {
    const whole = samples[kind];
    const next = chance(4711 + kind.length);
    // Most of a file is data; its first and last pages and the tables are where a change matters.
    const places = [0, 512, 1024, 65_536, 131_072, 196_608, 2 * mebi, 2 * mebi + 65_536, 3 * mebi, 512 * 512, whole.length - 1536, whole.length - 4096].filter((at) => at >= 0 && at < whole.length);
    for (let round = 0; round < rounds; round += 1) {
      const bytes = Buffer.from(whole);
      for (let changes = 1 + next(4); changes > 0; changes -= 1) {
        const at = next(3) === 0 ? next(bytes.length) : Math.min(bytes.length - 1, (places[next(places.length)] ?? 0) + next(512));
        const run = bytes.subarray(at, at + 1 + next(8));
        if (next(2) === 0) run.fill([0, 0xff, 0x80, 1][next(4)] ?? 0);
        else run.forEach((_, index) => (run[index] = next(256)));
      }
      await survives(inFolder(`changed.${kind}`), next(8) === 0 ? bytes.subarray(0, 1 + next(bytes.length)) : bytes);
    }
  });
});

/** Changes the dynamic header of a VHD and makes its checksum right again. */
function reseal(bytes: Buffer, change: () => unknown): void {
  change();
  const header = bytes.subarray(512, 1536);
  header.writeUInt32BE(0, 36);
  header.writeUInt32BE(~header.reduce((sum, byte) => sum + byte, 0) >>> 0, 36);
}

/** Changes the first header of an archive and makes its checksum right again. */
function sealTar(bytes: Buffer, change: () => unknown): void {
  change();
  const header = bytes.subarray(0, 512);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}
