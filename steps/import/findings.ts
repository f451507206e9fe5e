import { rule } from '../../source/knowledge/rules.ts';
import { cite } from '../../source/knowledge/sources.ts';
import type { Finding, Work } from '../../source/step.ts';
import { unlessAbsent } from '../shared/absent.ts';
import { ifAllowed } from '../shared/account.ts';
import { judgeTrust } from '../shared/trust.ts';
import { adopts, defaultRole, type ImportAnswers } from './answers.ts';
import { externalId, importService } from './role.ts';
import { roleTrustsOthers } from './trouble.ts';

/** What could spoil the import after hours of upload: the Region's default encryption, the role, the right to pass it. */
export async function importFindings(work: Work<ImportAnswers>): Promise<readonly Finding[]> {
  const { answers } = work;
  if (adopts(answers)) return answers.amiId && answers.taskId ? [bothNamed(answers.amiId, answers.taskId)] : [];
  return (await Promise.all([judgeEncryption(work), judgeRole(work), [passRole(work)]])).flat();
}

function bothNamed(amiId: string, taskId: string): Finding {
  return { rule: 'import.both-named', level: 'warning', title: `Both import.amiId and import.taskId are given: ${amiId} is used, ${taskId} is not looked at.`, fix: 'Leave one of them out.' };
}

async function judgeEncryption({ aws, answers, region, now }: Work<ImportAnswers>): Promise<Finding[]> {
  const known = rule('eligibility.default-encryption', now());
  const told = await ifAllowed(aws.read('ec2:GetEbsEncryptionByDefault', {}));
  if ('refused' in told) {
    return [{ rule: known.id, level: 'warning', title: `Whether EBS volumes are encrypted by default in ${region} can not be seen (${told.refused.raw?.code ?? 'refused'}); an encrypted image is refused later.`, source: cite(known.source), fix: 'Allow ec2:GetEbsEncryptionByDefault, or look in the EC2 console.', certainty: 'unknown' }];
  }
  if (!told.value.EbsEncryptionByDefault) return [];
  const title = `EBS volumes are encrypted by default in ${region}, and BYOL refuses the encrypted image that an import would make.`;
  if (answers.defaultEncryption === 'suspend') {
    return [{ rule: known.id, level: 'warning', title: `${title} The setting is switched off while the import runs, after a confirmation.`, source: cite(known.source), certainty: 'seen' }];
  }
  return [
    {
      rule: known.id,
      level: 'blocker',
      title,
      source: cite(known.source),
      fix: 'Import in another account without that setting, or have the wizard switch it off for the time of the import: import.defaultEncryption: suspend',
      certainty: 'seen',
    },
  ];
}

async function judgeRole({ aws, answers, account }: Work<ImportAnswers>): Promise<Finding[]> {
  const RoleName = answers.role ?? defaultRole;
  const told = await ifAllowed(unlessAbsent(aws.read('iam:GetRole', { RoleName }), 'NoSuchEntity', 'NoSuchEntityException'));
  const found = 'value' in told ? told.value?.Role : undefined;
  if (!found) return [];
  const { differences, open } = judgeTrust(found.AssumeRolePolicyDocument, importService, account, externalId);
  if (differences.length) {
    const problem = roleTrustsOthers(RoleName, differences);
    return [{ rule: 'import.role-trust', level: 'blocker', title: problem.what, source: cite('vm-role'), fix: (problem.todo ?? []).join(' '), certainty: 'seen' }];
  }
  if (!open) return [];
  return [{ rule: 'import.role-open', level: 'warning', title: `The role ${RoleName} lets VM Import in without asking for an external id or account.`, source: cite('vm-role'), fix: 'Add the condition that "wizard template vmimport-trust" has.', certainty: 'seen' }];
}

function passRole({ partition, account, answers, caller, now }: Work<ImportAnswers>): Finding {
  const known = rule('import.pass-role', now());
  const arn = `arn:${partition}:iam::${account}:role/${answers.role ?? defaultRole}`;
  const root = caller.endsWith(':root');
  return {
    rule: known.id,
    level: root ? 'warning' : 'info',
    title: root ? 'The root user can not pass a role: ImportImage answers that the role does not exist.' : `You need iam:PassRole on ${arn}; without it AWS says that the role does not exist.`,
    source: cite(known.source),
    fix: root ? 'Sign in as an IAM role or user.' : 'The policy of "wizard template iam-policy" has it.',
    certainty: root ? 'seen' : 'unknown',
  };
}
