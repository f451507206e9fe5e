import { rule } from '../../source/knowledge/rules.ts';
import { cite } from '../../source/knowledge/sources.ts';
import type { Finding, Work } from '../../source/step.ts';
import { unlessAbsent } from '../shared/absent.ts';
import { ifAllowed } from '../shared/account.ts';
import { judgeEncryption, type EncryptionTold } from '../shared/encryption.ts';
import { judgeRoot } from '../shared/root.ts';
import { judgeTrust } from '../shared/trust.ts';
import { adopts, defaultRole, type ImportAnswers } from './answers.ts';
import { externalId, importService } from './role.ts';
import { roleTrustsOthers } from './trouble.ts';

/** What could spoil the import after hours of upload: the Region's default encryption, the role, the right to pass it. */
export async function importFindings(work: Work<ImportAnswers>): Promise<readonly Finding[]> {
  const { answers } = work;
  if (adopts(answers)) return answers.amiId && answers.taskId ? [bothNamed(answers.amiId, answers.taskId)] : [];
  return (await Promise.all([judgeEncryption(work, encryptionNow(answers)), judgeRole(work), passRole(work)])).flat();
}

function bothNamed(amiId: string, taskId: string): Finding {
  return { rule: 'import.both-named', level: 'warning', title: `Both import.amiId and import.taskId are given: ${amiId} is used, ${taskId} is not looked at.`, fix: 'Leave one of them out.' };
}

/** What default encryption means for an import, by the answer to what shall be done about it. */
function encryptionNow({ defaultEncryption }: Partial<ImportAnswers>): EncryptionTold {
  if (defaultEncryption === 'suspend') return { unseen: 'warning', on: { level: 'warning', more: 'The setting is switched off while the import runs, after a confirmation.' } };
  const fix = 'Import in another account without that setting, or have the wizard switch it off for the time of the import: import.defaultEncryption: suspend';
  return { unseen: 'warning', on: { level: 'blocker', fix } };
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

function passRole(work: Work<ImportAnswers>): Finding[] {
  const { partition, account, answers, now } = work;
  const known = rule('import.pass-role', now());
  const root = judgeRoot(work, known.id);
  if (root.length) return root;
  const arn = `arn:${partition}:iam::${account}:role/${answers.role ?? defaultRole}`;
  return [
    {
      rule: known.id,
      level: 'info',
      title: `You need iam:PassRole on ${arn}; without it AWS says that the role does not exist.`,
      source: cite(known.source),
      fix: 'The policy of "wizard template iam-policy" has it.',
      certainty: 'unknown',
    },
  ];
}
