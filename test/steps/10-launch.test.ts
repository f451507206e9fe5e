import { describe, expect, it } from 'vitest';
import type { Intent } from '../../source/step.ts';
import { launch } from '../../steps/10-launch.ts';
import type { LaunchAnswers } from '../../steps/launch/answers.ts';
import { fakeWork, intentOf, noon, refusal, type FakeOptions, type FakeWork, type Script } from './work.ts';

const bundleId = 'wsb-0123456789';
const directoryId = 'd-906702f0a1';
const answers: Partial<LaunchAnswers> = { users: ['alice', 'bob', 'carol'], runningMode: 'AUTO_STOP', autoStopMinutes: 120 };

function workOf(options: FakeOptions<LaunchAnswers> = {}): FakeWork<LaunchAnswers> {
  return fakeWork<LaunchAnswers>({
    from: { bundle: { bundles: [{ name: 'win11-standard', bundleId }] }, directory: { directoryId, registrationCode: 'WSdub+ABCDEF' } },
    ...options,
    answers: { ...answers, ...options.answers },
  });
}

const workspace = (UserName: string, State: string, more: object = {}) => ({ WorkspaceId: `ws-${UserName}`, UserName, BundleId: bundleId, DirectoryId: directoryId, State: State as 'AVAILABLE', ...more });
const listed = (...Workspaces: object[]): Script => ({ 'workspaces:DescribeWorkspaces': { Workspaces } });

describe('the changes', () => {
  it('are a pilot of the first user, then all others at 25 a call', () => {
    const [pilot, rest] = launch.changes(workOf());
    expect([pilot?.items, rest?.items]).toEqual([{ keys: ['alice'], most: 25 }, { keys: ['bob', 'carol'], most: 25 }]);
    expect(pilot?.call.input).toEqual({ Workspaces: [{ DirectoryId: directoryId, BundleId: bundleId, UserName: 'alice', WorkspaceProperties: { RunningMode: 'AUTO_STOP', RunningModeAutoStopTimeoutInMinutes: 120 }, Tags: [{ Key: 'wizard-byol:onboarding', Value: 'contoso-euw1' }] }] });
    expect(rest?.billed).toMatch(/^2 WorkSpaces, AutoStop: by month and by hour.*https:/);
    expect(launch.changes(workOf({ answers: { users: ['alice'] } }))).toHaveLength(1);
  });

  it('name no hours for AlwaysOn, which AWS would refuse', () => {
    expect(launch.changes(workOf({ answers: { runningMode: 'ALWAYS_ON' } }))[0]?.call.input).toMatchObject({ Workspaces: [{ WorkspaceProperties: { RunningMode: 'ALWAYS_ON' } }] });
    expect(JSON.stringify(launch.changes(workOf({ answers: { runningMode: 'ALWAYS_ON' } }))[0]?.call)).not.toContain('Timeout');
  });

  it('take the bundle that was named', () => {
    const bundles = { bundle: { bundles: [{ name: 'a', bundleId: 'wsb-a' }, { name: 'b', bundleId: 'wsb-b' }] } };
    expect(launch.changes(workOf({ answers: { bundle: 'b' }, from: bundles }))[0]?.call.input).toMatchObject({ Workspaces: [{ BundleId: 'wsb-b' }] });
    const asked = launch.questions.find(({ key }) => key === 'bundle')!;
    expect([asked.when!(workOf({ from: bundles })), asked.when!(workOf())]).toEqual([true, false]);
  });

  it('show 5,000 users as one line', () => {
    const users = Array.from({ length: 5_000 }, (_, index) => `user${index}`);
    const [, rest] = launch.changes(workOf({ answers: { users } }));
    expect(rest?.items?.keys).toHaveLength(4_999);
    expect(rest?.call.input).toMatchObject({ Workspaces: [{ UserName: '«each of 4999 users»' }] });
  });
});

