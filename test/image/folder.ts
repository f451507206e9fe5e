import { mkdtempSync, rmSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll } from 'vitest';
import { inspectImage } from '../../source/image/inspect.ts';
import type { Expectations, Inspection } from '../../source/image/inspection.ts';
import { ProblemError, type Problem } from '../../source/problem.ts';

/** A folder of this test file's own, gone afterwards. */
export function temporaryFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'wizard-image-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name) => join(folder, name);
}

const longAgo = new Date('2026-11-20T09:41:00Z');

/** Inspects a file as if it had been written long ago. */
export async function inspectOld(path: string, expectations: Expectations = {}): Promise<Inspection> {
  await utimes(path, longAgo, longAgo);
  return inspectImage(path, expectations);
}

/** Writes bytes as a file and inspects it. */
export async function inspectBytes(path: string, bytes: Uint8Array, expectations: Expectations = {}): Promise<Inspection> {
  await writeFile(path, bytes);
  return inspectOld(path, expectations);
}

/** Findings as `level rule`, the order as given. */
export function judged(inspection: Inspection): string[] {
  return inspection.findings.map((finding) => `${finding.level} ${finding.rule}`);
}

/** The problem that a promise is rejected with; any other end is the test's failure. */
export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.problem;
  throw error;
}

/** Whether a program is on this machine; a sentence says so when a test must do without it. */
export function present(program: string, argument = '--version'): boolean {
  try {
    execFileSync(program, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write(`${program} is not installed: the tests that ask it are skipped.\n`);
    return false;
  }
}
