import { describe, expect, it } from 'vitest';
import { minute, readyCompany, refusal, type Company, type Answer } from './company.ts';

const id = 'd-906702f0a1';
type Ready = ReturnType<typeof readyCompany>;

const create = (at: Ready, users: string[], changes: object = {}) =>
  at.workspaces('CreateWorkspaces', { Workspaces: users.map((UserName) => ({ DirectoryId: id, UserName, BundleId: at.bundleId, ...changes })) });
const states = (at: Company) => at.workspaces('DescribeWorkspaces').Workspaces.map(({ State }: Answer) => State);

/** A company with a WorkSpace of alice's, available. */
function withDesktop(RunningMode = 'AUTO_STOP'): Ready & { workspaceId: string } {
  const at = readyCompany();
  const workspaceId: string = create(at, ['alice'], { WorkspaceProperties: { RunningMode } }).PendingRequests[0].WorkspaceId;
  at.pass(15 * minute);
  return { ...at, workspaceId };
}

describe('creating WorkSpaces', () => {
  it('answers with ids at once; they are listed after a moment and available after fifteen minutes', () => {
    const at = readyCompany();
    const { PendingRequests, FailedRequests } = create(at, ['alice', 'bob'], { Tags: [{ Key: 'a', Value: 'b' }] });
    expect(FailedRequests).toEqual([]);
    expect(PendingRequests.map(({ UserName, State }: Answer) => [UserName, State])).toEqual([['alice', 'PENDING'], ['bob', 'PENDING']]);
    expect(PendingRequests[0].WorkspaceId).toMatch(/^ws-[0-9a-z]{8,63}$/);
    expect(states(at)).toEqual([]);
    at.pass(minute);
    expect(states(at)).toEqual(['PENDING', 'PENDING']);
    at.pass(14 * minute);
    const [alice] = at.workspaces('DescribeWorkspaces').Workspaces;
    expect(alice).toMatchObject({
      State: 'AVAILABLE', BundleId: at.bundleId,
      WorkspaceProperties: { RunningMode: 'ALWAYS_ON', RootVolumeSizeGib: 80, UserVolumeSizeGib: 50, ComputeTypeName: 'STANDARD', Protocols: ['WSP'] },
    });
    expect(alice.IpAddress).toMatch(/^10\.1\.[01]\.\d+$/);
    expect(alice.ComputerName).toMatch(/^WORKSPA-\w{5}$/);
    expect(alice).not.toHaveProperty('Tags');
    expect(at.workspaces('DescribeTags', { ResourceId: alice.WorkspaceId }).TagList).toEqual([{ Key: 'a', Value: 'b' }]);
  });

  it('fails for some inside a success and goes on for the others', () => {
    const at = readyCompany();
    create(at, ['alice']);
    const { PendingRequests, FailedRequests } = at.workspaces('CreateWorkspaces', {
      Workspaces: [
        { DirectoryId: id, UserName: 'Alice', BundleId: at.bundleId },
        { DirectoryId: id, UserName: 'mallory', BundleId: at.bundleId },
        { DirectoryId: 'd-0000000000', UserName: 'bob', BundleId: at.bundleId },
        { DirectoryId: id, UserName: 'bob', BundleId: 'wsb-nosuchone' },
        { DirectoryId: id, UserName: 'bob', BundleId: at.bundleId, WorkspaceProperties: { RunningMode: 'MANUAL' } },
        { DirectoryId: id, UserName: 'bob', BundleId: at.bundleId, WorkspaceProperties: { RootVolumeSizeGib: 90 } },
        { DirectoryId: id, UserName: 'carol', BundleId: at.bundleId },
        { DirectoryId: id, UserName: 'carol', BundleId: at.bundleId },
      ],
    });
    expect(PendingRequests.map(({ UserName }: Answer) => UserName)).toEqual(['carol']);
    expect(FailedRequests.map(({ ErrorCode, WorkspaceRequest }: Answer) => [ErrorCode, WorkspaceRequest.UserName])).toEqual([
      ['ResourceExists.WorkSpace', 'Alice'],
      ['ResourceNotFound.User', 'mallory'],
      ['ResourceNotFound.Directory', 'bob'],
      ['ResourceNotFound.Bundle', 'bob'],
      ['OperationNotSupported.RunningMode', 'bob'],
      ['InvalidParameterValue.VolumeSize', 'bob'],
      ['ResourceExists.WorkSpace', 'carol'],
    ]);
  });

  it.each([
    ['registered as shared', (at: Ready) => (at.world.workspaces.directories[0]!.Tenancy = 'SHARED'), 'OperationNotSupported.Tenancy'],
    ['still being registered', (at: Ready) => (at.world.workspaces.directories[0]!.stages = [{ at: 0, state: 'REGISTERING' }]), 'ResourceNotFound.Directory'],
  ])('fails in a directory that is %s', (_, prepare, code) => {
    const at = readyCompany();
    prepare(at);
    expect(create(at, ['alice']).FailedRequests[0].ErrorCode).toBe(code);
  });

  it.each([
    ['a timeout that is no hour', { WorkspaceProperties: { RunningMode: 'AUTO_STOP', RunningModeAutoStopTimeoutInMinutes: 90 } }],
    ['a timeout of a WorkSpace that is always on', { WorkspaceProperties: { RunningMode: 'ALWAYS_ON', RunningModeAutoStopTimeoutInMinutes: 60 } }],
    ['a reserved tag', { Tags: [{ Key: 'AWS:x', Value: '' }] }],
  ])('is refused whole for %s', (_, changes) => {
    const at = readyCompany();
    expect(refusal(() => create(at, ['alice'], changes))).toBe('InvalidParameterValuesException');
    expect(at.world.workspaces.workspaces).toEqual([]);
  });

  it('is refused whole beyond the quota, which terminated WorkSpaces do not fill', () => {
    const at = withDesktop();
    at.world.serviceQuotas.quotas.push({ ServiceCode: 'workspaces', QuotaCode: 'L-34278094', QuotaName: 'WorkSpaces', Value: 2, Adjustable: true });
    expect(refusal(() => create(at, ['bob', 'carol']))).toBe('ResourceLimitExceededException');
    expect(refusal(() => create(at, ['bob', 'alice']))).toBe('accepted');
    at.workspaces('TerminateWorkspaces', { TerminateWorkspaceRequests: [{ WorkspaceId: at.workspaceId }] });
    at.pass(3 * minute);
    expect(refusal(() => create(at, ['carol']))).toBe('accepted');
  });

  it('has a quota of its own for large and GPU types', () => {
    const at = readyCompany();
    Object.assign(at.world.workspaces.bundles[0]!, { compute: 'GRAPHICS_G4DN', rootGib: '100', userGib: '100' });
    expect(refusal(() => create(at, ['alice']))).toBe('ResourceLimitExceededException');
  });

  it('ends as the scenario says for one, and that one keeps its user', () => {
    const at = readyCompany();
    at.world.scenario.outcomes.push({ kind: 'workspace', nth: 2, message: 'No address is left.', codes: ['SubnetFull'] });
    create(at, ['alice', 'bob', 'carol']);
    at.pass(15 * minute);
    expect(states(at)).toEqual(['AVAILABLE', 'ERROR', 'AVAILABLE']);
    expect(at.workspaces('DescribeWorkspaces').Workspaces[1]).toMatchObject({ ErrorCode: 'SubnetFull', ErrorMessage: 'No address is left.' });
    expect(create(at, ['bob']).FailedRequests[0].ErrorCode).toBe('ResourceExists.WorkSpace');
  });

  it('that listings do not show yet still keeps its user', () => {
    const at = readyCompany();
    at.lag(30 * minute);
    create(at, ['alice']);
    at.pass(20 * minute);
    expect(states(at)).toEqual([]);
    expect(create(at, ['alice']).FailedRequests[0].ErrorCode).toBe('ResourceExists.WorkSpace');
  });
});

