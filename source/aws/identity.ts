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
