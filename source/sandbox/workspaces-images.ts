import { ServiceError, type Call, type Operation } from './service.ts';
import { newId, stageAt, type Tags, type World } from './world.ts';
import { duration } from './durations.ts';
import { imageError, judgeImage, windowsOf, type ImageError } from './image-judgement.ts';
import { nextOutcome } from './outcomes.ts';
import { page } from './pages.ts';
import { quota } from './service-quotas.ts';
import { stagesFrom } from './stages.ts';
import { requireByol } from './workspaces-account.ts';
import { alreadyExists, invalidParameter, limitExceeded, notFound, notSupported, wrongState } from './workspaces-errors.ts';
import { checkTags, keepTags } from './workspaces-tags.ts';

type ImportRequest = { Ec2ImageId: string; IngestionProcess: string; ImageName: string; ImageDescription: string; Applications?: string[]; Tags?: Tags };

const importWorkspaceImage: Operation = (call) => {
  requireByol(call);
  const { world, now } = call;
  const request = call.input as ImportRequest;
  const { images } = world.workspaces;
  checkTags(request.Tags);
  const ami = ownAmi(world, now, request.Ec2ImageId);
  checkIngestion(request, windowsOf(ami));
  if (images.some(({ Name }) => Name === request.ImageName)) throw alreadyExists(`An image named ${request.ImageName} already exists.`);
  const most = quota(world, 'Images');
  if (images.length >= most) throw limitExceeded(`The account has ${most} images, which is its quota.`);

  const failure = nextOutcome(world, 'image');
  const found = judgeImage(ami, request.IngestionProcess);
  const errors = failure ? chosenErrors(failure) : found;
  const took = duration(world, request.Applications?.length ? 'imageWithOffice' : 'image');
  const windows = windowsOf(ami);
  const ImageId = newId(world, 'wsi-', 9);
  images.push({
    ImageId,
    Name: request.ImageName,
    Description: request.ImageDescription,
    created: now,
    ec2ImageId: request.Ec2ImageId,
    ingestion: request.IngestionProcess,
    ...(windows ? { windows } : {}),
    ...(request.Applications?.length ? { applications: request.Applications } : {}),
    ...(errors.length ? { errorCodes: errors } : {}),
    stages: stagesFrom(now, 'PENDING', took, errors.length ? 'ERROR' : 'AVAILABLE', failure?.message ?? errors[0]?.ErrorMessage),
    visibleFrom: call.visibleFrom,
  });
  keepTags(world, ImageId, request.Tags);
  return { ImageId };
};

/** An AMI that is there already, belongs to the account and is not encrypted. */
function ownAmi(world: World, now: number, id: string): World['ec2']['images'][number] {
  const ami = world.ec2.images.find(({ ImageId, created }) => ImageId === id && created <= now);
  if (!ami) throw notFound(id, 'The EC2 image');
  if (ami.encrypted) throw notSupported(`The EC2 image ${id} is encrypted. Encrypted images can not be imported.`);
  return ami;
}

/** The ingestion process and Office (API Reference, `ImportWorkspaceImage`). */
function checkIngestion({ IngestionProcess: ingestion, Applications: applications }: ImportRequest, windows: string | undefined): void {
  if (ingestion.endsWith('_BYOP')) throw notSupported('Bring your own protocol is available to allow-listed WorkSpaces Core accounts only.');
  if (ingestion === 'BYOL_GRAPHICS' || ingestion === 'BYOL_GRAPHICSPRO') throw notSupported(`${ingestion} is no longer available.`);
  if (!applications?.length) return;
  if (applications.length > 1) throw invalidParameter('Only one application is allowed.');
  if (windows === 'Windows 11' && ingestion.endsWith('_WSP') && (ingestion !== 'BYOL_REGULAR_WSP' || applications[0] !== 'Microsoft_Office_2019')) {
    throw invalidParameter('Windows 11 with DCV takes Microsoft_Office_2019 only, and none on GPU WorkSpaces.');
  }
}

function chosenErrors({ codes, message }: { codes?: string[]; message: string }): ImageError[] {
  return (codes?.length ? codes : ['UnknownError']).map((code) => imageError(code, message));
}

const describeWorkspaceImages: Operation = (call) => {
  const { world, now, input } = call;
  const ids: string[] | undefined = input.ImageIds;
  const images =
    input.ImageType === 'SHARED'
      ? []
      : world.workspaces.images.filter(({ ImageId, visibleFrom }) => visibleFrom <= now && (!ids?.length || ids.includes(ImageId)));
  const { items, NextToken } = page(call, images, Math.min(input.MaxResults ?? 25, 25));
  return { Images: items.map((image) => described(call, image)), NextToken };
};

function described({ now, account }: Call, image: World['workspaces']['images'][number]): unknown {
  const { state, message } = stageAt(image, now);
  return {
    ImageId: image.ImageId,
    Name: image.Name,
    Description: image.Description,
    OperatingSystem: { Type: 'WINDOWS' },
    State: state,
    RequiredTenancy: 'DEDICATED',
    Created: new Date(image.created),
    OwnerAccountId: account,
    ...(state === 'ERROR' ? { ErrorCode: image.errorCodes?.[0]?.ErrorCode, ErrorMessage: message, ErrorDetails: image.errorCodes } : {}),
  };
}

const deleteWorkspaceImage: Operation = (call) => {
  const { images, bundles, tags } = call.world.workspaces;
  const id: string = call.input.ImageId;
  const index = images.findIndex(({ ImageId }) => ImageId === id);
  const image = images[index];
  if (!image) throw notFound(id, 'The image');
  if (stageAt(image, call.now).state === 'PENDING') throw wrongState(`The image ${id} is still being created.`);
  if (bundles.some(({ ImageId, deleted }) => ImageId === id && deleted === undefined)) {
    throw new ServiceError('ResourceAssociatedException', `The image ${id} is used by a bundle. Delete the bundle first.`);
  }
  images.splice(index, 1);
  delete tags[id];
  return {};
};

/** BYOL images. */
export const imageOperations: Record<string, Operation> = {
  ImportWorkspaceImage: importWorkspaceImage,
  DescribeWorkspaceImages: describeWorkspaceImages,
  DeleteWorkspaceImage: deleteWorkspaceImage,
};