describe('listing WorkSpaces', () => {
  it('takes one kind of filter', () => {
    const at = withDesktop();
    create(at, ['bob']);
    at.pass(minute);
    const users = (input: object) => at.workspaces('DescribeWorkspaces', input).Workspaces.map(({ UserName }: Answer) => UserName);
    expect(users({ WorkspaceIds: [at.workspaceId] })).toEqual(['alice']);
    expect(users({ DirectoryId: id, UserName: 'BOB' })).toEqual(['bob']);
    expect(users({ BundleId: at.bundleId })).toEqual(['alice', 'bob']);
    expect(users({ BundleId: 'wsb-nosuchone' })).toEqual([]);
    for (const wrong of [{ DirectoryId: id, BundleId: at.bundleId }, { WorkspaceIds: [at.workspaceId], DirectoryId: id }, { UserName: 'alice' }]) {
      expect(refusal(() => users(wrong))).toBe('InvalidParameterValuesException');
    }
  });

  it('goes by pages of at most twenty-five', () => {
    const at = readyCompany();
    const users = Array.from({ length: 30 }, (_, index) => `user${index}`);
    at.world.directoryService.directories[0]!.users = users;
    create(at, users.slice(0, 25));
    create(at, users.slice(25));
    at.pass(minute);
    const first = at.workspaces('DescribeWorkspaces');
    const second = at.workspaces('DescribeWorkspaces', { NextToken: first.NextToken });
    expect([first.Workspaces.length, second.Workspaces.length, second.NextToken]).toEqual([25, 5, undefined]);
    expect(at.workspaces('DescribeWorkspaces', { Limit: 2 }).Workspaces).toHaveLength(2);
    expect(at.workspaces('DescribeWorkspacesConnectionStatus').WorkspacesConnectionStatus).toHaveLength(25);
  });
});

