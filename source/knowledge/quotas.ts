import { quotas as known } from './data/quotas.ts';
import type { StepId } from '../step.ts';

/** A quota of the account in one Region. `match` recognises its name in Service Quotas; `initial` is a new account's value. */
export type Quota = {
  readonly id: string;
  readonly title: string;
  readonly service: string;
  readonly match: RegExp;
  readonly initial: number;
  readonly adjustable: boolean;
  /** The step that it can stop. */
  readonly step: StepId;
};

export const quotas: readonly Quota[] = known;

/** The quota that Service Quotas lists under this name. */
export function quotaNamed(name: string): Quota | undefined {
  return quotas.find((quota) => quota.match.test(name));
}
