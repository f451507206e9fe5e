import { describe, expect, it } from 'vitest';
import { bundle } from '../../steps/08-bundle.ts';
import type { BundleAnswer, BundleAnswers } from '../../steps/bundle/answers.ts';
import { fakeWork, intentOf, refusal, type FakeOptions, type FakeWork } from './work.ts';

const standard: BundleAnswer = { name: 'win11-standard', description: 'Standard', compute: 'STANDARD', rootGib: 80, userGib: 50 };
const imageId = 'wsi-0123456789';
const bundleId = 'wsb-0123456789';
const there = { BundleId: bundleId, Name: 'win11-standard', ImageId: imageId, ComputeType: { Name: 'STANDARD' as const }, RootStorage: { Capacity: '80' }, UserStorage: { Capacity: '50' }, State: 'AVAILABLE' as const };

function workOf(options: FakeOptions<BundleAnswers> = {}): FakeWork<BundleAnswers> {
  return fakeWork<BundleAnswers>({ answers: { bundle: [standard] }, from: { checker: { windows: 'windows-11-24h2' }, image: { imageId, imageName: 'win11-24h2' } }, ...options });
}

describe('each bundle', () => {
  it('is sent with capacities as words, its image and tags', async () => {
    const work = workOf({ aws: { 'workspaces:CreateWorkspaceBundle': { WorkspaceBundle: { BundleId: bundleId } } } });
    const [change] = bundle.changes(work);
    expect(await change!.send!(work, intentOf('bundle', change!.id))).toEqual({ kind: 'ok', outputs: { bundleId } });
    expect(work.called[0]?.input).toEqual({
      BundleName: 'win11-standard', BundleDescription: 'Standard', ImageId: imageId, ComputeType: { Name: 'STANDARD' }, RootStorage: { Capacity: '80' }, UserStorage: { Capacity: '50' },
      Tags: [{ Key: 'wizard-byol:onboarding', Value: 'contoso-euw1' }],
    });
    expect(change).toMatchObject({ id: 'bundle/win11-standard', billed: expect.stringMatching(/STANDARD with 80 \+ 50 GiB.*pricing/) });
  });

  it.each<[string, FakeOptions<BundleAnswers>, object[], object]>([
    ['is absent where nothing has its name', {}, [{ ...there, Name: 'other' }], { state: 'absent' }],
    ['is done where one is equal', {}, [there], { state: 'done', outputs: { name: 'win11-standard', bundleId } }],
    ['is done where one is equal and says nothing of its state or root volume', {}, [{ ...there, State: undefined, RootStorage: undefined }], { state: 'done' }],
    ['is being made', {}, [{ ...there, State: 'PENDING' }], { state: 'underway', outputs: { bundleId } }],
    ['could not be made', {}, [{ ...there, State: 'ERROR' }], { state: 'blocked', problem: { code: 'bundle.error', todo: [expect.stringContaining(bundleId), expect.stringContaining('2 hours')] } }],
    ['has its name taken', {}, [{ ...there, ImageId: 'wsi-theirs', UserStorage: { Capacity: '100' } }], { state: 'foreign', problem: { what: expect.stringMatching(/image wsi-theirs instead of wsi-0123456789, user volume 100 instead of 50/), exit: 4 } }],
    ['of a later attempt takes an equal one of the first', { attempt: 2 }, [there], { state: 'done', outputs: { bundleId } }],
    ['of a later attempt leaves another one of the first alone', { attempt: 2 }, [{ ...there, ImageId: 'wsi-old' }], { state: 'absent' }],
  ])('%s', async (_, options, Bundles, seen) => {
    const work = workOf({ ...options, aws: { 'workspaces:DescribeWorkspaceBundles': { Bundles } } });
    expect(await bundle.changes(work)[0]!.look(work)).toMatchObject(seen);
  });

  it('of a later attempt has a name of its own', () => {
    expect(bundle.changes(workOf({ attempt: 3 }))[0]).toMatchObject({ id: 'bundle/win11-standard', naturalKey: 'win11-standard-a3' });
  });

  it('whose name AWS still holds says so while it is looked for', async () => {
    const work = workOf({ aws: { 'workspaces:DescribeWorkspaceBundles': {} } });
    expect(await bundle.changes(work)[0]!.look(work, intentOf('bundle', 'x'))).toMatchObject({ state: 'absent', note: expect.stringContaining('2 hours') });
  });

  it('that is refused sends the reader back to the right step', async () => {
    const work = workOf({ aws: { 'workspaces:CreateWorkspaceBundle': () => { throw refusal('workspaces:CreateWorkspaceBundle', 'SomethingNewException', 'never seen'); } } });
    expect(await bundle.changes(work)[0]!.send!(work, intentOf('bundle', 'x'))).toMatchObject({ kind: 'refused', problem: { back: 'bundle' } });
  });
});

describe('the findings', () => {
  it.each<[string, Partial<BundleAnswer>[], string[]]>([
    ['nothing', [{}], []],
    ['volumes that no bundle has', [{ rootGib: 100 }], ['blocker bundle.volumes']],
    ['Value with Windows 11', [{ compute: 'VALUE', userGib: 10 }], ['blocker bundle.value-windows-11']],
    ['a name given twice', [{}, {}], ['blocker bundle.name-twice']],
    ['a GPU type that has ended', [{ compute: 'GRAPHICSPRO', rootGib: 100, userGib: 100 }], ['blocker bundle.graphicspro-ended']],
  ])('tell of %s', async (_, bundles, rules) => {
    const work = workOf({ answers: { bundle: bundles.map((one) => ({ ...standard, ...one })) } });
    expect((await bundle.findings!(work)).map(({ rule, level }) => `${level} ${rule}`)).toEqual(rules);
    expect(new Set(bundle.changes(work).map(({ id }) => id)).size).toBe(bundle.changes(work).length);
  });
});

describe('the answers', () => {
  const { schema } = bundle.questions[0]!;
  it.each([
    ['an unknown compute type', { compute: 'HUGE' }, /one of VALUE, STANDARD/],
    ['a compute type in lower case', { compute: 'standard' }, /did you mean STANDARD\?/],
    ['a name with a space', { name: 'win 11' }, /without spaces/],
    ['half a GiB', { rootGib: 80.5 }, /whole number/],
  ])('refuse %s', (_, wrong, message) => {
    expect(schema.safeParse([{ ...standard, ...wrong }]).error?.issues[0]?.message).toMatch(message);
  });
});

it('the step hands on every bundle by the name that was configured, once all are made', () => {
  const other = { ...standard, name: 'win11-power', compute: 'POWER' };
  const work = (made: Record<string, { bundleId: string }>) => workOf({ answers: { bundle: [standard, other] }, made });
  expect(bundle.outputs(work({ 'bundle/win11-standard': { bundleId } }))).toBeUndefined();
  expect(bundle.outputs(work({ 'bundle/win11-standard': { bundleId }, 'bundle/win11-power': { bundleId: 'wsb-2' } }))).toEqual({ bundles: [{ name: 'win11-standard', bundleId }, { name: 'win11-power', bundleId: 'wsb-2' }] });
});
