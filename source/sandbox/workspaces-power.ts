import type { Call, Operation } from './service.ts';
import { stageAt, type Stage } from './world.ts';
import { ownDesktops } from './desktop-requests.ts';
import { duration } from './durations.ts';
import { divert, stagesFrom } from './stages.ts';
import type { Desktop } from './workspaces-desktops.ts';

type Action = {
  /** The member that lists the requests. */
  member: string;
  /** States it may start from (API Reference of each operation); undefined allows all but those in `never`. */
  from?: readonly string[];
  never?: readonly string[];
  /** Only WorkSpaces of running mode AUTO_STOP or MANUAL. */
  stoppable?: boolean;
  stages(call: Call): Stage[];
};

const actions: Record<string, Action> = {
  RebootWorkspaces: {
    member: 'RebootWorkspaceRequests',
    from: ['AVAILABLE', 'UNHEALTHY', 'REBOOTING'],
    stages: ({ world, now }) => stagesFrom(now, 'REBOOTING', duration(world, 'reboot'), 'AVAILABLE'),
  },
  StartWorkspaces: {
    member: 'StartWorkspaceRequests',
    from: ['STOPPED'],
    stoppable: true,
    stages: ({ world, now }) => stagesFrom(now, 'STARTING', duration(world, 'start'), 'AVAILABLE'),
  },
  StopWorkspaces: {
    member: 'StopWorkspaceRequests',
    from: ['AVAILABLE', 'IMPAIRED', 'UNHEALTHY', 'ERROR'],
    stoppable: true,
    stages: ({ world, now }) => stagesFrom(now, 'STOPPING', duration(world, 'stop'), 'STOPPED'),
  },
  TerminateWorkspaces: {
    member: 'TerminateWorkspaceRequests',
    never: ['SUSPENDED'],
    stages: ({ world, now }) => stagesFrom(now, 'TERMINATING', duration(world, 'terminate'), 'TERMINATED'),
  },
};

function operation(action: Action): Operation {
  return (call) => {
    const requests = call.input[action.member] as { WorkspaceId?: string }[];
    const FailedRequests = requests.flatMap(({ WorkspaceId = '' }) => {
      const desktop = ownDesktops(call.world, call.now).find((own) => own.WorkspaceId === WorkspaceId);
      const failure = trouble(action, call, desktop);
      if (failure) return [{ WorkspaceId, ...failure }];
      if (desktop && stageAt(desktop, call.now).state !== 'TERMINATING') divert(desktop, call.now, action.stages(call));
      return [];
    });
    return { FailedRequests };
  };
}

/** Why one request fails inside a successful answer; AWS lists no codes, so these are built like those of CreateWorkspaces. */
function trouble({ from, never, stoppable }: Action, { now }: Call, desktop: Desktop | undefined): { ErrorCode: string; ErrorMessage: string } | undefined {
  if (!desktop) return { ErrorCode: 'ResourceNotFound.WorkSpace', ErrorMessage: 'The WorkSpace could not be found.' };
  const { state } = stageAt(desktop, now);
  if ((from && !from.includes(state)) || never?.includes(state)) {
    return { ErrorCode: 'InvalidResourceState.WorkSpace', ErrorMessage: `The WorkSpace is in the state ${state}.` };
  }
  if (stoppable && desktop.runningMode === 'ALWAYS_ON') {
    return { ErrorCode: 'OperationNotSupported.RunningMode', ErrorMessage: 'The WorkSpace has the running mode ALWAYS_ON.' };
  }
  return undefined;
}

/** Reboot, start, stop, terminate: each takes up to 25 WorkSpaces and answers with those that failed. */
export const powerOperations: Record<string, Operation> = Object.fromEntries(
  Object.entries(actions).map(([name, action]) => [name, operation(action)]),
);
