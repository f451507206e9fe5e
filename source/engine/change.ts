import { createHash } from 'node:crypto';
import { canonical } from '../canonical.ts';
import { ProblemError, type Problem } from '../problem.ts';
import { configKey, type Change, type Confirmation, type JsonObject, type LookWork, type Outcome, type Sighting, type StepId, type Work } from '../step.ts';
import { decide, type Decision } from './decide.ts';
import { keyState, lastIntentRow, stepState } from './fold.ts';
import type { OutcomeRecord } from './rows.ts';
import { needPerson, noteWaiting, patiently, waitingFor, type Session } from './session.ts';
import { sendWorkOf } from './work.ts';

/** A decision, the key of the change that it is about, and what a listing showed of its kind just before. */
type Decided = { readonly key: string; readonly decision: Decision; readonly before: readonly string[] };

/** What one call of `bringAbout` remembers; times in milliseconds since 1970. */
type Memory = {
  readonly begun: number;
  readonly sends: Map<string, { times: number; since: number }>;
  readonly lastSeen: Map<string, number>;
  readonly absentSince: Map<string, number>;
  readonly granted: Set<string>;
  instructed: boolean;
};

/**
 * Brings one change about: looks, and sends, waits, asks or instructs as `decide` says, until every key is settled.
 *
 * @throws ProblemError when it can not go on; its exit code is 3 where it is only a matter of coming back later.
 */
export async function bringAbout(session: Session, step: StepId, change: Change, work: Work): Promise<void> {
  const run: Memory = { begun: session.around.clock.now(), sends: new Map(), lastSeen: new Map(), absentSince: new Map(), granted: new Set(), instructed: false };
  for (;;) {
    const decided = await look(session, step, change, work, run);
    for (const { key, decision } of decided) if (decision.do === 'settle') settle(session, step, change, key, decision);
    const open = decided.filter(({ decision }) => decision.do !== 'settle');
    if (!open.length) return;

    const again = open.filter(({ decision }) => decision.do === 'ask-again');
    if (again.length) await askAgain(session, step, change, again, run.granted);
    const sendable = [...open.filter(({ decision }) => decision.do === 'send'), ...again];
    if (sendable.length) {
      await send(session, step, change, work, sendable.slice(0, change.items?.most ?? 1), run);
      continue;
    }
    if (open.some(({ decision }) => decision.do === 'instruct')) {
      await instruct(session, step, change, work, run.instructed);
      run.instructed = true;
      continue;
    }
    const waits = open.flatMap(({ key, decision }) => (decision.do === 'wait' ? [{ key, decision }] : []));
    if (waits.length) await wait(session, step, change, waits, run.begun);
    else throw new ProblemError(stopped(change, open));
  }
}

async function look(session: Session, step: StepId, change: Change, work: Work, run: Memory): Promise<Decided[]> {
  const { onboarding, around, rounds } = session;
  const at = stepState(onboarding.state, step);
  const keys = change.items?.keys ?? [''];
  const intents = keys.flatMap((key) => keyState(at, change.id, key).intent ?? []);
  const latest = intents.toSorted((left, right) => right.row - left.row)[0];
  let now = around.clock.now();
  const sighting = await patiently(session, { step, change: change.id }, () => {
    rounds.enter();
    // What the look finds holds for the time it began.
    now = around.clock.now();
    return change.look(work satisfies LookWork, latest);
  });
  return keys.flatMap((key): Decided[] => {
    const known = keyState(at, change.id, key);
    if (known.settled) return [];
    const one = sightingOf(sighting, key);
    if (one.state === 'underway') run.lastSeen.set(key, now);
    if (one.state !== 'absent') run.absentSince.delete(key);
    else if (!run.absentSince.has(key)) run.absentSince.set(key, now);
    const sends = run.sends.get(key);
    const circumstances = { now, since: session.since, sends: sends?.times ?? 0, triedSince: sends?.since ?? now, lastSeen: run.lastSeen.get(key), absentSince: run.absentSince.get(key) ?? now };
    return [{ key, decision: decide(change, one, known, circumstances), before: one.state === 'absent' ? (one.before ?? []) : [] }];
  });
}

function sightingOf(sighting: Sighting, key: string): Sighting {
  if (sighting.state !== 'items') return sighting;
  return sighting.items[key] ?? { state: 'absent' };
}

