import {
  ListServiceQuotasCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import type { ClientSettings } from './operations.ts';

/** The operations in use, by API name. */
export const commands = {
  ListServiceQuotas: ListServiceQuotasCommand,
};

/** A client of Service Quotas with these settings. */
export function client(settings: ClientSettings): ServiceQuotasClient {
  return new ServiceQuotasClient(settings.config);
}
