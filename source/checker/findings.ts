import { errorEntry, imageError } from '../knowledge/catalogue.ts';
import { rule } from '../knowledge/rules.ts';
import { cite } from '../knowledge/sources.ts';
import { windowsRelease, type Windows } from '../knowledge/windows.ts';
import type { Finding } from '../step.ts';
import { line } from '../text.ts';
import { blindSpots, checkerTests, infoChecks, knownBuilds } from './data/tests.ts';
import type { TestResult } from './log.ts';
import type { CheckerReport } from './read.ts';
import { type CheckerTest, checkerTest } from './tests.ts';

/** What the report is judged for. `office` is a value of `ImportWorkspaceImage.Applications`, or `none`. */
export type CheckerChoice = { readonly windows?: string | undefined; readonly office?: string | undefined; readonly protocol?: string | undefined };

/** A finding about one test. `code` is what the ingestion would answer with; `auto` says that a script can put it right. */
export type CheckerFinding = Finding & { readonly test?: string; readonly code?: string; readonly auto?: boolean; readonly lines?: readonly string[] };

/**
 * Judges a report as the ingestion will, not as the checker did: every warning but the spared ones stops an import, free
 * space is measured against Office, an old checker's word about a newer Windows is not taken. Blockers first.
 */
export function checkerFindings(report: CheckerReport, choice: CheckerChoice): readonly CheckerFinding[] {
  const windows = choice.windows === undefined ? undefined : windowsRelease(choice.windows);
  const files = report.files.filter(({ problem }) => problem !== undefined).map(fileFinding);
  if (report.tests.length === 0 && Object.keys(report.info).length === 0) {
    return [{ rule: 'checker.no-tests', level: 'blocker', title: 'No test of the checker was found in the files given.', fix: 'Give the BYOLPrevalidationlog… or WorkSpacesImageCompat… file (checker.logs), or set checker.skip with a reason.', certainty: 'seen' }, ...files];
  }
  const failed = report.tests.filter(({ outcome }) => outcome !== 'passed').map((test) => testFinding(test, report, choice, windows));
  const space = failed.some(({ test }) => test === 'FreeDiskSpace') ? undefined : spaceFinding(report, choice);
  const found = [...failed, ...infoFindings(report), ...[space ?? []].flat(), ...missing(report, windows), ...files, ...limits(report)];
  const order = { blocker: 0, warning: 1, info: 2 };
  return found.sort((a, b) => order[a.level] - order[b.level]);
}

function testFinding(result: TestResult, report: CheckerReport, choice: CheckerChoice, windows: Windows | undefined): CheckerFinding {
  const test = checkerTest(result.name);
  if (!test) {
    return { rule: `checker.${result.name}`, level: 'warning', title: `The test ${line(result.name)} ${result.outcome === 'unfinished' ? 'did not finish' : 'failed'}; it is not known here.`, fix: 'Read its Info in the checker\'s window.', test: result.name, lines: saying(result), certainty: 'seen' };
  }
  if (result.outcome === 'unfinished') {
    return { ...base(test, result), level: 'warning', title: `${test.title}: the test did not finish.`, fix: 'Run the checker again and let it end.' };
  }
  if (result.because === 'exception') {
    return { ...base(test, result), level: 'blocker', title: `${test.title}: the test itself failed with an error.`, fix: 'Run the checker in Windows PowerShell 5.1 as administrator; if it stays, read the error in the log.' };
  }
  return explained(test, result, report, choice, windows) ?? refused(test, result);
}

/** The few tests whose failure means something else than it says. */
function explained(test: CheckerTest, result: TestResult, report: CheckerReport, choice: CheckerChoice, windows: Windows | undefined): CheckerFinding | undefined {
  if (test.name === 'OSRequirements' && windows && report.tool !== 'compatibility' && !knownBuilds.includes(windows.build)) {
    return {
      ...base(test, result), level: 'warning', certainty: 'inferred',
      title: `The checker does not know ${windows.title} (build ${windows.build}); its refusal says nothing about the VM.`,
      fix: 'Download the current checker from https://tools.amazonworkspaces.com/ImageCompatibilityChecker.zip and run that, or go on without.',
    };
  }
  if (test.name === 'OfficeInstalled' && !addsOffice(choice)) {
    return { ...base(test, result), level: 'warning', title: 'Microsoft Office is on the VM. Standalone Office must go; Microsoft 365 apps may stay. The log does not tell which it is.' };
  }
  if (test.name === 'FreeDiskSpace') return spaceFinding(report, choice, result);
  if (test.family && windows && windows.family !== test.family) {
    return { ...base(test, result), level: 'blocker', title: `The log comes from a Windows ${test.family} VM, but ${windows.title} was chosen.`, fix: 'Correct checker.windows, or give the logs of the right VM.' };
  }
  return undefined;
}

