/**
 * Everything the sandbox knows: plain JSON, so that it is written before an answer is sent and read again after a kill.
 *
 * Nothing moves by a timer. A resource that AWS would take hours over keeps the time it began and its stages; what it is
 * now is computed from the clock whenever somebody looks (`stageAt`).
 */
export type World = {
  readonly version: 1;
  /** Where the sandbox's clock stands, milliseconds since 1970; it stands still while no process serves the world. */
  clock: number;
  account: string;
  region: string;
  /** Counter behind generated ids, so that a world replays alike. */
  nextId: number;
  /** Durations, outcomes and faults that a scenario set. */
  scenario: Scenario;
  /** How often each `service:Operation` was called and how often each fault fired: faults count calls. */
  calls: Record<string, number>;
  faultsFired: Record<string, number>;
  /** How many resources of each kind of {@link Outcome} were begun: outcomes count those, deleted ones included. */
  made?: Record<string, number>;
  workspaces: WorkspacesWorld;
  directoryService: { directories: Directory[] };
  ec2: Ec2World;
  iam: { roles: Role[]; accountAlias?: string };
  s3: { buckets: Bucket[] };
  serviceQuotas: { quotas: Quota[] };
};

/** Stages a resource passes through: from `at` (milliseconds since 1970) on it is in `state`. Sorted by `at`. */
export type Stage = { at: number; state: string; message?: string; progress?: number };
export type Staged = { stages: Stage[] };

/** The stage a resource is in at `now`: the last that has begun, or the first. */
export function stageAt(resource: Staged, now: number): Stage {
  return resource.stages.findLast((stage) => stage.at <= now) ?? resource.stages[0] ?? { at: now, state: '' };
}

/** A new id such as `ami-0000000000000001a`: prefix and `digits` hexadecimal digits from the world's counter. */
export function newId(world: World, prefix: string, digits = 17): string {
  world.nextId += 1;
  // Spread over the digits by a multiplicative hash so that ids look like ids and never collide within 2^52.
  const mixed = BigInt.asUintN(digits * 4, BigInt(world.nextId) * 0x9e3779b97f4a7c15f39cc0605cedc835n);
  return `${prefix}${mixed.toString(16).padStart(digits, '0')}`;
}

/** How long things take (milliseconds on the sandbox's clock) unless the scenario says otherwise. Keys are listed in `behaviour.md`. */
export type Durations = Record<string, number>;

/** A scenario file, read and checked. */
export type Scenario = {
  durations: Durations;
  /** `import`, `image`, `directory`, `modifyAccount`, `workspace`: how the nth ends, by default well. */
  outcomes: Outcome[];
  faults: Fault[];
};

/** The `nth` (from 1) resource of `kind` ends in failure with these words. */
export type Outcome = { kind: string; nth: number; message: string; codes?: string[] };

/** What goes wrong on the wire: at the `nth` call (from 1) of `service:operation`, for `times` calls. */
export type Fault = {
  service: string;
  operation: string;
  nth: number;
  times: number;
  fault:
    | 'throttle'
    | '500'
    | 'html-503'
    | 'reset-before'
    | 'reset-after'
    | 'hang'
    | 'html-200'
    | 'empty-200'
    | 'access-denied'
    | 'expired-credentials'
    | 'lag';
  /** For `lag`: how long the effect stays invisible in listings, milliseconds on the sandbox's clock. */
  milliseconds?: number;
};

export type Tags = { Key: string; Value: string }[];

