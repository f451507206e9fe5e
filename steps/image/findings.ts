import { cautions, conflicts, ingestionProcess } from '../../source/knowledge/compatibility.ts';
import { officeLanguageOf } from '../../source/knowledge/languages.ts';
import { rule } from '../../source/knowledge/rules.ts';
import { cite } from '../../source/knowledge/sources.ts';
import type { Finding, Work } from '../../source/step.ts';
import { chosen, type ImageAnswers } from './answers.ts';

/** Choices that do not go together, what Office means, and how long the image will take. */
export async function imageFindings(work: Work<ImageAnswers>): Promise<readonly Finding[]> {
  const selection = chosen(work);
  const { protocol = 'dcv', compute } = work.answers;
  const impossible = conflicts(selection).map((conflict): Finding => ({ ...told(conflict), level: 'blocker', fix: 'Change one of the two: image.protocol, image.compute, image.office, checker.windows' }));
  const possible = cautions(selection).map((conflict): Finding => ({ ...told(conflict), level: 'warning' }));
  const noProcess = ingestionProcess(protocol, compute) === undefined;
  return [
    ...impossible,
    ...possible,
    ...(noProcess ? [noImage(protocol, compute)] : []),
    ...(selection.windows ? [] : [windowsUnknown()]),
    ...officeFindings(work),
  ];
}

function told({ id, what, why, source }: ReturnType<typeof conflicts>[number]) {
  return { rule: `image.${id}`, title: `${what}. ${why}`, source, certainty: 'seen' } as const;
}

function noImage(protocol: string, compute: string | undefined): Finding {
  return { rule: 'image.no-process', level: 'blocker', title: `ImportWorkspaceImage makes no image for ${protocol} with ${compute ?? 'BASE'}.`, source: cite('api-import-image'), fix: 'Change image.protocol or image.compute.' };
}

function windowsUnknown(): Finding {
  return { rule: 'image.windows-unknown', level: 'warning', title: 'Which Windows the image holds is not known, so protocol and Office were not judged against it.', fix: 'Answer checker.windows.', certainty: 'unknown' };
}

function officeFindings({ answers, region, now }: Work<ImageAnswers>): Finding[] {
  const { office = 'none', officeLanguage: wanted } = answers;
  if (office === 'none') return [];
  const time = rule('image.ingestion-time-office', now());
  const given = officeLanguageOf(region);
  const comes = given ? `Office comes in ${given.name} in ${region}.` : `Which language Office comes in is decided by the Region, and for ${region} AWS publishes none.`;
  const written = wanted && wanted !== given?.tag ? ` For ${wanted} the wizard writes a registry file, a logon script and a guide for a group policy.` : '';
  return [
    { rule: time.id, level: 'info', title: time.says, source: cite(time.source) },
    {
      rule: 'image.office-language',
      level: 'info',
      title: `${comes}${written}`,
      source: cite('byol-2020'),
      ...(!wanted && { fix: 'Answer image.officeLanguage to have what sets another one written for you.' }),
      certainty: given ? 'seen' : 'unknown',
    },
  ];
}
