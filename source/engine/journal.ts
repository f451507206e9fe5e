import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ProblemError, type Problem } from '../problem.ts';
import type { Row, RowBody } from './rows.ts';

/** The journal of one onboarding: rows that are only ever added, each carrying the hash of the one before. */
export type Journal = {
  /** Every row, verified when the journal was opened. */
  readonly rows: readonly Row[];
  /** Adds rows, all or none, and returns them once they are on the disk. Throws a `ProblemError` (`journal.unwritable`) when they are not. */
  append(time: number, ...bodies: readonly RowBody[]): Row[];
  close(): void;
};

const schema = `
  CREATE TABLE IF NOT EXISTS rows (n INTEGER PRIMARY KEY, time INTEGER NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
  CREATE TRIGGER IF NOT EXISTS rows_are_not_changed BEFORE UPDATE ON rows BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
  CREATE TRIGGER IF NOT EXISTS rows_are_not_removed BEFORE DELETE ON rows BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
`;

/** What the first row's hash is chained to. */
const genesis = 'workspaces-byol-wizard journal 1';

function chain(previous: string, n: number, time: number, body: string): string {
  return createHash('sha256').update(`${previous}\n${n}\n${time}\n${body}`).digest('hex');
}

/**
 * Opens the journal at `path`, made where it is missing, and verifies every row.
 *
 * SQLite with a rollback journal and `synchronous=EXTRA`: a row that was returned survives a power cut. Not WAL, whose cut
 * `-wal` file loses committed rows without an error. The busy timeout is 5 s: with Node's default of 0 a reader makes the writer fail.
 *
 * @throws ProblemError `journal.damaged` when a hash does not fit or SQLite can not read the file; `journal.unwritable`.
 */
export function openJournal(path: string): Journal {
  const database = guarded(path, 'journal.unwritable', () => {
    const opened = new DatabaseSync(path, { timeout: 5000 });
    opened.exec('PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;');
    opened.exec(schema);
    return opened;
  });
  const { rows, hash } = guarded(path, 'journal.damaged', () => verified(database, path));
  const insert = database.prepare('INSERT INTO rows (n, time, body, hash) VALUES (?, ?, ?, ?)');
  const all: Row[] = rows;
  let last = hash;
  return {
    rows: all,
    append(time, ...bodies) {
      const whole = Math.round(time);
      const added: { row: Row; json: string; hash: string }[] = [];
      for (const body of bodies) {
        const n = all.length + added.length + 1;
        const json = JSON.stringify(body);
        added.push({ row: { n, time: whole, body: JSON.parse(json) as RowBody }, json, hash: chain(added.at(-1)?.hash ?? last, n, whole, json) });
      }
      guarded(path, 'journal.unwritable', () => {
        database.exec('BEGIN IMMEDIATE');
        try {
          for (const { row, json, hash } of added) insert.run(row.n, row.time, json, hash);
          database.exec('COMMIT');
        } catch (error) {
          if (database.isTransaction) database.exec('ROLLBACK');
          throw error;
        }
      });
      last = added.at(-1)?.hash ?? last;
      const rows = added.map(({ row }) => row);
      all.push(...rows);
      return rows;
    },
    close: () => database.close(),
  };
}

/** Reads and verifies the journal at `path` without holding it, for `status`, `list` and `report`; undefined where there is none. */
export function readJournal(path: string): readonly Row[] | undefined {
  if (!existsSync(path)) return undefined;
  return guarded(path, 'journal.damaged', () => {
    // A process killed in the middle of a write leaves a rollback journal, and only a connection that may write can roll it back.
    const database = new DatabaseSync(path, { readOnly: !existsSync(`${path}-journal`), timeout: 5000 });
    try {
      // Killed before its first row was written: nothing was begun.
      const begun = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'rows'").get();
      return begun ? verified(database, path).rows : undefined;
    } finally {
      database.close();
    }
  });
}

function verified(database: DatabaseSync, path: string): { rows: Row[]; hash: string } {
  const rows: Row[] = [];
  let hash = genesis;
  for (const stored of database.prepare('SELECT n, time, body, hash FROM rows ORDER BY n').iterate()) {
    const { n, time, body, hash: written } = stored as { n: number; time: number; body: string; hash: string };
    const computed = chain(hash, n, time, body);
    if (n !== rows.length + 1 || computed !== written) throw new ProblemError(damaged(path, `row ${rows.length + 1} does not fit its hash`));
    rows.push({ n, time, body: JSON.parse(body) as RowBody });
    hash = written;
  }
  return { rows, hash };
}

function guarded<Value>(path: string, code: 'journal.damaged' | 'journal.unwritable', action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const looksDamaged = /malformed|not a database|corrupt/i.test(message);
    throw new ProblemError(code === 'journal.damaged' || looksDamaged ? damaged(path, message) : unwritable(path, message));
  }
}

function damaged(path: string, detail: string): Problem {
  return {
    code: 'journal.damaged',
    what: `The journal ${path} is damaged: ${detail}. Nothing was sent.`,
    causes: ['The file was edited or cut, or the disk failed.', 'An older copy was put in its place.'],
    todo: [
      'Put back a good copy of the whole folder, if there is one.',
      'Otherwise move the folder away and start again under the same name: what is in AWS is looked at first and adopted, not made twice.',
    ],
    exit: 4,
  };
}

function unwritable(path: string, detail: string): Problem {
  return {
    code: 'journal.unwritable',
    what: `The journal ${path} can not be written: ${detail}. Nothing is sent while it can not.`,
    causes: ['The disk is full or read-only.', 'The folder belongs to another user.'],
    todo: ['Make room or mend the permissions, then resume.'],
    exit: 4,
  };
}
