import type { Change, Step, Work } from '../source/step.ts';
import { adopts, questions, type ImportAnswers } from './import/answers.ts';
import { namedAmi } from './import/ami.ts';
import { encryptionChange, restoreEncryption } from './import/encryption.ts';
import { importFindings } from './import/findings.ts';
import { roleChange, rolePolicyChange } from './import/role.ts';
import { namedTask, taskChange } from './import/task.ts';

/** The uploaded disk becomes an AMI; or a task or an AMI that is there already is adopted. */
export const importStep: Step<ImportAnswers, 'import'> = {
  id: 'import',
  title: 'Import',
  why: 'VM Import turns the uploaded disk into an Amazon machine image, of which WorkSpaces makes its own.',
  needs: ['upload'],
  questions,
  replaces: (answers) =>
    adopts(answers) ? { steps: ['export', 'upload'], reason: `${answers.amiId ?? answers.taskId} is there already: nothing has to be exported or uploaded.` } : undefined,
  findings: importFindings,
  restore: restoreEncryption,
  changes,
  outputs({ made, answers }) {
    const { amiId, taskId, bootMode } = made(answers.amiId ? 'image' : 'task') ?? {};
    if (typeof amiId !== 'string') return undefined;
    return { amiId, ...(typeof taskId === 'string' && { taskId }), ...(typeof bootMode === 'string' && { bootMode }) };
  },
};

function changes(work: Work<ImportAnswers>): Change[] {
  const { amiId, taskId, defaultEncryption } = work.answers;
  if (amiId) return [namedAmi(amiId)];
  if (taskId) return [namedTask(taskId)];
  return [roleChange(work), rolePolicyChange(work), ...(defaultEncryption === 'suspend' ? [encryptionChange(work)] : []), taskChange(work)];
}
