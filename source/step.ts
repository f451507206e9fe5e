import type { z } from 'zod';
import type { ReadingAws, SendingAws } from './aws/aws.ts';
import type { AddressMap } from './network/map.ts';
import type { Problem } from './problem.ts';

/** The ten steps, in the order of the process. Ids are fixed: configuration sections, journal rows and `--until` use them. */
export const stepIds = ['eligibility', 'network', 'checker', 'export', 'upload', 'import', 'image', 'bundle', 'directory', 'launch'] as const;
export type StepId = (typeof stepIds)[number];

/** Plain JSON, which is all that the journal keeps. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** What each step hands to the ones that need it: what `work.from(step)` gives. Times are milliseconds, sizes bytes unless the name says GiB. */
export type StepOutputs = {
  eligibility: { plannedWorkspaces: number };
  network: { managementCidr: string };
  checker: { windows: string; skipped?: string };
  export: { file: string; bytes: number; format: 'OVA' | 'VMDK' | 'VHD' | 'VHDX' | 'RAW' };
  upload: { bucket: string; key: string; bytes: number };
  import: { amiId: string; taskId?: string; bootMode?: string };
  image: { imageId: string; imageName: string };
  bundle: { bundles: readonly { name: string; bundleId: string }[] };
  directory: { directoryId: string; registrationCode: string };
  launch: { workspaces: readonly { user: string; workspaceId: string; state: string }[] };
};

/** Where a fact was found: seen by looking, inferred from something seen, or not knowable from here. */
export type Certainty = 'seen' | 'inferred' | 'unknown';

/** A judgement made before anything is sent. A `blocker` stops its step with exit 4. */
export type Finding = {
  /** Rule id such as `eligibility.minimum-workspaces`. */
  readonly rule: string;
  readonly level: 'info' | 'warning' | 'blocker';
  /** One plain sentence. */
  readonly title: string;
  /** Where the rule is written down. */
  readonly source?: string;
  /** What to type or do. */
  readonly fix?: string;
  readonly certainty?: Certainty;
};

export type Choice = { readonly value: Json; readonly label: string; readonly hint?: string };

/** One key of a value that is a group of keys. `initial` is offered to a person, never taken unattended. */
export type Field = {
  readonly key: string;
  readonly kind: 'text' | 'number' | 'select';
  readonly title: string;
  readonly initial?: Json;
  readonly choices?: readonly Choice[];
};

/**
 * A question as data: an Ink field, an inquirer prompt, a configuration key and a row of the reference.
 *
 * Its configuration key is `<step id>.<key>`; where `key` equals the step's id, the section itself is the value.
 */
export type Question<Value = unknown> = {
  readonly key: string;
  readonly kind: 'text' | 'number' | 'select' | 'multiselect' | 'path' | 'list' | 'confirm' | 'object';
  /** The question, as asked. */
  readonly title: string;
  /** Why it is asked. */
  readonly why: string;
  /** Where the answer is found. */
  readonly where?: string;
  /** An example for the reference and `config init`. */
  readonly example: Json;
  readonly schema: z.ZodType<Value>;
  /** An unattended run goes on without it: `initial`, or no answer at all. */
  readonly optional?: boolean;
  /** Only a person's own typing or the configuration file answers it; `initial` is shown, never taken. */
  readonly confirms?: boolean;
  /** Only judged before anything is sent (a planned count): changing it later reopens nothing. */
  readonly judged?: boolean;
  /** What a person's task of this step brings, or why it is left out: where somebody can be asked, it is asked with that task, not before it. */
  readonly evidence?: boolean;
  /** File paths, relative to the configuration file; made absolute when it is read. */
  readonly path?: boolean;
  /** The file may be made later: that it is not there is told, never refused. */
  readonly later?: boolean;
  /** The keys of the value, or of each entry of the list that it is: asked one by one where a person is asked. */
  readonly fields?: readonly Field[];
  /** What no answer means, as the first of the choices: `as the Region decides`. */
  readonly unanswered?: string;
  /** Hides the question. Default: asked. */
  when?(work: Work): boolean | Promise<boolean>;
  choices?(work: Work): Promise<readonly Choice[]>;
  /** A picture of the address space that the choices are in, for screens that can draw it. */
  map?(work: Work): Promise<AddressMap>;
  /** The computed default. */
  initial?(work: Work): Value | undefined | Promise<Value | undefined>;
  /** Turns a value such as `auto` into the one that is used; the given value stays on record beside it. */
  resolve?(value: Value, work: Work): Promise<Value>;
};

