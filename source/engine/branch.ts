import { ProblemError, type ExitCode, type Problem } from '../problem.ts';
import type { Change, JsonObject, Step, StepId, Work } from '../step.ts';
import { answerQuestions } from './answers.ts';
import { bringAbout } from './change.ts';
import { stepState } from './fold.ts';
import { noteWaiting, patiently, type Session } from './session.ts';
import { sendWorkOf, workOf } from './work.ts';

/** How a branch of the step graph ended: its step done (or skipped), or stopped with an exit code. */
export type BranchEnd = { readonly done: true } | { readonly done: false; readonly exit: ExitCode };

/** Signals of a branch to those that need it. */
export type Milestones = { answered(): void };

/**
 * Takes one step from its questions to its end. Never rejects for expected trouble: that is told and recorded.
 */
export async function runBranch(session: Session, step: Step, milestones: Milestones): Promise<BranchEnd> {
  const { onboarding } = session;
  const work = workOf(step, onboarding.state, session.around);
  try {
    await runStep(session, step, work, milestones);
    return { done: true };
  } catch (error) {
    session.signal.throwIfAborted();
    if (!(error instanceof ProblemError)) throw error;
    return { done: false, exit: recordStop(session, step.id, error.problem) };
  } finally {
    if (stepState(onboarding.state, step.id).state !== 'begun') await restoreToggles(session, step, work);
  }
}

async function runStep(session: Session, step: Step, work: Work, milestones: Milestones): Promise<void> {
  const { onboarding } = session;
  const at = stepState(onboarding.state, step.id);
  const begun = at.begun ?? session.around.clock.now();
  onboarding.append({ type: 'started', step: step.id, attempt: at.attempt });
  session.tell({ type: 'step.started', step: step.id, title: step.title });
  await answerQuestions(session, step, work);
  if (skipByAnswer(session, step, work)) return;
  await judge(session, step, work);
  milestones.answered();
  await makeChanges(session, step, work);
  const outputs = step.outputs(work);
  if (!outputs) throw new TypeError(`${step.id} has settled every change and still gives no outputs`);
  onboarding.append({ type: 'succeeded', step: step.id, outputs: outputs as JsonObject });
  session.tell({ type: 'step.succeeded', step: step.id, outputs: outputs as JsonObject, elapsedMs: session.around.clock.now() - begun });
}

function skipByAnswer(session: Session, step: Step, work: Work): boolean {
  const reason = step.skip?.(work.answers);
  if (!reason) return false;
  const outputs = step.outputs(work) as JsonObject | undefined;
  session.onboarding.append({ type: 'skipped', step: step.id, reason, ...(outputs && { outputs }) });
  session.tell({ type: 'step.skipped', step: step.id, reason });
  return true;
}

/** Judgement before anything is sent; blockers stop the step with exit 4. */
async function judge(session: Session, step: Step, work: Work): Promise<void> {
  if (!step.findings) return;
  const findings = await patiently(session, { step: step.id, change: 'findings' }, () => {
    session.rounds.enter();
    return step.findings!(work);
  });
  for (const finding of findings) {
    session.onboarding.append({ type: 'finding', step: step.id, finding });
    session.tell({ type: 'finding', step: step.id, finding });
  }
  const blockers = findings.filter(({ level }) => level === 'blocker');
  if (!blockers.length) return;
  throw new ProblemError({
    code: 'finding.blocker',
    what: blockers.map(({ title }) => title).join(' '),
    todo: blockers.flatMap(({ fix }) => fix ?? []),
    back: step.id,
    exit: 4,
  });
}

/** Brings about each change in turn; the list is asked again after each, because what one made may name the next. */
async function makeChanges(session: Session, step: Step, work: Work): Promise<void> {
  for (;;) {
    const next = step.changes(work).find((change) => !settled(session, step.id, change));
    if (!next) return;
    await bringAbout(session, step.id, next, work);
  }
}

function settled(session: Session, step: StepId, change: Change): boolean {
  const keys = stepState(session.onboarding.state, step).changes.get(change.id)?.keys;
  return (change.items?.keys ?? ['']).every((key) => keys?.get(key)?.settled);
}

function recordStop(session: Session, step: StepId, problem: Problem): ExitCode {
  if (problem.exit === 3) {
    noteWaiting(session, step, 'resume', problem.what);
    return 3;
  }
  session.onboarding.append({ type: 'failed', step, problem });
  session.tell({ type: 'step.failed', step, problem });
  return problem.exit;
}

/** Puts back what toggles of this step changed, once the step has ended, well or badly; a step that waits keeps them. */
async function restoreToggles(session: Session, step: Step, work: Work): Promise<void> {
  const at = stepState(session.onboarding.state, step.id);
  for (const change of step.changes(work)) {
    const known = at.changes.get(change.id);
    if (!change.restore || known?.restored || !known?.keys.get('')?.intent) continue;
    const progress = (note: string) => session.tell({ type: 'step.progress', step: step.id, change: change.id, note });
    const outcome = await change.restore(sendWorkOf(work, session.around.aws, progress, session.signal));
    if (outcome.kind === 'ok') session.onboarding.append({ type: 'restored', step: step.id, attempt: at.attempt, change: change.id });
    else if (outcome.kind !== 'items') session.tell({ type: 'change.unknown', step: step.id, change: change.id, problem: outcome.problem });
  }
}
