import type { ReadingAws } from '../../source/aws/aws.ts';
import type { Problem } from '../../source/problem.ts';
import { ProblemError } from '../../source/problem.ts';

/** What WorkSpaces says of the account in this Region. */
export type Account = {
  /** Dedicated tenancy is ENABLED. */
  readonly enabled: boolean;
  /** The management range, once chosen: `a.b.0.0/16`. */
  readonly range?: string;
  /** `target`: linked to another account, whose range and hardware it shares. */
  readonly linked?: 'source' | 'target';
};

/** Source: https://docs.aws.amazon.com/workspaces/latest/api/API_DescribeAccount.html */
export async function accountOf(aws: ReadingAws): Promise<Account> {
  const { DedicatedTenancySupport, DedicatedTenancyManagementCidrRange: range, DedicatedTenancyAccountType: type } = await aws.read('workspaces:DescribeAccount', {});
  return {
    enabled: DedicatedTenancySupport === 'ENABLED',
    ...(range && { range }),
    ...(type && { linked: type === 'TARGET_ACCOUNT' ? 'target' : 'source' }),
  };
}

/** What was read, or why AWS refused to tell. */
export type Told<Value> = { readonly value: Value } | { readonly refused: Problem };

/**
 * For what is good to know and not needed: a refusal is an answer too. Passing trouble and expired credentials are no
 * refusals and go on as errors.
 */
export async function ifAllowed<Value>(reading: Promise<Value>): Promise<Told<Value>> {
  try {
    return { value: await reading };
  } catch (error) {
    if (error instanceof ProblemError && !error.problem.again) return { refused: error.problem };
    throw error;
  }
}
