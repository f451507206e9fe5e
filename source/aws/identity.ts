import { ProblemError } from '../problem.ts';
import type { ReadingAws } from './aws.ts';

/** Who calls, as STS tells it. */
export type Identity = {
  readonly account: string;
  /** ARN of the user, role session or root that the credentials belong to. */
  readonly arn: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, from the ARN. */
  readonly partition: string;
};

/** The account's alias, by which people know it; undefined where it has none or this user may not ask. */
export async function aliasOf(aws: ReadingAws): Promise<string | undefined> {
  try {
    return (await aws.read('iam:ListAccountAliases', {})).AccountAliases?.[0];
  } catch (error) {
    if (error instanceof ProblemError && !error.problem.again) return undefined;
    throw error;
  }
}

/**
 * Asks who the caller is, which needs no permission.
 *
 * @throws ProblemError for credentials or a network that do not work.
 */
export async function identityOf(aws: ReadingAws): Promise<Identity> {
  const { Account: account, Arn: arn } = await aws.read('sts:GetCallerIdentity', {});
  const partition = /^arn:(aws[\w-]*):/.exec(arn ?? '')?.[1];
  if (!account || !arn || !partition) {
    throw new ProblemError({ code: 'aws.unreadable-answer', what: 'AWS STS does not say who the caller is.', again: 'soon', exit: 4, raw: { operation: 'sts:GetCallerIdentity' } });
  }
  return { account, arn, partition };
}
