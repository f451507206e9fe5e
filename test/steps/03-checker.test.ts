import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Question } from '../../source/step.ts';
import { checker } from '../../steps/03-checker.ts';
import { checkerLog, readyBlocks, withLines } from '../image/write/checker-log.ts';
import { fakeWork, type FakeOptions } from './work.ts';

type Answers = { windows: string; skip: string; logs: readonly string[] };

const folder = mkdtempSync(join(tmpdir(), 'wizard-checker-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const example = (name: string) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
const ready = [example('checker/BYOLPrevalidationlog2026-11-20_091402.txt'), example('checker/ImageInfo.txt')];
const windows = 'windows-11-24h2';

/** The log of a run in which some tests say other lines. */
async function logOf(name: string, lines: Record<string, readonly string[]>): Promise<string> {
  const path = join(folder, `BYOLPrevalidationlog_${name}.txt`);
  await writeFile(path, checkerLog(new Date('2026-11-20T09:14:02'), [withLines(readyBlocks, lines)]));
  return path;
}

const work = (options: FakeOptions<Answers>) => fakeWork<Answers>({ folder, ...options });
const findings = async (answers: Partial<Answers>, options: FakeOptions<Answers> = {}) => checker.findings!(work({ ...options, answers }));
const blockers = async (answers: Partial<Answers>) => (await findings(answers)).filter(({ level }) => level === 'blocker');
const look = (answers: Partial<Answers>) => {
  const fake = work({ answers });
  return checker.changes(fake)[0]!.look(fake);
};

describe('the findings of checker', () => {
  it('have nothing against the logs of a VM that is ready', async () => {
    expect(await blockers({ windows, logs: ready })).toEqual([]);
  });

  it('block what the ingestion refuses, warnings of the checker included, each with its fix', async () => {
    const log = await logOf('failing', { Firewall: [' [FAIL] Public Firewall Profile is turned ON'], DomainJoined: [' [FAIL] System is domain joined'] });
    const found = await blockers({ windows, logs: [log] });
    expect(found.map(({ rule }) => rule).toSorted()).toEqual(['checker.DomainJoined', 'checker.Firewall']);
    for (const { fix, title } of found) expect(`${title} ${fix}`).not.toContain('undefined');
    for (const { fix } of found) expect(fix).toMatch(/\S/);
  });

  it('write a script for exactly what needs nobody\'s judgement, and say where it is', async () => {
    const log = await logOf('fixable', { Firewall: [' [FAIL] Public Firewall Profile is turned ON'], DomainJoined: [' [FAIL] System is domain joined'] });
    const told = (await findings({ windows, logs: [log] })).find(({ rule }) => rule === 'checker.fix-script');
    expect(told).toMatchObject({ level: 'info', title: expect.stringContaining('Firewall') });
    const name = (await readdir(folder)).find((file) => file.endsWith('.ps1'));
    expect(told!.fix).toContain(join(folder, name!));
    const script = await readFile(join(folder, name!), 'utf8');
    expect(script).toContain('#region Firewall');
    expect(script).not.toContain('#region AutoLogon');
  });

  it('write nothing where there is no folder yet, as in a plan', async () => {
    const log = await logOf('planned', { Firewall: [' [FAIL] Public Firewall Profile is turned ON'] });
    const found = await findings({ windows, logs: [log] }, { folder: join(folder, 'not', 'there') });
    expect(found.map(({ rule }) => rule)).toContain('checker.Firewall');
    expect(found.map(({ rule }) => rule)).not.toContain('checker.fix-script');
  });

  it('say of each log that can not be read what is wrong with it', async () => {
    const large = join(folder, 'large.txt');
    await writeFile(large, Buffer.alloc(17 * 2 ** 20));
    for (const [file, words] of [[join(folder, 'none.txt'), 'does not exist'], [folder, 'is a folder'], [large, '17 MiB']] as const) {
      expect(await blockers({ windows, logs: [file] })).toMatchObject([{ rule: 'checker.log-file', title: expect.stringContaining(words) }]);
    }
  });

  it('carry no more than a finding holds', async () => {
    const log = await logOf('lines', { Firewall: [' [FAIL] Public Firewall Profile is turned ON'] });
    const known = new Set(['rule', 'level', 'title', 'source', 'fix', 'certainty']);
    for (const finding of await findings({ windows, logs: [log] })) expect(Object.keys(finding).filter((key) => !known.has(key))).toEqual([]);
  });

  it.each([
    ['a release that BYOL does not take any more', 'windows-10-2004', {}, 'blocker', 'checker.windows'],
    ['Windows 11 where VM Import does not take it', windows, { region: 'cn-northwest-1', partition: 'aws-cn' }, 'blocker', 'checker.windows-11-china'],
    ['a release whose support has ended', 'windows-11-23h2', {}, 'warning', 'checker.windows'],
  ] as const)('judge %s', async (_, release, options, level, rule) => {
    const found = (await findings({ windows: release }, options)).filter((finding) => finding.level === level);
    expect(found).toMatchObject([{ rule }]);
  });
});

describe('the prepared VM', () => {
  it('is waited for while no log is named, done with good logs, blocked by bad ones', async () => {
    expect(await look({ windows })).toMatchObject({ state: 'absent' });
    expect(await look({ windows, logs: ready })).toMatchObject({ state: 'done', outputs: { logs: ready } });
    const bad = await logOf('bad', { DomainJoined: [' [FAIL] System is domain joined'] });
    expect(await look({ windows, logs: [bad] })).toMatchObject({ state: 'blocked', problem: { exit: 4, back: 'checker', todo: expect.arrayContaining([expect.stringContaining('checker.logs')]) } });
  });

  it('is told in an order that works: updates, checker, snapshot, Sysprep as a rehearsal only', () => {
    const fake = work({ answers: { windows: 'windows-10-ltsc-2021' } });
    const words = checker.changes(fake)[0]!.instructions!(fake).join('\n');
    expect(words).toContain('BIOS firmware, MBR partitions');
    const order = ['Windows updates', 'ImageCompatibilityChecker.zip', 'take a snapshot. Start again', 'go back to the snapshot'].map((part) => words.indexOf(part));
    expect(order).toEqual(order.toSorted((left, right) => left - right));
    expect(order).not.toContain(-1);
  });
});

describe('going on without the checker', () => {
  const reason = 'Installed from the ISO without any change';

  it('needs a reason, which the outputs keep', () => {
    expect(checker.skip!({ windows, skip: reason })).toBe(reason);
    const fake = work({ answers: { windows, skip: reason } });
    expect(checker.changes(fake)).toEqual([]);
    expect(checker.outputs(fake)).toEqual({ windows, skipped: reason });
    expect(checker.outputs(work({ answers: { skip: reason } }))).toBeUndefined();
    for (const empty of ['', '  ', '-']) expect(question('skip').schema.safeParse(empty).success).toBe(false);
  });

  it('is over once logs are given: they count more', () => {
    const fake = work({ answers: { windows, skip: reason, logs: ready } });
    expect(checker.skip!(fake.answers)).toBeUndefined();
    expect(checker.changes(fake)).toHaveLength(1);
    expect(checker.outputs(fake)).toBeUndefined();
    expect(checker.outputs(work({ answers: { windows, logs: ready }, made: { logs: { logs: ready } } }))).toEqual({ windows });
  });

  it('is asked only where no log is given, and for logs only where no reason is', async () => {
    expect(await question('skip').when!(work({ answers: { logs: ready } }))).toBe(false);
    expect(await question('logs').when!(work({ answers: { skip: reason } }))).toBe(false);
    expect(await question('skip').when!(work({}))).toBe(true);
    expect(await question('logs').when!(work({}))).toBe(true);
  });
});

describe('the choice of Windows', () => {
  it('offers what BYOL takes on the day, says where support has ended, and begins with the newest', async () => {
    const choices = await question('windows').choices!(work({}));
    const byValue = Object.fromEntries(choices.map(({ value, hint }) => [String(value), hint]));
    expect(byValue).toMatchObject({ [windows]: undefined, 'windows-10-22h2': expect.stringContaining('2025-10-14') });
    expect(byValue).not.toHaveProperty('windows-10-2004');
    expect(await question('windows').initial!(work({}))).toBe(choices[0]!.value);
  });
});

function question(key: string): Question {
  return checker.questions.find((one) => one.key === key)!;
}
