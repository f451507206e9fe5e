import { checkerTest } from './tests.ts';

/** How one test came out in its last run. */
export type TestResult = {
  /** Function name without `Test-BYOL_`; the table's spelling where it is known. */
  readonly name: string;
  /** `unfinished`: the log ends inside the test. */
  readonly outcome: 'passed' | 'failed' | 'unfinished';
  /** Why it counts as failed where no `[FAIL]` says so. */
  readonly because?: 'exception' | 'no-success';
  /** What the block says, without time stamps and empty lines. */
  readonly lines: readonly string[];
  /** The checker's own time stamp (local time of the VM), as written. */
  readonly at?: string;
};

// .NET puts the culture's separator where the format says "/".
const stamped = /^(\d{2}[/.-]\d{2}[/.-]\d{4} \d{2}:\d{2}:\d{2})\s?(.*)$/;
const begins = /^beginning test\s*:\s*(\S+)/i;
const ends = /^ending test\s*:\s*(\S+)/i;
const ingested = /^\((\w+)\s*,\s*(\w*)\)\s*:\s*(\S+)/;

/**
 * Reads the tests out of a checker's log. A log holds one block a test and run; the last block of a test counts. A block
 * passes with a `[SUCCESS]` and without any `[FAIL]`: one test fails by an empty line, another writes `[SUCCESS]` for each
 * program before it fails. The one-line form that AWS's ingestion writes, `(RESULT, Code) : function`, is read too.
 */
export function readLog(text: string): readonly TestResult[] {
  const results = new Map<string, TestResult>();
  let open: { name: string; at: string | undefined; lines: string[] } | undefined;

  const close = (finished: boolean) => {
    if (!open) return;
    const result = judge(open, finished);
    results.delete(result.name);
    results.set(result.name, result);
    open = undefined;
  };

  for (const raw of text.split('\n')) {
    const found = stamped.exec(raw);
    const at = found?.[1];
    const line = (found?.[2] ?? raw).trim();
    const begun = begins.exec(line)?.[1];
    const short = ingested.exec(line);
    if (begun) {
      close(false);
      open = { name: nameOf(begun), at, lines: [] };
    } else if (open && ends.test(line)) {
      close(true);
    } else if (short && /^test-byol_/i.test(short[3] ?? '')) {
      const name = nameOf(short[3] ?? '');
      const outcome = /^(?:passed|success|pass|true)$/i.test(short[1] ?? '') ? 'passed' : 'failed';
      results.set(name, { name, outcome, lines: [line], ...(at && { at }) });
    } else if (open && line !== '') {
      open.lines.push(line);
    }
  }
  close(false);
  return [...results.values()];
}

function judge(block: { name: string; at: string | undefined; lines: string[] }, finished: boolean): TestResult {
  const { name, lines } = block;
  const base = { name, lines, ...(block.at && { at: block.at }) };
  if (lines.some((line) => /failed with an exception/i.test(line))) return { ...base, outcome: 'failed', because: 'exception' };
  if (lines.some((line) => line.includes('[FAIL]'))) return { ...base, outcome: 'failed' };
  if (!finished) return { ...base, outcome: 'unfinished' };
  if (lines.some((line) => line.includes('[SUCCESS]'))) return { ...base, outcome: 'passed' };
  return { ...base, outcome: 'failed', because: 'no-success' };
}

function nameOf(function_: string): string {
  return checkerTest(function_)?.name ?? function_.replace(/^Test-BYOL_/i, '');
}
