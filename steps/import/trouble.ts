import { explain, problemFrom } from '../../source/knowledge/errors.ts';
import type { Problem } from '../../source/problem.ts';
import { line } from '../../source/text.ts';
import type { Work } from '../../source/step.ts';
import { againFrom } from '../shared/again.ts';
import { adopts, type ImportAnswers } from './answers.ts';

type Named = Pick<Work<ImportAnswers>, 'name' | 'answers'>;

/** A new attempt; where the answers name a task or an image, another attempt would only meet the same. */
function wayOut({ name, answers }: Named, back: Problem['back']): string {
  return adopts(answers) ? 'Name another task or image: import.taskId, import.amiId' : againFrom(name, 'import', back);
}

/** A role of that name exists and lets somebody else in. It is never overwritten: others may need it as it is. */
export function roleTrustsOthers(role: string, differences: readonly string[]): Problem {
  return {
    code: 'import.role-trust',
    what: `The role ${role} exists, and VM Import can not take it: ${differences.join('; ')}.`,
    causes: ['It was made for something else, or by an old or abridged guide.'],
    todo: ['Name another role, which is made then: import.role', `Or correct it: wizard template vmimport-trust > trust.json; aws iam update-assume-role-policy --role-name ${role} --policy-document file://trust.json`],
    back: 'import',
    exit: 4,
  };
}

/** The task ended badly; `message` is AWS's own reason, where it gave one. */
export function taskEnded(work: Named, taskId: string, status: string, message: string | undefined): Problem {
  const raw = { operation: 'ec2:DescribeImportImageTasks', code: status, ...(message && { message }) };
  const known = message ? explain(message, { operation: 'ImportImage', step: 'import' }) : [];
  if (known.length) {
    const problem = problemFrom(known, { raw });
    return { ...problem, what: `AWS ended the import: ${known[0]?.what ?? ''}`, todo: [...(problem.todo ?? []), wayOut(work, problem.back)] };
  }
  return {
    code: 'import.ended',
    what: `AWS ended the import task ${taskId}${message ? `: ${line(message)}` : ' and gives no reason'}.`,
    causes: message ? ['The reason is not in the catalogue; it is quoted as AWS gave it.'] : ['Somebody cancelled it.', 'It failed, and AWS lists failures as deleted.'],
    todo: [`aws ec2 describe-import-image-tasks --import-task-ids ${taskId}`, 'wizard inspect FILE tells what is known to be wrong with the exported file.', wayOut(work, 'export'), ...(adopts(work.answers) ? [] : [`Where the VM needs no mending: wizard resume ${work.name} --again import`])],
    back: 'export',
    raw,
    exit: 1,
  };
}

/** A task or an image that was named in the answers, and that AWS does not show. */
export function notThere(id: string, why: string): Problem {
  return {
    code: 'import.not-there',
    what: `${id} is not in this account and Region${why}.`,
    causes: ['The id is mistyped, or of another account or Region.', 'It was deleted.'],
    todo: [id.startsWith('ami-') ? 'aws ec2 describe-images --owners self' : 'aws ec2 describe-import-image-tasks', `Correct it: import.${id.startsWith('ami-') ? 'amiId' : 'taskId'}`],
    back: 'import',
    exit: 4,
  };
}

/** Several tasks could be ours; which is right, only a person knows. */
export function severalTasks(ids: readonly string[]): Problem {
  return {
    code: 'import.several',
    what: `${ids.length} import tasks could be this one: ${ids.join(', ')}. Nothing was cancelled.`,
    causes: ['The same file was imported by hand as well.'],
    todo: ['Choose one and name it: import.taskId', 'Cancel the others: aws ec2 cancel-import-task --import-task-id ID'],
    back: 'import',
    exit: 1,
  };
}

/** An image that BYOL refuses, told before hours of ingestion. */
export function unusableImage(work: Named, amiId: string, reason: 'encrypted' | 'failed' | 'foreign', detail = ''): Problem {
  const words = { encrypted: 'is encrypted, and BYOL takes unencrypted images only', failed: `can not be used: ${detail || 'its state is not available'}`, foreign: `belongs to account ${detail}, and BYOL takes images of the own account only` };
  const todo = {
    encrypted: ['Switch default encryption of EBS volumes off for the time of the import (import.defaultEncryption: suspend), or import in another account.', 'A copy of an encrypted image stays encrypted: it has to be imported again.', wayOut(work, 'import')],
    failed: [wayOut(work, 'import')],
    foreign: ['Copy it into this account first: aws ec2 copy-image, then name the copy: import.amiId'],
  };
  return { code: `import.image-${reason}`, what: `The image ${amiId} ${words[reason]}.`, todo: todo[reason], back: 'import', exit: reason === 'failed' ? 1 : 4 };
}
