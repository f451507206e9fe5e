import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRoleTagsCommand,
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
  ListAttachedRolePolicies: ListAttachedRolePoliciesCommand,
  ListRoleTags: ListRoleTagsCommand,
  PutRolePolicy: PutRolePolicyCommand,
  SimulatePrincipalPolicy: SimulatePrincipalPolicyCommand,
};

export function client(settings: ClientSettings): IAMClient {
  return new IAMClient(settings.config);
}