/** A call to AWS as `plan` prints it, a confirmation shows it and `send` sends it. Unknown parts read `«from import»`. */
export type Call = {
  /** Service as in the operation table of `aws/` (`workspaces`, `ec2`, `s3`, `iam`, `ds` …); `local` for work on this machine, `person` for a person's. */
  readonly service: string;
  /** Operation as the API names it: `ModifyAccount`. */
  readonly operation: string;
  readonly input: JsonObject;
};

/**
 * How a change behaves when its outcome is unknown (docs/exactly-once.md).
 * `A` has a client token · `B` has a natural key that AWS keeps unique · `C` has neither · `D` can not be undone ·
 * `repeatable` · `toggle` puts a setting back afterwards · `person` is done by somebody outside the program · `look` sends nothing:
 * what it finds decides what follows.
 */
export type ChangeKind = 'A' | 'B' | 'C' | 'D' | 'repeatable' | 'toggle' | 'person' | 'look';

/** The truth about a change, read from AWS. */
export type Sighting =
  /** Not there. `before` is what a listing showed of its kind: journalled with the intent, so that something new can be told from it. */
  | { readonly state: 'absent'; readonly before?: readonly string[]; readonly note?: string }
  /** Begun. `progress` runs from 0 to 1 where AWS gives one. */
  | { readonly state: 'underway'; readonly note: string; readonly progress?: number; readonly outputs?: JsonObject }
  | { readonly state: 'done'; readonly outputs: JsonObject; readonly evidence?: string }
  /** It ended in failure or can not begin. */
  | { readonly state: 'blocked'; readonly problem: Problem }
  /** Something has our name but is not ours. */
  | { readonly state: 'foreign'; readonly problem: Problem }
  /** More than one could be ours: shown, nothing is deleted. */
  | { readonly state: 'several'; readonly problem: Problem }
  /** One sighting a key, where the change has items. */
  | { readonly state: 'items'; readonly items: { readonly [key: string]: Sighting } };

/** What became of one attempt to send. `aws/` tells these apart; the engine never sees an SDK error. */
export type Outcome =
  | { readonly kind: 'ok'; readonly outputs: JsonObject }
  /** Certainly not executed. `problem.again` says whether another try later can help (throttling, expired credentials). */
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** Everything else. */
  | { readonly kind: 'unknown'; readonly problem: Problem }
  /** One outcome a key, where the change has items. */
  | { readonly kind: 'items'; readonly items: { readonly [key: string]: Outcome } };

/** What stands in the journal before a call is sent. */
export type Intent = {
  /** Row number in the journal. */
  readonly row: number;
  readonly change: string;
  readonly step: StepId;
  readonly attempt: number;
  readonly operation: string;
  readonly parametersHash: string;
  /** Stays the same for every send of this change in this attempt. */
  readonly token: string;
  readonly naturalKey: string;
  readonly before: readonly string[];
  readonly keys?: readonly string[];
  /** When it was written: milliseconds on the run's clock. */
  readonly time: number;
};

/** How often to look, what to expect, when to worry; all milliseconds. */
export type Pace = {
  readonly every: number;
  /** What the facts say it takes: [usual minimum, usual maximum]. */
  readonly expect: readonly [number, number];
  /** After this long without an end the wait says that something may be wrong. */
  readonly warnAfter: number;
  /** How long a listing may lag behind the effect of the call. */
  readonly visibility: number;
};

/** A typed confirmation of something costly or irreversible: the exact value, never a boolean. */
export type Confirmation = {
  /** Configuration key within the step, such as `confirmManagementCidr`. */
  readonly key: string;
  /** The exact text a person has to write. */
  readonly expected: string;
  readonly title: string;
  readonly why: string;
  /** Shown when an unattended run has no matching value: the ranked choice and so on. */
  readonly details?: readonly string[];
};

