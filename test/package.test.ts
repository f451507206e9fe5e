import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const { bin, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: { wizard: string }; engines: { node: string } };

describe('what npm ci builds', () => {
  // npx links to this very file: it makes it executable only when it sees the folder for the first time.
  it.skipIf(process.platform === 'win32')('is a program that may be executed', () => {
    expect(statSync(bin.wizard).mode & 0o111).toBe(0o111);
    expect(readFileSync(bin.wizard, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  });

  it('says its version, and the versions of Node that it needs are those of package.json', () => {
    expect(spawnSync(process.execPath, [bin.wizard, '--version'], { encoding: 'utf8' }).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(engines.node).toBe('^22.22.2 || ^24.15.0 || >=26');
  });
});
