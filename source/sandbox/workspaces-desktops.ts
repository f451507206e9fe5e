import type { Call, Operation } from './service.ts';
import { newId, stageAt, type World } from './world.ts';
import { address, block } from './cidr.ts';
import { checkParameters, ownDesktops, refusal, requireRoomFor, type DesktopRequest } from './desktop-requests.ts';
import { duration } from './durations.ts';
import { nextOutcome } from './outcomes.ts';
import { page } from './pages.ts';
import { stagesFrom } from './stages.ts';
import { invalidParameter } from './workspaces-errors.ts';
import { keepTags } from './workspaces-tags.ts';

export type Desktop = World['workspaces']['workspaces'][number];

const createWorkspaces: Operation = (call) => {
  const { world, now } = call;
  const requests = call.input.Workspaces as DesktopRequest[];
  checkParameters(requests);
  requireRoomFor(world, now, requests);
  const FailedRequests: unknown[] = [];
  const PendingRequests: unknown[] = [];
  for (const request of requests) {
    const refused = refusal(world, now, request);
    if (refused) FailedRequests.push({ WorkspaceRequest: request, ...refused });
    else PendingRequests.push(described(call, created(call, request)));
  }
  return { FailedRequests, PendingRequests };
};

function created({ world, now, visibleFrom }: Call, request: DesktopRequest): Desktop {
  const failure = nextOutcome(world, 'workspace');
  const bundle = world.workspaces.bundles.find(({ BundleId }) => BundleId === request.BundleId);
  const image = world.workspaces.images.find(({ ImageId }) => ImageId === bundle?.ImageId);
  const subnets = world.workspaces.directories.find(({ DirectoryId }) => DirectoryId === request.DirectoryId)?.SubnetIds ?? [];
  const index = world.workspaces.workspaces.length;
  const subnetId = subnets[index % Math.max(subnets.length, 1)];
  const range = block(world.ec2.subnets.find(({ SubnetId }) => SubnetId === subnetId)?.CidrBlock ?? '');
  const { RunningMode: runningMode = 'ALWAYS_ON', ...properties } = request.WorkspaceProperties ?? {};
  const desktop: Desktop = {
    WorkspaceId: newId(world, 'ws-', 9),
    DirectoryId: request.DirectoryId,
    UserName: request.UserName,
    BundleId: request.BundleId,
    created: now,
    runningMode,
    properties: {
      ...(runningMode === 'AUTO_STOP' ? { RunningModeAutoStopTimeoutInMinutes: 60 } : {}),
      RootVolumeSizeGib: Number(bundle?.rootGib),
      UserVolumeSizeGib: Number(bundle?.userGib),
      ComputeTypeName: bundle?.compute,
      Protocols: [image?.ingestion?.endsWith('_WSP') ? 'WSP' : 'PCOIP'],
      ...Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)),
    },
    stages: stagesFrom(now, 'PENDING', duration(world, 'workspace'), failure ? 'ERROR' : 'AVAILABLE'),
    visibleFrom: visibleFrom + duration(world, 'workspaceVisibility'),
    ipAddress: range ? address(Math.min(range.first + 20 + index, range.last - 1)) : '',
    computerName: `${image?.windows === 'Windows 11' ? 'WORKSPA' : 'DESKTOP'}-${newId(world, '', 5).toUpperCase()}`,
    ...(failure ? { error: failure.message, errorCode: failure.codes?.[0] ?? 'InternalFailure' } : {}),
    ...(subnetId === undefined ? {} : { subnetId }),
    encryption: {
      VolumeEncryptionKey: request.VolumeEncryptionKey,
      RootVolumeEncryptionEnabled: request.RootVolumeEncryptionEnabled,
      UserVolumeEncryptionEnabled: request.UserVolumeEncryptionEnabled,
    },
  };
  world.workspaces.workspaces.push(desktop);
  keepTags(world, desktop.WorkspaceId, request.Tags);
  return desktop;
}

type Filters = { WorkspaceIds?: string[]; DirectoryId?: string; UserName?: string; BundleId?: string; WorkspaceName?: string };

const describeWorkspaces: Operation = (call) => {
  const { world, now, input } = call;
  const { WorkspaceIds: ids, DirectoryId: directory, UserName: user, BundleId: bundle, WorkspaceName: name } = input as Filters;
  if ([ids?.length ? ids : undefined, directory, bundle].filter((filter) => filter !== undefined).length > 1) {
    throw invalidParameter('WorkSpaces can be filtered by id, directory or bundle, but only by one of them at a time.');
  }
  if (user !== undefined && directory === undefined) throw invalidParameter('UserName needs DirectoryId.');
  const listed = ownDesktops(world, now).filter(
    (desktop) =>
      desktop.visibleFrom <= now &&
      name === undefined &&
      (!ids?.length || ids.includes(desktop.WorkspaceId)) &&
      (directory === undefined || desktop.DirectoryId === directory) &&
      (user === undefined || desktop.UserName.toLowerCase() === user.toLowerCase()) &&
      (bundle === undefined || desktop.BundleId === bundle),
  );
  const { items, NextToken } = page(call, listed, Math.min(input.Limit ?? 25, 25));
  return { Workspaces: items.map((desktop) => described(call, desktop)), NextToken };
};

function described({ now }: Call, desktop: Desktop): unknown {
  const { state } = stageAt(desktop, now);
  return {
    WorkspaceId: desktop.WorkspaceId,
    DirectoryId: desktop.DirectoryId,
    UserName: desktop.UserName,
    BundleId: desktop.BundleId,
    SubnetId: desktop.subnetId,
    State: state,
    ...(state === 'PENDING' || state === 'ERROR' ? {} : { IpAddress: desktop.ipAddress, ComputerName: desktop.computerName }),
    ...(state === 'ERROR' ? { ErrorCode: desktop.errorCode, ErrorMessage: desktop.error } : {}),
    ...desktop.encryption,
    WorkspaceProperties: { RunningMode: desktop.runningMode, ...desktop.properties },
    ModificationStates: [],
  };
}

const describeWorkspacesConnectionStatus: Operation = (call) => {
  const ids: string[] | undefined = call.input.WorkspaceIds;
  const listed = ownDesktops(call.world, call.now).filter(
    ({ WorkspaceId, visibleFrom }) => visibleFrom <= call.now && (!ids?.length || ids.includes(WorkspaceId)),
  );
  const { items, NextToken } = page(call, listed, 25);
  return {
    WorkspacesConnectionStatus: items.map((desktop) => ({
      WorkspaceId: desktop.WorkspaceId,
      // Nobody ever logs in to a sandbox's WorkSpace.
      ConnectionState: stageAt(desktop, call.now).state === 'AVAILABLE' ? 'DISCONNECTED' : 'UNKNOWN',
      ConnectionStateCheckTimestamp: new Date(call.now),
    })),
    NextToken,
  };
};

/** WorkSpaces: made in batches that can fail in part, and listed. */
export const desktopOperations: Record<string, Operation> = {
  CreateWorkspaces: createWorkspaces,
  DescribeWorkspaces: describeWorkspaces,
  DescribeWorkspacesConnectionStatus: describeWorkspacesConnectionStatus,
};
