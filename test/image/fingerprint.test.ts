import { truncate, utimes, writeFile } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compareFingerprints, fingerprint } from '../../source/image/fingerprint.ts';
import { problemOf, temporaryFolder } from './folder.ts';

const inFolder = temporaryFolder();
const time = new Date('2026-11-20T09:41:00Z');

async function changedAt(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(Buffer.from([9]), 0, 1, at);
  await file.close();
}

describe('the identity of a source file', () => {
  it('is the same for the same file, and tells a touched one from a changed one', async () => {
    const path = inFolder('a.ova');
    await writeFile(path, Buffer.alloc(5_000_000, 1));
    await utimes(path, time, time);
    const before = await fingerprint(path);
    expect(compareFingerprints(before, await fingerprint(path))).toBe('same');
    expect(JSON.parse(JSON.stringify(before))).toEqual(before);
    await utimes(path, time, new Date('2026-11-21'));
    expect(compareFingerprints(before, await fingerprint(path))).toBe('touched');
    for (const at of [0, 2_500_000, 4_999_999]) {
      await changedAt(path, at);
      await utimes(path, time, time);
      const now = await fingerprint(path);
      expect(compareFingerprints(before, now)).toBe('changed');
    }
    await truncate(path, 4_999_999);
    expect(compareFingerprints(before, await fingerprint(path))).toBe('changed');
  });

  it('of 75 GB is taken as fast as of one byte', async () => {
    await writeFile(inFolder('one'), 'x');
    expect((await fingerprint(inFolder('one'))).bytes).toBe(1);
    await writeFile(inFolder('large'), '');
    await truncate(inFolder('large'), 75e9);
    const began = performance.now();
    await fingerprint(inFolder('large'));
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('of a missing file is a problem', async () => {
    expect(await problemOf(fingerprint(inFolder('none')))).toMatchObject({ code: 'image.missing' });
  });
});
