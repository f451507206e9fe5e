import type { Call, Operation } from './service.ts';
import { newId, stageAt, type Tags, type World } from './world.ts';
import { duration } from './durations.ts';
import { nextOutcome } from './outcomes.ts';
import { defaultRoleGrants, registrationSubnets, requireDefaultRole, requireNoClash } from './registration-checks.ts';
import { quota } from './service-quotas.ts';
import { divert, stagesFrom } from './stages.ts';
import { managementCidr } from './workspaces-account.ts';
import { alreadyExists, invalidParameter, limitExceeded, notFound, notSupported, wrongState } from './workspaces-errors.ts';
import { checkTags, keepTags } from './workspaces-tags.ts';

type Registered = World['workspaces']['directories'][number];

/** The registration of a directory, whatever its state; none once it is deregistered. */
export function registration(world: World, now: number, directoryId: string): Registered | undefined {
  return world.workspaces.directories.find((directory) => directory.DirectoryId === directoryId && stageAt(directory, now).state !== 'DEREGISTERED');
}

type RegistrationRequest = {
  DirectoryId?: string;
  SubnetIds?: string[];
  EnableSelfService?: boolean;
  Tenancy?: 'DEDICATED' | 'SHARED';
  WorkspaceType?: string;
  UserIdentityType?: string;
  Tags?: Tags;
};

const registerWorkspaceDirectory: Operation = (call) => {
  const { world, now } = call;
  const request = call.input as RegistrationRequest;
  const { DirectoryId: id, Tenancy: tenancy = 'SHARED' } = request;
  checkTags(request.Tags);
  if (request.WorkspaceType === 'POOLS' || (request.UserIdentityType ?? 'AWS_DIRECTORY_SERVICE') !== 'AWS_DIRECTORY_SERVICE') {
    throw notSupported('The sandbox registers directories of Directory Service for personal WorkSpaces only.');
  }
  if (id === undefined) throw invalidParameter('DirectoryId is missing.');
  requireDefaultRole(world, now);
  const directory = world.directoryService.directories.find(({ DirectoryId }) => DirectoryId === id);
  if (!directory) throw notFound(id, 'The directory');
  const before = registration(world, now, id);
  if (before && stageAt(before, now).state === 'DEREGISTERING') throw wrongState(`The directory ${id} is still being deregistered.`);
  if (before) throw alreadyExists(`The directory ${id} is already registered.`);
  if (directory.Stage !== 'Active') throw wrongState(`The directory ${id} is not Active: its stage is ${directory.Stage}.`);
  const cidr = managementCidr(world, now);
  if (tenancy === 'DEDICATED' && cidr === undefined) throw invalidParameter('Dedicated tenancy needs an account that is enabled for BYOL.');
  const SubnetIds = registrationSubnets(world, call.region, directory, request.SubnetIds);
  requireNoClash(world, directory.VpcId, tenancy === 'DEDICATED' ? cidr : undefined);
  requireRoom(world, now);
  world.workspaces.directories = world.workspaces.directories.filter(({ DirectoryId }) => DirectoryId !== id);
  delete world.workspaces.tags[id];
  world.workspaces.directories.push(begun(call, request, id, tenancy, SubnetIds));
  keepTags(world, id, request.Tags);
  return { DirectoryId: id, State: 'REGISTERING' };
};

function requireRoom(world: World, now: number): void {
  const most = quota(world, 'Directories');
  const registered = world.workspaces.directories.filter((directory) => stageAt(directory, now).state !== 'DEREGISTERED');
  if (registered.length >= most) throw limitExceeded(`The account has ${most} registered directories, which is its quota.`);
}

function begun({ world, now, visibleFrom }: Call, request: RegistrationRequest, id: string, tenancy: Registered['Tenancy'], SubnetIds: string[]): Registered {
  const failure = nextOutcome(world, 'directory')?.message;
  const error = failure ?? (defaultRoleGrants(world) ? undefined : 'The role workspaces_DefaultRole does not allow ec2:CreateNetworkInterface.');
  return {
    DirectoryId: id,
    SubnetIds,
    Tenancy: tenancy,
    RegistrationCode: `WSwiz+${newId(world, '', 6).toUpperCase()}`,
    selfService: request.EnableSelfService ?? false,
    creationProperties: {},
    visibleFrom,
    stages: stagesFrom(now, 'REGISTERING', duration(world, 'directory'), error === undefined ? 'REGISTERED' : 'ERROR', error),
    ...(error === undefined ? {} : { error }),
  };
}

const deregisterWorkspaceDirectory: Operation = ({ world, now, input }) => {
  const id: string = input.DirectoryId;
  const directory = registration(world, now, id);
  if (!directory) throw notFound(id, 'The directory');
  if (world.workspaces.workspaces.some((workspace) => workspace.DirectoryId === id && stageAt(workspace, now).state !== 'TERMINATED')) {
    throw notSupported(`The directory ${id} still has WorkSpaces. Terminate them first.`);
  }
  const { state } = stageAt(directory, now);
  if (state === 'REGISTERING' || state === 'DEREGISTERING') throw wrongState(`The directory ${id} is ${state}.`);
  divert(directory, now, stagesFrom(now, 'DEREGISTERING', duration(world, 'deregister'), 'DEREGISTERED'));
  return {};
};

/** The beginning and the end of a directory's registration with WorkSpaces. */
export const registrationOperations: Record<string, Operation> = {
  RegisterWorkspaceDirectory: registerWorkspaceDirectory,
  DeregisterWorkspaceDirectory: deregisterWorkspaceDirectory,
};