export type Change = {
  /** Unique in the step and stable: `task`, `bundle/win11-standard`. */
  readonly id: string;
  readonly title: string;
  readonly call: Call;
  readonly kind: ChangeKind;
  /** The name by which AWS's listing finds it: a role name, a range, a directory id. */
  readonly naturalKey: string;
  readonly pace: Pace;
  /** What will be billed and how much of it, with AWS's price page; never a price. */
  readonly billed?: string;
  readonly confirm?: Confirmation;
  /** 5,000 users are one change: at most `most` a send, an intent and an outcome for each key. */
  readonly items?: { readonly keys: readonly string[]; readonly most: number };
  /** The truth, read only. `intent` is the last one of this attempt, when there is one. */
  look(work: LookWork, intent?: Intent): Promise<Sighting>;
  /** One attempt. Kind `person` has `instructions` instead, kind `look` neither. */
  send?(work: SendWork, intent: Intent, keys?: readonly string[]): Promise<Outcome>;
  instructions?(work: Work): readonly string[];
  /** Kind `person`: keys of this step's questions that tell of its end, or of its place (a file that is elsewhere). */
  readonly evidence?: readonly string[];
};

/** What a step's functions see: its own answers, what earlier steps made, and the ways to AWS. */
export type Work<Answers = Record<string, unknown>> = {
  /** The onboarding's name: in tags, keys and names. */
  readonly name: string;
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  /** The caller's ARN. */
  readonly caller: string;
  readonly sandbox: boolean;
  /** Tags for everything that takes them, ours included. */
  readonly tags: { readonly [key: string]: string };
  /** Starts at 1; going back after an intent opens the next. */
  readonly attempt: number;
  /** This step's own answers, resolved. A missing one is undefined. */
  readonly answers: Partial<Answers>;
  /** What an earlier step made; undefined until it is done. */
  from<Id extends StepId>(step: Id): StepOutputs[Id] | undefined;
  /** What an earlier change of this same step made. */
  made(change: string): JsonObject | undefined;
  /** The outputs that an attempt to send this change returned (an import task's id), before it is done. */
  accepted(change: string): JsonObject | undefined;
  /** A token for a change of this step: the same for every try of this attempt. */
  token(change: string): string;
  /** The run's clock in milliseconds since 1970; the sandbox's own clock under `--sandbox`. */
  now(): number;
  /** A file of the onboarding's folder, for what is written for people. */
  file(name: string): string;
  readonly aws: ReadingAws;
};

/** What `look` sees: reading only. */
export type LookWork<Answers = Record<string, unknown>> = Work<Answers>;

/** What `send` sees: one attempt a call, and a line of progress for what takes long. */
export type SendWork<Answers = Record<string, unknown>> = Omit<Work<Answers>, 'aws'> & {
  readonly aws: SendingAws;
  progress(note: string, fraction?: number): void;
  readonly signal: AbortSignal;
};

/** `answers`: only the answers of that step are needed, not its end. */
export type Need = StepId | { readonly step: StepId; readonly only: 'answers' };

export type Step<Answers = Record<string, unknown>, Id extends StepId = StepId> = {
  readonly id: Id;
  readonly title: string;
  readonly why: string;
  readonly needs: readonly Need[];
  readonly questions: readonly Question<any>[];
  /** Other steps that this step's answers make needless (`import.amiId`: nothing to export or upload). */
  replaces?(answers: Partial<Answers>): { readonly steps: readonly StepId[]; readonly reason: string } | undefined;
  /** This step's own reason not to run (`checker.skip`), recorded. Its outputs must still be given. */
  skip?(answers: Partial<Answers>): string | undefined;
  /** Judgement before anything is sent, and again after each changed answer. */
  findings?(work: Work<Answers>): Promise<readonly Finding[]>;
  /** Puts back what a change of kind `toggle` changed; `change` is its id. Works too when the answers no longer ask for that change. */
  restore?(work: SendWork, change: string): Promise<Outcome>;
  /** What it makes, in order, from answers and `from(step)` alone; asked again each pass. */
  changes(work: Work<Answers>): readonly Change[];
  /** What `from(step)` gives; undefined until every change is done. */
  outputs(work: Work<Answers>): StepOutputs[Id] | undefined;
};

/** The mark of a value that another step has yet to make, for calls that are only printed so far. */
export function pending(step: StepId): string {
  return `«from ${step}»`;
}

/** A question's or confirmation's key in the configuration file: `network.searchRange`, or `bundle` where the section itself is the value. */
export function configKey(step: StepId, key: string): string {
  return key === step ? step : `${step}.${key}`;
}
