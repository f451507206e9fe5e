import { mkdtempSync } from 'node:fs';
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

  it.each<[Partial<Pins>, string]>([
    [{ account: '999988887777' }, 'another account'],
    [{ region: 'us-east-1' }, 'another Region'],
    [{ endpoint: 'aws' }, 'AWS instead of the sandbox'],
  ])('is never continued against %o (%s)', (other) => {
    openOnboarding(folder, pins, clock, by).close(0);
    expect(problemCode(() => openOnboarding(folder, { ...pins, ...other }, clock, by))).toBe('onboarding.elsewhere');
  });
});
