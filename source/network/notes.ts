import { cite } from '../knowledge/sources.ts';
import { rule } from '../knowledge/rules.ts';
import type { Protocol } from '../knowledge/windows.ts';
import type { When } from '../knowledge/dates.ts';
import type { Finding } from '../step.ts';

/** What no call can see, whatever the permissions. */
const neverSeen = ['networks on your own premises that no route of this account names', 'other accounts and Regions that were not listed'] as const;

/**
 * What a person should know beside the ranking: AWS's own management traffic, and what was not seen. `unseen` names what
 * could not be read (`transit gateway route tables: not permitted`).
 */
export function networkNotes(input: { readonly protocol?: Protocol | undefined; readonly unseen?: readonly string[]; readonly date?: When }): readonly Finding[] {
  const always = rule('network.always-managed', input.date);
  const dcv = rule('network.always-managed-dcv', input.date);
  const notes: Finding[] = [
    { rule: always.id, level: 'info', title: `AWS reaches every BYOL WorkSpace from ${always.value} too, in every Region; this is not part of the choice.`, source: cite(always.source), certainty: 'seen' },
  ];
  if (input.protocol !== 'pcoip') {
    notes.push({
      rule: dcv.id,
      level: 'info',
      title: `With DCV, AWS manages WorkSpaces from ${dcv.value} as well. It is traffic of the management interface and does not forbid a VPC in that range; AWS's BYOL page leaves it out.`,
      source: cite(dcv.source),
      certainty: 'seen',
    });
  }
  notes.push({
    rule: 'network.unseen',
    level: 'info',
    title: `Not seen, so not taken for free: ${[...(input.unseen ?? []), ...neverSeen].join('; ')}.`,
    fix: 'List them under network.avoid.',
    certainty: 'unknown',
  });
  return notes;
}
