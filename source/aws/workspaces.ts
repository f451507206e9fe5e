import {
  CreateWorkspaceBundleCommand,
  CreateWorkspacesCommand,
  DeregisterWorkspaceDirectoryCommand,
  DescribeAccountCommand,
  DescribeAccountModificationsCommand,
  DescribeTagsCommand,
  DescribeWorkspaceBundlesCommand,
  DescribeWorkspaceDirectoriesCommand,
  DescribeWorkspaceImagesCommand,
  DescribeWorkspacesCommand,
  ImportWorkspaceImageCommand,
  ListAvailableManagementCidrRangesCommand,
  ModifyAccountCommand,
  ModifyWorkspaceCreationPropertiesCommand,
  RegisterWorkspaceDirectoryCommand,
  WorkSpacesClient,
} from '@aws-sdk/client-workspaces';
import type { ClientSettings } from './operations.ts';

/** The operations in use, by API name. */
export const commands = {
  CreateWorkspaceBundle: CreateWorkspaceBundleCommand,
  CreateWorkspaces: CreateWorkspacesCommand,
  DeregisterWorkspaceDirectory: DeregisterWorkspaceDirectoryCommand,
  DescribeAccount: DescribeAccountCommand,
  DescribeAccountModifications: DescribeAccountModificationsCommand,
  DescribeTags: DescribeTagsCommand,
  DescribeWorkspaceBundles: DescribeWorkspaceBundlesCommand,
  DescribeWorkspaceDirectories: DescribeWorkspaceDirectoriesCommand,
  DescribeWorkspaceImages: DescribeWorkspaceImagesCommand,
  DescribeWorkspaces: DescribeWorkspacesCommand,
  ImportWorkspaceImage: ImportWorkspaceImageCommand,
  ListAvailableManagementCidrRanges: ListAvailableManagementCidrRangesCommand,
  ModifyAccount: ModifyAccountCommand,
  ModifyWorkspaceCreationProperties: ModifyWorkspaceCreationPropertiesCommand,
  RegisterWorkspaceDirectory: RegisterWorkspaceDirectoryCommand,
};

/** A client of WorkSpaces with these settings. */
export function client(settings: ClientSettings): WorkSpacesClient {
  return new WorkSpacesClient(settings.config);
}