describe('the look', () => {
  it.each<[string, object | undefined, Intent | undefined, object]>([
    ['absent', undefined, undefined, { state: 'absent' }],
    ['absent after it was terminated', workspace('bob', 'TERMINATED'), undefined, { state: 'absent' }],
    ['waiting for an older one to go', workspace('bob', 'TERMINATING', { BundleId: 'wsb-old' }), undefined, { state: 'underway' }],
    ['being made', workspace('bob', 'PENDING'), undefined, { state: 'underway', outputs: { workspaceId: 'ws-bob' } }],
    ['done', workspace('BOB', 'AVAILABLE', { WorkspaceId: 'ws-bob' }), undefined, { state: 'done', outputs: { user: 'bob', workspaceId: 'ws-bob', state: 'AVAILABLE' } }],
    ['done though it has stopped by itself', workspace('bob', 'STOPPED'), undefined, { state: 'done' }],
    ['foreign from another bundle', workspace('bob', 'AVAILABLE', { BundleId: 'wsb-old' }), undefined, { state: 'foreign', problem: { code: 'launch.has-another', what: expect.stringContaining('wsb-old') } }],
    ['failed', workspace('bob', 'ERROR', { ErrorCode: 'X', ErrorMessage: 'no address left' }), undefined, { state: 'blocked', problem: { code: 'launch.error', what: expect.stringContaining('no address left'), todo: expect.arrayContaining([expect.stringContaining('terminate-workspaces'), expect.stringContaining('wizard resume contoso-euw1 --again launch')]) } }],
    ['not healthy yet', workspace('bob', 'UNHEALTHY'), intentOf('launch', 'rest', { time: noon - 60_000 }), { state: 'underway' }],
    ['unhealthy', workspace('bob', 'UNHEALTHY'), intentOf('launch', 'rest', { time: noon - 3_600_000 }), { state: 'blocked', problem: { code: 'launch.unhealthy' } }],
  ])('finds one user’s WorkSpace %s', async (_, found, intent, seen) => {
    const work = workOf({ aws: listed(...(found ? [found] : []), workspace('stranger', 'ERROR')) });
    const sighting = await launch.changes(work)[1]!.look(work, intent);
    expect(sighting).toMatchObject({ state: 'items', items: { bob: seen, carol: { state: 'absent' } } });
  });

  it('knows a user however the name is spelled', async () => {
    const work = workOf({ answers: { users: ['Alice'] }, aws: listed(workspace('aLICE', 'AVAILABLE')) });
    expect(await launch.changes(work)[0]!.look(work)).toMatchObject({ items: { Alice: { state: 'done', outputs: { user: 'Alice' } } } });
  });

  it('asks once for all users of a directory, page by page', async () => {
    const pages: Script = { 'workspaces:DescribeWorkspaces': ({ NextToken }) => (NextToken ? { Workspaces: [workspace('carol', 'PENDING')] } : { Workspaces: [workspace('bob', 'AVAILABLE')], NextToken: 'next' }) };
    const work = workOf({ aws: pages });
    expect(await launch.changes(work)[1]!.look(work)).toMatchObject({ items: { bob: { state: 'done' }, carol: { state: 'underway' } } });
    expect(work.called.map(({ input }) => input)).toEqual([{ DirectoryId: directoryId }, { DirectoryId: directoryId, NextToken: 'next' }]);
  });
});

