import type { Operation } from './service.ts';
import { stageAt, type Tags, type World } from './world.ts';
import { invalidParameter, limitExceeded, notFound } from './workspaces-errors.ts';

/** Tags a resource may carry (API Reference, `CreateTags`). */
const mostTags = 50;

/** Keeps the tags that a create call brought; {@link checkTags} has to have passed them before anything was made. */
export function keepTags(world: World, resourceId: string, tags: Tags | undefined): void {
  if (tags?.length) world.workspaces.tags[resourceId] = tags.map(({ Key, Value }) => ({ Key, Value: Value ?? '' }));
}

/** Refuses tags that AWS refuses: its own prefix, a key twice, more than fifty. */
export function checkTags(tags: Tags | undefined): void {
  if (!tags) return;
  if (tags.some(({ Key }) => Key.toLowerCase().startsWith('aws:'))) throw invalidParameter('Tag keys that begin with aws: are reserved.');
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) throw invalidParameter('A tag key is given more than once.');
  if (tags.length > mostTags) throw limitExceeded(`A resource can have at most ${mostTags} tags.`);
}

const describeTags: Operation = ({ world, now, input }) => {
  requireResource(world, now, input.ResourceId);
  return { TagList: world.workspaces.tags[input.ResourceId] ?? [] };
};

const createTags: Operation = ({ world, now, input }) => {
  requireResource(world, now, input.ResourceId);
  const added = input.Tags as Tags;
  checkTags(added);
  const kept = (world.workspaces.tags[input.ResourceId] ?? []).filter(({ Key }) => !added.some((tag) => tag.Key === Key));
  checkTags([...kept, ...added]);
  keepTags(world, input.ResourceId, [...kept, ...added]);
  return {};
};

const deleteTags: Operation = ({ world, now, input }) => {
  requireResource(world, now, input.ResourceId);
  const keys = input.TagKeys as string[];
  world.workspaces.tags[input.ResourceId] = (world.workspaces.tags[input.ResourceId] ?? []).filter(({ Key }) => !keys.includes(Key));
  return {};
};

function requireResource(world: World, now: number, id: string): void {
  const { images, bundles, directories, workspaces } = world.workspaces;
  const known =
    images.some(({ ImageId }) => ImageId === id) ||
    bundles.some((bundle) => bundle.BundleId === id && bundle.deleted === undefined) ||
    directories.some((directory) => directory.DirectoryId === id && stageAt(directory, now).state !== 'DEREGISTERED') ||
    workspaces.some((workspace) => workspace.WorkspaceId === id && stageAt(workspace, now).state !== 'TERMINATED');
  if (!known) throw notFound(id, 'The resource');
}

/** Tags of WorkSpaces resources: Describe calls of the resources themselves show none. */
export const tagOperations: Record<string, Operation> = {
  DescribeTags: describeTags,
  CreateTags: createTags,
  DeleteTags: deleteTags,
};
