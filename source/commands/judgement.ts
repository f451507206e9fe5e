import { fitted } from '../layout.ts';
import type { ExitCode } from '../problem.ts';
import type { Finding } from '../step.ts';
import { say, type Text } from '../text.ts';

const headings = { blocker: 'Stops it', warning: 'Look at this', info: 'Good to know' } as const;

/** Findings as text, the worst first: what is wrong, what to do, where it is first written down. */
export function findingLines(findings: readonly Finding[], width: number): Text[] {
  return (['blocker', 'warning', 'info'] as const).flatMap((level) => {
    const own = findings.filter((finding) => finding.level === level);
    return own.length === 0 ? [] : [say``, say`${headings[level]}:`, ...own.flatMap((finding) => lines(finding)).flatMap((words) => fitted(words, width))];
  });
}

function lines({ title, fix, source, certainty }: Finding): Text[] {
  return [say`  - ${title}${certainty === 'inferred' ? ' (inferred)' : ''}`, ...(fix ? [say`      Do: ${fix}`] : []), ...(source ? [say`      Source: ${source.split('; ')[0]}`] : [])];
}

/** 4 where something stops it. */
export function exitOf(findings: readonly Finding[]): ExitCode {
  return findings.some(({ level }) => level === 'blocker') ? 4 : 0;
}
