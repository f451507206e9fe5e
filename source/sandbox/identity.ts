import type { World } from './world.ts';

/** The partition that a Region belongs to. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** Who calls: one IAM user of the world's account, whatever key a client shows. */
export function caller(world: World): { UserId: string; Account: string; Arn: string } {
  return {
    UserId: 'AIDASANDBOXEXAMPLE00',
    Account: world.account,
    Arn: `arn:${partitionOf(world.region)}:iam::${world.account}:user/sandbox-administrator`,
  };
}

/** Credentials that clients of the sandbox are given; any others work as well, since signatures are not checked. */
export const credentials = { accessKeyId: 'AKIASANDBOXEXAMPLE00', secretAccessKey: 'sandbox' };
