import { rule } from '../../source/knowledge/rules.ts';
import { cite } from '../../source/knowledge/sources.ts';
import type { Finding, Work } from '../../source/step.ts';
import { ifAllowed } from './account.ts';

/** How serious it is at this point that default encryption is on, and what to do; and how serious that it can not be seen. */
export type EncryptionTold = { readonly on: Pick<Finding, 'level' | 'fix'> & { readonly more?: string }; readonly unseen: Finding['level'] };

/** Default encryption of EBS volumes makes an encrypted image of every import, which BYOL refuses. */
export async function judgeEncryption({ aws, region, now }: Pick<Work, 'aws' | 'region' | 'now'>, { on: { more, ...on }, unseen }: EncryptionTold): Promise<Finding[]> {
  const known = rule('eligibility.default-encryption', now());
  const base = { rule: known.id, source: cite(known.source) } as const;
  const told = await ifAllowed(aws.read('ec2:GetEbsEncryptionByDefault', {}));
  if ('refused' in told) {
    const title = `Whether EBS volumes are encrypted by default in ${region} can not be seen (${told.refused.raw?.code ?? 'refused'}); an encrypted image is refused later.`;
    return [{ ...base, level: unseen, title, fix: 'Allow ec2:GetEbsEncryptionByDefault, or look in the EC2 console.', certainty: 'unknown' }];
  }
  if (!told.value.EbsEncryptionByDefault) return [];
  const title = `EBS volumes are encrypted by default in ${region}, and BYOL refuses the encrypted image that an import would make.${more ? ` ${more}` : ''}`;
  return [{ ...base, ...on, title, certainty: 'seen' }];
}
