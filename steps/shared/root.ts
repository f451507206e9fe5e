import { rule } from '../../source/knowledge/rules.ts';
import { cite } from '../../source/knowledge/sources.ts';
import type { Finding, Work } from '../../source/step.ts';

/** Whether the caller is the account's root user. */
export function isRoot({ caller }: Pick<Work, 'caller'>): boolean {
  return caller.endsWith(':root');
}

/** The root user can call everything but is refused where a role is passed, with a message that blames the role. */
export function judgeRoot(work: Pick<Work, 'caller' | 'now'>, id: string): Finding[] {
  if (!isRoot(work)) return [];
  return [
    {
      rule: id,
      level: 'warning',
      title: 'These are the credentials of the root user: ImportImage refuses them with "the service role does not exist or does not have sufficient permissions".',
      source: cite(rule('import.pass-role', work.now()).source),
      fix: 'Sign in as an IAM role or user that has iam:PassRole on the import role, then run this again.',
      certainty: 'seen',
    },
  ];
}
