import type { Problem } from '../../source/problem.ts';
import { line } from '../../source/text.ts';

/** The role that WorkSpaces takes exists, and does not let it in. */
export function defaultRoleTrustsOthers(role: string, differences: readonly string[]): Problem {
  return {
    code: 'directory.role-trust',
    what: `The role ${role} exists, and WorkSpaces can not take it: ${differences.join('; ')}.`,
    causes: ['Somebody narrowed its trust policy.'],
    todo: [`Correct it: wizard template workspaces-default-role-trust > trust.json; aws iam update-assume-role-policy --role-name ${role} --policy-document file://trust.json`],
    back: 'directory',
    exit: 4,
  };
}

/** Registered for shared hardware, which can not be switched while it stays registered. */
export function registeredShared(id: string): Problem {
  return {
    code: 'directory.shared',
    what: `The directory ${id} is registered for shared hardware; BYOL needs dedicated hardware, and the registration can not be switched.`,
    causes: ['It was registered in the console without “Enable Dedicated WorkSpaces”, or by a program that can not ask for it.'],
    todo: ['Use another directory: directory.id', `Or let it be deregistered and registered again: directory.confirmDeregister: ${id}`],
    back: 'directory',
    exit: 4,
  };
}

/** A directory with WorkSpaces is never deregistered. */
export function hasWorkspaces(id: string, users: readonly string[]): Problem {
  const shown = users.slice(0, 5).join(', ') + (users.length > 5 ? ` and ${users.length - 5} more` : '');
  return {
    code: 'directory.has-workspaces',
    what: `The directory ${id} is registered for shared hardware and has ${users.length} WorkSpaces (${shown}); it can not be deregistered.`,
    causes: ['These WorkSpaces are in use on shared hardware; they can not be moved to dedicated hardware.'],
    todo: ['Use another directory for BYOL: directory.id', 'Or save what is on them, terminate them, and run this again.'],
    back: 'directory',
    exit: 4,
  };
}

/** Registered as it should be, but elsewhere. */
export function otherSubnets(id: string, has: readonly string[], wanted: readonly string[]): Problem {
  return {
    code: 'directory.other-subnets',
    what: `The directory ${id} is registered already, with the subnets ${has.join(' and ')} instead of ${wanted.join(' and ')}.`,
    causes: ['Somebody registered it before.'],
    todo: [`Take it as it is: directory.subnets: [${has.join(', ')}]`, 'Or deregister it in the console while it has no WorkSpaces, and run this again.'],
    back: 'directory',
    exit: 4,
  };
}

/** The registration ended in ERROR. */
export function registrationFailed(id: string, message: string | undefined): Problem {
  return {
    code: 'directory.error',
    what: `AWS could not register the directory ${id}${message ? `: ${line(message)}` : ' and gives no reason'}.`,
    causes: ['The role workspaces_DefaultRole lacks the policy AmazonWorkSpacesServiceAccess.', 'It is a Managed AD that is replicated here from another Region: only the primary Region can be registered.', 'A subnet has no free addresses.'],
    todo: ['Put that right, deregister the directory in the console, and run this again.'],
    back: 'directory',
    raw: { operation: 'workspaces:DescribeWorkspaceDirectories', code: 'ERROR', ...(message && { message }) },
    exit: 1,
  };
}
