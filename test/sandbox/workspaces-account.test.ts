import { describe, expect, it } from 'vitest';
import { company, minute, refusal, type Company, type Answer } from './company.ts';

const modify = (cidr?: string) => ({ DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: cidr });

function offers(at: Company, constraint: string, MaxResults?: number): { ranges: string[]; pages: number } {
  const ranges: string[] = [];
  let NextToken: string | undefined;
  let pages = 0;
  do {
    const answer = at.workspaces('ListAvailableManagementCidrRanges', { ManagementCidrRangeConstraint: constraint, MaxResults, NextToken });
    expect(answer.ManagementCidrRanges.length).toBeLessThanOrEqual(MaxResults ?? 5);
    ranges.push(...answer.ManagementCidrRanges);
    NextToken = answer.NextToken;
    pages += 1;
  } while (NextToken);
  return { ranges, pages };
}

describe('management ranges on offer', () => {
  it('are /16s of the constraint, with gaps, 10.42.0.0/16 always among them, the same in every world', () => {
    const { ranges, pages } = offers(company(), '10.0.0.0/8');
    expect(ranges).toContain('10.42.0.0/16');
    expect(ranges.length).toBeGreaterThan(180);
    expect(ranges.length).toBeLessThan(250);
    expect(new Set(ranges).size).toBe(ranges.length);
    expect(ranges.every((range) => /^10\.\d+\.0\.0\/16$/.test(range))).toBe(true);
    expect(pages).toBe(Math.ceil(ranges.length / 5));
    expect(offers(company(), '10.0.0.0/8', 3).ranges).toEqual(ranges);
  });

  it.each([
    ['10.42.0.0/16', ['10.42.0.0/16']],
    ['10.42.7.1/16', ['10.42.0.0/16']],
    ['10.42.0.0/24', []],
    ['198.18.0.0/15', ['198.18.0.0/16']],
  ])('within %s are %j', (constraint, expected) => {
    expect(offers(company(), constraint).ranges).toEqual(expected);
  });

  it('cover all five search ranges for 0.0.0.0/0', () => {
    const beginnings = new Set(offers(company(), '0.0.0.0/0').ranges.map((range) => range.split('.')[0]));
    expect([...beginnings]).toEqual(['10', '100', '172', '192', '198']);
  });

  it.each([
    ['a range outside the search ranges', { ManagementCidrRangeConstraint: '8.0.0.0/8' }],
    ['a token that is none', { ManagementCidrRangeConstraint: '10.0.0.0/8', NextToken: 'AAAA' }],
  ])('refuses %s', (_, input) => {
    expect(refusal(() => company().workspaces('ListAvailableManagementCidrRanges', input))).toBe('InvalidParameterValuesException');
  });

  it('refuses the token of another search', () => {
    const at = company();
    const { NextToken } = at.workspaces('ListAvailableManagementCidrRanges', { ManagementCidrRangeConstraint: '10.0.0.0/8' });
    const other = { ManagementCidrRangeConstraint: '172.16.0.0/12', NextToken };
    expect(refusal(() => at.workspaces('ListAvailableManagementCidrRanges', other))).toBe('InvalidParameterValuesException');
  });

  it('are denied to an account without BYOL, in words that are not those of IAM', () => {
    const at = company();
    at.world.workspaces.consented = false;
    const list = () => at.workspaces('ListAvailableManagementCidrRanges', { ManagementCidrRangeConstraint: '10.0.0.0/8' });
    expect(refusal(list)).toBe('AccessDeniedException');
    expect(list).toThrow(/enabled for BYOL/);
    expect(list).not.toThrow(/is not authorized to perform/);
    expect(refusal(() => at.workspaces('ModifyAccount', modify('10.42.0.0/16')))).toBe('AccessDeniedException');
  });
});

