import { pace } from '../../source/knowledge/durations.ts';
import type { Change, LookWork, Sighting, Work } from '../../source/step.ts';
import { explained, sendTagged } from '../shared/outcome.ts';
import { waitForRole } from '../shared/role.ts';
import { tagList } from '../shared/tags.ts';
import type { DirectoryAnswers } from './answers.ts';
import { registrationOf, usersWithWorkspaces, type Registration } from '../shared/directory.ts';
import { hasWorkspaces, otherSubnets, registeredShared, registrationFailed } from './trouble.ts';

/** What `work.made('registration')` gives. */
export type RegistrationMade = { readonly directoryId: string; readonly registrationCode: string };

type Standing = 'none' | 'DEDICATED' | 'SHARED';

/** How the directory is registered as this begins: what follows depends on it. */
export function standingChange(work: Work<DirectoryAnswers>): Change {
  const id = idOf(work);
  const standing = async ({ aws }: LookWork) => ({ standing: tenancyOf(await registrationOf(aws, id)) });
  return {
    id: 'standing',
    title: `Registration of ${id}, as it stands`,
    call: { service: 'workspaces', operation: 'DescribeWorkspaceDirectories', input: { DirectoryIds: [id] } },
    kind: 'look',
    naturalKey: id,
    pace: pace('directory.settings'),
    look: async (looking) => {
      const outputs = await standing(looking);
      return { state: 'done', outputs, evidence: outputs.standing === 'none' ? 'not registered' : `registered, tenancy ${outputs.standing}` };
    },
  };
}

function tenancyOf(registration: Registration | undefined): Standing {
  if (!registration || registration.State === 'DEREGISTERING') return 'none';
  return registration.Tenancy === 'DEDICATED' ? 'DEDICATED' : 'SHARED';
}

/** The rescue of a directory that was registered for shared hardware: only without WorkSpaces, only with its id typed. */
export function deregisterChanges(work: Work<DirectoryAnswers>): Change[] {
  if (work.made('standing')?.['standing'] !== ('SHARED' satisfies Standing)) return [];
  const id = idOf(work);
  return [
    {
      id: 'deregister',
      title: `Shared registration of ${id}, ended`,
      call: { service: 'workspaces', operation: 'DeregisterWorkspaceDirectory', input: { DirectoryId: id } },
      kind: 'B',
      naturalKey: id,
      pace: pace('directory.deregister'),
      confirm: {
        key: 'confirmDeregister',
        expected: id,
        title: `Deregister the directory ${id} and register it again for dedicated hardware?`,
        why: 'Its registration code, its settings for WorkSpaces and its IP access groups are lost; users need the new code.',
        details: ['Only the registration with WorkSpaces ends. The directory and its users stay.', 'The other way is another directory: directory.id'],
      },
      look: (looking) => lookForEnd(looking, id),
      async send({ aws }) {
        const users = await usersWithWorkspaces(aws, id);
        if (users.length) return { kind: 'refused', problem: hasWorkspaces(id, users) };
        return explained(await aws.send('workspaces:DeregisterWorkspaceDirectory', { DirectoryId: id }, () => ({ directoryId: id })), 'directory');
      },
    },
  ];
}

async function lookForEnd({ aws }: LookWork, id: string): Promise<Sighting> {
  const registration = await registrationOf(aws, id);
  if (registration?.State === 'DEREGISTERING') return { state: 'underway', note: `${id} is being deregistered` };
  if (!registration || registration.Tenancy === 'DEDICATED') return { state: 'done', outputs: { directoryId: id } };
  const users = await usersWithWorkspaces(aws, id);
  return users.length ? { state: 'blocked', problem: hasWorkspaces(id, users) } : { state: 'absent' };
}

/** The registration for dedicated hardware. */
export function registrationChange(work: Work<DirectoryAnswers>): Change {
  const { subnets, selfService = false } = work.answers;
  const DirectoryId = idOf(work);
  const SubnetIds = [...(subnets ?? ['«directory.subnets»'])];
  const input = { DirectoryId, SubnetIds, EnableSelfService: selfService, Tenancy: 'DEDICATED' } as const;
  return {
    id: 'registration',
    title: `Directory ${DirectoryId}, registered for dedicated hardware`,
    call: { service: 'workspaces', operation: 'RegisterWorkspaceDirectory', input: { ...input, Tags: tagList(work) } },
    kind: 'B',
    naturalKey: DirectoryId,
    pace: pace('directory.register'),
    look: (looking) => lookForRegistration(looking, DirectoryId, subnets ?? []),
    async send(sending) {
      const outcome = await sendTagged(sending, (Tags) =>
        sending.aws.send('workspaces:RegisterWorkspaceDirectory', { ...input, ...(Tags && { Tags }) }, ({ State, DirectoryId: id }) => (State || id ? { directoryId: DirectoryId } : undefined)),
      );
      return waitForRole(explained(outcome, 'directory'), {
        created: sending.made('default-role')?.['created'],
        now: sending.now(),
        what: 'WorkSpaces does not see the role workspaces_DefaultRole yet.',
        missing: ({ code }) => code === 'WorkspacesDefaultRoleNotFoundException',
      });
    },
  };
}

async function lookForRegistration({ aws }: LookWork, id: string, wanted: readonly string[]): Promise<Sighting> {
  const registration = await registrationOf(aws, id);
  if (!registration) return { state: 'absent' };
  const { State, Tenancy, SubnetIds = [], RegistrationCode, ErrorMessage } = registration;
  if (State === 'DEREGISTERING') return { state: 'underway', note: `${id} is still being deregistered` };
  if (Tenancy !== 'DEDICATED') return { state: 'blocked', problem: registeredShared(id) };
  if (State === 'ERROR') return { state: 'blocked', problem: registrationFailed(id, ErrorMessage) };
  if (wanted.some((subnet) => !SubnetIds.includes(subnet))) return { state: 'foreign', problem: otherSubnets(id, SubnetIds, wanted) };
  if (State !== 'REGISTERED' || !RegistrationCode) return { state: 'underway', note: `${id} is being registered` };
  return { state: 'done', outputs: { directoryId: id, registrationCode: RegistrationCode } satisfies RegistrationMade };
}

function idOf({ answers }: Work<DirectoryAnswers>): string {
  return answers.id ?? '«directory.id»';
}
