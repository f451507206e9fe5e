import { pace } from '../../source/knowledge/durations.ts';
import type { Change, Intent, LookWork, Sighting, Work } from '../../source/step.ts';
import { unlessAbsent } from '../shared/absent.ts';
import { policyDocument, readDocument, sameDocument } from '../shared/document.ts';
import { explained } from '../shared/outcome.ts';
import { roleCreation } from '../shared/role.ts';
import { onceSpread } from '../shared/spread.ts';
import { judgeTrust } from '../shared/trust.ts';
import { defaultRole, type ImportAnswers } from './answers.ts';
import { roleTrustsOthers } from './trouble.ts';

/** What `work.made('role')` gives; `created` in milliseconds since 1970. */
export type RoleMade = { readonly role: string; readonly arn: string; readonly created: number };

/** The service that takes the role, and what it must say when it does. */
export const importService = 'vmie.amazonaws.com';
export const externalId = 'vmimport';

/** The role that VM Import takes: made, or adopted where its trust lets VM Import in. */
export function roleChange(work: Work<ImportAnswers>): Change {
  const RoleName = work.answers.role ?? defaultRole;
  return roleCreation(work, {
    id: 'role',
    title: `Role ${RoleName} for VM Import`,
    step: 'import',
    name: RoleName,
    trust: policyDocument('vmimport-trust', { account: work.account, partition: work.partition }),
    description: 'Lets VM Import read the uploaded disk and register the image',
    look: (looking, intent) => lookForRole(looking, RoleName, intent),
  });
}

async function lookForRole({ aws, account }: LookWork, RoleName: string, intent: Intent | undefined): Promise<Sighting> {
  const found = await unlessAbsent(aws.read('iam:GetRole', { RoleName }), 'NoSuchEntity', 'NoSuchEntityException');
  if (!found?.Role) return { state: 'absent' };
  const { Arn, AssumeRolePolicyDocument, CreateDate } = found.Role;
  const { differences } = judgeTrust(AssumeRolePolicyDocument, importService, account, externalId);
  if (differences.length) return { state: 'foreign', problem: roleTrustsOthers(RoleName, differences) };
  const outputs: RoleMade = { role: RoleName, arn: Arn ?? '', created: CreateDate?.getTime() ?? 0 };
  return { state: 'done', outputs, ...(!intent && { evidence: 'the account has it, and VM Import may take it' }) };
}

/** An inline policy of our own name for the bucket of the upload; whatever else the role has stays. */
export function rolePolicyChange(work: Work<ImportAnswers>): Change {
  const RoleName = work.answers.role ?? defaultRole;
  const PolicyName = `wizard-byol-${work.name}`;
  const policy = policyDocument('vmimport-policy', { bucket: work.from('upload')?.bucket, prefix: `${work.name}/`, partition: work.partition }, 'upload');
  const input = { RoleName, PolicyName, PolicyDocument: JSON.stringify(policy) };
  return {
    id: 'role-policy',
    title: `Policy ${PolicyName} of the role ${RoleName}`,
    call: { service: 'iam', operation: 'PutRolePolicy', input },
    kind: 'repeatable',
    naturalKey: `${RoleName}/${PolicyName}`,
    pace: pace('role'),
    async look(looking, intent) {
      const found = await unlessAbsent(looking.aws.read('iam:GetRolePolicy', { RoleName, PolicyName }), 'NoSuchEntity', 'NoSuchEntityException');
      const same = sameDocument(readDocument(found?.PolicyDocument), policy);
      return same ? onceSpread(looking, intent, { state: 'done', outputs: { policy: PolicyName } }) : { state: 'absent' };
    },
    send: async ({ aws }) => explained(await aws.send('iam:PutRolePolicy', input, () => ({ policy: PolicyName })), 'import'),
  };
}
