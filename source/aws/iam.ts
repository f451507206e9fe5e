import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAccountAliasesCommand,
  ListAttachedRolePoliciesCommand,
  PutRolePolicyCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import type { ClientSettings } from './operations.ts';

/** The operations in use, by API name. */
export const commands = {
  AttachRolePolicy: AttachRolePolicyCommand,
  CreateRole: CreateRoleCommand,
  GetRole: GetRoleCommand,
  GetRolePolicy: GetRolePolicyCommand,
  ListAccountAliases: ListAccountAliasesCommand,
  ListAttachedRolePolicies: ListAttachedRolePoliciesCommand,
  PutRolePolicy: PutRolePolicyCommand,
  SimulatePrincipalPolicy: SimulatePrincipalPolicyCommand,
};

/** A client of IAM with these settings. */
export function client(settings: ClientSettings): IAMClient {
  return new IAMClient(settings.config);
}
