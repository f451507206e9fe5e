import { caller, partitionOf } from '../identity.ts';
import { ServiceError } from '../service.ts';
import type { Call, Operation } from '../service.ts';
import { newId } from '../world.ts';
import type { Role, Tags, World } from '../world.ts';
import { requirePolicy } from './policy-document.ts';

/** The role that a call names, if listings show it already. */
export function roleOf({ world, now, input }: Call): Role {
  const role = world.iam.roles.find(({ RoleName, visibleFrom }) => same(RoleName, input.RoleName) && visibleFrom <= now);
  if (!role) throw missing(`The role with name ${input.RoleName} cannot be found.`);
  return role;
}

/** The error for anything that IAM does not have. */
export function missing(message: string): ServiceError {
  return new ServiceError('NoSuchEntity', message, 404);
}

/** Names of roles differ in more than case. */
function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

const createRole: Operation = ({ world, now, visibleFrom, input }) => {
  if (world.iam.roles.some(({ RoleName }) => same(RoleName, input.RoleName))) {
    throw new ServiceError('EntityAlreadyExists', `Role with name ${input.RoleName} already exists.`, 409);
  }
  requirePolicy(input.AssumeRolePolicyDocument);
  const role: Role = {
    RoleName: input.RoleName,
    Path: input.Path ?? '/',
    RoleId: newId(world, 'AROA', 16).toUpperCase(),
    trust: input.AssumeRolePolicyDocument,
    ...(input.Description ? { description: input.Description } : {}),
    created: now,
    inline: {},
    attached: [],
    tags: input.Tags ?? [],
    visibleFrom,
  };
  world.iam.roles.push(role);
  return { Role: described(world, role) };
};

const deleteRole: Operation = (call) => {
  const role = roleOf(call);
  if (role.attached.length > 0) throw new ServiceError('DeleteConflict', 'Cannot delete entity, must detach all policies first.', 409);
  if (Object.keys(role.inline).length > 0) throw new ServiceError('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409);
  call.world.iam.roles = call.world.iam.roles.filter((one) => one !== role);
};

const listRoles: Operation = ({ world, now, input }) => ({
  Roles: world.iam.roles
    .filter(({ Path, visibleFrom }) => visibleFrom <= now && Path.startsWith(input.PathPrefix ?? '/'))
    .map(({ tags: _, ...role }) => described(world, { ...role, tags: [] })),
  IsTruncated: false,
});

const updateAssumeRolePolicy: Operation = (call) => {
  const role = roleOf(call);
  requirePolicy(call.input.PolicyDocument);
  role.trust = call.input.PolicyDocument;
};

const tagRole: Operation = (call) => {
  const role = roleOf(call);
  const tags: Tags = call.input.Tags;
  role.tags = [...role.tags.filter(({ Key }) => !tags.some((tag) => tag.Key === Key)), ...tags];
};

const untagRole: Operation = (call) => {
  const role = roleOf(call);
  role.tags = role.tags.filter(({ Key }) => !call.input.TagKeys.includes(Key));
};

function described(world: World, role: Role): unknown {
  return {
    Path: role.Path,
    RoleName: role.RoleName,
    RoleId: role.RoleId,
    Arn: `arn:${partitionOf(world.region)}:iam::${world.account}:role${role.Path}${role.RoleName}`,
    CreateDate: new Date(role.created),
    AssumeRolePolicyDocument: encodeURIComponent(role.trust),
    Description: role.description,
    MaxSessionDuration: 3600,
    ...(role.tags.length > 0 ? { Tags: role.tags } : {}),
  };
}

/** What the caller may do: everything, except where the scenario answers "access denied". */
const simulatePrincipalPolicy: Operation = ({ world, input }) => {
  if (!String(input.PolicySourceArn).startsWith(caller(world).Arn.slice(0, caller(world).Arn.indexOf(':user/')))) {
    throw missing(`The entity ${input.PolicySourceArn} cannot be found.`);
  }
  const denied = world.scenario.faults.filter(({ fault }) => fault === 'access-denied').map(({ service, operation }) => `${service}:${operation}`);
  const resources: string[] = input.ResourceArns ?? ['*'];
  return {
    EvaluationResults: (input.ActionNames as string[]).flatMap((action) =>
      resources.map((resource) => ({
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: denied.includes(action) ? 'implicitDeny' : 'allowed',
        MatchedStatements: [],
        MissingContextValues: [],
      })),
    ),
    IsTruncated: false,
  };
};

/** Roles themselves, their trust and their tags. */
export const roleOperations: Record<string, Operation> = {
  CreateRole: createRole,
  GetRole: (call) => ({ Role: described(call.world, roleOf(call)) }),
  DeleteRole: deleteRole,
  ListRoles: listRoles,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  TagRole: tagRole,
  UntagRole: untagRole,
  ListRoleTags: (call) => ({ Tags: roleOf(call).tags, IsTruncated: false }),
  SimulatePrincipalPolicy: simulatePrincipalPolicy,
};
