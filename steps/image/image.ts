import type { Output } from '../../source/aws/operations.ts';
import { ingestionProcess } from '../../source/knowledge/compatibility.ts';
import { pace } from '../../source/knowledge/durations.ts';
import { pending, type Change, type Intent, type LookWork, type Sighting, type Work } from '../../source/step.ts';
import { minuteText } from '../../source/words.ts';
import { nameOfAttempt } from '../shared/attempt.ts';
import { explained, sendTagged } from '../shared/outcome.ts';
import { ownerOf, tagList } from '../shared/tags.ts';
import type { ImageAnswers } from './answers.ts';
import { imageFailed, imageNotOurs } from './trouble.ts';

type Image = NonNullable<Output<'workspaces:DescribeWorkspaceImages'>['Images']>[number];

/** The name that the image gets: a failed one keeps its own, so a later attempt has a suffix. */
export function imageName({ answers, attempt }: Pick<Work<ImageAnswers>, 'answers' | 'attempt'>): string | undefined {
  return answers.name && nameOfAttempt(answers.name, attempt);
}

/** The BYOL image: ingested from the AMI, with Office where it is wanted. */
export function imageChange(work: Work<ImageAnswers>): Change {
  const { description, protocol, compute, office = 'none' } = work.answers;
  const ImageName = imageName(work) ?? '«image.name»';
  const input = {
    Ec2ImageId: work.from('import')?.amiId ?? pending('import'),
    IngestionProcess: (protocol && ingestionProcess(protocol, compute)) ?? '«image.protocol»',
    ImageName,
    ImageDescription: description ?? '«image.description»',
    ...(office !== 'none' && { Applications: [office as 'Microsoft_Office_2019'] }),
  };
  return {
    id: 'image',
    title: `BYOL image ${ImageName}${office === 'none' ? '' : ' with Office'}`,
    call: { service: 'workspaces', operation: 'ImportWorkspaceImage', input: { ...input, Tags: tagList(work) } },
    kind: 'B',
    naturalKey: ImageName,
    pace: pace(office === 'none' ? 'image' : 'image.office'),
    ...(office !== 'none' && { billed: 'Office, for each user and month of the WorkSpaces made from this image: https://aws.amazon.com/workspaces/pricing/' }),
    look: (looking, intent) => lookForImage(looking, ImageName, input.ImageDescription, intent),
    send: async (sending) =>
      explained(
        await sendTagged(sending, (Tags) =>
          sending.aws.send('workspaces:ImportWorkspaceImage', { ...input, IngestionProcess: input.IngestionProcess as 'BYOL_REGULAR_WSP', ...(Tags && { Tags }) }, ({ ImageId }) => (ImageId ? { imageId: ImageId } : undefined)),
        ),
        'image',
      ),
  };
}

async function lookForImage(work: LookWork, name: string, description: string, intent: Intent | undefined): Promise<Sighting> {
  const images = await work.aws.list('workspaces:DescribeWorkspaceImages', {}, ({ Images }) => Images);
  const image = images.find(({ Name }) => Name === name);
  if (!image) return { state: 'absent' };
  const foreign = await whyForeign(work, image, description, intent);
  if (foreign) return { state: 'foreign', problem: imageNotOurs(name, image.ImageId ?? '', foreign) };
  return sightingOf(work, image, name);
}

/** Describe calls show no tags. Without a mark, only a call of our own makes an image of that name and description ours. */
async function whyForeign(work: LookWork, { ImageId = '', Description }: Image, description: string, intent: Intent | undefined): Promise<string | undefined> {
  if (work.accepted('image')?.['imageId'] === ImageId) return undefined;
  const { TagList } = await work.aws.read('workspaces:DescribeTags', { ResourceId: ImageId });
  const owner = ownerOf(TagList, work);
  if (owner === 'another') return 'its tags name another onboarding';
  if (owner === 'nobody' && !intent) return 'it carries no tag of the wizard';
  return owner === 'nobody' && Description !== description ? `its description is “${Description ?? ''}”` : undefined;
}

function sightingOf(work: LookWork, image: Image, name: string): Sighting {
  const { ImageId = '', State, Created, ErrorCode, ErrorMessage, ErrorDetails } = image;
  if (State === 'AVAILABLE') return { state: 'done', outputs: { imageId: ImageId, imageName: name } };
  if (State === 'ERROR') {
    const details = ErrorDetails?.length ? ErrorDetails : ErrorCode || ErrorMessage ? [{ ErrorCode, ErrorMessage }] : [];
    return { state: 'blocked', problem: imageFailed(work.name, name, ImageId, details) };
  }
  const since = Created ? `, since ${minuteText(Created.getTime())} UTC` : '';
  return { state: 'underway', note: `${ImageId} is being made${since}; AWS gives no percentage`, outputs: { imageId: ImageId } };
}
