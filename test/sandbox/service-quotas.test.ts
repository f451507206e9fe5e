import { describe, expect, it } from 'vitest';
import { company, refusal, type Answer } from './company.ts';

describe('Service Quotas', () => {
  it('gives the quota of WorkSpaces by its public code', () => {
    const { Quota } = company().quotas('GetServiceQuota', { ServiceCode: 'workspaces', QuotaCode: 'L-34278094' });
    expect(Quota).toMatchObject({ QuotaName: 'WorkSpaces', Value: 200, Adjustable: true, QuotaArn: 'arn:aws:servicequotas:eu-west-1:111122223333:workspaces/L-34278094' });
  });

  it('prefers what the world says, and lists it once', () => {
    const at = company();
    at.world.serviceQuotas.quotas = [{ ServiceCode: 'workspaces', QuotaCode: 'L-34278094', QuotaName: 'WorkSpaces', Value: 1, Adjustable: true }];
    const { Quotas } = at.quotas('ListServiceQuotas', { ServiceCode: 'workspaces' });
    expect(Quotas.filter(({ QuotaName }: Answer) => QuotaName === 'WorkSpaces').map(({ Value }: Answer) => Value)).toEqual([1]);
    expect(Quotas.find(({ QuotaName }: Answer) => QuotaName === 'Images').Value).toBe(40);
  });

  it('lists by pages with tokens of the documented alphabet', () => {
    const at = company();
    const seen: string[] = [];
    let NextToken: string | undefined;
    do {
      const answer = at.quotas('ListServiceQuotas', { ServiceCode: 'workspaces', MaxResults: 2, NextToken });
      seen.push(...answer.Quotas.map(({ QuotaCode }: Answer) => QuotaCode));
      NextToken = answer.NextToken;
      if (NextToken) expect(NextToken).toMatch(/^[a-zA-Z0-9/+]*={0,2}$/);
    } while (NextToken);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain('L-18CE281C');
  });

  it.each([
    ['an unknown quota', 'GetServiceQuota', { ServiceCode: 'workspaces', QuotaCode: 'L-0' }],
    ['an unknown service', 'ListServiceQuotas', { ServiceCode: 'nosuch' }],
  ])('does not find %s', (_, operation, input) => {
    expect(refusal(() => company().quotas(operation, input))).toBe('NoSuchResourceException');
  });
});
