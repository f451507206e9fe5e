import type { Call, Operation } from './service.ts';
import { stageAt, type World } from './world.ts';
import { dnsAddresses, securityGroup } from './directory-service.ts';
import { partitionOf } from './identity.ts';
import { page } from './pages.ts';
import { defaultRole } from './registration-checks.ts';
import { registration } from './workspaces-registration.ts';
import { invalidParameter, notFound, notSupported } from './workspaces-errors.ts';

type Registered = World['workspaces']['directories'][number];

/** What users may do by themselves; registration switches all of it on or off. */
const selfServiceActions = ['RestartWorkspace', 'IncreaseVolumeSize', 'ChangeComputeType', 'SwitchRunningMode', 'RebuildWorkspace'];

/** `OU=value,DC=value,DC=value`, at least one OU and two domain components (API Reference, `WorkspaceCreationProperties`). */
const organizationalUnit = /^OU=[^,]+(?:,OU=[^,]+)*(?:,DC=[^,]+){2,}$/i;

const describeWorkspaceDirectories: Operation = (call) => {
  const { world, now, input } = call;
  const { DirectoryIds: ids, WorkspaceDirectoryNames: names } = input as { DirectoryIds?: string[]; WorkspaceDirectoryNames?: string[] };
  const listed = world.workspaces.directories.filter(
    (directory) =>
      directory.visibleFrom <= now &&
      stageAt(directory, now).state !== 'DEREGISTERED' &&
      (!ids?.length || ids.includes(directory.DirectoryId)) &&
      !names?.length &&
      passes(input.Filters),
  );
  const { items, NextToken } = page(call, listed, Math.min(input.Limit ?? 25, 25));
  return { Directories: items.map((directory) => described(call, directory)), NextToken };
};

/** Every registration here is of personal WorkSpaces and Directory Service users, so a filter takes all or none. */
function passes(filters: { Name: string; Values: string[] }[] | undefined): boolean {
  return (filters ?? []).every(({ Name, Values }) => Values.includes(Name === 'WORKSPACE_TYPE' ? 'PERSONAL' : 'AWS_DIRECTORY_SERVICE'));
}

function described({ world, now, account, region }: Call, directory: Registered): unknown {
  const own = world.directoryService.directories.find(({ DirectoryId }) => DirectoryId === directory.DirectoryId);
  const { state } = stageAt(directory, now);
  const registered = state === 'REGISTERED' || state === 'DEREGISTERING';
  return {
    DirectoryId: directory.DirectoryId,
    Alias: directory.DirectoryId,
    DirectoryName: own?.Name,
    // The API has no value for Managed Microsoft AD; Directory Service tells the real type.
    DirectoryType: own?.Type === 'ADConnector' ? 'AD_CONNECTOR' : 'SIMPLE_AD',
    SubnetIds: directory.SubnetIds,
    DnsIpAddresses: own ? dnsAddresses(world, own) : [],
    IamRoleId: `arn:${partitionOf(region)}:iam::${account}:role/${defaultRole}`,
    State: state,
    Tenancy: directory.Tenancy,
    WorkspaceType: 'PERSONAL',
    UserIdentityType: 'AWS_DIRECTORY_SERVICE',
    SelfservicePermissions: directory.selfServicePermissions ?? selfService(directory.selfService),
    WorkspaceCreationProperties: {
      EnableInternetAccess: false,
      UserEnabledAsLocalAdministrator: true,
      EnableMaintenanceMode: true,
      ...directory.creationProperties,
    },
    WorkspaceAccessProperties: { DeviceTypeWindows: 'ALLOW', DeviceTypeOsx: 'ALLOW', DeviceTypeWeb: 'DENY', DeviceTypeLinux: 'DENY' },
    ...(registered ? { RegistrationCode: directory.RegistrationCode, WorkspaceSecurityGroupId: securityGroup('0e6', directory.DirectoryId) } : {}),
    ...(state === 'ERROR' ? { ErrorMessage: directory.error } : {}),
  };
}

function selfService(enabled: boolean): Record<string, string> {
  return Object.fromEntries(selfServiceActions.map((action) => [action, enabled ? 'ENABLED' : 'DISABLED']));
}

const modifyWorkspaceCreationProperties: Operation = (call) => {
  const directory = changeable(call);
  const changes = defined(call.input.WorkspaceCreationProperties);
  const unit = changes['DefaultOu'];
  // AWS names no field here, not even for an empty OU.
  if (unit !== undefined && !organizationalUnit.test(String(unit))) {
    throw invalidParameter('An invalid or out-of-range value was supplied for the input parameter.');
  }
  directory.creationProperties = { ...directory.creationProperties, ...changes };
  return {};
};

const modifySelfservicePermissions: Operation = (call) => {
  const directory = changeable(call);
  const before = directory.selfServicePermissions ?? selfService(directory.selfService);
  directory.selfServicePermissions = { ...before, ...(defined(call.input.SelfservicePermissions) as Record<string, string>) };
  return {};
};

function changeable({ world, now, input }: Call): Registered {
  const directory = registration(world, now, input.ResourceId);
  if (!directory) throw notFound(input.ResourceId, 'The directory');
  const { state } = stageAt(directory, now);
  if (state !== 'REGISTERED') throw notSupported(`The directory ${directory.DirectoryId} can not be modified: it is ${state}.`);
  return directory;
}

function defined(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** Registered directories and the properties of WorkSpaces that will be created in them. */
export const directoryOperations: Record<string, Operation> = {
  DescribeWorkspaceDirectories: describeWorkspaceDirectories,
  ModifyWorkspaceCreationProperties: modifyWorkspaceCreationProperties,
  ModifySelfservicePermissions: modifySelfservicePermissions,
};
