import type { Role } from './world.ts';

/** Two roles as AWS's pages tell people to make them, for scenarios in which somebody did so before. */
export function knownRole(name: 'vmimport' | 'workspaces_DefaultRole', partition: string, RoleId: string, now: number): Role {
  const common = { RoleName: name, Path: '/', RoleId, created: now, tags: [], visibleFrom: now };
  if (name === 'workspaces_DefaultRole') {
    return {
      ...common,
      trust: document([{ Principal: { Service: 'workspaces.amazonaws.com' }, Action: 'sts:AssumeRole' }]),
      inline: {},
      attached: ['AmazonWorkSpacesServiceAccess', 'AmazonWorkSpacesSelfServiceAccess'].map((policy) => `arn:${partition}:iam::aws:policy/${policy}`),
    };
  }
  return {
    ...common,
    trust: document([
      { Principal: { Service: 'vmie.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:Externalid': 'vmimport' } } },
    ]),
    inline: {
      vmimport: document([
        { Action: ['s3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'], Resource: '*' },
        { Action: ['ec2:ModifySnapshotAttribute', 'ec2:CopySnapshot', 'ec2:RegisterImage', 'ec2:Describe*'], Resource: '*' },
      ]),
    },
    attached: [],
  };
}

function document(statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })) });
}
