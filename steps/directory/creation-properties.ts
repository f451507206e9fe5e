import { pace } from '../../source/knowledge/durations.ts';
import type { Change, Intent, LookWork, Sighting, Work } from '../../source/step.ts';
import { explained } from '../shared/outcome.ts';
import type { DirectoryAnswers } from './answers.ts';
import { registrationOf } from '../shared/directory.ts';

/** What new WorkSpaces get: built in at launch, so it has to stand before the first one. Only what was answered is set. */
export function creationPropertiesChange(work: Work<DirectoryAnswers>): Change {
  const { id: ResourceId = '«directory.id»', ou, localAdmin, internetAccess, maintenance } = work.answers;
  const wanted = {
    // An empty OU is refused by a message that names no field.
    ...(ou && { DefaultOu: ou }),
    ...(localAdmin !== undefined && { UserEnabledAsLocalAdministrator: localAdmin }),
    ...(internetAccess !== undefined && { EnableInternetAccess: internetAccess }),
    ...(maintenance !== undefined && { EnableMaintenanceMode: maintenance }),
  };
  return {
    id: 'creation-properties',
    title: 'Settings of new WorkSpaces in the directory',
    call: { service: 'workspaces', operation: 'ModifyWorkspaceCreationProperties', input: { ResourceId, WorkspaceCreationProperties: wanted } },
    kind: 'repeatable',
    naturalKey: ResourceId,
    pace: pace('directory.settings'),
    look: (looking, intent) => look(looking, ResourceId, wanted, intent),
    send: async ({ aws }) =>
      explained(await aws.send('workspaces:ModifyWorkspaceCreationProperties', { ResourceId, WorkspaceCreationProperties: wanted }, () => ({ directoryId: ResourceId })), 'directory'),
  };
}

async function look({ aws }: LookWork, id: string, wanted: { readonly [property: string]: string | boolean }, intent: Intent | undefined): Promise<Sighting> {
  const has = ((await registrationOf(aws, id))?.WorkspaceCreationProperties ?? {}) as { readonly [property: string]: unknown };
  const others = Object.entries(wanted).filter(([property, value]) => has[property] !== value);
  if (!others.length) return { state: 'done', outputs: { ...wanted, before: intent?.before ?? [] } };
  return { state: 'absent', before: others.map(([property]) => `${property}=${String(has[property] ?? 'not set')}`) };
}