function refused(test: CheckerTest, result: TestResult): CheckerFinding {
  const entry = imageError(test.code);
  const note = test.severity === 'WARNING' ? ' The checker only warns; the ingestion refuses it.' : '';
  return { ...base(test, result), level: 'blocker', title: `${entry?.what ?? `${test.title}: not met.`}${note}` };
}

function base(test: CheckerTest, result?: TestResult) {
  const entry = imageError(test.code);
  return {
    rule: `checker.${test.name}`, test: test.name, code: test.code,
    source: cite(entry?.source ?? 'checker'),
    certainty: 'seen' as const,
    ...(entry && { fix: entry.fix.join(' ') }),
    ...(test.auto && { auto: true }),
    ...(result && { lines: saying(result) }),
  };
}

/** The lines that tell, safe to print: one test writes a line for each program on the VM. */
function saying({ lines }: TestResult): readonly string[] {
  const telling = lines.filter((one) => one.includes('[FAIL]') || /exception/i.test(one));
  return (telling.length > 0 ? telling : lines).slice(0, 5).map((one) => line(one));
}

/** What ImageInfo shows and no block of the log does. */
function infoFindings(report: CheckerReport): CheckerFinding[] {
  return infoChecks.flatMap(({ test: name, key, field, bad }) => {
    const test = checkerTest(name);
    const value = field === undefined ? report.info[key] : (report.info[key] as { readonly [field: string]: unknown } | null | undefined)?.[field];
    if (!test || report.tests.some((result) => result.name === name) || !bad(value)) return [];
    return [{ ...base(test), level: 'blocker' as const, title: `${imageError(test.code)?.what ?? test.title} (ImageInfo)` }];
  });
}

/** Free space by its number where one is known: the checker's own verdict leaves it out of account. */
function spaceFinding(report: CheckerReport, choice: CheckerChoice, result?: TestResult): CheckerFinding | undefined {
  const test = checkerTest('FreeDiskSpace');
  const wanted = rule('image.free-space').value;
  const least = rule('image.free-space-tested').value;
  const number = report.info['FreeSpaceOnCDrive'];
  const free = typeof number === 'number' ? number : undefined;
  if (!test || (free === undefined ? !result : free > wanted)) return undefined;
  const limit = Number(/less than\s*(\d+)/i.exec(result?.lines.join(' ') ?? '')?.[1] ?? wanted);
  const little = free === undefined ? limit <= least : free < least;
  const shown = free === undefined ? `Less than ${limit} GB are free on C:.` : `${free.toFixed(1)} GB are free on C:.`;
  if (little) return { ...base(test, result), level: 'blocker', title: `${shown} The ingestion refuses less than ${least} GB.` };
  if (addsOffice(choice)) return { ...base(test, result), level: 'blocker', title: `${shown} With Office the ingestion wants more than ${wanted} GB; the checker only warns.` };
  return { ...base(test, result), level: 'warning', title: `${shown} AWS's page asks for more than ${wanted} GB; the ingestion's script of 2024 let ${least} GB pass.` };
}

function missing(report: CheckerReport, windows: Windows | undefined): CheckerFinding[] {
  if (report.tests.length === 0 || report.tool === 'compatibility') return [];
  const absent = checkerTests.filter(({ name, family }) => !report.tests.some((result) => result.name === name) && (!family || family === windows?.family));
  if (absent.length === 0) return [];
  return [{ rule: 'checker.missing', level: 'warning', title: `The log has no result for: ${absent.map(({ title }) => title).join('; ')}.`, fix: 'Run all tests to their end and give that log.', certainty: 'seen' }];
}

function fileFinding({ name, problem }: CheckerReport['files'][number]): CheckerFinding {
  return { rule: 'checker.file', level: 'warning', title: `${line(name)}: ${problem ?? ''}`, certainty: 'seen' };
}

function limits(report: CheckerReport): CheckerFinding[] {
  const notes = report.notes.map((title): CheckerFinding => ({ rule: 'checker.format', level: 'info', title, certainty: 'inferred' }));
  if (report.tool === 'compatibility') return notes;
  const spots = blindSpots.map(({ title, look }) => `${title} (${look})`).join('; ');
  const sources = blindSpots.flatMap(({ code }) => errorEntry(`image.${code}`)?.source ?? []);
  return [...notes, { rule: 'checker.not-tested', level: 'info', title: `The ingestion also refuses what this checker does not test: ${spots}.`, source: cite([...new Set(sources)]), certainty: 'unknown' }];
}

function addsOffice({ office }: CheckerChoice): boolean {
  return office !== undefined && office !== 'none' && office.startsWith('Microsoft_Office_');
}
