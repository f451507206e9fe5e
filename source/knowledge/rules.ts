import { rules as known } from './data/rules.ts';
import { isoDate, type When } from './dates.ts';
import type { Confidence, SourceId } from './sources.ts';
import { fail } from '../problem.ts';
import type { StepId } from '../step.ts';

type RuleValue = boolean | number | string | readonly string[];

/** What a rule is about; a missing field means any. */
export type AppliesTo = { readonly step: StepId; readonly region?: string; readonly protocol?: string; readonly note?: string };

/** One rule as it held for a time: `from` inclusive, `until` exclusive, ISO dates of any length (`2025`, `2026-07-31`). */
export type Rule<Value extends RuleValue = RuleValue> = {
  readonly id: string;
  /** One plain sentence. */
  readonly says: string;
  readonly value: Value;
  readonly unit?: string;
  readonly from?: string;
  readonly until?: string;
  readonly source: readonly SourceId[];
  readonly confidence: Confidence;
  readonly appliesTo: AppliesTo;
};

type Entry = (typeof known)[number];
export type RuleId = Entry['id'];

type Widened<Value> = Value extends boolean ? boolean : Value extends number ? number : Value extends string ? string : readonly string[];
export type RuleOf<Id extends RuleId> = Rule<Widened<Extract<Entry, { id: Id }>['value']>> & { readonly id: Id };

const rules: readonly Rule[] = known;

/** Every form that a rule has had, oldest first. */
export function ruleHistory<Id extends RuleId>(id: Id): readonly RuleOf<Id>[] {
  return rules.filter((rule) => rule.id === id).sort((a, b) => from(a).localeCompare(from(b))) as readonly Rule[] as readonly RuleOf<Id>[];
}

/** The rule as it stands on `date` (default: today), or undefined where it did not exist then. */
export function ruleAt<Id extends RuleId>(id: Id, date: When = Date.now()): RuleOf<Id> | undefined {
  const day = isoDate(date);
  return ruleHistory(id).find((rule) => from(rule) <= day && (rule.until === undefined || day < rule.until));
}

/** The rule as it stands on `date` (default: today). Throws a `ProblemError` where it did not exist then. */
export function rule<Id extends RuleId>(id: Id, date: When = Date.now()): RuleOf<Id> {
  return ruleAt(id, date) ?? fail({ code: 'rule.not-in-force', what: `The rule ${id} was not in force on ${isoDate(date)}.`, exit: 2 });
}

/** Whether `text` is the id of a rule. */
export function isRuleId(text: string): text is RuleId {
  return rules.some((rule) => rule.id === text);
}

/** The numbers an account commits to in `region`: WorkSpaces without GPU, and the two alternatives with GPU. */
export function minimums(region: string, date: When = Date.now()) {
  return {
    workspaces: region === 'af-south-1' ? rule('eligibility.minimum-workspaces-af-south-1', date) : rule('eligibility.minimum-workspaces', date),
    gpuAlwaysOn: rule('eligibility.minimum-gpu-always-on', date),
    gpuAutoStop: rule('eligibility.minimum-gpu-auto-stop', date),
  };
}

function from(rule: Rule): string {
  return rule.from ?? '';
}