function settle(session: Session, step: StepId, change: Change, key: string, { how, outputs, evidence }: Extract<Decision, { do: 'settle' }>): void {
  const { onboarding, around } = session;
  const at = stepState(onboarding.state, step);
  const begun = keyState(at, change.id, key).intent?.time ?? around.clock.now();
  const words = evidence ?? (how === 'adopted' ? 'found after a call whose outcome was not known' : 'was there already');
  onboarding.append({
    type: 'settled', step, attempt: at.attempt, change: change.id, title: change.title, key, how, outputs,
    ...(how !== 'sent' && { evidence: words }),
  });
  const title = key ? `${change.title}: ${key}` : change.title;
  if (how === 'sent' || change.kind === 'person') {
    session.tell({ type: 'change.done', step, change: change.id, title, outputs, elapsedMs: around.clock.now() - begun });
  } else session.tell({ type: 'change.adopted', step, change: change.id, title, outputs, evidence: words });
}

async function send(session: Session, step: StepId, change: Change, work: Work, decided: readonly Decided[], run: Memory): Promise<void> {
  if (!change.send) throw new TypeError(`${step}.${change.id} is ${change.kind} and has no send`);
  if (change.confirm) await confirm(session, step, change, change.confirm, run.granted);
  const { onboarding, around } = session;
  const at = stepState(onboarding.state, step);
  const keys = decided.map(({ key }) => key);
  const before = [...new Set(decided.flatMap((one) => one.before))];
  const billed = change.billed && { billed: change.billed };
  onboarding.append({
    type: 'intent', step, attempt: at.attempt, change: change.id, title: change.title, kind: change.kind, operation: `${change.call.service}:${change.call.operation}`,
    parameters: change.call.input, parametersHash: hash(change.call.input), token: work.token(change.id), naturalKey: change.naturalKey, before, keys,
    caller: around.caller, ...billed,
  });
  run.granted.delete(change.id);
  const named = change.items ? { keys } : {};
  session.tell({ type: 'change.intent', step, change: change.id, title: change.title, call: change.call, ...named, ...billed });
  const intent = keyState(at, change.id, keys[0] ?? '').intent!;
  const progress = (note: string, fraction?: number) =>
    session.tell({ type: 'step.progress', step, change: change.id, note, ...(fraction !== undefined && { progress: fraction }) });
  for (const key of keys) run.sends.set(key, { times: (run.sends.get(key)?.times ?? 0) + 1, since: run.sends.get(key)?.since ?? around.clock.now() });
  const { outcome, bug } = await attempt(change, () => change.send!(sendWorkOf(work, around.aws, progress, session.signal), intent, change.items && keys), session.signal);
  const items = Object.fromEntries(keys.map((key) => [key, record(outcome, key)]));
  onboarding.append({ type: 'outcome', step, change: change.id, intent: intent.row, items });
  for (const one of Object.values(items)) {
    if (one.kind === 'unknown') session.tell({ type: 'change.unknown', step, change: change.id, problem: one.problem });
  }
  if (bug) throw bug;
}

/** One attempt. What is thrown is an unknown outcome, and what should not be, a bug besides; an interruption is left without one, so that it is looked up at the next start. */
async function attempt(change: Change, action: () => Promise<Outcome>, signal: AbortSignal): Promise<{ outcome: Outcome; bug?: Error }> {
  try {
    return { outcome: await action() };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProblemError) return { outcome: { kind: 'unknown', problem: error.problem } };
    const bug = error instanceof Error ? error : new Error(String(error));
    const what = `“${change.title}” ended in an unexpected error: ${bug.message}.`;
    return { outcome: { kind: 'unknown', problem: { code: 'engine.unexpected', what, exit: 1 } }, bug };
  }
}

function record(outcome: Outcome, key: string): OutcomeRecord {
  const one = outcome.kind === 'items' ? outcome.items[key] : outcome;
  if (one && one.kind !== 'items') return one;
  return { kind: 'unknown', problem: { code: 'aws.answer-incomplete', what: `AWS's answer says nothing about ${key}.`, exit: 5 } };
}

async function confirm(session: Session, step: StepId, change: Change, confirmation: Confirmation, granted: Set<string>): Promise<void> {
  if (granted.has(change.id)) return;
  const { state } = session.onboarding;
  const known = state.answers.get(step)?.get(confirmation.key);
  // One send a typed confirmation: what a person typed counts once, what stands in the configuration file counts as long as it stands there.
  const fresh = known !== undefined && (known.by === 'config' || change.kind !== 'D' || known.row > lastIntentRow(state, step, change.id));
  const counts = fresh && known.value === confirmation.expected;
  if (!counts) await askToConfirm(session, step, change, confirmation);
  granted.add(change.id);
}

async function askToConfirm(session: Session, step: StepId, change: Change, confirmation: Confirmation, again = false): Promise<void> {
  const key = configKey(step, confirmation.key);
  const answer = await session.converse(() => session.ask({ kind: 'confirmation', step, key, confirmation, call: change.call, again, ...(change.billed && { billed: change.billed }) }));
  if (answer.kind === 'refused') throw new ProblemError(answer.problem);
  if (answer.kind === 'missing' || answer.value !== confirmation.expected) {
    throw new ProblemError({
      code: 'confirmation.missing',
      what: `“${change.title}” needs a typed confirmation and has none.`,
      causes: [confirmation.why],
      todo: [...(confirmation.details ?? []), `Write it down exactly: ${key}: ${confirmation.expected}`],
      back: step,
      exit: 4,
    });
  }
  session.onboarding.append({ type: 'answer', step, key: confirmation.key, given: answer.value, value: answer.value, by: 'person' });
}

