import { caller } from './identity.ts';
import type { Service } from './service.ts';

/** Security Token Service: who am I. */
export const sts: Service = {
  operations: {
    GetCallerIdentity: ({ world }) => caller(world),
  },
};
