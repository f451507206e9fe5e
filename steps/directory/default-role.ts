import { pace } from '../../source/knowledge/durations.ts';
import type { Change, Finding, Intent, LookWork, Sighting, Work } from '../../source/step.ts';
import { unlessAbsent } from '../shared/absent.ts';
import { ifAllowed } from '../shared/account.ts';
import { policyDocument } from '../shared/document.ts';
import { explained } from '../shared/outcome.ts';
import { roleCreation } from '../shared/role.ts';
import { onceSpread } from '../shared/spread.ts';
import { ownerOf } from '../shared/tags.ts';
import { judgeTrust } from '../shared/trust.ts';
import { defaultRoleTrustsOthers } from './trouble.ts';

/** The role by which WorkSpaces works in the account (Administration Guide, "Create the workspaces_DefaultRole role"). */
const RoleName = 'workspaces_DefaultRole';
const service = 'workspaces.amazonaws.com';
const policies = ['AmazonWorkSpacesServiceAccess', 'AmazonWorkSpacesSelfServiceAccess'] as const;

/** What `work.made('default-role')` gives. `own`: this onboarding made it, so its policies are ours to attach. */
type DefaultRoleMade = { readonly role: string; readonly own: boolean; readonly created: number };

/** The role, and where it is ours, the policies that it needs. */
export function defaultRoleChanges(work: Work): Change[] {
  const made = work.made('default-role') as DefaultRoleMade | undefined;
  return [roleChange(work), ...(made?.own === false ? [] : policies.map((policy) => policyChange(policy, work.partition)))];
}

function roleChange(work: Work): Change {
  return roleCreation(work, {
    id: 'default-role',
    title: `Role ${RoleName} for WorkSpaces`,
    step: 'directory',
    name: RoleName,
    trust: policyDocument('workspaces-default-role-trust', {}),
    description: 'Lets Amazon WorkSpaces make network interfaces in this account',
    look: lookForRole,
  });
}

async function lookForRole(work: LookWork, intent: Intent | undefined): Promise<Sighting> {
  const found = await unlessAbsent(work.aws.read('iam:GetRole', { RoleName }), 'NoSuchEntity', 'NoSuchEntityException');
  if (!found?.Role) return { state: 'absent' };
  const { AssumeRolePolicyDocument, CreateDate, Tags } = found.Role;
  const { differences } = judgeTrust(AssumeRolePolicyDocument, service, work.account);
  if (differences.length) return { state: 'foreign', problem: defaultRoleTrustsOthers(RoleName, differences) };
  const own = intent !== undefined || ownerOf(Tags, work) === 'ours';
  const outputs: DefaultRoleMade = { role: RoleName, own, created: CreateDate?.getTime() ?? 0 };
  return { state: 'done', outputs, ...(!intent && { evidence: 'the account has it, and WorkSpaces may take it' }) };
}

function policyChange(policy: (typeof policies)[number], partition: string): Change {
  const PolicyArn = `arn:${partition}:iam::aws:policy/${policy}`;
  return {
    id: `default-role-policy/${policy}`,
    title: `Policy ${policy} of that role`,
    call: { service: 'iam', operation: 'AttachRolePolicy', input: { RoleName, PolicyArn } },
    kind: 'repeatable',
    naturalKey: `${RoleName}/${policy}`,
    pace: pace('role'),
    async look(looking, intent) {
      const there = (await attached(looking.aws)).includes(PolicyArn);
      return there ? onceSpread(looking, intent, { state: 'done', outputs: { policy: PolicyArn } }) : { state: 'absent' };
    },
    send: async ({ aws }) => explained(await aws.send('iam:AttachRolePolicy', { RoleName, PolicyArn }, () => ({ policy: PolicyArn })), 'directory'),
  };
}

async function attached(aws: LookWork['aws']): Promise<readonly (string | undefined)[]> {
  const list = aws.list('iam:ListAttachedRolePolicies', { RoleName }, ({ AttachedPolicies }) => AttachedPolicies);
  return ((await unlessAbsent(list, 'NoSuchEntity', 'NoSuchEntityException')) ?? []).map(({ PolicyArn }) => PolicyArn);
}

/** A role that was there before is left as it is; what it seems to lack is said. */
export async function defaultRoleFindings(work: Work): Promise<Finding[]> {
  if ((work.made('default-role') as DefaultRoleMade | undefined)?.own) return [];
  const told = await ifAllowed(lookForRole(work, undefined));
  if (!('value' in told) || told.value.state === 'absent') return [];
  if (told.value.state === 'foreign') return [{ rule: 'directory.role-trust', level: 'blocker', title: told.value.problem.what, fix: (told.value.problem.todo ?? []).join(' '), certainty: 'seen' }];
  const arns = await ifAllowed(attached(work.aws));
  const needed = `arn:${work.partition}:iam::aws:policy/${policies[0]}`;
  if (!('value' in arns) || arns.value.includes(needed)) return [];
  return [
    {
      rule: 'directory.role-policy',
      level: 'warning',
      title: `The role ${RoleName} exists without the policy ${policies[0]}; unless a policy of its own allows the same, the registration ends in an error.`,
      fix: `aws iam attach-role-policy --role-name ${RoleName} --policy-arn ${needed}`,
      certainty: 'inferred',
    },
  ];
}
