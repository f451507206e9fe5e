import { z } from 'zod';
import type { Question, Step } from '../../source/step.ts';
import { ifAllowed } from '../shared/account.ts';

export type ImportAnswers = {
  role: string;
  defaultEncryption: 'stop' | 'suspend';
  taskId: string;
  amiId: string;
};

/** The AMI is there already, or a task that makes it runs: nothing is imported by this program. */
export function adopts(answers: Partial<ImportAnswers>): boolean {
  return answers.taskId !== undefined || answers.amiId !== undefined;
}

export const defaultRole = 'vmimport';

const role: Question<string> = {
  key: 'role',
  kind: 'text',
  title: 'Name of the role that VM Import takes',
  why: 'VM Import reads the bucket as a role of your account.',
  where: 'vmimport is what AWS expects; it is made where it does not exist. Name another one only where your rules ask for it.',
  example: defaultRole,
  schema: z.string().regex(/^[\w+=,.@-]{1,64}$/, '1 to 64 letters, digits and _+=,.@-'),
  optional: true,
  initial: () => defaultRole,
  when: ({ answers }) => !adopts(answers),
};

const defaultEncryption: Question<'stop' | 'suspend'> = {
  key: 'defaultEncryption',
  kind: 'select',
  title: 'What if EBS volumes are encrypted by default in this Region?',
  why: 'The import would make an encrypted image, and BYOL refuses those. The switch is one for the whole account and Region.',
  where: 'EC2 console, Settings, Data protection and security.',
  example: 'stop',
  schema: z.enum(['stop', 'suspend'], 'stop or suspend'),
  optional: true,
  initial: () => 'stop',
  async when({ answers, aws }) {
    if (adopts(answers)) return false;
    const told = await ifAllowed(aws.read('ec2:GetEbsEncryptionByDefault', {}));
    return !('value' in told) || told.value.EbsEncryptionByDefault === true;
  },
  choices: async () => [
    { value: 'stop', label: 'Stop here', hint: 'import in another account, or have the setting changed by whoever owns it' },
    { value: 'suspend', label: 'Switch it off while the import runs', hint: 'for everybody in this account and Region; back on as soon as the image exists' },
  ],
};

const taskId: Question<string> = {
  key: 'taskId',
  kind: 'text',
  title: 'Id of an import task that runs already',
  why: 'The task is watched and its image used: nothing is exported or uploaded.',
  where: 'aws ec2 describe-import-image-tasks lists those of the last 7 days.',
  example: 'import-ami-0123456789abcdef0',
  schema: z.string().regex(/^import-ami-(?:[a-z0-9]{8}|[a-z0-9]{17})$/, 'an id such as import-ami-0123456789abcdef0'),
  optional: true,
  when: ({ answers }) => answers['taskId'] !== undefined,
};

const amiId: Question<string> = {
  key: 'amiId',
  kind: 'text',
  title: 'Id of an AMI of the imported Windows',
  why: 'The AMI is used as it is: nothing is exported, uploaded or imported.',
  where: 'aws ec2 describe-images --owners self',
  example: 'ami-0123456789abcdef0',
  schema: z.string().regex(/^ami-(?:[a-f0-9]{8}|[a-f0-9]{17})$/, 'an id such as ami-0123456789abcdef0'),
  optional: true,
  when: ({ answers }) => answers['amiId'] !== undefined,
};

const confirmDefaultEncryption: Question<string> = {
  key: 'confirmDefaultEncryption',
  kind: 'text',
  title: 'Account and Region whose default encryption of EBS volumes may be off meanwhile',
  why: 'With suspend alone: it is one switch for everybody in that account and Region.',
  example: '111122223333/eu-west-1',
  schema: z.string().regex(/^\d{12}\/[a-z0-9-]+$/, 'expected account and Region, such as 111122223333/eu-west-1'),
  optional: true,
  confirms: true,
};

export const questions: Step['questions'] = [role, defaultEncryption, confirmDefaultEncryption, taskId, amiId];
