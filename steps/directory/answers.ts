import { z } from 'zod';
import { zoneSupported } from '../../source/knowledge/regions.ts';
import type { Choice, Question, Step, Work } from '../../source/step.ts';
import { ifAllowed } from '../shared/account.ts';
import { directoryOf, registrationOf, vpcOf } from '../shared/directory.ts';

export type DirectoryAnswers = {
  id: string;
  subnets: readonly string[];
  selfService: boolean;
  ou: string;
  localAdmin: boolean;
  internetAccess: boolean;
  maintenance: boolean;
};

const yesOrNo = z.boolean('expected true or false');

const id: Question<string> = {
  key: 'id',
  kind: 'select',
  title: 'Directory whose users get WorkSpaces',
  why: 'It is registered with WorkSpaces for dedicated hardware, which BYOL asks for.',
  where: 'aws ds describe-directories',
  example: 'd-906702f0a1',
  schema: z.string().regex(/^d-[0-9a-f]{10}$/, 'an id such as d-906702f0a1'),
  async choices(work) {
    const told = await ifAllowed(work.aws.list('ds:DescribeDirectories', {}, ({ DirectoryDescriptions }) => DirectoryDescriptions));
    const all = 'value' in told ? told.value : [];
    return all.map(({ DirectoryId = '', Name, Type, Stage }) => ({ value: DirectoryId, label: `${DirectoryId} ${Name ?? ''}`, hint: `${Type ?? ''}, ${Stage ?? ''}` }));
  },
};

const subnets: Question<readonly string[]> = {
  key: 'subnets',
  kind: 'multiselect',
  title: 'Two subnets for the WorkSpaces',
  why: "They must be in the directory's VPC and in two Availability Zones that WorkSpaces supports; they can not be changed while the directory is registered.",
  where: 'aws ec2 describe-subnets',
  example: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  schema: z
    .array(z.string().regex(/^subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})$/, 'an id such as subnet-0123456789abcdef0'), 'expected a list of two subnets')
    .length(2, 'expected two subnets')
    .refine(([one, two]) => one !== two, 'expected two different subnets'),
  choices: subnetChoices,
  async initial(work) {
    const own = await ifAllowed(directoryOf(work.aws, work.answers['id'] as string | undefined));
    const [one, two] = 'value' in own ? vpcOf(own.value).subnets : [];
    return one && two ? [one, two] : undefined;
  },
};

async function subnetChoices(work: Work): Promise<Choice[]> {
  const own = await ifAllowed(directoryOf(work.aws, work.answers['id'] as string | undefined));
  const vpc = 'value' in own ? vpcOf(own.value).vpc : undefined;
  const filters = vpc ? { Filters: [{ Name: 'vpc-id', Values: [vpc] }] } : {};
  const told = await ifAllowed(work.aws.list('ec2:DescribeSubnets', filters, ({ Subnets }) => Subnets));
  const all = 'value' in told ? told.value : [];
  return all.map(({ SubnetId = '', CidrBlock = '', AvailabilityZone = '', AvailabilityZoneId = '' }) => ({
    value: SubnetId,
    label: `${SubnetId} ${CidrBlock} ${AvailabilityZone}`,
    hint: zoneSupported(work.region, AvailabilityZoneId) === false ? `${AvailabilityZoneId} is not supported by WorkSpaces` : AvailabilityZoneId,
  }));
}

const ou: Question<string> = {
  key: 'ou',
  kind: 'text',
  title: 'Organizational unit for the computer accounts',
  why: 'Group policies for the WorkSpaces are linked there. AWS does not check that it exists.',
  where: 'Active Directory Users and Computers, View, Advanced Features: property distinguishedName. Left out: the directory decides.',
  example: 'OU=Desktops,DC=contoso,DC=com',
  schema: z.string().regex(/^OU=[^,]+(?:,OU=[^,]+)*(?:,DC=[^,]+){2,}$/i, 'a full name such as OU=Desktops,DC=contoso,DC=com; leave the key out for none'),
  optional: true,
};

/** A setting of new WorkSpaces: what a registered directory has stays the default. */
function property(key: keyof DirectoryAnswers, name: 'UserEnabledAsLocalAdministrator' | 'EnableInternetAccess' | 'EnableMaintenanceMode', title: string, why: string, otherwise: boolean): Question<boolean> {
  return {
    key,
    kind: 'confirm',
    title,
    why,
    example: otherwise,
    schema: yesOrNo,
    optional: true,
    async initial(work) {
      const id = work.answers['id'];
      const told = typeof id === 'string' ? await ifAllowed(registrationOf(work.aws, id)) : undefined;
      return (told && 'value' in told ? told.value?.WorkspaceCreationProperties?.[name] : undefined) ?? otherwise;
    },
  };
}

const selfService: Question<boolean> = {
  key: 'selfService',
  kind: 'confirm',
  title: 'May users restart, rebuild and enlarge their WorkSpaces themselves?',
  why: 'Enlarging costs money, and rebuilding costs data.',
  example: false,
  schema: yesOrNo,
  optional: true,
  initial: () => false,
};

const confirmDeregister: Question<string> = {
  key: 'confirmDeregister',
  kind: 'text',
  title: 'Id of the directory that may be deregistered',
  why: 'One that is registered as shared can not be switched: it is deregistered and registered anew, for dedicated hardware.',
  example: 'd-906702f0a1',
  schema: id.schema,
  optional: true,
  confirms: true,
};

export const questions: Step['questions'] = [
  id,
  subnets,
  selfService,
  ou,
  property('localAdmin', 'UserEnabledAsLocalAdministrator', 'Are users local administrators of their WorkSpaces?', 'It is built in at launch: it has to be right before the first one.', false),
  property('internetAccess', 'EnableInternetAccess', 'Does each WorkSpace get a public address?', 'Only for subnets without NAT gateway or proxy. It is built in at launch.', false),
  property('maintenance', 'EnableMaintenanceMode', 'May AWS start stopped WorkSpaces once a month to maintain them?', 'AWS installs its own updates then; Windows updates stay yours.', true),
  confirmDeregister,
];
