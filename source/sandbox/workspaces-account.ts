import type { Call, Operation } from './service.ts';
import { stageAt, type World } from './world.ts';
import { address, block, blocksOf16, overlap, type Block } from './cidr.ts';
import { duration } from './durations.ts';
import { nextOutcome } from './outcomes.ts';
import { page } from './pages.ts';
import { stagesFrom } from './stages.ts';
import { accessDenied, invalidParameter, wrongState } from './workspaces-errors.ts';

/** Where WorkSpaces looks for management ranges (Administration Guide, "Bring Your Own Windows desktop licenses in WorkSpaces"). */
const searchRanges = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', '198.18.0.0/15'];

/** The largest page of management ranges; everything else of the service comes by 25. */
const cidrPage = 5;

/** The account's management range once it is settled, undefined before: it is set for good or not at all. */
export function managementCidr(world: World, now: number): string | undefined {
  const completed = world.workspaces.modifications.find((modification) => stageAt(modification, now).state === 'COMPLETED');
  return world.workspaces.managementCidr ?? completed?.cidr;
}

/** Refuses an account that never consented to BYOL in the console. IAM denials say "is not authorized to perform"; this does not. */
export function requireByol({ world }: Call): void {
  if (!world.workspaces.consented) throw accessDenied('This operation can be run only by AWS accounts that are enabled for BYOL.');
}

const describeAccount: Operation = ({ world, now, account }) => {
  const cidr = managementCidr(world, now);
  const links = world.workspaces.accountLinks?.filter((link) => link.AccountLinkStatus === 'LINKED') ?? [];
  return {
    DedicatedTenancySupport: cidr === undefined ? 'DISABLED' : 'ENABLED',
    ...(cidr === undefined ? {} : { DedicatedTenancyManagementCidrRange: cidr }),
    ...(links.length === 0
      ? {}
      : { DedicatedTenancyAccountType: links.some((link) => link.TargetAccountId === account) ? 'TARGET_ACCOUNT' : 'SOURCE_ACCOUNT' }),
  };
};

const describeAccountModifications: Operation = (call) => {
  const visible = call.world.workspaces.modifications.filter(({ visibleFrom }) => (visibleFrom ?? 0) <= call.now);
  const { items, NextToken } = page(call, visible, 25);
  return {
    AccountModifications: items.map((modification) => {
      const { state } = stageAt(modification, call.now);
      return {
        ModificationState: state,
        DedicatedTenancySupport: 'ENABLED',
        DedicatedTenancyManagementCidrRange: modification.cidr,
        StartTime: new Date(modification.startTime),
        ...(state === 'FAILED' ? { ErrorCode: modification.errorCode, ErrorMessage: modification.errorMessage } : {}),
      };
    }),
    NextToken,
  };
};

const listAvailableManagementCidrRanges: Operation = (call) => {
  requireByol(call);
  const constraint = call.input.ManagementCidrRangeConstraint;
  const within = block(constraint);
  if (!within || !searchRanges.some((range) => overlap(range, constraint))) {
    throw invalidParameter(`The range to search must lie in one of ${searchRanges.join(', ')}.`);
  }
  const offers = offered(call.world, call.now).filter(({ first, last }) => within.first <= first && last <= within.last);
  const { items, NextToken } = page(call, offers, Math.min(call.input.MaxResults ?? cidrPage, cidrPage));
  return { ManagementCidrRanges: items.map(({ first }) => `${address(first)}/16`), NextToken };
};

/** Every /16 that is free: most of the search ranges, with gaps that are the same in every world. */
function offered(world: World, now: number): Block[] {
  const pending = world.workspaces.modifications.filter((modification) => stageAt(modification, now).state === 'PENDING');
  const taken = [managementCidr(world, now), ...pending.map(({ cidr }) => cidr)];
  return searchRanges
    .flatMap((range) => blocksOf16(range))
    .filter(({ first }) => !withheld(first) && !taken.includes(`${address(first)}/16`));
}

/** About one /16 in seven is in use by somebody else, never 10.42.0.0/16 of the examples; 198.19.0.0/16 is AWS's own in nearly every Region. */
function withheld(first: number): boolean {
  const spread = Math.imul(first / 2 ** 16, 0x27d4eb2f) >>> 24;
  return spread < 36 || address(first) === '198.19.0.0';
}

const modifyAccount: Operation = (call) => {
  requireByol(call);
  const { world, now } = call;
  const { modifications } = world.workspaces;
  const chosen = managementCidr(world, now);
  if (chosen !== undefined) throw wrongState(`The management range of this account is ${chosen}. It can not be changed.`);
  if (modifications.some((modification) => stageAt(modification, now).state === 'PENDING')) {
    throw wrongState('A modification of this account is still in progress.');
  }
  const cidr: string | undefined = call.input.DedicatedTenancyManagementCidrRange;
  if (cidr === undefined || !offered(world, now).some(({ first }) => `${address(first)}/16` === cidr)) {
    throw invalidParameter(`The management range ${cidr ?? '(none)'} is not available. Choose one that ListAvailableManagementCidrRanges offers.`);
  }
  const failure = nextOutcome(world, 'modifyAccount');
  modifications.push({
    cidr,
    startTime: now,
    visibleFrom: call.visibleFrom,
    stages: stagesFrom(now, 'PENDING', duration(world, 'modifyAccount'), failure ? 'FAILED' : 'COMPLETED'),
    ...(failure ? { errorCode: failure.codes?.[0] ?? 'InternalFailure', errorMessage: failure.message } : {}),
  });
  return { Message: 'The modification of the account has begun.' };
};

/** BYOL of the account: DescribeAccount, its modifications, and the management range. */
export const accountOperations: Record<string, Operation> = {
  DescribeAccount: describeAccount,
  DescribeAccountModifications: describeAccountModifications,
  ListAvailableManagementCidrRanges: listAvailableManagementCidrRanges,
  ModifyAccount: modifyAccount,
};
