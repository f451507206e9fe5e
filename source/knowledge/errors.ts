import { type ErrorEntry, errors } from './catalogue.ts';
import { fit, plain, see } from './match.ts';
import { isRuleId, ruleAt, ruleHistory } from './rules.ts';
import { cite } from './sources.ts';
import type { Problem, RawError } from '../problem.ts';
import type { StepId } from '../step.ts';

/** What is known beside the text. All of it is optional. */
export type ErrorContext = {
  readonly code?: string | undefined;
  /** API operation, such as `ImportImage`, with or without its service (`ec2:ImportImage`). */
  readonly operation?: string | undefined;
  readonly step?: StepId | undefined;
};

/** What a text means: an error's meaning, causes (most likely first), fix and step to return to, or a rule and its history. */
export type Explanation = {
  readonly kind: 'error' | 'rule';
  readonly id: string;
  readonly step: StepId;
  readonly back: StepId;
  readonly what: string;
  readonly causes: readonly string[];
  readonly fix: readonly string[];
  /** Where it is written down. */
  readonly source: string;
  readonly confidence: 'documented' | 'observed' | 'inferred';
  /** How well it fits; comparable within one answer only. */
  readonly score: number;
};

/**
 * What a text (a message, a code, a pasted log line, a rule's id) most likely means, best first; empty where nothing known
 * fits, then {@link nearest} may help.
 */
export function explain(text: string, context: ErrorContext = {}): readonly Explanation[] {
  const id = text.trim();
  if (isRuleId(id)) return [ruleExplanation(id)];
  const seen = see(text, context);
  const fitting = errors
    .map((entry) => ({ entry, score: entry.id === id ? 200 : Math.max(0, ...entry.match.map((match) => fit(match, seen))) }))
    .filter(({ score }) => score > 0);
  const specific = fitting.filter(({ entry }) => !entry.general);
  return (specific.length > 0 ? specific : fitting)
    .map(({ entry, score }) => explanation(entry, score + (entry.step === context.step ? 5 : 0)))
    .sort((a, b) => b.score - a.score);
}

/**
 * For a text that nothing fits: the entries that share most of what is particular about it (rare words count more), at
 * most `count`. A guess, to be called one.
 */
export function nearest(text: string, count = 3): readonly Explanation[] {
  const wanted = [...words(text)];
  const entries = errors.map((entry) => ({ entry, words: words(entryText(entry)) }));
  const weights = new Map(wanted.map((word) => [word, Math.log((entries.length + 1) / (1 + entries.filter((other) => other.words.has(word)).length))]));
  const weigh = (list: readonly string[]) => list.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  const whole = weigh(wanted);
  return entries
    .map(({ entry, words: own }) => ({ entry, score: whole === 0 ? 0 : weigh(wanted.filter((word) => own.has(word))) / whole }))
    .filter(({ score }) => score >= 0.25)
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ entry, score }) => explanation(entry, score));
}

/** An explanation as a problem: the first one speaks, the causes of others that fit about as well follow its own. */
export function problemFrom(
  explanations: readonly Explanation[],
  more: { readonly raw?: RawError; readonly what?: string; readonly exit?: Problem['exit']; readonly again?: NonNullable<Problem['again']> } = {},
): Problem {
  const [first, ...others] = explanations;
  const rest = { ...(more.raw && { raw: more.raw }), ...(more.again && { again: more.again }), exit: more.exit ?? 1 };
  if (!first) {
    const said = more.raw?.message ?? more.raw?.code ?? 'no message';
    return { code: 'unknown', what: more.what ?? `AWS gave a reason that is not in the catalogue: ${said}`, todo: ['Show the raw message to AWS Support.'], ...rest };
  }
  const alike = others.filter((other) => other.score >= first.score - 10);
  return {
    code: first.id,
    what: more.what ?? first.what,
    causes: [...new Set([first, ...alike].flatMap((one) => one.causes))],
    todo: first.fix,
    back: first.back,
    ...rest,
  };
}

function explanation(entry: ErrorEntry, score: number): Explanation {
  const { id, step, what, causes, fix } = entry;
  return { kind: 'error', id, step, back: entry.back ?? step, what, causes, fix, source: cite(entry.source), confidence: entry.confidence ?? 'documented', score };
}

function ruleExplanation(id: Parameters<typeof ruleHistory>[0]): Explanation {
  const history = ruleHistory(id);
  const now = ruleAt(id);
  const shown = now ?? history.at(-1) ?? history[0]!;
  const { step } = shown.appliesTo;
  return {
    kind: 'rule', id, step, back: step,
    what: now ? shown.says : `No longer in force: ${shown.says}`,
    causes: history.filter((rule) => rule !== shown).map((rule) => `${span(rule)}: ${rule.says} (${cite(rule.source)})`),
    fix: shown.appliesTo.note ? [shown.appliesTo.note] : [],
    source: cite(shown.source),
    confidence: shown.confidence,
    score: 200,
  };
}

function span(rule: { readonly from?: string; readonly until?: string }): string {
  return [rule.from && `from ${rule.from}`, rule.until && `until ${rule.until}`].filter(Boolean).join(' ') || 'always';
}

function entryText(entry: ErrorEntry): string {
  const matches = entry.match.flatMap(({ code, text }) => [code ?? [], typeof text === 'string' ? text : []].flat());
  return [entry.id, entry.what, ...entry.causes, ...matches].join(' ');
}

function words(text: string): Set<string> {
  return new Set(plain(text).match(/[a-z0-9]{4,}/g) ?? []);
}
