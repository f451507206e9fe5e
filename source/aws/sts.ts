import {
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import type { ClientSettings } from './operations.ts';

/** The operations in use, by API name. */
export const commands = {
  GetCallerIdentity: GetCallerIdentityCommand,
};

/** A client of STS with these settings. */
export function client(settings: ClientSettings): STSClient {
  return new STSClient(settings.config);
}
