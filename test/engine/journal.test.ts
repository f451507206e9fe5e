import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { openJournal, readJournal } from '../../source/engine/journal.ts';
import { takeLock } from '../../source/engine/lock.ts';
import { openOnboarding } from '../../source/engine/onboarding.ts';
import type { Pins, RowBody } from '../../source/engine/rows.ts';
import { jumpingClock, pins } from './fakes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wizard-journal-'));
});

const body = (note: string): RowBody => ({ type: 'waiting', step: 'import', for: 'aws', note });
const problemCode = (action: () => unknown): string | undefined => {
  try {
    action();
  } catch (error) {
    return (error as { problem?: { code: string } }).problem?.code;
  }
  return undefined;
};

/** A journal of three rows, spoiled by `sql` behind the program's back. */
function spoiled(sql: string): string {
  const path = join(folder, 'journal.db');
  const journal = openJournal(path);
  for (const note of ['one', 'two', 'three']) journal.append(1_000, body(note));
  journal.close();
  const database = new DatabaseSync(path);
  database.exec('DROP TRIGGER rows_are_not_changed; DROP TRIGGER rows_are_not_removed;');
  database.exec(sql);
  database.close();
  return path;
}

describe('the journal', () => {
  it('gives back what was added, to the next process and to readers', () => {
    const path = join(folder, 'journal.db');
    const journal = openJournal(path);
    journal.append(1_000.4, body('one'));
    expect(readJournal(path)).toEqual([{ n: 1, time: 1000, body: body('one') }]);
    journal.close();
    const again = openJournal(path);
    again.append(2_000, body('two'));
    expect(again.rows.map(({ n }) => n)).toEqual([1, 2]);
    again.close();
  });

  it.each([
    ['a changed row', "UPDATE rows SET body = replace(body, 'two', 'owt') WHERE n = 2"],
    ['a changed time', 'UPDATE rows SET time = 5 WHERE n = 1'],
    ['a missing row', 'DELETE FROM rows WHERE n = 2'],
    ['a changed hash', "UPDATE rows SET hash = 'x' WHERE n = 3"],
    ['a doubled row', 'INSERT INTO rows SELECT 4, time, body, hash FROM rows WHERE n = 3'],
  ])('refuses %s with the way out', (_, sql) => {
    const path = spoiled(sql);
    expect(problemCode(() => openJournal(path))).toBe('journal.damaged');
    expect(problemCode(() => readJournal(path))).toBe('journal.damaged');
  });

  it('lets nobody change or remove a row', () => {
    const path = join(folder, 'journal.db');
    const journal = openJournal(path);
    journal.append(1, body('one'));
    journal.close();
    const database = new DatabaseSync(path);
    expect(() => database.exec('UPDATE rows SET time = 2')).toThrow('only ever added');
    expect(() => database.exec('DELETE FROM rows')).toThrow('only ever added');
    database.close();
  });
});

describe('an onboarding', () => {
  const clock = jumpingClock();
  const by = { caller: 'arn', version: '0' };

  it('is held by one process at a time; the second is told who holds it', () => {
    const first = openOnboarding(folder, pins, clock, by);
    expect(() => openOnboarding(folder, pins, clock, by)).toThrow(`process ${process.pid}`);
    first.close(0);
    openOnboarding(folder, pins, clock, by).close(0);
  });

  it('is not taken over while its lock is held', () => {
    const lock = takeLock(join(folder, 'lock.db'));
    expect(takeLock(join(folder, 'lock.db'))).toBeUndefined();
    lock?.release();
  });

  const intent: RowBody = {
    type: 'intent', step: 'upload', attempt: 1, change: 'bucket', title: 'Bucket', kind: 'B', operation: 's3:CreateBucket', parameters: {}, parametersHash: '', token: '', naturalKey: 'b',
    before: [], keys: [''], caller: 'arn',
  };

  it.each<[Partial<Pins>, string]>([
    [{ account: '999988887777' }, 'another account'],
    [{ region: 'us-east-1' }, 'another Region'],
    [{ endpoint: 'aws' }, 'AWS instead of the sandbox'],
  ])('is never continued against %o (%s) once something was sent', (other) => {
    const first = openOnboarding(folder, pins, clock, by);
    first.append(intent);
    first.close(0);
    expect(problemCode(() => openOnboarding(folder, { ...pins, ...other }, clock, by))).toBe('onboarding.elsewhere');
  });

  it('may be put right while nothing was sent: a mistyped Region is forgotten, with all that was found there', () => {
    const first = openOnboarding(folder, { ...pins, region: 'eu-wset-1' }, clock, by);
    first.append({ type: 'answer', step: 'network', key: 'managementCidr', given: 'auto', value: '10.9.0.0/16', by: 'config' }, { type: 'succeeded', step: 'checker', outputs: {} });
    first.close(4);
    const { state, close } = openOnboarding(folder, pins, clock, by);
    close(0);
    expect([state.pins?.region, state.steps.size, state.answers.get('network')?.get('managementCidr')?.value]).toEqual(['eu-west-1', 0, 'auto']);
    for (const other of [{ endpoint: 'aws' as const }, { account: '999988887777' }]) {
      expect(problemCode(() => openOnboarding(folder, { ...pins, ...other }, clock, by))).toBe('onboarding.elsewhere');
    }
  });
});

describe('a process killed in the middle of a write', () => {
  const killed = (script: string) => spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: process.cwd() }).signal;

  it('leaves a journal that readers and the next process roll back', () => {
    const path = join(folder, 'journal.db');
    const journal = openJournal(path);
    journal.append(1, body('one'));
    journal.close();
    // Pages are written before the commit: a rollback journal that is still hot stays behind.
    const script = `import { DatabaseSync } from 'node:sqlite';
      const database = new DatabaseSync(${JSON.stringify(path)});
      database.exec("PRAGMA cache_size=1; PRAGMA cache_spill=1; BEGIN IMMEDIATE");
      for (let n = 2; n < 400; n += 1) database.prepare('INSERT INTO rows VALUES (?, 1, ?, ?)').run(n, 'x'.repeat(4000), 'x');
      process.kill(process.pid, 'SIGKILL');`;
    expect(killed(script)).toBe('SIGKILL');
    expect(existsSync(`${path}-journal`)).toBe(true);
    expect(readJournal(path)).toEqual([{ n: 1, time: 1, body: body('one') }]);
    const again = openJournal(path);
    expect(again.rows).toHaveLength(1);
    again.close();
  });

  it.each([['an empty file', ''], ['no file', undefined]])('before the first row leaves %s: nothing was begun', (_, content) => {
    const path = join(folder, 'journal.db');
    if (content !== undefined) writeFileSync(path, content);
    expect(readJournal(path) ?? []).toEqual([]);
    const journal = openJournal(path);
    journal.append(1, body('one'));
    journal.close();
    expect(readJournal(path)).toHaveLength(1);
  });
});
