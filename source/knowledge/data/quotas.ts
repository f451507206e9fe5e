import type { Quota } from '../quotas.ts';

/** Quotas of a new account, per Region ("Amazon WorkSpaces quotas"). Names as Service Quotas lists them vary: matched by `match`. */
export const quotas = [
  { id: 'workspaces', title: 'WorkSpaces', service: 'workspaces', match: /^WorkSpaces$/i, initial: 1, adjustable: true, step: 'launch' },
  { id: 'gpu-workspaces', title: 'WorkSpaces with a GPU, each type', service: 'workspaces', match: /^Graphics.*WorkSpaces$/i, initial: 0, adjustable: true, step: 'launch' },
  { id: 'images', title: 'Images', service: 'workspaces', match: /^Images$/i, initial: 40, adjustable: true, step: 'image' },
  { id: 'bundles', title: 'Custom bundles', service: 'workspaces', match: /^(?:Custom )?Bundles$/i, initial: 50, adjustable: false, step: 'bundle' },
  { id: 'directories', title: 'Registered directories', service: 'workspaces', match: /^(?:Registered )?Director(?:y|ies)$/i, initial: 50, adjustable: false, step: 'directory' },
] as const satisfies readonly Quota[];
