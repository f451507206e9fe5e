import { pace } from '../../source/knowledge/durations.ts';
import type { Change, LookWork, Sighting } from '../../source/step.ts';
import { unlessAbsent } from '../shared/absent.ts';
import { notThere, unusableImage } from './trouble.ts';

/** What a look at an AMI ends with: the outputs of the import, or why it can not be used. Undefined while AWS does not show it. */
export async function judgeAmi(work: LookWork, amiId: string, from: { taskId?: string; bootMode?: string } = {}): Promise<Sighting | undefined> {
  const { aws, account } = work;
  const images = await unlessAbsent(aws.read('ec2:DescribeImages', { ImageIds: [amiId] }), 'InvalidAMIID.NotFound', 'InvalidAMIID.Unavailable');
  const image = images?.Images?.find(({ ImageId }) => ImageId === amiId);
  if (!image) return undefined;
  if (image.OwnerId && image.OwnerId !== account) return { state: 'blocked', problem: unusableImage(work, amiId, 'foreign', image.OwnerId) };
  if (image.State === 'pending') return { state: 'underway', note: `AWS makes the image ${amiId}` };
  if (image.State && image.State !== 'available') return { state: 'blocked', problem: unusableImage(work, amiId, 'failed', image.StateReason?.Message ?? image.State) };
  if (image.BlockDeviceMappings?.some(({ Ebs }) => Ebs?.Encrypted)) return { state: 'blocked', problem: unusableImage(work, amiId, 'encrypted') };
  const bootMode = image.BootMode ?? from.bootMode;
  return { state: 'done', outputs: { amiId, ...(from.taskId && { taskId: from.taskId }), ...(bootMode && { bootMode }) } };
}

/** The image that the answers name: looked at, never made. */
export function namedAmi(amiId: string): Change {
  return {
    id: 'image',
    title: `Image ${amiId}, as it is`,
    call: { service: 'ec2', operation: 'DescribeImages', input: { ImageIds: [amiId] } },
    kind: 'look',
    naturalKey: amiId,
    pace: pace('import.task'),
    look: async (looking) => (await judgeAmi(looking, amiId)) ?? { state: 'blocked', problem: notThere(amiId, '') },
  };
}
