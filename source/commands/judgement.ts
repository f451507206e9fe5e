import { fitted } from '../layout.ts';
import type { ExitCode } from '../problem.ts';
import type { Finding } from '../step.ts';
import { line } from '../text.ts';

const headings = { blocker: 'Stops it', warning: 'Look at this', info: 'Good to know' } as const;

/** Findings as text, the worst first: what is wrong, what to do, where it is first written down. */
export function findingLines(findings: readonly Finding[], width: number): string[] {
  return (['blocker', 'warning', 'info'] as const).flatMap((level) => {
    const own = findings.filter((finding) => finding.level === level);
    return own.length === 0 ? [] : ['', `${headings[level]}:`, ...own.flatMap((finding) => lines(finding)).flatMap((text) => fitted(text, width))];
  });
}

function lines({ title, fix, source, certainty }: Finding): string[] {
  return [`  - ${line(title)}${certainty === 'inferred' ? ' (inferred)' : ''}`, ...(fix ? [`      Do: ${line(fix)}`] : []), ...(source ? [`      Source: ${line(source).split('; ')[0]}`] : [])];
}

/** 4 where something stops it. */
export function exitOf(findings: readonly Finding[]): ExitCode {
  return findings.some(({ level }) => level === 'blocker') ? 4 : 0;
}
