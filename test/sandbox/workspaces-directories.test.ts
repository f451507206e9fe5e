import { describe, expect, it } from 'vitest';
import { company, defaultRole, directory, minute, readyCompany, refusal, type Company } from './company.ts';

const id = 'd-906702f0a1';
const listed = (at: Company) => at.workspaces('DescribeWorkspaceDirectories').Directories[0];

/** BYOL is enabled, with the range given. */
function enabled(managementCidr = '10.42.0.0/16'): Company {
  const at = company();
  at.world.workspaces.managementCidr = managementCidr;
  return at;
}

const register = (at: Company, changes: object = {}) =>
  refusal(() => at.workspaces('RegisterWorkspaceDirectory', { DirectoryId: id, Tenancy: 'DEDICATED', ...changes }));

describe('registering a directory', () => {
  it('takes six minutes and gives a registration code at the end', () => {
    const at = enabled();
    const input = { DirectoryId: id, Tenancy: 'DEDICATED', SubnetIds: ['subnet-0000000a', 'subnet-0000000b'], EnableSelfService: true };
    expect(at.workspaces('RegisterWorkspaceDirectory', input)).toEqual({ DirectoryId: id, State: 'REGISTERING' });
    expect(listed(at)).toMatchObject({ DirectoryId: id, State: 'REGISTERING', Tenancy: 'DEDICATED', SubnetIds: input.SubnetIds });
    expect(listed(at)).not.toHaveProperty('RegistrationCode');
    at.pass(6 * minute);
    expect(listed(at)).toMatchObject({ State: 'REGISTERED', SelfservicePermissions: { RestartWorkspace: 'ENABLED' }, DirectoryName: 'corp.example.com' });
    expect(listed(at).RegistrationCode).toMatch(/^\w+\+\w{6}$/);
    expect(listed(at).WorkspaceSecurityGroupId).toMatch(/^sg-[0-9a-f]{17}$/);
  });

  it.each<[string, (at: Company) => void, object, string]>([
    ['without the default role', (at) => at.world.iam.roles.pop(), {}, 'WorkspacesDefaultRoleNotFoundException'],
    ['while the default role is not visible yet', (at) => (at.world.iam.roles = [{ ...defaultRole, visibleFrom: at.now() + 1 }]), {}, 'WorkspacesDefaultRoleNotFoundException'],
    ['with a default role that trusts another service', (at) => (at.world.iam.roles = [{ ...defaultRole, trust: '{}' }]), {}, 'WorkspacesDefaultRoleNotFoundException'],
    ['as dedicated before the account is enabled', (at) => delete at.world.workspaces.managementCidr, {}, 'InvalidParameterValuesException'],
    ['that does not exist', () => {}, { DirectoryId: 'd-0000000000' }, 'ResourceNotFoundException'],
    ['that is not named', () => {}, { DirectoryId: undefined }, 'InvalidParameterValuesException'],
    ['that is not active', (at) => (at.world.directoryService.directories[0]!.Stage = 'Creating'), {}, 'InvalidResourceStateException'],
    ['for pools', () => {}, { WorkspaceType: 'POOLS' }, 'OperationNotSupportedException'],
    ['in one subnet', () => {}, { SubnetIds: ['subnet-0000000a'] }, 'OperationNotSupportedException'],
    ['in two subnets of one zone', () => {}, { SubnetIds: ['subnet-0000000b', 'subnet-0000000c'] }, 'OperationNotSupportedException'],
    ['in a zone that WorkSpaces does not support', () => {}, { SubnetIds: ['subnet-0000000a', 'subnet-0000000d'] }, 'OperationNotSupportedException'],
    ['in a subnet of another VPC', () => {}, { SubnetIds: ['subnet-0000000b', 'subnet-0000000e'] }, 'InvalidParameterValuesException'],
    ['in a subnet that is not there', () => {}, { SubnetIds: ['subnet-0000000b', 'subnet-99999999'] }, 'InvalidParameterValuesException'],
    ['in the subnets of the directory when none are named', () => {}, {}, 'accepted'],
  ])('%s', (_, prepare, changes, expected) => {
    const at = enabled();
    prepare(at);
    expect(register(at, changes)).toBe(expected);
    expect(at.world.workspaces.directories).toHaveLength(expected === 'accepted' ? 1 : 0);
  });

  it.each([
    ['10.1.0.0/16', 'the addresses of the VPC', 'UnsupportedNetworkConfigurationException'],
    ['10.21.0.0/16', 'a route to the VPN', 'UnsupportedNetworkConfigurationException'],
    ['172.20.0.0/16', 'a route by prefix list', 'UnsupportedNetworkConfigurationException'],
    ['10.2.0.0/16', 'nothing but another VPC', 'accepted'],
    ['10.42.0.0/16', 'nothing but the default route', 'accepted'],
  ])('with the management range %s, which meets %s', (cidr, _, expected) => {
    expect(register(enabled(cidr))).toBe(expected);
    expect(register(enabled(cidr), { Tenancy: 'SHARED' })).toBe('accepted');
  });

  it('twice is refused, while it goes on and afterwards, and also when listings do not show it yet', () => {
    const at = enabled();
    at.lag(10 * minute);
    expect(register(at)).toBe('accepted');
    expect(listed(at)).toBeUndefined();
    expect(register(at)).toBe('ResourceAlreadyExistsException');
    at.pass(10 * minute);
    expect(listed(at).State).toBe('REGISTERED');
    expect(register(at)).toBe('ResourceAlreadyExistsException');
  });

  it.each<[string, (at: Company) => void, RegExp]>([
    ['as the scenario says', (at) => at.world.scenario.outcomes.push({ kind: 'directory', nth: 1, message: 'The domain does not answer.' }), /domain does not answer/],
    ['when the default role allows nothing', (at) => (at.world.iam.roles = [{ ...defaultRole, attached: [] }]), /workspaces_DefaultRole/],
  ])('ends in an error %s', (_, prepare, words) => {
    const at = enabled();
    prepare(at);
    expect(register(at)).toBe('accepted');
    at.pass(6 * minute);
    expect(listed(at).State).toBe('ERROR');
    expect(listed(at).ErrorMessage).toMatch(words);
    at.world.iam.roles = [defaultRole];
    at.workspaces('DeregisterWorkspaceDirectory', { DirectoryId: id });
    at.pass(5 * minute);
    expect(register(at)).toBe('accepted');
    at.pass(6 * minute);
    expect(listed(at).State).toBe('REGISTERED');
  });

  it('is done for fifty directories, listed by twenty-five', () => {
    const at = enabled();
    const ids = Array.from({ length: 51 }, (_, index) => `d-${String(index).padStart(10, '0')}`);
    at.world.directoryService.directories = ids.map((one) => directory(one));
    const results = ids.map((DirectoryId) => register(at, { DirectoryId }));
    expect(new Set(results.slice(0, 50))).toEqual(new Set(['accepted']));
    expect(results[50]).toBe('ResourceLimitExceededException');
    const first = at.workspaces('DescribeWorkspaceDirectories');
    const second = at.workspaces('DescribeWorkspaceDirectories', { NextToken: first.NextToken });
    expect([first.Directories.length, second.Directories.length, second.NextToken]).toEqual([25, 25, undefined]);
    expect(at.workspaces('DescribeWorkspaceDirectories', { Limit: 3 }).Directories).toHaveLength(3);
    expect(at.workspaces('DescribeWorkspaceDirectories', { DirectoryIds: [ids[7], 'd-ffffffffff'] }).Directories).toHaveLength(1);
    const pools = [{ Name: 'WORKSPACE_TYPE', Values: ['POOLS'] }];
    expect(at.workspaces('DescribeWorkspaceDirectories', { Filters: pools }).Directories).toEqual([]);
  });
});

