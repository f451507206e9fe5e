import { ServiceError, type Operation } from './service.ts';
import { newId } from './world.ts';
import { page } from './pages.ts';
import { managementCidr } from './workspaces-account.ts';
import { accessDenied } from './workspaces-errors.ts';

const createAccountLinkInvitation: Operation = ({ world, now, account, input, visibleFrom }) => {
  if (managementCidr(world, now) === undefined) {
    throw accessDenied('Only an account that is enabled for BYOL and has a management range can invite others.');
  }
  const { TargetAccountId: target, ClientToken: clientToken } = input as { TargetAccountId: string; ClientToken?: string };
  if (target === account) throw new ServiceError('ValidationException', 'The source account and the target account are the same.');
  world.workspaces.accountLinks ??= [];
  const links = world.workspaces.accountLinks;
  const same = links.find((link) => clientToken !== undefined && link.clientToken === clientToken && link.TargetAccountId === target);
  if (same) return { AccountLink: described(same) };
  if (links.some((link) => link.TargetAccountId === target && ['LINKED', 'PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT'].includes(link.AccountLinkStatus))) {
    throw new ServiceError('ConflictException', `The account ${target} is already linked or invited.`);
  }
  const link = {
    AccountLinkId: newId(world, 'link-', 16),
    AccountLinkStatus: 'PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT',
    SourceAccountId: account,
    TargetAccountId: target,
    visibleFrom,
    ...(clientToken === undefined ? {} : { clientToken }),
  };
  links.push(link);
  return { AccountLink: described(link) };
};

const listAccountLinks: Operation = (call) => {
  const statuses: string[] | undefined = call.input.LinkStatusFilter;
  const links = (call.world.workspaces.accountLinks ?? []).filter(
    (link) => link.visibleFrom <= call.now && (!statuses?.length || statuses.includes(link.AccountLinkStatus)),
  );
  const { items, NextToken } = page(call, links, Math.min(call.input.MaxResults ?? 25, 25), 'ValidationException');
  return { AccountLinks: items.map(described), NextToken };
};

type Link = { AccountLinkId: string; AccountLinkStatus: string; SourceAccountId: string; TargetAccountId: string };

function described({ AccountLinkId, AccountLinkStatus, SourceAccountId, TargetAccountId }: Link): Link {
  return { AccountLinkId, AccountLinkStatus, SourceAccountId, TargetAccountId };
}

/** Linking of BYOL accounts, from the side of the account that invites. */
export const linkOperations: Record<string, Operation> = {
  CreateAccountLinkInvitation: createAccountLinkInvitation,
  ListAccountLinks: listAccountLinks,
};
