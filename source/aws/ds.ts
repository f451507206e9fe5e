import {
  DescribeDirectoriesCommand,
  DirectoryServiceClient,
} from '@aws-sdk/client-directory-service';
import type { ClientSettings } from './operations.ts';

/** The operations in use, by API name. */
export const commands = {
  DescribeDirectories: DescribeDirectoriesCommand,
};

/** A client of Directory Service with these settings. */
export function client(settings: ClientSettings): DirectoryServiceClient {
  return new DirectoryServiceClient(settings.config);
}
