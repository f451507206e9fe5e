import type { Output } from '../../source/aws/operations.ts';
import { pace } from '../../source/knowledge/durations.ts';
import type { Problem } from '../../source/problem.ts';
import { pending, type Change, type LookWork, type Sighting, type Work } from '../../source/step.ts';
import { nameOfAttempt } from '../shared/attempt.ts';
import { explained, sendTagged } from '../shared/outcome.ts';
import { tagList } from '../shared/tags.ts';
import type { BundleAnswer, BundleAnswers } from './answers.ts';

type Bundle = NonNullable<Output<'workspaces:DescribeWorkspaceBundles'>['Bundles']>[number];

/** What a bundle is made of: equal in all of it, one that exists is as good as a new one. */
type Wanted = { readonly imageId: string | undefined; readonly compute: string; readonly root: string; readonly user: string };

/** One bundle; found again by name, and by what it is made of. */
export function bundleChange(work: Work<BundleAnswers>, bundle: BundleAnswer): Change {
  const BundleName = nameOfAttempt(bundle.name, work.attempt);
  const imageId = work.from('image')?.imageId;
  const wanted: Wanted = { imageId, compute: bundle.compute, root: String(bundle.rootGib), user: String(bundle.userGib) };
  const input = {
    BundleName,
    BundleDescription: bundle.description,
    ImageId: imageId ?? pending('image'),
    ComputeType: { Name: bundle.compute as 'STANDARD' },
    RootStorage: { Capacity: wanted.root },
    UserStorage: { Capacity: wanted.user },
  };
  return {
    id: `bundle/${bundle.name}`,
    title: `Bundle ${BundleName}: ${bundle.compute}, ${bundle.rootGib} + ${bundle.userGib} GiB`,
    call: { service: 'workspaces', operation: 'CreateWorkspaceBundle', input: { ...input, Tags: tagList(work) } },
    kind: 'B',
    naturalKey: BundleName,
    pace: pace('bundle'),
    billed: `Nothing by itself; each WorkSpace launched from it as ${bundle.compute} with ${bundle.rootGib} + ${bundle.userGib} GiB: https://aws.amazon.com/workspaces/pricing/`,
    look: (looking, intent) => lookForBundle(looking, bundle, wanted, intent !== undefined),
    send: async (sending) =>
      explained(
        await sendTagged(sending, (Tags) =>
          sending.aws.send('workspaces:CreateWorkspaceBundle', { ...input, ...(Tags && { Tags }) }, ({ WorkspaceBundle }) => (WorkspaceBundle?.BundleId ? { bundleId: WorkspaceBundle.BundleId } : undefined)),
        ),
        'bundle',
      ),
  };
}

async function lookForBundle(work: LookWork, bundle: BundleAnswer, wanted: Wanted, sent: boolean): Promise<Sighting> {
  const all = await work.aws.list('workspaces:DescribeWorkspaceBundles', {}, ({ Bundles }) => Bundles);
  const names = Array.from({ length: work.attempt }, (_, earlier) => nameOfAttempt(bundle.name, work.attempt - earlier));
  const named = all.filter(({ Name }) => names.includes(Name ?? ''));
  const equal = named.find((found) => differences(found, wanted).length === 0);
  if (equal) return sightingOf(equal, bundle.name);
  const inTheWay = named.find(({ Name }) => Name === names[0]);
  if (inTheWay) return { state: 'foreign', problem: otherBundle(inTheWay, differences(inTheWay, wanted)) };
  return { state: 'absent', ...(sent && { note: 'if a bundle of this name was deleted, AWS gives the name back after 2 hours' }) };
}

function differences({ ImageId, ComputeType, RootStorage, UserStorage }: Bundle, { imageId, compute, root, user }: Wanted): string[] {
  const pairs = [
    ['image', ImageId, imageId],
    ['compute type', ComputeType?.Name, compute],
    // Older bundles name no root volume: it is the smallest then.
    ['root volume', RootStorage?.Capacity ?? root, root],
    ['user volume', UserStorage?.Capacity, user],
  ] as const;
  return pairs.flatMap(([what, has, should]) => (has === should ? [] : [`${what} ${has ?? 'unknown'} instead of ${should ?? 'unknown'}`]));
}

function sightingOf({ BundleId = '', Name = '', State }: Bundle, name: string): Sighting {
  if (State === 'PENDING') return { state: 'underway', note: `${BundleId} is being made`, outputs: { bundleId: BundleId } };
  if (State === 'ERROR') return { state: 'blocked', problem: bundleFailed(Name, BundleId) };
  return { state: 'done', outputs: { name, bundleId: BundleId } };
}

function otherBundle({ Name = '', BundleId = '' }: Bundle, how: readonly string[]): Problem {
  return {
    code: 'bundle.name-taken',
    what: `A bundle named ${Name} exists already (${BundleId}) and differs: ${how.join(', ')}.`,
    causes: ['It was made by hand, or from an earlier image.'],
    todo: ['Choose another name in the section bundle.', `Or delete it and wait 2 hours until AWS gives the name back: aws workspaces delete-workspace-bundle --bundle-id ${BundleId}`],
    back: 'bundle',
    exit: 4,
  };
}

function bundleFailed(name: string, id: string): Problem {
  return {
    code: 'bundle.error',
    what: `AWS could not make the bundle ${name} (${id}); it gives no reason.`,
    causes: ['Something at AWS.'],
    todo: [`Delete it: aws workspaces delete-workspace-bundle --bundle-id ${id}`, 'Choose another name in the section bundle, because AWS holds the old one for 2 hours.'],
    back: 'bundle',
    exit: 1,
  };
}
