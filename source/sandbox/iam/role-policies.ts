import { partitionOf } from '../identity.ts';
import type { Operation } from '../service.ts';
import { requirePolicy } from './policy-document.ts';
import { missing, roleOf } from './roles.ts';

/** AWS's own policies that the sandbox's account can attach. */
const managedPolicies = [
  'AdministratorAccess',
  'AmazonSSMManagedInstanceCore',
  'AmazonWorkSpacesAdmin',
  'AmazonWorkSpacesPoolServiceAccess',
  'AmazonWorkSpacesSelfServiceAccess',
  'AmazonWorkSpacesServiceAccess',
  'EC2InstanceProfileForImageBuilder',
  'ReadOnlyAccess',
];

const putRolePolicy: Operation = (call) => {
  const role = roleOf(call);
  requirePolicy(call.input.PolicyDocument);
  role.inline[call.input.PolicyName] = call.input.PolicyDocument;
};

const getRolePolicy: Operation = (call) => {
  const role = roleOf(call);
  const { PolicyName } = call.input;
  const document = role.inline[PolicyName];
  if (document === undefined) throw missing(`The role policy with name ${PolicyName} cannot be found.`);
  return { RoleName: role.RoleName, PolicyName, PolicyDocument: encodeURIComponent(document) };
};

const deleteRolePolicy: Operation = (call) => {
  const role = roleOf(call);
  const { PolicyName } = call.input;
  if (role.inline[PolicyName] === undefined) throw missing(`The role policy with name ${PolicyName} cannot be found.`);
  delete role.inline[PolicyName];
};

const attachRolePolicy: Operation = (call) => {
  const role = roleOf(call);
  const { PolicyArn } = call.input;
  const partition = partitionOf(call.world.region);
  if (!managedPolicies.some((name) => PolicyArn === `arn:${partition}:iam::aws:policy/${name}`)) {
    throw missing(`Policy ${PolicyArn} does not exist or is not attachable.`);
  }
  if (!role.attached.includes(PolicyArn)) role.attached.push(PolicyArn);
};

const detachRolePolicy: Operation = (call) => {
  const role = roleOf(call);
  const { PolicyArn } = call.input;
  if (!role.attached.includes(PolicyArn)) throw missing(`Policy ${PolicyArn} was not found.`);
  role.attached = role.attached.filter((arn) => arn !== PolicyArn);
};

/** Policies inside a role and policies attached to it. */
export const rolePolicyOperations: Record<string, Operation> = {
  PutRolePolicy: putRolePolicy,
  GetRolePolicy: getRolePolicy,
  DeleteRolePolicy: deleteRolePolicy,
  ListRolePolicies: (call) => ({ PolicyNames: Object.keys(roleOf(call).inline), IsTruncated: false }),
  AttachRolePolicy: attachRolePolicy,
  DetachRolePolicy: detachRolePolicy,
  ListAttachedRolePolicies: (call) => ({
    AttachedPolicies: roleOf(call).attached.map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn })),
    IsTruncated: false,
  }),
};
