import type { Problem } from '../problem.ts';
import type { Call, Finding, Json, JsonObject, Question, StepId, Work, Confirmation } from '../step.ts';

/** How a run ended, or why it paused. */
export type RunStatus = 'done' | 'failed' | 'waiting' | 'blocked' | 'unknown' | 'stopped' | 'interrupted';

/** What a wait is for: AWS at work, a person outside, a listing that may lag behind, passing trouble. */
export type WaitFor = 'aws' | 'person' | 'visibility' | 'trouble';

/** The fields each event type carries beside `v`, `seq`, `time` and `type`. The stable contract of `--format json`. */
export type EventBody =
  | {
      readonly type: 'run.started';
      readonly name: string;
      readonly account: string;
      readonly region: string;
      readonly caller: string;
      readonly sandbox: boolean;
      readonly continued: boolean;
      readonly steps: readonly { readonly id: StepId; readonly title: string; readonly state: 'done' | 'skipped' | 'waiting' | 'todo' }[];
    }
  | {
      readonly type: 'run.finished';
      readonly status: RunStatus;
      readonly exitCode: number;
      /** Ids made, by step: `{ image: { imageId: "wsi-…" } }`. */
      readonly ids: { readonly [step: string]: JsonObject };
      /** What to type next. */
      readonly next: string;
    }
  | { readonly type: 'step.started'; readonly step: StepId; readonly title: string; readonly expectMs?: readonly [number, number] }
  | { readonly type: 'step.progress'; readonly step: StepId; readonly change: string; readonly note: string; readonly progress?: number }
  | {
      readonly type: 'step.waiting';
      readonly step: StepId;
      readonly change: string;
      readonly for: WaitFor;
      readonly note: string;
      readonly progress?: number;
      readonly elapsedMs: number;
      readonly expectMs?: readonly [number, number];
      /** It has taken longer than the facts say it should. */
      readonly late?: boolean;
    }
  | { readonly type: 'step.succeeded'; readonly step: StepId; readonly outputs: JsonObject; readonly elapsedMs: number }
  | { readonly type: 'step.failed'; readonly step: StepId; readonly problem: Problem }
  | { readonly type: 'step.skipped'; readonly step: StepId; readonly reason: string }
  | { readonly type: 'finding'; readonly step: StepId; readonly finding: Finding }
  | {
      readonly type: 'change.intent';
      readonly step: StepId;
      readonly change: string;
      readonly title: string;
      readonly call: Call;
      readonly keys?: readonly string[];
      readonly billed?: string;
    }
  | { readonly type: 'change.done'; readonly step: StepId; readonly change: string; readonly title: string; readonly outputs: JsonObject; readonly elapsedMs: number }
  | { readonly type: 'change.unknown'; readonly step: StepId; readonly change: string; readonly problem: Problem }
  | { readonly type: 'change.adopted'; readonly step: StepId; readonly change: string; readonly title: string; readonly outputs: JsonObject; readonly evidence: string }
  | {
      readonly type: 'human.needed';
      readonly step: StepId;
      readonly title: string;
      readonly instructions: readonly string[];
      /** The change that is a person's task; none where it is trouble that only a person can mend. */
      readonly change?: string;
      /** Configuration keys of the answers that tell of its end: `checker.logs`. */
      readonly evidence?: readonly string[];
    };

/** One event as it leaves the engine; one line of `--format json`. */
export type Event = { readonly v: 1; readonly seq: number; readonly time: string } & EventBody;

/** What the engine asks: a question of a step, or the typed confirmation of a change. */
export type Asked =
  | { readonly kind: 'question'; readonly step: StepId; readonly key: string; readonly question: Question; readonly initial?: Json | undefined; readonly problem?: string; readonly work: Work }
  | { readonly kind: 'confirmation'; readonly step: StepId; readonly key: string; readonly confirmation: Confirmation; readonly call: Call; readonly billed?: string; /** It was sent before: never taken for granted, not in a sandbox either. */ readonly again: boolean };

/** An answer, or why there is none: a missing one is listed by key (exit 2), a refusal stops the branch with its problem. */
export type Answer = { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'missing' } | { readonly kind: 'refused'; readonly problem: Problem };

/** A front end is these two functions: the engine's only way out. */
export type FrontEnd = {
  tell(event: Event): void;
  ask(asked: Asked): Promise<Answer>;
};