describe('the modification of the account', () => {
  const states = (at: Company) => at.workspaces('DescribeAccountModifications').AccountModifications.map(({ ModificationState }: Answer) => ModificationState);

  it('is pending for forty minutes, then completed, and the account enabled with the range', () => {
    const at = company();
    expect(at.workspaces('DescribeAccount')).toEqual({ DedicatedTenancySupport: 'DISABLED' });
    at.workspaces('ModifyAccount', modify('10.42.0.0/16'));
    at.pass(40 * minute - 1);
    expect(states(at)).toEqual(['PENDING']);
    expect(at.workspaces('DescribeAccount').DedicatedTenancySupport).toBe('DISABLED');
    at.pass(1);
    expect(states(at)).toEqual(['COMPLETED']);
    expect(at.workspaces('DescribeAccount')).toEqual({ DedicatedTenancySupport: 'ENABLED', DedicatedTenancyManagementCidrRange: '10.42.0.0/16' });
    expect(offers(at, '10.0.0.0/8').ranges).not.toContain('10.42.0.0/16');
  });

  it('is refused while one is pending, and for ever after one completed', () => {
    const at = company();
    at.workspaces('ModifyAccount', modify('10.42.0.0/16'));
    expect(refusal(() => at.workspaces('ModifyAccount', modify('10.42.0.0/16')))).toBe('InvalidResourceStateException');
    at.pass(365 * 24 * 60 * minute);
    expect(refusal(() => at.workspaces('ModifyAccount', modify('10.42.0.0/16')))).toBe('InvalidResourceStateException');
    expect(at.workspaces('DescribeAccountModifications').AccountModifications).toHaveLength(1);
  });

  it.each(['198.19.0.0/16', '11.0.0.0/16', undefined])('to %s, which is not on offer, is refused', (cidr) => {
    expect(refusal(() => company().workspaces('ModifyAccount', modify(cidr)))).toBe('InvalidParameterValuesException');
  });

  it('can fail as the scenario says, and then be tried again with the same range', () => {
    const at = company();
    at.world.scenario.outcomes.push({ kind: 'modifyAccount', nth: 1, message: 'No capacity.', codes: ['Capacity'] });
    at.workspaces('ModifyAccount', modify('10.42.0.0/16'));
    at.pass(40 * minute);
    const [failed] = at.workspaces('DescribeAccountModifications').AccountModifications;
    expect(failed).toMatchObject({ ModificationState: 'FAILED', ErrorCode: 'Capacity', ErrorMessage: 'No capacity.' });
    at.workspaces('ModifyAccount', modify('10.42.0.0/16'));
    at.pass(40 * minute);
    expect(states(at)).toEqual(['FAILED', 'COMPLETED']);
  });

  it('takes as long as the scenario says', () => {
    const at = company();
    at.world.scenario.durations['modifyAccount'] = minute;
    at.workspaces('ModifyAccount', modify('10.42.0.0/16'));
    at.pass(minute);
    expect(states(at)).toEqual(['COMPLETED']);
  });

  it('that listings do not show yet still stands in the way of another', () => {
    const at = company();
    at.lag(10 * minute);
    at.workspaces('ModifyAccount', modify('10.42.0.0/16'));
    expect(states(at)).toEqual([]);
    expect(refusal(() => at.workspaces('ModifyAccount', modify('10.42.0.0/16')))).toBe('InvalidResourceStateException');
    at.pass(10 * minute);
    expect(states(at)).toEqual(['PENDING']);
  });

  it('is listed twenty-five to a page', () => {
    const at = company();
    at.world.workspaces.modifications = Array.from({ length: 30 }, () => ({ cidr: '10.42.0.0/16', startTime: 0, stages: [{ at: 0, state: 'FAILED' }] }));
    const first = at.workspaces('DescribeAccountModifications');
    const second = at.workspaces('DescribeAccountModifications', { NextToken: first.NextToken });
    expect([first.AccountModifications.length, second.AccountModifications.length, second.NextToken]).toEqual([25, 5, undefined]);
  });
});

describe('account links', () => {
  it('are invited by an enabled account only, once for an account, and twice by the same token is once', () => {
    const at = company();
    const invite = (TargetAccountId: string, ClientToken?: string) => at.workspaces('CreateAccountLinkInvitation', { TargetAccountId, ClientToken });
    expect(refusal(() => invite('444455556666'))).toBe('AccessDeniedException');
    at.world.workspaces.managementCidr = '10.42.0.0/16';
    const { AccountLink } = invite('444455556666', 'token');
    expect(AccountLink).toMatchObject({ AccountLinkStatus: 'PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT', SourceAccountId: '111122223333' });
    expect(AccountLink.AccountLinkId).toMatch(/^link-.{8,24}$/);
    expect(invite('444455556666', 'token').AccountLink).toEqual(AccountLink);
    expect(refusal(() => invite('444455556666', 'other'))).toBe('ConflictException');
    expect(refusal(() => invite('111122223333'))).toBe('ValidationException');
    expect(at.workspaces('ListAccountLinks').AccountLinks).toEqual([AccountLink]);
    expect(at.workspaces('ListAccountLinks', { LinkStatusFilter: ['LINKED'] }).AccountLinks).toEqual([]);
  });
});
