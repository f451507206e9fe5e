import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportStep } from '../../steps/04-export.ts';
import { hypervisors, type Hypervisor } from '../../steps/export/recipe.ts';
import { monolithicSparse } from '../image/write/vmdk.ts';
import { windows11 } from '../image/write/windows.ts';
import { fakeWork } from './work.ts';

const folder = mkdtempSync(join(tmpdir(), 'wizard-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const good = join(folder, 'win11.ova');
const wrong = join(folder, 'flat.vmdk');
const longAgo = new Date('2026-01-01T00:00:00Z');

beforeAll(async () => {
  await copyFile(fileURLToPath(new URL('../../examples/win11.ova', import.meta.url)), good);
  await writeFile(wrong, monolithicSparse(windows11(60 * 2 ** 30)));
  for (const file of [good, wrong]) await utimes(file, longAgo, longAgo);
});

const work = (file?: string, windows = 'windows-11-24h2', hypervisor: Hypervisor = 'vmware') =>
  fakeWork<{ hypervisor: Hypervisor; file: string }>({ answers: { hypervisor, ...(file !== undefined && { file }) }, from: { checker: { windows } } });
const look = (file?: string, windows?: string) => {
  const fake = work(file, windows);
  return exportStep.changes(fake)[0]!.look(fake);
};

describe('the exported file', () => {
  it('is done when AWS would take it for the Windows that was chosen', async () => {
    const { size } = await stat(good);
    expect(await exportStep.findings!(work(good))).toEqual([]);
    expect(await look(good)).toMatchObject({ state: 'done', outputs: { file: good, bytes: size, format: 'OVA' } });
  });

  it('is waited for while it is not there: that is no finding', async () => {
    for (const file of [join(folder, 'later.ova'), undefined]) {
      expect(await exportStep.findings!(work(file))).toEqual([]);
      expect(await look(file)).toMatchObject({ state: 'absent' });
    }
  });

  it.each([
    ['a VMDK that is not stream-optimised', wrong, 'windows-11-24h2'],
    ['a UEFI disk where Windows 10 was chosen', good, 'windows-10-22h2'],
  ])('is blocked with the fix: %s', async (_, file, windows) => {
    const blockers = (await exportStep.findings!(work(file, windows))).filter(({ level }) => level === 'blocker');
    expect(blockers.length).toBeGreaterThan(0);
    expect(blockers.every(({ fix }) => fix)).toBe(true);
    expect(await look(file, windows)).toMatchObject({ state: 'blocked', problem: { code: 'export.refused', back: 'export', exit: 4, todo: expect.arrayContaining([blockers[0]!.fix]) } });
  });

  it('that can not be looked into is told as what it is', async () => {
    const empty = join(folder, 'empty.ova');
    await writeFile(empty, '');
    await expect(look(empty)).rejects.toMatchObject({ problem: { code: 'image.empty' } });
    await expect(look(folder)).rejects.toMatchObject({ problem: { code: 'image.directory' } });
  });

  it('is what the outputs are', () => {
    const made = { file: good, bytes: 1, format: 'OVA' };
    expect(exportStep.outputs(fakeWork({ made: { file: made } }))).toEqual(made);
  });
});

describe('the recipe', () => {
  it.each(hypervisors)('for %s is plain lines that end with how to go on', (hypervisor) => {
    const fake = work('/vms/win 11.ova', undefined, hypervisor);
    const lines = exportStep.changes(fake)[0]!.instructions!(fake);
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) expect(line).not.toMatch(/\n|```|\*\*|^#|\{\{/);
    expect(lines.at(-1)).toContain('it is looked into and the work goes on');
    expect(lines.filter((line) => line.startsWith('    ')).length).toBeGreaterThan(1);
  });

  it('names the file where the hypervisor lets one choose it, and its folder where it does not', () => {
    const told = (hypervisor: Hypervisor, file: string) => {
      const fake = work(file, undefined, hypervisor);
      return exportStep.changes(fake)[0]!.instructions!(fake).join('\n');
    };
    expect(told('virtualbox', '/vms/win 11.ova')).toContain(`--output '/vms/win 11.ova'`);
    expect(told('hyperv', 'D:\\vms\\win11.vhdx')).toContain(`-Path 'D:\\vms'`);
  });
});
