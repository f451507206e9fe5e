import type { Step } from '../source/step.ts';
import { questions } from './network/answers.ts';
import { managementRange } from './network/change.ts';
import type { Answers } from './network/choice.ts';
import { judgeNetwork } from './network/findings.ts';

/** The management /16 of the account: chosen once, never changed. */
export const network: Step<Answers, 'network'> = {
  id: 'network',
  title: 'Management network',
  why: 'AWS streams and manages BYOL WorkSpaces over a network of its own; its range must not be used in yours and can never be changed.',
  needs: ['eligibility'],
  questions,
  findings: judgeNetwork,
  changes: (work) => [managementRange(work)],
  outputs({ made }) {
    const managementCidr = made('management-cidr')?.['managementCidr'];
    return typeof managementCidr === 'string' ? { managementCidr } : undefined;
  },
};