describe('the send', () => {
  const send = (work: FakeWork<LaunchAnswers>, keys?: readonly string[]) => launch.changes(work)[1]!.send!(work, intentOf('launch', 'rest'), keys);

  it('sends the users it is given, with tags', async () => {
    const work = workOf({ aws: { 'workspaces:CreateWorkspaces': { PendingRequests: [workspace('carol', 'PENDING')] } } });
    expect(await send(work, ['carol'])).toEqual({ kind: 'items', items: { carol: { kind: 'ok', outputs: { workspaceId: 'ws-carol', state: 'PENDING' } } } });
    expect(work.called[0]?.input).toMatchObject({ Workspaces: [{ UserName: 'carol', BundleId: bundleId, Tags: [{ Key: 'wizard-byol:onboarding', Value: 'contoso-euw1' }] }] });
  });

  it('tells the failures inside a success apart, user by user', async () => {
    const failed = (UserName: string, ErrorCode: string) => ({ WorkspaceRequest: { DirectoryId: directoryId, UserName, BundleId: bundleId }, ErrorCode, ErrorMessage: 'The user could not be found in the directory.' });
    const answer = { PendingRequests: [], FailedRequests: [failed('BOB', 'ResourceNotFound.User'), failed('carol', 'ResourceExists.WorkSpace')] };
    const outcome = await send(workOf({ aws: { 'workspaces:CreateWorkspaces': answer } }));
    expect(outcome).toMatchObject({ kind: 'items', items: { bob: { kind: 'refused', problem: { what: expect.stringMatching(/^bob: /), back: 'launch', raw: { code: 'ResourceNotFound.User' } } }, carol: { kind: 'unknown' } } });
  });

  it('says nothing of a user that AWS says nothing of', async () => {
    const outcome = await send(workOf({ aws: { 'workspaces:CreateWorkspaces': { PendingRequests: [workspace('bob', 'PENDING')], FailedRequests: [] } } }));
    expect(Object.keys(outcome.kind === 'items' ? outcome.items : {})).toEqual(['bob']);
  });

  it.each([
    ['an answer that holds neither list is no answer', {}, { kind: 'unknown' }],
    ['a call that is refused is refused for all', () => { throw refusal('workspaces:CreateWorkspaces', 'ResourceLimitExceededException', 'more than the quota of 1'); }, { kind: 'refused', problem: { raw: { code: 'ResourceLimitExceededException' } } }],
  ] as const)('%s', async (_, answer, outcome) => {
    expect(await send(workOf({ aws: { 'workspaces:CreateWorkspaces': answer } }))).toMatchObject(outcome);
  });
});

describe('the findings', () => {
  const ad = (Type: 'MicrosoftAD' | 'ADConnector'): Script => ({ 'ds:DescribeDirectories': { DirectoryDescriptions: [{ DirectoryId: directoryId, Type }] } });
  const found = async (options: FakeOptions<LaunchAnswers>) => launch.findings!(workOf({ aws: ad('MicrosoftAD'), ...options }));

  it('stop at a user named twice, whatever the case, who is launched once', async () => {
    const users = ['alice', 'bob', 'Alice'];
    expect(await found({ answers: { users } })).toContainEqual(expect.objectContaining({ rule: 'launch.user-twice', level: 'blocker', title: expect.stringContaining('Alice') }));
    expect(launch.changes(workOf({ answers: { users } })).flatMap(({ items }) => items?.keys)).toEqual(['alice', 'bob']);
  });

  it('stop at a bundle that was not made', async () => {
    expect(await found({ answers: { bundle: 'other' } })).toContainEqual(expect.objectContaining({ rule: 'launch.bundle', level: 'blocker' }));
  });

  it('say who has to tell the users their registration code', async () => {
    const invitation = async (type: 'MicrosoftAD' | 'ADConnector') => (await found({ aws: ad(type) })).find(({ rule }) => rule === 'launch.invitations');
    expect(await invitation('ADConnector')).toMatchObject({ title: expect.stringContaining('WSdub+ABCDEF'), certainty: 'seen' });
    expect(await invitation('MicrosoftAD')).toMatchObject({ certainty: 'inferred' });
  });
});

it.each([[['alice'], true], [['contoso\\alice'], false], [['alice@contoso.com'], false], [['a b'], false], [[], false]])('users %j are accepted: %s', (users, accepted) => {
  expect(launch.questions.find(({ key }) => key === 'users')!.schema.safeParse(users).success).toBe(accepted);
});

it('the step hands on every WorkSpace, once all are made', () => {
  const made = (...users: string[]) => Object.fromEntries(users.map((user) => [user, { user, workspaceId: `ws-${user}`, state: 'AVAILABLE' }]));
  expect(launch.outputs(workOf({ made: { pilot: made('alice') } }))).toBeUndefined();
  expect(launch.outputs(workOf({ made: { pilot: made('alice'), rest: made('bob', 'carol') } }))?.workspaces.map(({ user }) => user)).toEqual(['alice', 'bob', 'carol']);
});
