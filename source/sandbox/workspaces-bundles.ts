import { ServiceError, type Call, type Operation } from './service.ts';
import { newId, stageAt, type Tags, type World } from './world.ts';
import { defaultRoot, volumeTrouble } from './bundle-volumes.ts';
import { duration } from './durations.ts';
import { page } from './pages.ts';
import { quota } from './service-quotas.ts';
import { stagesFrom } from './stages.ts';
import { alreadyExists, invalidParameter, limitExceeded, notFound, unavailable } from './workspaces-errors.ts';
import { checkTags, keepTags } from './workspaces-tags.ts';

/** How long the name of a deleted bundle stays blocked (Administration Guide, "Create a custom WorkSpaces image and bundle"). */
const nameHold = 2 * 60 * 60_000;

export type Bundle = World['workspaces']['bundles'][number];

/** The account's bundles that are not deleted. */
export function ownBundles(world: World): Bundle[] {
  return world.workspaces.bundles.filter(({ deleted }) => deleted === undefined);
}

type BundleRequest = {
  BundleName: string;
  BundleDescription: string;
  ImageId: string;
  ComputeType: { Name?: string };
  UserStorage: { Capacity: string };
  RootStorage?: { Capacity: string };
  Tags?: Tags;
};

const createWorkspaceBundle: Operation = (call) => {
  const { world, now } = call;
  const request = call.input as BundleRequest;
  checkTags(request.Tags);
  const image = usableImage(world, now, request.ImageId);
  const compute = request.ComputeType.Name;
  if (compute === undefined) throw invalidParameter('ComputeType has no Name.');
  checkCompute(compute, image);
  const user = gibibytes(request.UserStorage.Capacity);
  const root = request.RootStorage ? gibibytes(request.RootStorage.Capacity) : defaultRoot(compute, user);
  const trouble = volumeTrouble(compute, { root, user });
  if (trouble) throw invalidParameter(trouble);
  checkName(world, now, request.BundleName);
  const most = quota(world, 'Bundles');
  if (ownBundles(world).length >= most) throw limitExceeded(`The account has ${most} bundles, which is its quota.`);

  const bundle: Bundle = {
    BundleId: newId(world, 'wsb-', 9),
    Name: request.BundleName,
    Description: request.BundleDescription,
    ImageId: request.ImageId,
    compute,
    rootGib: String(root),
    userGib: String(user),
    created: now,
    stages: stagesFrom(now, 'PENDING', duration(world, 'bundle'), 'AVAILABLE'),
    visibleFrom: call.visibleFrom,
  };
  world.workspaces.bundles.push(bundle);
  keepTags(world, bundle.BundleId, request.Tags);
  return { WorkspaceBundle: described(call, bundle) };
};

function usableImage(world: World, now: number, id: string): World['workspaces']['images'][number] {
  const image = world.workspaces.images.find(({ ImageId }) => ImageId === id);
  if (!image) throw notFound(id, 'The image');
  const { state } = stageAt(image, now);
  if (state !== 'AVAILABLE') throw unavailable(id, `The image ${id} is not available: its state is ${state}.`);
  return image;
}

/** GPU images go with GPU bundles only, and Value not with Windows 11 (API Reference, `ImportWorkspaceImage`; Administration Guide, BYOL). */
function checkCompute(compute: string, image: World['workspaces']['images'][number]): void {
  if (compute === 'GRAPHICS' || compute === 'GRAPHICSPRO') throw invalidParameter(`${compute} bundles are no longer available.`);
  if (compute === 'VALUE' && image.windows === 'Windows 11') throw invalidParameter('Value bundles are not available for Windows 11.');
  if (image.ingestion !== undefined && compute.startsWith('GRAPHICS') !== image.ingestion.startsWith('BYOL_GRAPHICS')) {
    throw invalidParameter(`The compute type ${compute} does not go with an image that was imported by ${image.ingestion}.`);
  }
}

function checkName(world: World, now: number, name: string): void {
  const same = world.workspaces.bundles.filter((bundle) => bundle.Name === name);
  if (same.some(({ deleted }) => deleted === undefined)) throw alreadyExists(`A bundle named ${name} already exists.`);
  if (same.some(({ deleted }) => deleted !== undefined && now < deleted + nameHold)) {
    throw alreadyExists(`A bundle named ${name} was deleted less than 2 hours ago. Wait or use another name.`);
  }
}

function gibibytes(capacity: string): number {
  if (!/^[1-9]\d{0,5}$/.test(capacity)) throw invalidParameter(`The capacity ${capacity} is not a number of GiB.`);
  return Number(capacity);
}

const describeWorkspaceBundles: Operation = (call) => {
  const { world, now, account, input } = call;
  const { BundleIds: ids, Owner: owner } = input as { BundleIds?: string[]; Owner?: string };
  if (ids?.length && owner !== undefined) throw invalidParameter('Bundles can be filtered by id or by owner, not by both.');
  const bundles = owner !== undefined && owner !== account ? [] : ownBundles(world);
  const listed = bundles.filter(({ BundleId, visibleFrom }) => visibleFrom <= now && (!ids?.length || ids.includes(BundleId)));
  const { items, NextToken } = page(call, listed, 25);
  return { Bundles: items.map((bundle) => described(call, bundle)), NextToken };
};

function described({ now, account }: Call, bundle: Bundle): unknown {
  return {
    BundleId: bundle.BundleId,
    Name: bundle.Name,
    Owner: account,
    Description: bundle.Description,
    ImageId: bundle.ImageId,
    RootStorage: { Capacity: bundle.rootGib },
    UserStorage: { Capacity: bundle.userGib },
    ComputeType: { Name: bundle.compute },
    CreationTime: new Date(bundle.created),
    LastUpdatedTime: new Date(bundle.created),
    State: stageAt(bundle, now).state,
    BundleType: 'REGULAR',
  };
}

const deleteWorkspaceBundle: Operation = ({ world, now, input }) => {
  const id: string | undefined = input.BundleId;
  if (id === undefined) throw invalidParameter('BundleId is missing.');
  const bundle = ownBundles(world).find(({ BundleId }) => BundleId === id);
  if (!bundle) throw notFound(id, 'The bundle');
  if (world.workspaces.workspaces.some((workspace) => workspace.BundleId === id && stageAt(workspace, now).state !== 'TERMINATED')) {
    throw new ServiceError('ResourceAssociatedException', `The bundle ${id} is used by WorkSpaces.`);
  }
  bundle.deleted = now;
  delete world.workspaces.tags[id];
  return {};
};

/** Custom bundles of the account. AWS's public ones are none of the sandbox's business: `Owner: AMAZON` lists nothing. */
export const bundleOperations: Record<string, Operation> = {
  CreateWorkspaceBundle: createWorkspaceBundle,
  DescribeWorkspaceBundles: describeWorkspaceBundles,
  DeleteWorkspaceBundle: deleteWorkspaceBundle,
};
