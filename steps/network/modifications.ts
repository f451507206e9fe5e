import type { ReadingAws } from '../../source/aws/aws.ts';

/** A change of the account that was asked for, in this program or the console. Times are milliseconds since 1970. */
export type Modification = { readonly state: 'PENDING' | 'COMPLETED' | 'FAILED' | 'unknown'; readonly range: string | undefined; readonly started: number; readonly error: string | undefined };

/** The latest first. Source: https://docs.aws.amazon.com/workspaces/latest/api/API_DescribeAccountModifications.html */
export async function modificationsOf(aws: ReadingAws): Promise<readonly Modification[]> {
  const all = await aws.list('workspaces:DescribeAccountModifications', {}, (page) => page.AccountModifications);
  return all
    .map(({ ModificationState, DedicatedTenancyManagementCidrRange, StartTime, ErrorCode, ErrorMessage }) => ({
      state: ModificationState ?? ('unknown' as const),
      range: DedicatedTenancyManagementCidrRange,
      started: StartTime?.getTime() ?? 0,
      error: [ErrorCode, ErrorMessage].filter(Boolean).join(': ') || undefined,
    }))
    .toSorted((left, right) => right.started - left.started);
}

/** Tells one modification from another: they have no id. */
export function keyOf({ started, range }: Modification): string {
  return `${new Date(started).toISOString()} ${range ?? ''}`.trim();
}
