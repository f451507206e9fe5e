import { decode, type Decoded } from './decode.ts';
import { readLog, type TestResult } from './log.ts';

/** A file as the caller read it. */
export type CheckerFile = { readonly name: string; readonly bytes: Uint8Array };

/** `byol`: the PowerShell BYOL Checker. `compatibility`: today's ImageCompatibilityChecker.exe. `image`: the Image Checker for WorkSpaces. */
export type CheckerTool = 'byol' | 'compatibility' | 'image' | 'unknown';

/** What one file turned out to be. */
export type ReadFile = {
  readonly name: string;
  readonly kind: 'log' | 'info' | 'other';
  readonly tool: CheckerTool;
  readonly encoding: Decoded['encoding'];
  /** What kept it from being read, one sentence. */
  readonly problem?: string;
};

export type CheckerReport = {
  readonly tool: CheckerTool;
  readonly files: readonly ReadFile[];
  /** The last run of each test, in the order they ran. */
  readonly tests: readonly TestResult[];
  /** ImageInfo.txt; any key may be missing. */
  readonly info: { readonly [key: string]: unknown };
  /** The latest time stamp of the log, as written by the VM (no time zone). */
  readonly at?: string;
  /** What a reader of the report should know, plain sentences. */
  readonly notes: readonly string[];
};

const logName = /(?:BYOLPrevalidationlog|WorkSpacesImageCompat\w*CheckLog).*\.txt$/i;
const infoName = /ImageInfo\.(?:txt|text)$/i;

/**
 * Reads logs and ImageInfo files of the checkers, in the order given; of a test that several files hold the last file
 * counts. Never throws for what a file holds: files that are something else are listed with the reason.
 */
export function readCheckerLogs(files: readonly CheckerFile[]): CheckerReport {
  const notes: string[] = [];
  const tests = new Map<string, TestResult>();
  let info: { readonly [key: string]: unknown } = {};
  const read = files.map(({ name, bytes }): ReadFile => {
    const { text, encoding } = decode(bytes);
    const object = infoObject(text);
    if (object) {
      info = { ...info, ...object };
      return { name, kind: 'info', tool: 'unknown', encoding };
    }
    const found = readLog(text);
    const tool = toolOf(name, text);
    for (const test of found) {
      tests.delete(test.name);
      tests.set(test.name, test);
    }
    if (found.length > 0) return { name, kind: 'log', tool, encoding };
    return { name, kind: 'other', tool, encoding, problem: whyNothing(name, text, tool) };
  });
  const tool = read.findLast(({ tool }) => tool !== 'unknown')?.tool ?? 'unknown';
  if (tool === 'compatibility') {
    notes.push('AWS publishes no description of the Image Compatibility Checker\'s log; it was read as if it were the BYOL Checker\'s. What the tool\'s own window showed counts more.');
  }
  const at = [...tests.values()].map((test) => test.at).filter((time) => time !== undefined).sort(byTime).at(-1);
  return { tool, files: read, tests: [...tests.values()], info, ...(at && { at }), notes };
}

function infoObject(text: string): { readonly [key: string]: unknown } | undefined {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  if (!trimmed.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(trimmed);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [key: string]: unknown }) : undefined;
  } catch {
    return undefined;
  }
}

function toolOf(name: string, text: string): CheckerTool {
  if (/WorkSpacesImageCompat/i.test(name)) return 'compatibility';
  if (/BYOLPrevalidationlog/i.test(name)) return 'byol';
  if (/ImageChecker_\d+/i.test(name)) return 'image';
  return text.includes('Test-BYOL_') ? 'byol' : 'unknown';
}

function whyNothing(name: string, text: string, tool: CheckerTool): string {
  if (text.trim() === '') return 'The file is empty.';
  if (infoName.test(name)) return 'It should hold one JSON object and does not; it may be cut off.';
  if (tool === 'image') return 'It is a log of the Image Checker for running WorkSpaces, which says nothing about an import.';
  if (tool === 'compatibility') return 'No test was recognised in it. The format of this tool is not published; go by what its window showed.';
  return logName.test(name) ? 'It holds no finished test; the checker may have been closed too early.' : 'It does not look like a checker\'s log.';
}

/** Month/day/year hour:minute:second by time. */
function byTime(a: string, b: string): number {
  const key = (text: string) => text.replace(/^(\d{2}).(\d{2}).(\d{4})/, '$3$1$2');
  return key(a).localeCompare(key(b));
}
