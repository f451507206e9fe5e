import type { WaitFor } from './events.ts';
import type { Problem } from '../problem.ts';
import type { ChangeKind, Finding, Json, JsonObject, StepId } from '../step.ts';

/** Which kind of endpoint the onboarding talks to; pinned, so that a sandbox journal is never continued against AWS. */
export type EndpointKind = 'aws' | 'sandbox' | 'custom';

/** What an onboarding belongs to; written in its first row and never changed. */
export type Pins = {
  readonly name: string;
  readonly account: string;
  readonly partition: string;
  readonly region: string;
  readonly endpoint: EndpointKind;
};

/** Who gave an answer: the configuration file or `--set`, a person at a prompt, or nobody (the computed default). */
export type AnsweredBy = 'config' | 'person' | 'default';

/** What became of a send, as the journal keeps it; `problem` is already free of secrets. */
export type OutcomeRecord = { readonly kind: 'ok'; readonly outputs: JsonObject } | { readonly kind: 'refused' | 'unknown'; readonly problem: Problem };

/** How a change came to be done: by our own call, found after a call of unknown outcome, or there before we began. */
export type Settled = 'sent' | 'adopted' | 'found';

/** The body of a row. Rows are only ever added; everything else the program knows of an onboarding is a fold over them. */
export type RowBody =
  | ({ readonly type: 'opened'; readonly format: 1 } & Pins)
  | { readonly type: 'held'; readonly pid: number; readonly host: string; readonly user: string; readonly caller: string; readonly version: string }
  | { readonly type: 'released'; readonly exitCode: number }
  | { readonly type: 'tags'; readonly tags: { readonly [key: string]: string } }
  | { readonly type: 'answer'; readonly step: StepId; readonly key: string; readonly given: Json; readonly value: Json; readonly by: AnsweredBy }
  | { readonly type: 'attempt'; readonly step: StepId; readonly attempt: number; readonly because: string }
  | { readonly type: 'reset'; readonly step: StepId; readonly because: string }
  | { readonly type: 'started'; readonly step: StepId; readonly attempt: number }
  | { readonly type: 'finding'; readonly step: StepId; readonly finding: Finding }
  | {
      readonly type: 'intent';
      readonly step: StepId;
      readonly attempt: number;
      readonly change: string;
      readonly title: string;
      readonly kind: ChangeKind;
      readonly operation: string;
      readonly parameters: JsonObject;
      readonly parametersHash: string;
      readonly token: string;
      readonly naturalKey: string;
      readonly before: readonly string[];
      readonly keys: readonly string[];
      readonly billed?: string;
      readonly caller: string;
    }
  | { readonly type: 'outcome'; readonly step: StepId; readonly change: string; readonly intent: number; readonly items: { readonly [key: string]: OutcomeRecord } }
  | {
      readonly type: 'settled';
      readonly step: StepId;
      readonly attempt: number;
      readonly change: string;
      readonly title: string;
      readonly key: string;
      readonly how: Settled;
      readonly outputs: JsonObject;
      readonly evidence?: string;
    }
  | { readonly type: 'restoring'; readonly step: StepId; readonly attempt: number; readonly change: string; readonly caller: string }
  | { readonly type: 'restored'; readonly step: StepId; readonly attempt: number; readonly change: string }
  | { readonly type: 'waiting'; readonly step: StepId; readonly for: WaitFor | 'resume'; readonly note: string }
  | { readonly type: 'succeeded'; readonly step: StepId; readonly outputs: JsonObject }
  | { readonly type: 'failed'; readonly step: StepId; readonly problem: Problem }
  | { readonly type: 'skipped'; readonly step: StepId; readonly reason: string; readonly outputs?: JsonObject };

/** One row: `n` counts from 1, `time` is milliseconds since 1970 on the run's clock. */
export type Row = { readonly n: number; readonly time: number; readonly body: RowBody };
