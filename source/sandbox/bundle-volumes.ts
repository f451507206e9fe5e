/** Volume sizes of a bundle in GiB. */
export type Volumes = { root: number; user: number };

type Family = { root: number; user: number; small: boolean };

/**
 * Least volumes of a compute type in GiB (Administration Guide, "Create a custom WorkSpaces image and bundle" and "Modify
 * a WorkSpace"). `small`: a root volume of 80 goes with a user volume of 10, 50 or 100 as well.
 */
function family(compute: string): Family {
  if (compute.startsWith('GRAPHICS')) return { root: 100, user: 100, small: false };
  return { root: 175, user: 100, small: !compute.startsWith('GENERALPURPOSE') };
}

function isSmall({ root, user }: Volumes): boolean {
  return root === 80 && [10, 50, 100].includes(user);
}

/** Why a bundle can not have these volumes, or undefined where it can. */
export function volumeTrouble(compute: string, volumes: Volumes): string | undefined {
  const least = family(compute);
  if (least.small && isSmall(volumes)) return undefined;
  if (volumes.root >= least.root && volumes.user >= least.user && Math.max(volumes.root, volumes.user) <= 2000) return undefined;
  const sizes = `root ${least.root}-2000 and user ${least.user}-2000 GiB${least.small ? ', or root 80 and user 10, 50 or 100 GiB' : ''}`;
  return `${compute} takes ${sizes}; these are ${volumes.root} and ${volumes.user}.`;
}

/** The root volume of a bundle that names none, GiB: the smallest that goes with the user volume. */
export function defaultRoot(compute: string, user: number): number {
  const least = family(compute);
  return least.small && isSmall({ root: 80, user }) ? 80 : least.root;
}