describe('a WorkSpace', () => {
  const act = (at: Company, action: string, WorkspaceId: string) =>
    at.workspaces(`${action}Workspaces`, { [`${action}WorkspaceRequests`]: [{ WorkspaceId }] }).FailedRequests[0]?.ErrorCode;

  it('reboots, stops and starts', () => {
    const at = withDesktop();
    const connection = () => at.workspaces('DescribeWorkspacesConnectionStatus', { WorkspaceIds: [at.workspaceId] }).WorkspacesConnectionStatus[0].ConnectionState;
    expect(connection()).toBe('DISCONNECTED');
    expect(act(at, 'Reboot', at.workspaceId)).toBeUndefined();
    expect(states(at)).toEqual(['REBOOTING']);
    expect(connection()).toBe('UNKNOWN');
    at.pass(4 * minute);
    expect(states(at)).toEqual(['AVAILABLE']);
    expect(act(at, 'Stop', at.workspaceId)).toBeUndefined();
    expect(states(at)).toEqual(['STOPPING']);
    at.pass(2 * minute);
    expect(states(at)).toEqual(['STOPPED']);
    expect(act(at, 'Reboot', at.workspaceId)).toBe('InvalidResourceState.WorkSpace');
    expect(act(at, 'Start', at.workspaceId)).toBeUndefined();
    at.pass(2 * minute);
    expect(states(at)).toEqual(['AVAILABLE']);
    expect(act(at, 'Start', at.workspaceId)).toBe('InvalidResourceState.WorkSpace');
  });

  it('that is always on does not stop', () => {
    const at = withDesktop('ALWAYS_ON');
    expect(act(at, 'Stop', at.workspaceId)).toBe('OperationNotSupported.RunningMode');
  });

  it('is terminated from any state, goes within minutes, and frees its user', () => {
    const at = withDesktop();
    expect(act(at, 'Terminate', at.workspaceId)).toBeUndefined();
    at.pass(minute);
    expect(act(at, 'Terminate', at.workspaceId)).toBeUndefined();
    expect(states(at)).toEqual(['TERMINATING']);
    at.pass(2 * minute);
    expect(states(at)).toEqual([]);
    expect(act(at, 'Terminate', at.workspaceId)).toBe('ResourceNotFound.WorkSpace');
    expect(create(at, ['alice']).FailedRequests).toEqual([]);
    expect(act(at, 'Reboot', 'ws-nosuchone')).toBe('ResourceNotFound.WorkSpace');
  });
});

describe('tags of WorkSpaces resources', () => {
  it('are added, replaced and removed by key', () => {
    const at = withDesktop();
    for (const ResourceId of [at.workspaceId, at.bundleId, at.imageId, id]) {
      const list = () => at.workspaces('DescribeTags', { ResourceId }).TagList;
      expect(list()).toEqual([]);
      at.workspaces('CreateTags', { ResourceId, Tags: [{ Key: 'a', Value: '1' }, { Key: 'b' }] });
      at.workspaces('CreateTags', { ResourceId, Tags: [{ Key: 'a', Value: '2' }] });
      expect(list()).toEqual([{ Key: 'b', Value: '' }, { Key: 'a', Value: '2' }]);
      at.workspaces('DeleteTags', { ResourceId, TagKeys: ['b', 'c'] });
      expect(list()).toEqual([{ Key: 'a', Value: '2' }]);
      at.workspaces('DeleteTags', { ResourceId, TagKeys: ['a'] });
      expect(list()).toEqual([]);
    }
  });

  it('are at most fifty, and only of what is there', () => {
    const at = withDesktop();
    const many = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => ({ Key: `${prefix}${index}`, Value: '' }));
    at.workspaces('CreateTags', { ResourceId: id, Tags: many(49, 'a') });
    expect(refusal(() => at.workspaces('CreateTags', { ResourceId: id, Tags: many(2, 'b') }))).toBe('ResourceLimitExceededException');
    expect(refusal(() => at.workspaces('CreateTags', { ResourceId: id, Tags: many(1, 'b') }))).toBe('accepted');
    expect(refusal(() => at.workspaces('DescribeTags', { ResourceId: 'ws-nosuchone' }))).toBe('ResourceNotFoundException');
  });
});
