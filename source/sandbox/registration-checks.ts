import type { Directory, World } from './world.ts';
import zones from './availability-zones.json' with { type: 'json' };
import { overlap } from './cidr.ts';
import { allows, trusts } from './iam/policy-document.ts';
import { ServiceError } from './service.ts';
import { invalidParameter, notSupported } from './workspaces-errors.ts';

/** The role that WorkSpaces takes to work in the account (Administration Guide, "Create the workspaces_DefaultRole role"). */
export const defaultRole = 'workspaces_DefaultRole';

/** Management traffic of AWS's own in every Region, beside the account's /16 (Administration Guide, "IP address and port requirements"). */
const awsManagementRange = '54.239.224.0/20';

/** Refuses a registration while WorkSpaces has no role to take: missing, not visible yet, or trusting somebody else. */
export function requireDefaultRole(world: World, now: number): void {
  const role = world.iam.roles.find(({ RoleName, visibleFrom }) => RoleName === defaultRole && visibleFrom <= now);
  if (role && trusts(role.trust, 'workspaces.amazonaws.com')) return;
  throw new ServiceError('WorkspacesDefaultRoleNotFoundException', `The role ${defaultRole} could not be found.`);
}

/** Whether the role may make network interfaces, without which a registration ends in ERROR. */
export function defaultRoleGrants(world: World): boolean {
  const role = world.iam.roles.find(({ RoleName }) => RoleName === defaultRole);
  if (!role) return false;
  return (
    role.attached.some((policy) => policy.endsWith('/AmazonWorkSpacesServiceAccess')) ||
    allows(Object.values(role.inline), 'ec2:CreateNetworkInterface', '*')
  );
}

/**
 * The subnets of a registration: those asked for, or the directory's own. Two, of the directory's VPC, in two different
 * Availability Zones that WorkSpaces supports (API Reference, `RegisterWorkspaceDirectory`).
 */
export function registrationSubnets(world: World, region: string, directory: Directory, asked: string[] | undefined): string[] {
  const ids = asked?.length ? asked : directory.SubnetIds;
  const subnets = ids.map((id) => {
    const subnet = world.ec2.subnets.find(({ SubnetId }) => SubnetId === id);
    if (!subnet) throw invalidParameter(`The subnet ${id} does not exist.`);
    if (subnet.VpcId !== directory.VpcId) throw invalidParameter(`The subnet ${id} is not in the VPC of the directory, ${directory.VpcId}.`);
    return subnet;
  });
  const supported: readonly string[] | undefined = (zones.zones as Record<string, string[]>)[region];
  const wrong = subnets.find(({ AvailabilityZoneId }) => supported && !supported.includes(AvailabilityZoneId));
  if (wrong) throw notSupported(`The subnet ${wrong.SubnetId} is in ${wrong.AvailabilityZoneId}, an Availability Zone that WorkSpaces does not support.`);
  if (new Set(subnets.map(({ AvailabilityZoneId }) => AvailabilityZoneId)).size < 2) {
    throw notSupported('Two subnets in two different Availability Zones are required.');
  }
  return ids;
}

/** Refuses a VPC whose addresses or routes meet a management range. A default route meets everything and is no clash. */
export function requireNoClash(world: World, vpcId: string, managementCidr: string | undefined): void {
  const ranges = managementCidr === undefined ? [awsManagementRange] : [managementCidr, awsManagementRange];
  const addresses = world.ec2.vpcs.filter(({ VpcId }) => VpcId === vpcId).flatMap(({ cidrs }) => cidrs);
  const routes = world.ec2.routeTables
    .filter(({ VpcId }) => VpcId === vpcId)
    .flatMap((table) => table.routes.map(({ destination }) => destination))
    .flatMap((destination) => world.ec2.prefixLists.find(({ PrefixListId }) => PrefixListId === destination)?.entries ?? [destination])
    .filter((destination) => destination !== '0.0.0.0/0');
  for (const range of ranges) {
    const clash = [...addresses, ...routes].find((cidr) => overlap(cidr, range));
    if (clash) {
      throw new ServiceError(
        'UnsupportedNetworkConfigurationException',
        `The VPC ${vpcId} uses or routes ${clash}, which overlaps the WorkSpaces management range ${range}.`,
      );
    }
  }
}
