import type { Operation, Service } from '../service.ts';
import { imageOperations } from './images.ts';
import { importOperations } from './import-tasks.ts';
import { dryRun } from './listing.ts';
import { networkOperations } from './network.ts';
import { routeOperations } from './routes.ts';
import { tagOperations } from './tags.ts';

const getEbsEncryptionByDefault: Operation = (call) => {
  dryRun(call);
  return { EbsEncryptionByDefault: call.world.ec2.ebsEncryptionByDefault, SseType: call.world.ec2.ebsEncryptionByDefault ? 'sse-ebs' : 'none' };
};

const setEbsEncryptionByDefault =
  (on: boolean): Operation =>
  (call) => {
    dryRun(call);
    call.world.ec2.ebsEncryptionByDefault = on;
    return { EbsEncryptionByDefault: on };
  };

/** EC2 as far as an onboarding goes: the network, VM Import, AMIs, tags, encryption by default. */
export const ec2: Service = {
  operations: {
    ...networkOperations,
    ...routeOperations,
    ...importOperations,
    ...imageOperations,
    ...tagOperations,
    GetEbsEncryptionByDefault: getEbsEncryptionByDefault,
    EnableEbsEncryptionByDefault: setEbsEncryptionByDefault(true),
    DisableEbsEncryptionByDefault: setEbsEncryptionByDefault(false),
  },
};