export type WorkspacesWorld = {
  /** BYOL was consented to in the console. */
  consented: boolean;
  /** When the consent arrives by itself, where a scenario lets somebody give it later; milliseconds since 1970. */
  consentFrom?: number;
  managementCidr?: string;
  modifications: (Staged & { cidr: string; startTime: number; errorCode?: string; errorMessage?: string; visibleFrom?: number })[];
  /** Invitations that this account sent, or links it is in. */
  accountLinks?: {
    AccountLinkId: string; AccountLinkStatus: string; SourceAccountId: string; TargetAccountId: string; clientToken?: string; visibleFrom: number;
  }[];
  images: (Staged & {
    ImageId: string; Name: string; Description: string; created: number; ec2ImageId?: string; ingestion?: string;
    applications?: string[]; errorCodes?: { ErrorCode: string; ErrorMessage: string }[]; visibleFrom: number;
    windows?: WindowsRelease;
  })[];
  bundles: (Staged & {
    BundleId: string; Name: string; Description: string; ImageId: string; compute: string; rootGib: string; userGib: string;
    created: number; deleted?: number; visibleFrom: number;
  })[];
  directories: (Staged & {
    DirectoryId: string; SubnetIds: string[]; Tenancy: 'DEDICATED' | 'SHARED'; RegistrationCode: string; selfService: boolean;
    creationProperties: Record<string, unknown>; visibleFrom: number; error?: string;
    selfServicePermissions?: Record<string, string>;
  })[];
  workspaces: (Staged & {
    WorkspaceId: string; DirectoryId: string; UserName: string; BundleId: string; created: number; runningMode: string;
    properties: Record<string, unknown>; visibleFrom: number; error?: string; terminated?: number; ipAddress: string; computerName: string;
    errorCode?: string; subnetId?: string; encryption?: Record<string, unknown>;
  })[];
  tags: Record<string, Tags>;
};

export type Directory = {
  DirectoryId: string; Name: string; ShortName: string; Type: string; Stage: string; VpcId: string; SubnetIds: string[];
  /** Users that exist in it: CreateWorkspaces refuses others. */
  users: string[];
};

export type WindowsRelease = 'Windows 10' | 'Windows 11';

export type Ec2World = {
  ebsEncryptionByDefault: boolean;
  vpcs: { VpcId: string; cidrs: string[]; IsDefault: boolean; name?: string }[];
  subnets: { SubnetId: string; VpcId: string; CidrBlock: string; AvailabilityZone: string; AvailabilityZoneId: string }[];
  routeTables: { RouteTableId: string; VpcId: string; main: boolean; routes: { destination: string; target: string; origin: string; state: string }[] }[];
  peerings: { VpcPeeringConnectionId: string; requester: string; accepter: string; accepterCidrs: string[]; status: string }[];
  vpnConnections: { VpnConnectionId: string; gatewayId: string; customerGatewayId: string; state: string; routes: string[] }[];
  transitGatewayRouteTables: { TransitGatewayRouteTableId: string; TransitGatewayId: string; routes: { destination: string; attachment: string; state: string }[] }[];
  prefixLists: { PrefixListId: string; PrefixListName: string; entries: string[] }[];
  importTasks: (Staged & {
    ImportTaskId: string; clientToken?: string; bucket: string; key: string; format: string; bootMode?: string; created: number;
    imageId?: string; description?: string; sizeBytes: number; roleName: string; parametersHash: string; visibleFrom: number;
    encrypted: boolean; platform?: string; licenseType?: string; architecture?: string; windows?: WindowsRelease;
  })[];
  images: { ImageId: string; name: string; created: number; encrypted: boolean; bootMode?: string; sourceTask?: string; launchPermissions: string[];
    description?: string; snapshotId?: string; sizeGib?: number;
    /** Which Windows it holds, where the upload told. */
    windows?: WindowsRelease }[];
  tags: Record<string, Tags>;
};

export type Role = {
  RoleName: string; Path: string; RoleId: string; trust: string; description?: string; created: number;
  inline: Record<string, string>; attached: string[]; tags: Tags; visibleFrom: number;
};

export type Bucket = {
  Name: string; region: string; created: number; owner: string; policy?: string; publicAccessBlock?: Record<string, boolean>;
  lifecycle?: unknown[]; tags: Tags; encryption?: unknown[];
  objects: StoredObject[];
  uploads: { UploadId: string; key: string; initiated: number; metadata: Record<string, string>; checksumAlgorithm?: string; checksumType?: string;
    tags?: Tags;
    parts: { PartNumber: number; size: number; etag: string; checksum?: string; received: number; head: string }[]; }[];
};

/** Sizes and checksums of an object, and its first bytes (base64, at most 64 KiB): enough to judge an import by. */
export type StoredObject = {
  key: string; size: number; etag: string; checksum?: string; checksumType?: string; metadata: Record<string, string>; modified: number; head: string;
  checksumAlgorithm?: string; tags?: Tags; parts?: number;
};

export type Quota = { ServiceCode: string; QuotaCode: string; QuotaName: string; Value: number; Adjustable: boolean };
