import { explain, problemFrom } from '../../source/knowledge/errors.ts';
import type { Problem } from '../../source/problem.ts';
import { line } from '../../source/text.ts';

/** Why AWS refused one WorkSpace inside a successful answer. */
export function refusedFor(user: string, code: string | undefined, message: string | undefined): Problem {
  const raw = { operation: 'workspaces:CreateWorkspaces', ...(code && { code }), ...(message && { message }) };
  const known = explain(message ?? '', { code, operation: 'CreateWorkspaces', step: 'launch' });
  if (known.length) return { ...problemFrom(known, { raw, what: `${line(user)}: ${known[0]?.what ?? ''}` }) };
  return {
    code: 'launch.refused',
    what: `AWS makes no WorkSpace for ${line(user)}: ${line([code, message].filter(Boolean).join(': ') || 'no reason given')}`,
    todo: ['Put that right, or take the user out of launch.users.'],
    back: 'launch',
    raw,
    exit: 1,
  };
}

/** A WorkSpace that ended in ERROR. */
export function workspaceFailed(onboarding: string, user: string, id: string, code: string | undefined, message: string | undefined): Problem {
  const told = refusedFor(user, code, message);
  return {
    ...told,
    code: 'launch.error',
    what: `The WorkSpace ${id} of ${line(user)} ended in an error${message ? `: ${line(message)}` : ''}.`,
    todo: [...(told.todo ?? []), `Terminate it before another try: aws workspaces terminate-workspaces --terminate-workspace-requests ${id}`, `Then: wizard resume ${onboarding} --again launch`],
  };
}

/** A WorkSpace that runs and that the service can not reach. */
export function workspaceUnhealthy(user: string, id: string, state: string): Problem {
  return {
    code: 'launch.unhealthy',
    what: `The WorkSpace ${id} of ${line(user)} is ${state}: it runs, and the service can not reach its agent.`,
    causes: ['A group policy, a firewall or security software in the image blocks the management interface.', 'The domain controllers or the time source (169.254.169.123) are not reachable from its subnet.', 'It is still starting.'],
    todo: [`Reboot it: aws workspaces reboot-workspaces --reboot-workspace-requests WorkspaceId=${id}`, 'Look at the ports that WorkSpaces needs: https://docs.aws.amazon.com/workspaces/latest/adminguide/workspaces-port-requirements.html', 'No further WorkSpace is launched until this one is healthy.'],
    back: 'launch',
    exit: 1,
  };
}

/** The user has one already: a user has one WorkSpace in a directory. */
export function hasAnother(user: string, id: string, bundle: string, wanted: string): Problem {
  return {
    code: 'launch.has-another',
    what: `${line(user)} has the WorkSpace ${id} already, from the bundle ${bundle} instead of ${wanted}; a user has one in a directory.`,
    causes: ['It was launched before, by hand or from an earlier image.'],
    todo: ['Take the user out of launch.users.', `Or terminate it after saving what is on it: aws workspaces terminate-workspaces --terminate-workspace-requests ${id}`],
    back: 'launch',
    exit: 4,
  };
}