/** Sending again what can not be undone, or what AWS accepted and lost, takes a person's word for exactly this change. */
async function askAgain(session: Session, step: StepId, change: Change, again: readonly Decided[], granted: Set<string>): Promise<void> {
  const { state } = session.onboarding;
  const what = again.map(({ key }) => key).filter(Boolean).join(',') || change.confirm?.expected || change.naturalKey;
  // The number of the row that sent it: a word for one call is none for the next.
  const expected = `${what}#${lastIntentRow(state, step, change.id)}`;
  if (granted.has(change.id) || state.answers.get(step)?.get('sendAgain')?.value === expected) return void granted.add(change.id);
  const because = again[0]?.decision.do === 'ask-again' ? again[0].decision.because : 'unknown';
  const why =
    because === 'unknown'
      ? 'An earlier call was sent, what became of it is not known, and looking for it over the whole time a listing may lag behind found nothing.'
      : 'AWS accepted it, and nothing of it can be found any more: somebody may have removed it.';
  const details = ['Look in the AWS console (and in CloudTrail for the operation) whether it took effect.', 'Only if it certainly did not:'];
  try {
    await askToConfirm(session, step, change, { key: 'sendAgain', expected, title: `Send “${change.title}” again?`, why, details }, true);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new ProblemError({ ...error.problem, code: 'change.unknown', what: `What became of “${change.title}” is not known; it is not sent again without a person.`, exit: 5 });
  }
  granted.add(change.id);
}

async function instruct(session: Session, step: StepId, change: Change, work: Work, instructed: boolean): Promise<void> {
  const problem: Problem = { code: 'human.needed', what: change.title, todo: change.instructions?.(work) ?? [], exit: 3 };
  if (!instructed) needPerson(session, step, problem, { change: change.id, evidence: (change.evidence ?? []).map((key) => configKey(step, key)) });
  if (session.manner.unattended) throw new ProblemError(problem);
  await session.rounds.wait(session.manner.pollEvery ?? change.pace.every, session.signal);
}

async function wait(session: Session, step: StepId, change: Change, waits: readonly { key: string; decision: Extract<Decision, { do: 'wait' }> }[], begun: number): Promise<void> {
  const { onboarding, around, manner } = session;
  // What a person has to do comes first, then what AWS says of its own work.
  const order = ['person', 'aws', 'trouble', 'visibility'] as const;
  const { key, decision } = waits.toSorted((left, right) => order.indexOf(left.decision.for) - order.indexOf(right.decision.for))[0]!;
  const since = keyState(stepState(onboarding.state, step), change.id, key).intent?.time ?? begun;
  const elapsedMs = Math.max(0, around.clock.now() - since);
  const note = waits.length > 1 ? `${decision.note} (and ${waits.length - 1} more)` : decision.note;
  if (decision.for === 'person' && decision.problem) needPerson(session, step, decision.problem);
  else noteWaiting(session, step, decision.for, note);
  session.tell({
    type: 'step.waiting', step, change: change.id, for: decision.for, note, elapsedMs, expectMs: change.pace.expect,
    ...(decision.progress !== undefined && { progress: decision.progress }),
    ...(elapsedMs > change.pace.warnAfter && { late: true }),
  });
  if (decision.for === 'person' && manner.unattended && decision.problem) throw new ProblemError(waitingFor(decision.problem));
  if (manner.noWait && decision.for !== 'trouble' && !decision.short) {
    throw new ProblemError({ code: 'run.waiting', what: `${change.title}: ${note}`, exit: 3 });
  }
  const pace = manner.pollEvery ?? change.pace.every;
  await session.rounds.wait(Math.min(...waits.map(({ decision: { afterMs } }) => afterMs ?? pace)), session.signal);
}

/** One problem for all the keys that can not go on. */
function stopped(change: Change, open: readonly Decided[]): Problem {
  const problems = open.flatMap(({ key, decision }) => (decision.do === 'stop' ? [{ key, problem: decision.problem }] : []));
  const first = problems[0]!;
  if (!first.key) return first.problem;
  return {
    ...first.problem,
    what: `${change.title}: ${problems.length} of ${change.items?.keys.length ?? 1} could not be made. ${problems.map(({ key, problem }) => `${key}: ${problem.what}`).join(' ')}`,
  };
}

function hash(value: JsonObject): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}
