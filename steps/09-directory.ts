import type { Step } from '../source/step.ts';
import { questions, type DirectoryAnswers } from './directory/answers.ts';
import { creationPropertiesChange } from './directory/creation-properties.ts';
import { defaultRoleChanges } from './directory/default-role.ts';
import { directoryFindings } from './directory/findings.ts';
import { deregisterChanges, registrationChange, standingChange, type RegistrationMade } from './directory/registration.ts';

/** The directory of the users, registered with WorkSpaces for dedicated hardware. */
export const directory: Step<DirectoryAnswers, 'directory'> = {
  id: 'directory',
  title: 'Directory',
  why: 'BYOL WorkSpaces run on dedicated hardware, and a directory is registered for that once: shared registrations can not be switched.',
  needs: ['network'],
  questions,
  findings: directoryFindings,
  changes: (work) => [standingChange(work), ...deregisterChanges(work), ...defaultRoleChanges(work), registrationChange(work), creationPropertiesChange(work)],
  outputs({ made }) {
    const registration = made('registration') as RegistrationMade | undefined;
    return registration && made('creation-properties') && { directoryId: registration.directoryId, registrationCode: registration.registrationCode };
  },
};
