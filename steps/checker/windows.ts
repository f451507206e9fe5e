import { cautions, conflicts, type Conflict } from '../../source/knowledge/compatibility.ts';
import { cite } from '../../source/knowledge/sources.ts';
import { windowsOffered, windowsRelease } from '../../source/knowledge/windows.ts';
import type { Choice, Finding, Work } from '../../source/step.ts';
import { isoDate } from '../../source/knowledge/dates.ts';

/** The releases that BYOL takes today, the newest first. */
export async function windowsChoices(work: Pick<Work, 'now'>): Promise<Choice[]> {
  const today = isoDate(work.now());
  return windowsOffered(today).map(({ id, title, microsoftEnds }) => ({
    value: id,
    label: title,
    ...(microsoftEnds <= today && { hint: `Microsoft's support ended on ${microsoftEnds}` }),
  }));
}

/** Whether BYOL takes the release today, here, and for how long Microsoft keeps it up. */
export function judgeWindows(id: string, { region, now }: Pick<Work, 'region' | 'now'>): Finding[] {
  const date = now();
  const today = isoDate(date);
  const release = windowsRelease(id);
  const base = { rule: 'checker.windows', source: cite(release?.source ?? 'byol') } as const;
  if (!release || !windowsOffered(today).includes(release)) {
    return [
      {
        ...base,
        level: 'blocker',
        title: `${release?.title ?? id} can not be brought to WorkSpaces today.`,
        fix: `Set checker.windows to one of ${windowsOffered(today).map((offered) => offered.id).join(', ')}.`,
      },
    ];
  }
  const chosen = { windows: id, region, date };
  const careful = cautions(chosen);
  const ended: Finding[] =
    release.microsoftEnds <= today && careful.length === 0
      ? [{ ...base, level: 'warning', title: `Microsoft's support of ${release.title} ended on ${release.microsoftEnds}; AWS Support does not support it either.`, fix: 'Prefer a newer release.' }]
      : [];
  return [...conflicts(chosen).map((conflict) => told(conflict, 'blocker')), ...careful.map((caution) => told(caution, 'warning')), ...ended];
}

function told({ id, what, why, source }: Conflict, level: 'blocker' | 'warning'): Finding {
  return { rule: `checker.${id}`, level, title: `${what}. ${why}`, source, fix: 'Choose another release under checker.windows.' };
}
