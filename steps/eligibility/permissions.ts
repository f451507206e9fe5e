import { cite } from '../../source/knowledge/sources.ts';
import type { Finding, Work } from '../../source/step.ts';
import { renderTemplate } from '../../source/templates.ts';
import { ifAllowed } from '../shared/account.ts';
import { isRoot } from '../shared/root.ts';

type Statement = { readonly Sid: string; readonly Action: string | readonly string[]; readonly Resource: string | readonly string[] };

/**
 * What IAM says that the caller may do of what the wizard's own policy (`wizard template iam-policy`) grants, asked before
 * anything is sent. A simulation does not know every condition, so a denial is a warning.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export async function judgePermissions(work: Work): Promise<Finding[]> {
  if (isRoot(work)) return [];
  const principal = await principalOf(work);
  if (!principal) return [unasked(`no role or user is behind ${work.caller} that IAM can be asked about`)];
  const { everywhere, passRole, tagging } = wanted(work);
  const told = await ifAllowed(Promise.all([denied(work, principal, everywhere), denied(work, principal, passRole.actions, passRole.resource), denied(work, principal, tagging.actions, tagging.resource)]));
  if ('refused' in told) return [unasked(told.refused.raw?.code ?? 'refused')];
  const [some, pass, tags] = told.value;
  const tagless = [...some.filter(isTagging), ...tags];
  const missing = [...some.filter((action) => !isTagging(action)), ...pass.map((action) => `${action} (on ${passRole.resource})`)];
  return [...judgeMissing(missing, everywhere.length + passRole.actions.length), ...judgeTagging(tagless)];
}

/** The actions that IAM grants on every resource or not at all, and the two kinds that are worth asking about on their own resource. */
function wanted({ account, region, partition }: Work) {
  const policy = JSON.parse(renderTemplate('iam-policy', { account, region, partition }, { keepUnfilled: true })) as { readonly Statement: readonly Statement[] };
  const of = (sid: string) => {
    const found = policy.Statement.filter(({ Sid }) => Sid === sid);
    return { actions: found.flatMap(({ Action }) => Action), resource: found.flatMap(({ Resource }) => Resource)[0] };
  };
  const everywhere = policy.Statement.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
  const tagging = of('ImportTags');
  // The consent is a matter of the console, for whoever opens it.
  const asked = [...new Set(everywhere)].filter((action) => !action.endsWith('Consent') && !tagging.actions.includes(action));
  return { everywhere: asked, passRole: of('ImportPassRole'), tagging };
}

function isTagging(action: string): boolean {
  return action === 'workspaces:CreateTags' || action === 'workspaces:DescribeTags';
}

async function denied(work: Work, principal: string, actions: readonly string[], resource?: string): Promise<string[]> {
  if (actions.length === 0) return [];
  const entry = (ContextKeyName: string, value: string) => ({ ContextKeyName, ContextKeyValues: [value], ContextKeyType: 'string' as const });
  const results = await work.aws.list(
    'iam:SimulatePrincipalPolicy',
    {
      PolicySourceArn: principal,
      ActionNames: [...actions],
      ...(resource && { ResourceArns: [resource] }),
      // A condition on a key that the simulation is not told counts as not met.
      ContextEntries: [entry('aws:RequestedRegion', work.region), entry('iam:PassedToService', 'vmie.amazonaws.com')],
    },
    (page) => page.EvaluationResults,
  );
  return results.flatMap(({ EvalDecision, EvalActionName }) => (EvalDecision === 'allowed' || !EvalActionName ? [] : [EvalActionName]));
}

/** The ARN that IAM can be asked about: a session's ARN lacks the path of its role (`/aws-reserved/sso.amazonaws.com/…`), so the role is read. */
async function principalOf(work: Work): Promise<string | undefined> {
  const session = /:assumed-role\/([^/]+)\//.exec(work.caller);
  if (!session?.[1]) return /:(?:user|role)\//.test(work.caller) ? work.caller : undefined;
  const told = await ifAllowed(work.aws.read('iam:GetRole', { RoleName: session[1] }));
  return 'value' in told ? told.value.Role?.Arn : undefined;
}

function judgeMissing(missing: readonly string[], asked: number): Finding[] {
  const base = { rule: 'eligibility.permissions', source: cite('authorization'), certainty: 'inferred' } as const;
  if (missing.length === 0) return [{ ...base, level: 'info', title: `IAM allows this caller all ${asked} actions that were asked about.` }];
  return [
    {
      ...base,
      level: 'warning',
      title: `IAM denies this caller ${missing.length} of ${asked} actions that later steps may need: ${missing.join(', ')}.`,
      fix: 'Have them allowed before the step that needs them, or that step stops with exit 4: wizard template iam-policy',
    },
  ];
}

function judgeTagging(missing: readonly string[]): Finding[] {
  if (missing.length === 0) return [];
  return [
    {
      rule: 'eligibility.tagging',
      level: 'warning',
      title: `This caller may not tag what it makes, or read tags (${missing.join(', ')}): what this onboarding made is then found by name alone.`,
      source: cite('authorization'),
      fix: `Have ${missing.join(' and ')} allowed.`,
      certainty: 'inferred',
    },
  ];
}

function unasked(why: string): Finding {
  return {
    rule: 'eligibility.permissions',
    level: 'info',
    title: `The caller's permissions could not be checked beforehand (${why}); each step finds out for itself.`,
    fix: 'Allow iam:SimulatePrincipalPolicy, and iam:GetRole for a role, to have them checked here.',
    certainty: 'unknown',
  };
}
