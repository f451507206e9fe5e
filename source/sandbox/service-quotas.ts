import { ServiceError, type Call, type Operation, type Service } from './service.ts';
import type { Quota, World } from './world.ts';
import { partitionOf } from './identity.ts';
import { page } from './pages.ts';

/**
 * The quotas of WorkSpaces (Administration Guide, "Amazon WorkSpaces quotas") with their public codes. The number of
 * WorkSpaces stands for an account that asked for a roll-out; a new account has 1.
 */
const workspacesQuotas: readonly Quota[] = [
  { QuotaCode: 'L-34278094', QuotaName: 'WorkSpaces', Value: 200, Adjustable: true },
  { QuotaCode: 'L-18CE281C', QuotaName: 'Images', Value: 40, Adjustable: true },
  { QuotaCode: 'L-843E43DA', QuotaName: 'Bundles', Value: 50, Adjustable: false },
  { QuotaCode: 'L-EEB759DE', QuotaName: 'Directories', Value: 50, Adjustable: false },
  { QuotaCode: 'L-BCACAEBC', QuotaName: 'Graphics.g4dn WorkSpaces', Value: 0, Adjustable: true },
  { QuotaCode: 'L-BE9A8466', QuotaName: 'GraphicsPro.g4dn WorkSpaces', Value: 0, Adjustable: true },
  { QuotaCode: 'L-465DA8AF', QuotaName: 'GeneralPurpose.4xlarge WorkSpaces', Value: 1, Adjustable: true },
  { QuotaCode: 'L-C266A5F4', QuotaName: 'GeneralPurpose.8xlarge WorkSpaces', Value: 1, Adjustable: true },
  { QuotaCode: 'L-9A67B5CB', QuotaName: 'Standby WorkSpaces', Value: 5, Adjustable: true },
].map((quota) => ({ ServiceCode: 'workspaces', ...quota }));

/** How many of these WorkSpaces resources (`WorkSpaces`, `Images`, `Bundles`, `Directories` …) the account may have. */
export function quota(world: World, name: string): number {
  return quotas(world).find(({ ServiceCode, QuotaName }) => ServiceCode === 'workspaces' && QuotaName === name)?.Value ?? Infinity;
}

/** The defaults, replaced or extended by what the world says. */
function quotas(world: World): Quota[] {
  const own = world.serviceQuotas.quotas;
  const same = (one: Quota, other: Quota) => one.ServiceCode === other.ServiceCode && one.QuotaCode === other.QuotaCode;
  return [...workspacesQuotas.filter((standard) => !own.some((set) => same(set, standard))), ...own];
}

const getServiceQuota: Operation = (call) => {
  const { ServiceCode, QuotaCode } = call.input as { ServiceCode: string; QuotaCode: string };
  const found = ofService(call, ServiceCode).find((quota) => quota.QuotaCode === QuotaCode);
  if (!found) throw new ServiceError('NoSuchResourceException', `The quota ${QuotaCode} of ${ServiceCode} does not exist.`);
  return { Quota: described(call, found) };
};

const listServiceQuotas: Operation = (call) => {
  const { ServiceCode, QuotaCode, MaxResults } = call.input as { ServiceCode: string; QuotaCode?: string; MaxResults?: number };
  const listed = ofService(call, ServiceCode).filter((quota) => QuotaCode === undefined || quota.QuotaCode === QuotaCode);
  const { items, NextToken } = page(call, listed, Math.min(MaxResults ?? 100, 100), 'InvalidPaginationTokenException');
  return { Quotas: items.map((quota) => described(call, quota)), NextToken };
};

function ofService({ world }: Call, serviceCode: string): Quota[] {
  const found = quotas(world).filter(({ ServiceCode }) => ServiceCode === serviceCode);
  if (found.length === 0) throw new ServiceError('NoSuchResourceException', `The service ${serviceCode} does not exist.`);
  return found;
}

function described({ region, account }: Call, quota: Quota): unknown {
  return {
    ...quota,
    ServiceName: quota.ServiceCode === 'workspaces' ? 'Amazon WorkSpaces' : quota.ServiceCode,
    QuotaArn: `arn:${partitionOf(region)}:servicequotas:${region}:${account}:${quota.ServiceCode}/${quota.QuotaCode}`,
    Unit: 'None',
    GlobalQuota: false,
    QuotaAppliedAtLevel: 'ACCOUNT',
  };
}

/** Service Quotas: what the account may have of the services that the sandbox knows. */
export const serviceQuotas: Service = {
  operations: { GetServiceQuota: getServiceQuota, ListServiceQuotas: listServiceQuotas },
};
