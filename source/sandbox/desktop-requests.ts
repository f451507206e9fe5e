import { stageAt, type Tags, type World } from './world.ts';
import { ownBundles, type Bundle } from './workspaces-bundles.ts';
import { volumeTrouble } from './bundle-volumes.ts';
import { registration } from './workspaces-registration.ts';
import { invalidParameter, limitExceeded } from './workspaces-errors.ts';
import { quota } from './service-quotas.ts';
import { checkTags } from './workspaces-tags.ts';

/** One item of `CreateWorkspaces`. */
export type DesktopRequest = {
  DirectoryId: string;
  UserName: string;
  BundleId: string;
  WorkspaceProperties?: {
    RunningMode?: string;
    RunningModeAutoStopTimeoutInMinutes?: number;
    RootVolumeSizeGib?: number;
    UserVolumeSizeGib?: number;
    ComputeTypeName?: string;
    Protocols?: string[];
  };
  VolumeEncryptionKey?: string;
  RootVolumeEncryptionEnabled?: boolean;
  UserVolumeEncryptionEnabled?: boolean;
  Tags?: Tags;
};

export type Refusal = { ErrorCode: string; ErrorMessage: string };

/** Quotas that count one compute type beside the count of all WorkSpaces (Administration Guide, "Amazon WorkSpaces quotas"). */
const computeQuotas: Record<string, string> = {
  GRAPHICS_G4DN: 'Graphics.g4dn WorkSpaces',
  GRAPHICSPRO_G4DN: 'GraphicsPro.g4dn WorkSpaces',
  GENERALPURPOSE_4XLARGE: 'GeneralPurpose.4xlarge WorkSpaces',
  GENERALPURPOSE_8XLARGE: 'GeneralPurpose.8xlarge WorkSpaces',
};

/** WorkSpaces that are not gone. */
export function ownDesktops(world: World, now: number): World['workspaces']['workspaces'] {
  return world.workspaces.workspaces.filter((workspace) => stageAt(workspace, now).state !== 'TERMINATED');
}

/** Refuses a whole call for what makes no single request fail but the parameters wrong. */
export function checkParameters(requests: readonly DesktopRequest[]): void {
  for (const { WorkspaceProperties: properties, Tags: tags } of requests) {
    checkTags(tags);
    const minutes = properties?.RunningModeAutoStopTimeoutInMinutes;
    if (minutes !== undefined && (minutes <= 0 || minutes % 60 !== 0)) {
      throw invalidParameter('RunningModeAutoStopTimeoutInMinutes must be a multiple of 60.');
    }
    if (minutes !== undefined && properties?.RunningMode !== 'AUTO_STOP') {
      throw invalidParameter('RunningModeAutoStopTimeoutInMinutes goes with the running mode AUTO_STOP only.');
    }
  }
}

/** Refuses a whole call that the account's quotas have no room for. Requests that fail anyway need none. */
export function requireRoomFor(world: World, now: number, all: readonly DesktopRequest[]): void {
  const there = ownDesktops(world, now);
  const requests = all.filter((request) => !refusal(world, now, request));
  const limit = (name: string, used: number, wanted: number) => {
    const most = quota(world, name);
    if (wanted > 0 && used + wanted > most) throw limitExceeded(`${used + wanted} ${name} would be more than the quota of ${most}.`);
  };
  limit('WorkSpaces', there.length, requests.length);
  const computeOf = (id: string) => world.workspaces.bundles.find(({ BundleId }) => BundleId === id)?.compute;
  for (const [compute, name] of Object.entries(computeQuotas)) {
    const ofCompute = ({ BundleId }: { BundleId: string }) => computeOf(BundleId) === compute;
    limit(name, there.filter(ofCompute).length, requests.filter(ofCompute).length);
  }
}

/**
 * Why one request fails inside a successful answer. `ResourceExists.WorkSpace`, `ResourceNotFound.User` and
 * `ResourceNotFound.Directory` were seen in public; AWS lists no codes, so the others are built like them.
 */
export function refusal(world: World, now: number, request: DesktopRequest): Refusal | undefined {
  const registered = registration(world, now, request.DirectoryId);
  if (!registered || registered.visibleFrom > now || stageAt(registered, now).state !== 'REGISTERED') {
    return { ErrorCode: 'ResourceNotFound.Directory', ErrorMessage: 'The specified directory could not be found in the specified region.' };
  }
  const bundle = ownBundles(world).find(({ BundleId }) => BundleId === request.BundleId);
  if (!bundle) return { ErrorCode: 'ResourceNotFound.Bundle', ErrorMessage: `The bundle ${request.BundleId} could not be found.` };
  if (stageAt(bundle, now).state !== 'AVAILABLE') {
    return { ErrorCode: 'ResourceUnavailable.Bundle', ErrorMessage: `The bundle ${request.BundleId} is not available yet.` };
  }
  if (registered.Tenancy !== 'DEDICATED') {
    return { ErrorCode: 'OperationNotSupported.Tenancy', ErrorMessage: 'A BYOL bundle needs a directory that is registered with dedicated tenancy.' };
  }
  return userRefusal(world, now, request) ?? propertiesRefusal(bundle, request);
}

function userRefusal(world: World, now: number, { DirectoryId, UserName }: DesktopRequest): Refusal | undefined {
  const directory = world.directoryService.directories.find((own) => own.DirectoryId === DirectoryId);
  const same = (name: string) => name.toLowerCase() === UserName.toLowerCase();
  if (!directory?.users.some(same)) {
    return { ErrorCode: 'ResourceNotFound.User', ErrorMessage: `The user ${UserName} could not be found in the directory.` };
  }
  if (ownDesktops(world, now).some((workspace) => workspace.DirectoryId === DirectoryId && same(workspace.UserName))) {
    return { ErrorCode: 'ResourceExists.WorkSpace', ErrorMessage: 'A WorkSpace already exists for the specified user.' };
  }
  return undefined;
}

function propertiesRefusal(bundle: Bundle, { WorkspaceProperties: properties }: DesktopRequest): Refusal | undefined {
  if (properties?.RunningMode === 'MANUAL') {
    return { ErrorCode: 'OperationNotSupported.RunningMode', ErrorMessage: 'The running mode MANUAL is available to WorkSpaces Core only.' };
  }
  const root = properties?.RootVolumeSizeGib ?? Number(bundle.rootGib);
  const user = properties?.UserVolumeSizeGib ?? Number(bundle.userGib);
  const trouble = volumeTrouble(properties?.ComputeTypeName ?? bundle.compute, { root, user });
  if (trouble) return { ErrorCode: 'InvalidParameterValue.VolumeSize', ErrorMessage: trouble };
  return undefined;
}
