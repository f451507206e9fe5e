import type { Service } from './service.ts';
import { accountOperations } from './workspaces-account.ts';
import { bundleOperations } from './workspaces-bundles.ts';
import { desktopOperations } from './workspaces-desktops.ts';
import { directoryOperations } from './workspaces-directories.ts';
import { imageOperations } from './workspaces-images.ts';
import { linkOperations } from './workspaces-links.ts';
import { powerOperations } from './workspaces-power.ts';
import { registrationOperations } from './workspaces-registration.ts';
import { tagOperations } from './workspaces-tags.ts';

/** Amazon WorkSpaces, as far as an onboarding goes: BYOL of the account, images, bundles, directories, WorkSpaces, tags. */
export const workspaces: Service = {
  operations: {
    ...accountOperations,
    ...linkOperations,
    ...imageOperations,
    ...bundleOperations,
    ...registrationOperations,
    ...directoryOperations,
    ...desktopOperations,
    ...powerOperations,
    ...tagOperations,
  },
};
