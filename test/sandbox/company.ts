import { ServiceError, type Service } from '../../source/sandbox/service.ts';
import type { Directory, Role, World } from '../../source/sandbox/world.ts';
import { directoryService } from '../../source/sandbox/directory-service.ts';
import { serviceQuotas } from '../../source/sandbox/service-quotas.ts';
import { workspaces } from '../../source/sandbox/workspaces.ts';

export const minute = 60_000;

/** What an operation answered, loosely: tests say what they expect of it. */
export type Answer = any;

/** A small company on a clock that only `pass` moves. Calls go straight to the operations, no wire between. */
export type Company = {
  readonly world: World;
  now(): number;
  pass(milliseconds: number): void;
  /** Makes what the following calls create invisible to listings for so long. */
  lag(milliseconds: number): void;
  workspaces(operation: string, input?: object): Answer;
  directoryService(operation: string, input?: object): Answer;
  quotas(operation: string, input?: object): Answer;
};

const started = Date.UTC(2026, 10, 21);

export function directory(id: string, changes: Partial<Directory> = {}): Directory {
  return {
    DirectoryId: id, Name: 'corp.example.com', ShortName: 'CORP', Type: 'MicrosoftAD', Stage: 'Active', VpcId: 'vpc-1',
    SubnetIds: ['subnet-0000000a', 'subnet-0000000b'], users: ['alice', 'bob', 'Carol', 'dave'], ...changes,
  };
}

export const defaultRole: Role = {
  RoleName: 'workspaces_DefaultRole', Path: '/', RoleId: 'AROA1', trust: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'workspaces.amazonaws.com' } }] }), created: started,
  inline: {}, attached: ['arn:aws:iam::aws:policy/AmazonWorkSpacesServiceAccess'], tags: [], visibleFrom: started,
};

/** BYOL consented, no range chosen; a directory, its VPC, the default role and three AMIs are there. */
export function company(): Company {
  let now = started;
  let lag = 0;
  const world: World = {
    version: 1, clock: started, account: '111122223333', region: 'eu-west-1', nextId: 0,
    scenario: { durations: {}, outcomes: [], faults: [] }, calls: {}, faultsFired: {},
    workspaces: { consented: true, modifications: [], images: [], bundles: [], directories: [], workspaces: [], tags: {} },
    directoryService: { directories: [directory('d-906702f0a1')] },
    ec2: {
      ebsEncryptionByDefault: false,
      vpcs: [{ VpcId: 'vpc-1', cidrs: ['10.1.0.0/16'], IsDefault: false }, { VpcId: 'vpc-2', cidrs: ['10.2.0.0/16'], IsDefault: true }],
      subnets: [
        { SubnetId: 'subnet-0000000a', VpcId: 'vpc-1', CidrBlock: '10.1.0.0/24', AvailabilityZone: 'eu-west-1a', AvailabilityZoneId: 'euw1-az1' },
        { SubnetId: 'subnet-0000000b', VpcId: 'vpc-1', CidrBlock: '10.1.1.0/24', AvailabilityZone: 'eu-west-1b', AvailabilityZoneId: 'euw1-az2' },
        { SubnetId: 'subnet-0000000c', VpcId: 'vpc-1', CidrBlock: '10.1.2.0/24', AvailabilityZone: 'eu-west-1b', AvailabilityZoneId: 'euw1-az2' },
        { SubnetId: 'subnet-0000000d', VpcId: 'vpc-1', CidrBlock: '10.1.3.0/24', AvailabilityZone: 'eu-west-1d', AvailabilityZoneId: 'euw1-az9' },
        { SubnetId: 'subnet-0000000e', VpcId: 'vpc-2', CidrBlock: '10.2.0.0/24', AvailabilityZone: 'eu-west-1a', AvailabilityZoneId: 'euw1-az1' },
      ],
      routeTables: [
        { RouteTableId: 'rtb-1', VpcId: 'vpc-1', main: true, routes: [
          { destination: '10.1.0.0/16', target: 'local', origin: 'CreateRouteTable', state: 'active' },
          { destination: '0.0.0.0/0', target: 'igw-1', origin: 'CreateRoute', state: 'active' },
          { destination: '10.20.0.0/14', target: 'vgw-1', origin: 'EnableVgwRoutePropagation', state: 'active' },
          { destination: 'pl-1', target: 'tgw-1', origin: 'CreateRoute', state: 'active' },
        ] },
      ],
      prefixLists: [{ PrefixListId: 'pl-1', PrefixListName: 'branch-offices', entries: ['172.20.0.0/16'] }],
      peerings: [], vpnConnections: [], transitGatewayRouteTables: [], importTasks: [],
      images: [
        { ImageId: 'ami-00000011', name: 'windows 11', created: started, encrypted: false, bootMode: 'uefi', launchPermissions: [] },
        { ImageId: 'ami-00000010', name: 'windows 10', created: started, encrypted: false, bootMode: 'legacy-bios', launchPermissions: [] },
        { ImageId: 'ami-000000ee', name: 'encrypted', created: started, encrypted: true, bootMode: 'uefi', launchPermissions: [] },
        { ImageId: 'ami-000000ff', name: 'being imported', created: started + 55 * minute, encrypted: false, bootMode: 'uefi', launchPermissions: [] },
      ],
      tags: {},
    },
    iam: { roles: [defaultRole] },
    s3: { buckets: [] },
    serviceQuotas: { quotas: [] },
  };
  const caller = (service: Service) => (operation: string, input: object = {}): Answer => {
    const run = service.operations[operation];
    if (!run) throw new Error(`no operation ${operation}`);
    return run({ world, now, input, operation, region: world.region, account: world.account, visibleFrom: now + lag });
  };
  return {
    world,
    now: () => now,
    pass: (milliseconds) => void (now += milliseconds),
    lag: (milliseconds) => void (lag = milliseconds),
    workspaces: caller(workspaces),
    directoryService: caller(directoryService),
    quotas: caller(serviceQuotas),
  };
}

/** The code of the error that `run` is refused with; `accepted` when it is not. */
export function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ServiceError) return error.code;
    throw error;
  }
  return 'accepted';
}

/** What somebody sends to import an image, ready to be changed. */
export function image(changes: object = {}): object {
  return { Ec2ImageId: 'ami-00000011', IngestionProcess: 'BYOL_REGULAR_WSP', ImageName: 'win11', ImageDescription: 'Windows 11', ...changes };
}

/** A company whose account, image, bundle and directory are ready for WorkSpaces. */
export function readyCompany(tenancy: 'DEDICATED' | 'SHARED' = 'DEDICATED'): Company & { imageId: string; bundleId: string } {
  const ready = company();
  ready.workspaces('ModifyAccount', { DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: '10.42.0.0/16' });
  const imageId: string = ready.workspaces('ImportWorkspaceImage', image()).ImageId;
  ready.pass(100 * minute);
  const bundleId: string = ready.workspaces('CreateWorkspaceBundle', bundle(imageId)).WorkspaceBundle.BundleId;
  ready.workspaces('RegisterWorkspaceDirectory', { DirectoryId: 'd-906702f0a1', Tenancy: tenancy });
  ready.pass(6 * minute);
  return { ...ready, imageId, bundleId };
}

export function bundle(imageId: string, changes: object = {}): object {
  return { BundleName: 'standard', BundleDescription: 'Standard', ImageId: imageId, ComputeType: { Name: 'STANDARD' }, UserStorage: { Capacity: '50' }, ...changes };
}
