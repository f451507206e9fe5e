import { ServiceError } from '../service.ts';

type Statement = {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};

/** Refuses what is not a policy at all, as IAM does on every call that takes one. */
export function requirePolicy(written: string): void {
  if (!statementsOf(written)) throw new ServiceError('MalformedPolicyDocument', 'Syntax errors in policy.');
}

/** The statements of a policy; undefined for anything that is not one. */
function statementsOf(written: string): Statement[] | undefined {
  try {
    const document = JSON.parse(written) as { Statement?: Statement | Statement[] };
    const statements = [document.Statement ?? []].flat();
    return statements.length > 0 && statements.every(({ Effect }) => Effect === 'Allow' || Effect === 'Deny') ? statements : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the policies together allow an action on a resource (ARN or `*`); a deny wins. Conditions are taken as met. */
export function allows(policies: readonly string[], action: string, resource: string): boolean {
  const fitting = policies
    .flatMap((policy) => statementsOf(policy) ?? [])
    .filter((statement) => fits(statement.Action, action.toLowerCase()) && fits(statement.Resource, resource, resource === '*'));
  return fitting.some(({ Effect }) => Effect === 'Allow') && !fitting.some(({ Effect }) => Effect === 'Deny');
}

function fits(patterns: string | readonly string[] | undefined, value: string, anything = false): boolean {
  return [patterns ?? []].flat().some((pattern) => anything || wildcard(pattern).test(value));
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 'i');
}

/**
 * Whether a trust policy lets a service take the role, and every condition on `sts:ExternalId` names `externalId`.
 * IAM compares condition keys without regard to case.
 */
export function trusts(trust: string, service: string, externalId?: string): boolean {
  return (statementsOf(trust) ?? []).some((statement) => {
    const { Principal } = statement;
    const services = typeof Principal === 'object' ? [Principal['Service'] ?? []].flat() : [];
    if (statement.Effect !== 'Allow' || !services.includes(service) || !fits(statement.Action, 'sts:assumerole')) return false;
    const required = Object.values(statement.Condition ?? {})
      .flatMap((tests) => Object.entries(tests))
      .filter(([key]) => key.toLowerCase() === 'sts:externalid')
      .flatMap(([, values]) => [values].flat());
    return required.every((value) => value === externalId);
  });
}
