import type { ReadingAws } from '../../source/aws/aws.ts';
import type { Output } from '../../source/aws/operations.ts';
import { unlessAbsent } from './absent.ts';

export type DirectoryFacts = NonNullable<Output<'ds:DescribeDirectories'>['DirectoryDescriptions']>[number];
export type Registration = NonNullable<Output<'workspaces:DescribeWorkspaceDirectories'>['Directories']>[number];

/** The directory as Directory Service shows it; undefined where the account has none of that id in the Region. */
export async function directoryOf(aws: ReadingAws, id: string | undefined): Promise<DirectoryFacts | undefined> {
  if (!id) return undefined;
  const found = await unlessAbsent(aws.read('ds:DescribeDirectories', { DirectoryIds: [id] }), 'EntityDoesNotExistException');
  return found?.DirectoryDescriptions?.find(({ DirectoryId }) => DirectoryId === id);
}

/** VPC and subnets of a directory, or of the connector to it. */
export function vpcOf(directory: DirectoryFacts | undefined): { readonly vpc?: string; readonly subnets: readonly string[] } {
  const settings = directory?.VpcSettings ?? directory?.ConnectSettings;
  return { ...(settings?.VpcId && { vpc: settings.VpcId }), subnets: settings?.SubnetIds ?? [] };
}

/** How WorkSpaces has registered the directory; undefined where it has not, or has let it go. */
export async function registrationOf(aws: ReadingAws, id: string): Promise<Registration | undefined> {
  const found = await aws.list('workspaces:DescribeWorkspaceDirectories', { DirectoryIds: [id] }, ({ Directories }) => Directories);
  return found.find(({ DirectoryId, State }) => DirectoryId === id && State !== 'DEREGISTERED');
}

/** Users who have a WorkSpace in the directory. */
export async function usersWithWorkspaces(aws: ReadingAws, id: string): Promise<readonly string[]> {
  const all = await aws.list('workspaces:DescribeWorkspaces', { DirectoryId: id }, ({ Workspaces }) => Workspaces);
  return all.filter(({ State }) => State !== 'TERMINATED').map(({ UserName }) => UserName ?? '');
}
