import { writeFile } from 'node:fs/promises';
import { readCheckerFile, type Unreadable } from '../../source/checker/file.ts';
import { checkerFindings, type CheckerFinding } from '../../source/checker/findings.ts';
import { fixScript } from '../../source/checker/fix.ts';
import { readCheckerLogs } from '../../source/checker/read.ts';
import type { Finding, Work } from '../../source/step.ts';
import { line } from '../../source/text.ts';

export type Answers = { windows: string; skip: string; logs: readonly string[] };

/** The logs as the ingestion will judge the VM, blockers first; a file that can not be read is a blocker too. */
export async function judgeLogs({ answers }: Pick<Work<Partial<Answers>>, 'answers'>): Promise<readonly CheckerFinding[]> {
  const read = await Promise.all((answers.logs ?? []).map(readCheckerFile));
  const unreadable = read.flatMap((one) => ('why' in one ? [one] : []));
  if (unreadable.length) return unreadable.map(notRead);
  const files = read.flatMap((one) => ('bytes' in one ? [one] : []));
  return checkerFindings(readCheckerLogs(files), { windows: answers.windows });
}

function notRead({ path, why }: Unreadable): CheckerFinding {
  return {
    rule: 'checker.log-file',
    level: 'blocker',
    title: `${line(path)} ${why}.`,
    fix: 'Copy the log from the folder of the checker on the VM, and name that file under checker.logs.',
    certainty: 'seen',
  };
}

/**
 * Writes the script that puts right what needs nobody's judgement into the onboarding's folder, and tells of it. A plan may
 * come before the folder exists: then nothing is written.
 */
export async function offerFix(findings: readonly CheckerFinding[], work: Pick<Work, 'file'>): Promise<Finding[]> {
  const script = fixScript(findings);
  if (!script) return [];
  const path = work.file(script.name);
  try {
    await writeFile(path, script.bytes);
  } catch {
    // The script is an offer: each finding has its fix in words.
    return [];
  }
  return [
    {
      rule: 'checker.fix-script',
      level: 'info',
      title: `${script.tests.length === 1 ? 'One of the failed tests' : `${script.tests.length} of the failed tests`} can be put right by a script: ${script.tests.join(', ')}.`,
      fix: `Copy ${path} to the VM and run it there in Windows PowerShell 5.1 as administrator, then run the checker again.`,
    },
  ];
}
