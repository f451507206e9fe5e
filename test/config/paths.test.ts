import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { absolutePath, expandPattern, pathFault } from '../../source/config/paths.ts';

const windows = { base: 'D:\\work\\byol', platform: 'win32', home: 'C:\\Users\\ada' } as const;
const linux = { base: '/srv/byol', platform: 'linux', home: '/home/ada' } as const;

describe('a path of the configuration', () => {
  it.each([
    ['win11.ova', windows, 'D:\\work\\byol\\win11.ova'],
    ['./sub/win11.ova', windows, 'D:\\work\\byol\\sub\\win11.ova'],
    ['C:/VMs/win11.ova', windows, 'C:\\VMs\\win11.ova'],
    ['C:\\VMs\\win11.ova', windows, 'C:\\VMs\\win11.ova'],
    ['\\\\server\\share\\win11.ova', windows, '\\\\server\\share\\win11.ova'],
    ['\\\\?\\C:\\a very\\long one\\win11.ova', windows, '\\\\?\\C:\\a very\\long one\\win11.ova'],
    ['\\\\?\\UNC\\server\\share\\x', windows, '\\\\?\\UNC\\server\\share\\x'],
    ['~\\win11.ova', windows, 'C:\\Users\\ada\\win11.ova'],
    ['win11.ova', linux, '/srv/byol/win11.ova'],
    ['../win11.ova', linux, '/srv/win11.ova'],
    ['/vm/win11.ova', linux, '/vm/win11.ova'],
    ['~/win11.ova', linux, '/home/ada/win11.ova'],
    ['C:\\VMs\\win11.ova', linux, 'C:\\VMs\\win11.ova'],
    ['\\\\server\\share\\win11.ova', linux, '\\\\server\\share\\win11.ova'],
  ])('%s becomes absolute', (written, context, expected) => {
    expect(absolutePath(written, context)).toBe(expected);
  });

  it('of Windows is named as such elsewhere, with the way to it under WSL', () => {
    expect(pathFault('C:\\VMs\\win11.ova', linux)).toBe('is a Windows path, and this computer does not run Windows (under WSL it is /mnt/c/VMs/win11.ova)');
    expect(pathFault('\\\\server\\share\\win11.ova', linux)).toContain('is a Windows path');
    expect(pathFault('/nowhere/a\\b', linux)).toContain('separated by /');
  });

  it.skipIf(process.platform === 'win32')('that the system refuses to look at is named with the reason', () => {
    const base = mkdtempSync(join(tmpdir(), 'paths-'));
    symlinkSync(join(base, 'turn'), join(base, 'turn'));
    expect(pathFault(join(base, 'turn', 'win11.ova'), linux)).toBe('is a link that leads back to itself');
    expect(pathFault(join(base, 'a'.repeat(300)), linux)).toBe('is longer than a path can be here');
    expect(pathFault(`${base}/win\0.ova`, linux)).toBe('can not be read (ERR_INVALID_ARG_VALUE)');
  });
});

describe('a pattern of the configuration', () => {
  const base = mkdtempSync(join(tmpdir(), 'pattern-'));
  mkdirSync(join(base, 'VMs [old]'));
  for (const name of ['a.txt', 'b.txt', 'c.log', 'odd[1].txt', 'VMs [old]/d.txt']) writeFileSync(join(base, name), '');
  const context = { base, platform: process.platform, home: '/' };

  it.each([
    ['*.txt', ['a.txt', 'b.txt', 'odd[1].txt']],
    ['a.txt', ['a.txt']],
    ['odd[1].txt', ['odd[1].txt']],
    ['VMs [old]/*.txt', ['VMs [old]/d.txt']],
    ['**/*.{log,txt}', ['VMs [old]/d.txt', 'a.txt', 'b.txt', 'c.log', 'odd[1].txt']],
    ['*.none', []],
  ])('%s', (pattern, expected) => {
    expect(expandPattern(pattern, context).toSorted()).toEqual(expected.map((name) => join(base, name)).toSorted());
  });
});
