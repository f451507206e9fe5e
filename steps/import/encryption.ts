import { pace } from '../../source/knowledge/durations.ts';
import type { Change, Outcome, SendWork, Work } from '../../source/step.ts';
import { ownerOf } from '../shared/tags.ts';
import type { ImportAnswers } from './answers.ts';
import { tasksOf } from './tasks.ts';

/**
 * Default encryption of EBS volumes, off for the time of the import and back on afterwards. It is one switch for everybody
 * in the account and Region, so a person confirms both by name.
 */
export function encryptionChange(work: Work<ImportAnswers>): Change {
  const { account, region } = work;
  return {
    id: 'encryption',
    title: `Default encryption of EBS volumes in ${region}, off while the import runs`,
    call: { service: 'ec2', operation: 'DisableEbsEncryptionByDefault', input: {} },
    kind: 'toggle',
    naturalKey: `${account}/${region}`,
    pace: pace('import.encryption'),
    confirm: {
      key: 'confirmDefaultEncryption',
      expected: `${account}/${region}`,
      title: `Switch default encryption of EBS volumes off in account ${account}, Region ${region}?`,
      why: 'Volumes and snapshots that anybody makes there while the import runs are not encrypted unless they say so.',
      details: ['It is switched on again as soon as the image exists, or the import fails or is given up.', 'The other way is an account without default encryption: import there, and share or copy the image.'],
    },
    async look({ aws }, intent) {
      const { EbsEncryptionByDefault: on } = await aws.read('ec2:GetEbsEncryptionByDefault', {});
      return on ? { state: 'absent', before: ['on'] } : { state: 'done', outputs: { was: intent ? 'on' : 'off' }, ...(!intent && { evidence: 'it is off already' }) };
    },
    send: ({ aws }) => aws.send('ec2:DisableEbsEncryptionByDefault', {}, ({ EbsEncryptionByDefault: on }) => (on === false ? { on } : undefined)),
  };
}

/** Back on; not while another onboarding here still imports, and nothing to do where somebody switched it on before. */
export async function restoreEncryption(work: SendWork): Promise<Outcome> {
  const { EbsEncryptionByDefault: on } = await work.aws.read('ec2:GetEbsEncryptionByDefault', {});
  if (on) return { kind: 'ok', outputs: { restored: false, note: 'somebody has switched it on already' } };
  const tasks = await tasksOf(work.aws);
  const others = tasks.filter(({ Status, Tags }) => !/^(?:completed|delet)/.test(Status ?? '') && ownerOf(Tags, work) === 'another');
  if (others.length) {
    const ids = others.map(({ ImportTaskId }) => ImportTaskId).join(', ');
    return {
      kind: 'refused',
      problem: {
        code: 'import.encryption-needed',
        what: `Default encryption of EBS volumes stays off: another onboarding still imports here (${ids}).`,
        todo: ['Resume this onboarding once that import has ended.', `Or switch it on yourself: aws ec2 enable-ebs-encryption-by-default --region ${work.region}`],
        again: 'soon',
        exit: 3,
      },
    };
  }
  return work.aws.send('ec2:EnableEbsEncryptionByDefault', {}, ({ EbsEncryptionByDefault: now }) => (now ? { restored: true } : undefined));
}
