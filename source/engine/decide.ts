import type { Problem } from '../problem.ts';
import type { Change, JsonObject, Sighting } from '../step.ts';
import type { WaitFor } from './events.ts';
import type { KeyState } from './fold.ts';
import type { OutcomeRecord, Settled } from './rows.ts';

/** What to do next about one key of a change. */
export type Decision =
  | { readonly do: 'settle'; readonly how: Settled; readonly outputs: JsonObject; readonly evidence?: string }
  /** Look again after `afterMs`, or at the change's pace. */
  | { readonly do: 'wait'; readonly for: WaitFor; readonly note: string; readonly progress?: number; readonly afterMs?: number; readonly problem?: Problem; /** One more look decides: worth waiting for in any run. */ readonly short?: true }
  | { readonly do: 'send' }
  /** Only a person may say that it is sent again: it can not be undone and its outcome is unknown, or AWS accepted it and it is gone. */
  | { readonly do: 'ask-again'; readonly because: 'unknown' | 'vanished' }
  | { readonly do: 'instruct' }
  | { readonly do: 'stop'; readonly problem: Problem };

export type Circumstances = {
  readonly now: number;
  /** The last row before this run: a refusal from before it may have been mended since. */
  readonly since: number;
  /** How often this run has sent this key, and when it did so first. */
  readonly sends: number;
  readonly triedSince: number;
  /** When this run last saw it under way; milliseconds since 1970. */
  readonly lastSeen?: number | undefined;
  /** Since when every look of this run found it absent. */
  readonly absentSince: number;
};

/** For so long a run tries again what AWS refuses for now; milliseconds. */
const patience = 30 * 60_000;

/** So often a run sends what leaves no trace; what is repeatable (an upload on a bad line) more often. */
const mostSends = { repeatable: 50, other: 5 };

/**
 * The rule that makes every change happen exactly once (docs/exactly-once.md), for one key.
 *
 * What is there is taken before what is remembered: only `absent` asks what became of the last intent. Then an unknown outcome
 * is looked up over the whole visibility budget; after it `A`, `B`, `C`, `repeatable` and `toggle` are sent again under the same
 * token and name, `D` never without a person, and neither anything that AWS accepted and that is gone.
 */
export function decide(change: Pick<Change, 'kind' | 'pace' | 'title'>, sighting: Sighting, known: KeyState, at: Circumstances): Decision {
  switch (sighting.state) {
    case 'done':
      return { do: 'settle', how: howSettled(known), outputs: sighting.outputs, ...(sighting.evidence && { evidence: sighting.evidence }) };
    case 'underway':
      return { do: 'wait', for: 'aws', note: sighting.note, ...(sighting.progress !== undefined && { progress: sighting.progress }) };
    case 'blocked':
    case 'foreign':
    case 'several':
      return { do: 'stop', problem: sighting.problem };
    case 'items':
      throw new TypeError(`${change.title}: items inside an item`);
    case 'absent':
      if (change.kind === 'person') return { do: 'instruct' };
      if (change.kind === 'look') return { do: 'wait', for: 'aws', note: sighting.note ?? 'not there yet' };
      return whenAbsent(change, known, at, sighting.note);
  }
}

function howSettled({ intent, outcome }: KeyState): Settled {
  if (!intent || outcome?.kind === 'refused') return 'found';
  return outcome?.kind === 'ok' ? 'sent' : 'adopted';
}

function whenAbsent(change: Pick<Change, 'kind' | 'pace' | 'title'>, { intent, outcome, outcomeTime }: KeyState, at: Circumstances, note?: string): Decision {
  if (!intent) return { do: 'send' };
  if (outcome?.kind === 'refused') {
    if (intent.row <= at.since) return { do: 'send' };
    const { problem } = outcome;
    if (!problem.again) return { do: 'stop', problem };
    if (problem.again === 'soon' && at.now - at.triedSince > patience) return { do: 'stop', problem: { ...problem, exit: 3 } };
    const due = (outcomeTime ?? at.now) + backOff(at.sends);
    if (at.now >= due) return { do: 'send' };
    return { do: 'wait', for: problem.again === 'person' ? 'person' : 'trouble', note: problem.what, afterMs: due - at.now, problem };
  }
  // What was seen under way counts from then on: two listings read one after the other may hide what moves between them.
  const age = at.now - Math.max(intent.time, at.lastSeen ?? 0);
  const toAsk = outcome?.kind === 'ok' ? change.kind !== 'repeatable' : change.kind === 'D';
  if (age < change.pace.visibility || (toAsk && at.now - at.absentSince < change.pace.every)) {
    const doubt = outcome?.kind === 'ok' ? 'AWS accepted it; waiting until it is listed' : 'the outcome is not known; looking for it before anything is sent again';
    return { do: 'wait', for: 'visibility', note: note ? `${doubt} (${note})` : doubt, ...(age >= change.pace.visibility && { short: true }) };
  }
  if (toAsk) return { do: 'ask-again', because: outcome?.kind === 'ok' ? 'vanished' : 'unknown' };
  if (at.sends >= (change.kind === 'repeatable' ? mostSends.repeatable : mostSends.other)) return { do: 'stop', problem: noTrace(change, at.sends, outcome) };
  const due = at.sends ? (outcomeTime ?? intent.time) + backOff(at.sends) : 0;
  return at.now >= due ? { do: 'send' } : { do: 'wait', for: 'visibility', note: 'nothing of it is to be seen; it is sent again shortly', afterMs: due - at.now };
}

function noTrace({ title, kind }: Pick<Change, 'title' | 'kind'>, sends: number, outcome: OutcomeRecord | undefined): Problem {
  return {
    code: 'change.no-trace',
    what: `“${title}” was sent ${sends} times and leaves no trace.${outcome && outcome.kind !== 'ok' ? ` ${outcome.problem.what}` : ''}`,
    causes: ['Something between here and AWS breaks each call or its answer.', 'AWS does not show this user what the call makes.'],
    todo: ['Look in the AWS console whether it is there.', 'Then run the wizard again with resume: it looks before it sends.'],
    exit: kind === 'repeatable' ? 3 : 5,
  };
}

/** Milliseconds before the next try after `tries` of them: 5 s doubling to 5 min. */
export function backOff(tries: number): number {
  return Math.min(5_000 * 2 ** Math.max(0, tries - 1), 300_000);
}
