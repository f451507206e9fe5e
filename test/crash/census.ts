import { readFileSync } from 'node:fs';
import type { World } from '../../source/sandbox/world.ts';

/** What AWS has once `examples/onboarding.yaml` is through: one of everything. */
export const oneOfEverything = {
  modifications: 1, managementCidr: '10.42.0.0/16', buckets: 1, objects: 1, strayUploads: 0, roles: ['vmimport', 'workspaces_DefaultRole'],
  importTasks: 1, amis: 1, images: 1, bundles: 1, directories: 1, workspaces: ['alice'],
};

/** Counts what a sandbox's world has of all that an onboarding makes. */
export function census({ workspaces, s3, iam, ec2 }: World): typeof oneOfEverything {
  return {
    modifications: workspaces.modifications.length,
    managementCidr: workspaces.modifications[0]?.cidr ?? '',
    buckets: s3.buckets.length,
    objects: s3.buckets.flatMap(({ objects }) => objects).length,
    strayUploads: s3.buckets.flatMap(({ uploads }) => uploads).length,
    roles: iam.roles.map(({ RoleName }) => RoleName).toSorted(),
    importTasks: ec2.importTasks.length,
    amis: ec2.images.length,
    images: workspaces.images.length,
    bundles: workspaces.bundles.length,
    directories: workspaces.directories.length,
    workspaces: workspaces.workspaces.map(({ UserName }) => UserName),
  };
}

/** The world that the sandbox of `--sandbox` keeps in an onboarding's folder. */
export function keptWorld(file: string): World {
  return JSON.parse(readFileSync(file, 'utf8')) as World;
}