describe('deregistering a directory', () => {
  const deregister = (at: Company) => refusal(() => at.workspaces('DeregisterWorkspaceDirectory', { DirectoryId: id }));

  it('is refused while it has WorkSpaces, then takes five minutes and is gone', () => {
    const at = readyCompany();
    const made = at.workspaces('CreateWorkspaces', { Workspaces: [{ DirectoryId: id, UserName: 'alice', BundleId: at.bundleId }] });
    expect(deregister(at)).toBe('OperationNotSupportedException');
    at.workspaces('TerminateWorkspaces', { TerminateWorkspaceRequests: [{ WorkspaceId: made.PendingRequests[0].WorkspaceId }] });
    expect(deregister(at)).toBe('OperationNotSupportedException');
    at.pass(3 * minute);
    expect(deregister(at)).toBe('accepted');
    expect(listed(at).State).toBe('DEREGISTERING');
    expect(register(at)).toBe('InvalidResourceStateException');
    at.pass(5 * minute);
    expect(listed(at)).toBeUndefined();
    expect(deregister(at)).toBe('ResourceNotFoundException');
  });

  it('rescues one that was registered as shared, and forgets its tags', () => {
    const at = readyCompany('SHARED');
    at.workspaces('CreateTags', { ResourceId: id, Tags: [{ Key: 'a', Value: 'b' }] });
    expect(deregister(at)).toBe('accepted');
    at.pass(5 * minute);
    expect(register(at, { Tags: [{ Key: 'c', Value: 'd' }] })).toBe('accepted');
    at.pass(6 * minute);
    expect(listed(at)).toMatchObject({ State: 'REGISTERED', Tenancy: 'DEDICATED' });
    expect(at.workspaces('DescribeTags', { ResourceId: id }).TagList).toEqual([{ Key: 'c', Value: 'd' }]);
  });

  it('is refused while it is being registered', () => {
    const at = enabled();
    register(at);
    expect(deregister(at)).toBe('InvalidResourceStateException');
  });
});

