import { DatabaseSync } from 'node:sqlite';
import { ProblemError } from '../problem.ts';
import type { Row } from './rows.ts';

/** A held lock; the kernel frees it too when the process dies. */
export type Lock = { release(): void };

/**
 * Takes the onboarding's lock: an exclusive SQLite lock on `path`, held for the life of the process. Nothing else in the
 * process may open that file: closing a second descriptor would drop a POSIX lock. (Popular lock packages let two holders in after a kill.)
 *
 * @returns the lock, or undefined when another process has it.
 */
export function takeLock(path: string): Lock | undefined {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch (error) {
    database.close();
    if (error instanceof Error && /lock|busy/i.test(error.message)) return undefined;
    throw new ProblemError({
      code: 'lock.unusable',
      what: `The lock ${path} can not be used: ${error instanceof Error ? error.message : String(error)}.`,
      causes: ['The folder is read-only or on a file system without locks.'],
      todo: ['Choose a folder on a local disk with --state-dir.'],
      exit: 4,
    });
  }
  return { release: () => database.close() };
}

/** The refusal for a second wizard on the same onboarding, naming the one that holds it as the journal's last `held` row does. */
export function heldByAnother(name: string, rows: readonly Row[]): ProblemError {
  const held = rows.findLast((row) => row.body.type === 'held');
  const holder =
    held?.body.type === 'held'
      ? `process ${held.body.pid} of ${held.body.user} on ${held.body.host}, since ${new Date(held.time).toISOString()}`
      : 'another process';
  return new ProblemError({
    code: 'onboarding.held',
    what: `The onboarding ${name} is open in another wizard: ${holder}.`,
    todo: [`Continue there, or end that process and run: wizard resume ${name}`, `To watch it meanwhile: wizard status ${name}`],
    exit: 4,
  });
}
