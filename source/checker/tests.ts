import { checkerTests } from './data/tests.ts';

/** A test of the checker and how the ingestion judges it. */
export type CheckerTest = {
  /** Function name without `Test-BYOL_`. */
  readonly name: string;
  /** What the checker shows when it is not met; the log does not tell. */
  readonly severity: 'WARNING' | 'FAILED';
  /** `WorkspaceImageErrorDetailCode` that the ingestion gives. */
  readonly code: string;
  readonly title: string;
  /** Fragment of the `[FAIL]` line. */
  readonly failText: string;
  /** The checker's final verdict leaves this warning out of account. */
  readonly spared?: boolean;
  /** A script can put it right without a person's judgement. */
  readonly auto?: boolean;
  /** Only run on this Windows family. */
  readonly family?: '10' | '11';
  readonly note?: string;
};

/** The test of this name, with or without `Test-BYOL_`, in any case. */
export function checkerTest(name: string): CheckerTest | undefined {
  const wanted = name.replace(/^Test-BYOL_/i, '').toLowerCase();
  return checkerTests.find((test) => test.name.toLowerCase() === wanted);
}