describe('properties of a directory', () => {
  const ou = (DefaultOu: string) => ({ ResourceId: id, WorkspaceCreationProperties: { DefaultOu } });

  it.each([
    ['OU=Desktops,DC=contoso,DC=com', 'accepted'],
    ['OU=Desktops,OU=Europe,DC=contoso,DC=com', 'accepted'],
    ['', 'InvalidParameterValuesException'],
    ['Desktops', 'InvalidParameterValuesException'],
    ['OU=Desktops,DC=com', 'InvalidParameterValuesException'],
  ])('the organizational unit %j is %s', (unit, expected) => {
    expect(refusal(() => readyCompany().workspaces('ModifyWorkspaceCreationProperties', ou(unit)))).toBe(expected);
  });

  it('change one by one and are shown', () => {
    const at = readyCompany();
    at.workspaces('ModifyWorkspaceCreationProperties', ou('OU=Desktops,DC=contoso,DC=com'));
    at.workspaces('ModifyWorkspaceCreationProperties', { ResourceId: id, WorkspaceCreationProperties: { UserEnabledAsLocalAdministrator: false } });
    at.workspaces('ModifySelfservicePermissions', { ResourceId: id, SelfservicePermissions: { RebuildWorkspace: 'ENABLED' } });
    expect(listed(at).WorkspaceCreationProperties).toMatchObject({
      DefaultOu: 'OU=Desktops,DC=contoso,DC=com', UserEnabledAsLocalAdministrator: false, EnableMaintenanceMode: true, EnableInternetAccess: false,
    });
    expect(listed(at).SelfservicePermissions).toMatchObject({ RebuildWorkspace: 'ENABLED', RestartWorkspace: 'DISABLED' });
  });

  it('can not be changed before it is registered', () => {
    const at = enabled();
    expect(refusal(() => at.workspaces('ModifyWorkspaceCreationProperties', ou('OU=a,DC=b,DC=c')))).toBe('ResourceNotFoundException');
    register(at);
    expect(refusal(() => at.workspaces('ModifyWorkspaceCreationProperties', ou('OU=a,DC=b,DC=c')))).toBe('OperationNotSupportedException');
  });
});
