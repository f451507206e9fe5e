import { quotaNamed, quotas } from '../../source/knowledge/quotas.ts';
import { region, regions } from '../../source/knowledge/regions.ts';
import { cite } from '../../source/knowledge/sources.ts';
import type { Finding, Work } from '../../source/step.ts';
import { ifAllowed } from '../shared/account.ts';
import type { PlannedGpu } from './commitment.ts';

/** Whether WorkSpaces exists in the Region, and the zones whose subnets it takes, by the names this account has for them. */
export async function judgeRegion(work: Work): Promise<Finding> {
  const known = region(work.region);
  if (!known) {
    return {
      rule: 'eligibility.region',
      level: 'blocker',
      title: `Amazon WorkSpaces is not known to exist in ${work.region}.`,
      source: cite('zones'),
      fix: `Choose another Region: ${regions.filter(({ partition }) => partition === work.partition).map(({ id }) => id).join(', ')}.`,
    };
  }
  const base = { rule: 'eligibility.region', level: 'info', source: cite('zones') } as const;
  if (!known.zones) return { ...base, title: `${known.name} has WorkSpaces; which Availability Zones it takes is not published.`, certainty: 'unknown' };
  const told = await ifAllowed(work.aws.read('ec2:DescribeAvailabilityZones', {}));
  const names = new Map('value' in told ? (told.value.AvailabilityZones ?? []).map((zone) => [zone.ZoneId, zone.ZoneName]) : []);
  const zones = known.zones.map((id) => (names.has(id) ? `${names.get(id)} (${id})` : id));
  return { ...base, title: `${known.name} has WorkSpaces; subnets must lie in two of ${zones.join(', ')}.` };
}

/** How many WorkSpaces the account may have. Source: Service Quotas, service `workspaces`. */
export async function judgeQuotas(work: Work, planned: number, gpu: PlannedGpu): Promise<Finding[]> {
  const told = await ifAllowed(work.aws.list('servicequotas:ListServiceQuotas', { ServiceCode: 'workspaces' }, (page) => page.Quotas));
  const unseen = (why: string): Finding => ({
    rule: 'eligibility.quota',
    level: 'info',
    title: `The quota of WorkSpaces could not be read (${why}). A new account may run ${initialWorkspaces()} in a Region.`,
    source: cite('quotas'),
    fix: 'Look at Service Quotas, Amazon WorkSpaces, in the console before the roll-out.',
    certainty: 'unknown',
  });
  if ('refused' in told) return [unseen(told.refused.raw?.code ?? 'refused')];
  const found = told.value.map((quota) => ({ id: quotaNamed(quota.QuotaName ?? '')?.id, name: quota.QuotaName, code: quota.QuotaCode, value: quota.Value ?? 0 }));
  const workspaces = found.find(({ id }) => id === 'workspaces');
  const gpus = found.filter(({ id }) => id === 'gpu-workspaces');
  const gpuPlanned = gpu.alwaysOn + gpu.autoStop;
  const findings: Finding[] = [];
  if (!workspaces) findings.push(unseen('Service Quotas does not list it'));
  else if (workspaces.value < planned + gpuPlanned) {
    findings.push({
      rule: 'eligibility.quota',
      level: 'warning',
      title: `This account may run ${workspaces.value} WorkSpaces in ${work.region}; ${planned + gpuPlanned} are planned.`,
      source: cite('quotas'),
      fix: `Ask for more now, it can take days: aws service-quotas request-service-quota-increase --service-code workspaces --quota-code ${workspaces.code} --desired-value ${planned + gpuPlanned} --region ${work.region}`,
    });
  }
  if (gpuPlanned > 0 && gpus.every(({ value }) => value < gpuPlanned)) {
    findings.push({
      rule: 'eligibility.quota-gpu',
      level: 'warning',
      title: `No GPU type has a quota of ${gpuPlanned}: ${gpus.map(({ name, value }) => `${name} ${value}`).join(', ') || 'none is listed'}.`,
      source: cite('quotas'),
      fix: 'In Service Quotas, Amazon WorkSpaces, ask for more of the GPU type you mean to use.',
    });
  }
  return findings;
}

function initialWorkspaces(): number | undefined {
  return quotas.find(({ id }) => id === 'workspaces')?.initial;
}
