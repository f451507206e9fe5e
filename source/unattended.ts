import type { Answer, Asked, FrontEnd } from './engine/events.ts';
import type { Json, StepId } from './step.ts';

/** What a run with nobody at the keyboard goes by. */
export type Unattended = {
  readonly sandbox: boolean;
  /** What the configuration says for a key, if it says anything. */
  given(step: StepId, key: string): Json | undefined;
  /** Where it says so: `onboarding.yaml:12:3`. */
  place(step: StepId, key: string): string;
  /** The configuration file as it was named, for where to write. */
  readonly file?: string;
  /** What goes on with this run: `wizard run --config onboarding.yaml`. */
  readonly command: string;
};

/**
 * Answers for a run that nobody watches: what the file does not say is missing, and what can not be undone needs
 * the exact value written down. In a sandbox an unanswered confirmation is taken as given; a wrong one, or one to send again, never.
 */
export function unattendedAsk(by: Unattended): FrontEnd['ask'] {
  return async (asked) => (asked.kind === 'question' ? answer(asked, by) : confirmation(asked, by));
}

function answer({ key, problem, question }: Extract<Asked, { kind: 'question' }>, by: Unattended): Answer {
  if (!problem) return { kind: 'missing' };
  return {
    kind: 'refused',
    problem: { code: 'answer.invalid', what: `${key}: ${problem}`, causes: [question.why], todo: [`Correct ${key}, for example: ${JSON.stringify(question.example)}`, again(by, key, undefined)], exit: 2 },
  };
}

function confirmation({ step, key, confirmation: { key: own, expected, title, why, details }, billed, again: sentBefore }: Extract<Asked, { kind: 'confirmation' }>, by: Unattended): Answer {
  const given = by.given(step, own);
  if (given === expected) return { kind: 'value', value: expected };
  if (given === undefined && by.sandbox && !sentBefore) return { kind: 'value', value: expected };
  return {
    kind: 'refused',
    problem: {
      code: 'confirmation.missing',
      what:
        given === undefined
          ? `“${title}” needs the exact value written down by a person: ${key}.`
          : `“${title}” needs ${key}: ${expected}, but ${by.place(step, own)} says ${String(given)}.`,
      causes: [why, ...(billed ? [`Billed: ${billed}`] : [])],
      ...(details && details.length > 0 && { details }),
      todo: [`Under “${step}:” in ${by.file ?? 'the configuration file'} write: ${own}: ${yaml(expected)}`, again(by, key, expected)],
      back: step,
      exit: 4,
    },
  };
}

function again({ command }: Unattended, key: string, value: string | undefined): string {
  if (value === undefined) return `Then: ${command}`;
  return `Or once: ${command} --set ${/[\s"]/.test(value) ? `'${key}=${value}'` : `${key}=${value}`}`;
}

/** Digits alone would lose their leading zeros. */
function yaml(value: string): string {
  return /^[\d.]+$|[:#'"]\s|^[\s\-?&*!|>%@`{["']/.test(value) ? `"${value}"` : value;
}
