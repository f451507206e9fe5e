import type { Service } from '../service.ts';
import { rolePolicyOperations } from './role-policies.ts';
import { roleOperations } from './roles.ts';

/** Identity and Access Management, as far as the roles of an onboarding go. */
export const iam: Service = {
  operations: {
    ...roleOperations,
    ...rolePolicyOperations,
    ListAccountAliases: ({ world }) => ({ AccountAliases: world.iam.accountAlias ? [world.iam.accountAlias] : [], IsTruncated: false }),
  },
};
