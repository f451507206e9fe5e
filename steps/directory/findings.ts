import { region, zoneSupported } from '../../source/knowledge/regions.ts';
import { rule } from '../../source/knowledge/rules.ts';
import { cite } from '../../source/knowledge/sources.ts';
import type { Finding, Work } from '../../source/step.ts';
import type { Output } from '../../source/aws/operations.ts';
import { unlessAbsent } from '../shared/absent.ts';
import { ifAllowed } from '../shared/account.ts';
import type { DirectoryAnswers } from './answers.ts';
import { clashes } from './clash.ts';
import { defaultRoleFindings } from './default-role.ts';
import { directoryOf, vpcOf, type DirectoryFacts } from '../shared/directory.ts';

type Subnet = NonNullable<Output<'ec2:DescribeSubnets'>['Subnets']>[number];

/** What would make the registration fail or be regretted: the directory's state, its subnets and zones, clashes with the management range. */
export async function directoryFindings(work: Work<DirectoryAnswers>): Promise<readonly Finding[]> {
  const { id, subnets = [] } = work.answers;
  if (!id) return [];
  const told = await ifAllowed(directoryOf(work.aws, id));
  if ('refused' in told) return [unseen('directory.state', `The state of ${id}`, told.refused.raw?.code), ...(await defaultRoleFindings(work))];
  const directory = told.value;
  if (!directory) return [notFound(id, work.region)];
  const { vpc } = vpcOf(directory);
  return [
    ...judgeDirectory(directory, work),
    ...(await judgeSubnets(work, subnets, vpc)),
    ...(vpc ? await judgeClash(work, vpc) : []),
    ...(await defaultRoleFindings(work)),
  ];
}

function notFound(id: string, where: string): Finding {
  return { rule: 'directory.not-found', level: 'blocker', title: `There is no directory ${id} in this account in ${where}.`, fix: 'Look which there are: aws ds describe-directories; then correct directory.id.', certainty: 'seen' };
}

function unseen(id: string, what: string, code: string | undefined): Finding {
  return { rule: id, level: 'info', title: `${what} could not be read (${code ?? 'refused'}).`, certainty: 'unknown' };
}

function judgeDirectory({ DirectoryId, Stage, Type, RegionsInfo }: DirectoryFacts, work: Work): Finding[] {
  const findings: Finding[] = [];
  if (Stage !== 'Active') {
    findings.push({ rule: 'directory.stage', level: 'blocker', title: `The directory ${DirectoryId} is ${Stage ?? 'in an unknown state'} and not Active.`, source: cite('api-register'), fix: 'Wait until it is Active, or see why it is not in the Directory Service console.', certainty: 'seen' });
  }
  const primary = RegionsInfo?.PrimaryRegion;
  if (primary && primary !== work.region) {
    findings.push({ rule: 'directory.replica', level: 'blocker', title: `${DirectoryId} is replicated here from ${primary}; only the primary Region of a Managed AD can be registered.`, source: cite('troubleshoot'), fix: `Onboard in ${primary}, or use another directory.`, certainty: 'seen' });
  }
  if (Type === 'SimpleAD' || Type === 'ADConnector') {
    const idle = rule('directory.idle', work.now());
    findings.push({ rule: idle.id, level: 'info', title: idle.says, source: cite(idle.source) });
  }
  return findings;
}

async function judgeSubnets(work: Work, wanted: readonly string[], vpc: string | undefined): Promise<Finding[]> {
  if (!wanted.length) return [];
  const told = await ifAllowed(unlessAbsent(work.aws.read('ec2:DescribeSubnets', { SubnetIds: [...wanted] }), 'InvalidSubnetID.NotFound'));
  if ('refused' in told) return [unseen('directory.subnets', 'The subnets', told.refused.raw?.code)];
  const found = told.value?.Subnets ?? [];
  const missing = wanted.filter((id) => !found.some(({ SubnetId }) => SubnetId === id));
  const findings: Finding[] = [];
  const blocker = (rule: string, title: string, fix: string): void => void findings.push({ rule, level: 'blocker', title, source: cite('api-register'), fix, certainty: 'seen' });
  if (missing.length) blocker('directory.subnets-missing', `${told.value ? missing.join(' and ') : `One of ${wanted.join(' and ')}`} does not exist in this account in ${work.region}.`, 'Correct directory.subnets.');
  for (const { SubnetId, VpcId } of found) {
    if (vpc && VpcId !== vpc) blocker('directory.subnets-vpc', `${SubnetId} is in ${VpcId}; the directory is in ${vpc}.`, `Choose subnets of ${vpc}: aws ec2 describe-subnets --filters Name=vpc-id,Values=${vpc}`);
  }
  const zones = found.map(({ AvailabilityZoneId = '' }) => AvailabilityZoneId);
  if (found.length === 2 && zones[0] === zones[1]) blocker('directory.subnets-zones', `Both subnets are in ${zones[0]}; two Availability Zones are needed.`, 'Choose subnets in two different zones.');
  for (const zone of new Set(zones)) {
    if (zoneSupported(work.region, zone) === false) blocker('directory.zone', `WorkSpaces does not support the Availability Zone ${zone}.`, `Choose subnets in two of ${region(work.region)?.zones?.join(', ')}.`);
  }
  return [...findings, ...judgeRoom(work, found)];
}

function judgeRoom(work: Work, subnets: readonly Subnet[]): Finding[] {
  const planned = work.from('eligibility')?.plannedWorkspaces ?? 0;
  const free = subnets.reduce((sum, { AvailableIpAddressCount = 0 }) => sum + AvailableIpAddressCount, 0);
  const known = subnets.length > 0 && subnets.every(({ AvailableIpAddressCount }) => AvailableIpAddressCount !== undefined);
  const findings: Finding[] = [];
  if (known && free < planned) {
    findings.push({ rule: 'directory.addresses', level: 'warning', title: `The two subnets have ${free} free addresses; ${planned} WorkSpaces are planned, one address each.`, fix: 'Choose larger subnets now: they can not be changed while the directory is registered.', certainty: 'seen' });
  }
  for (const { SubnetId, AssignIpv6AddressOnCreation } of subnets) {
    if (AssignIpv6AddressOnCreation) findings.push({ rule: 'directory.ipv6', level: 'warning', title: `${SubnetId} assigns IPv6 addresses by itself; Performance and Graphics WorkSpaces fail to launch there.`, source: cite('troubleshoot'), fix: `aws ec2 modify-subnet-attribute --subnet-id ${SubnetId} --no-assign-ipv6-address-on-creation`, certainty: 'seen' });
  }
  return findings;
}

async function judgeClash(work: Work, vpc: string): Promise<Finding[]> {
  const range = work.from('network')?.managementCidr;
  const told = await ifAllowed(clashes(work.aws, vpc, range));
  if ('refused' in told) return [unseen('directory.clash', `Addresses and routes of ${vpc}`, told.refused.raw?.code)];
  return told.value.map(({ used, where, managed }) => ({
    rule: 'directory.clash',
    level: 'blocker',
    title: `${where} uses ${used}, which overlaps the management range ${managed}: AWS refuses to register a directory there.`,
    source: cite('ports'),
    fix: 'Use a directory in another VPC, or take that route out. The management range itself can not be changed.',
    certainty: 'seen',
  }));
}
