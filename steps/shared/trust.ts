import { readDocument } from './document.ts';

type Statement = {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Principal?: { readonly Service?: string | readonly string[] } | string;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };
};

/** What keeps a service from taking a role, by the role's trust policy; empty where nothing does. `open`: without external id or account. */
export type Trust = { readonly differences: readonly string[]; readonly open: boolean };

/**
 * Judges whether `service` may take a role with this trust policy when it comes for `account` with `externalId`.
 * Source: VM Import/Export User Guide, "Required service role".
 */
export function judgeTrust(document: string | undefined, service: string, account: string, externalId?: string): Trust {
  const policy = readDocument(document) as { Statement?: Statement | readonly Statement[] } | undefined;
  if (!policy) return { differences: ['its trust policy can not be read'], open: false };
  const statements = [policy.Statement ?? []].flat() as readonly Statement[];
  const naming = statements.filter(({ Effect, Principal }) => Effect === 'Allow' && services(Principal).includes(service));
  if (!naming.length) return { differences: [`it trusts ${statements.flatMap(({ Principal }) => services(Principal)).join(', ') || 'no service'} and not ${service}`], open: false };
  const judged = naming.map((statement) => judgeStatement(statement, account, externalId));
  return judged.toSorted((left, right) => left.differences.length - right.differences.length)[0]!;
}

function judgeStatement({ Action, Condition }: Statement, account: string, externalId: string | undefined): Trust {
  const actions = list(Action).map((action) => action.toLowerCase());
  const differences = actions.some((action) => action === 'sts:assumerole' || action === 'sts:*' || action === '*') ? [] : ['it does not allow sts:AssumeRole'];
  const conditions = Object.values(Condition ?? {}).flatMap((tests) => Object.entries(tests).map(([key, values]) => ({ key, values: list(values) })));
  for (const { key, values } of conditions) {
    const difference = judgeCondition(key, values, account, externalId);
    if (difference) differences.push(difference);
  }
  return { differences, open: conditions.length === 0 };
}

function judgeCondition(key: string, values: readonly string[], account: string, externalId: string | undefined): string | undefined {
  switch (key.toLowerCase()) {
    case 'sts:externalid':
      return externalId && values.includes(externalId) ? undefined : `it asks for the external id ${values.join(', ')}${externalId ? ` and not ${externalId}` : ''}`;
    case 'aws:sourceaccount':
      return values.includes(account) ? undefined : `it lets the service come for account ${values.join(', ')} only`;
    case 'aws:sourcearn':
      return values.some((value) => value === '*' || value.includes(`:${account}:`)) ? undefined : `it lets the service come for ${values.join(', ')} only`;
    default:
      return `it has a condition on ${key} that is not known here`;
  }
}

function services(principal: Statement['Principal']): readonly string[] {
  return typeof principal === 'object' ? list(principal.Service) : [];
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}
