import { ProblemError, type ExitCode, type Problem } from '../problem.ts';
import type { JsonObject, Step, StepId, Work } from '../step.ts';
import { answerQuestions } from './answers.ts';
import { bringAbout } from './change.ts';
import { isSettled, stepState } from './fold.ts';
import { noteWaiting, patiently, type Session } from './session.ts';
import { workOf } from './work.ts';

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
  }
}

async function runStep(session: Session, step: Step, work: Work, milestones: Milestones): Promise<void> {
  const { onboarding } = session;
  const at = stepState(onboarding.state, step.id);
  const begun = at.begun ?? session.around.clock.now();
  onboarding.append({ type: 'started', step: step.id, attempt: at.attempt });
  session.tell({ type: 'step.started', step: step.id, title: step.title, expectMs: expected(step, work) });
  await session.converse(() => answerQuestions(session, step, work));
  if (skipByAnswer(session, step, work)) return;
  await judge(session, step, work);
  milestones.answered();
  await makeChanges(session, step, work);
  const outputs = step.outputs(work);
  if (!outputs) throw new TypeError(`${step.id} has settled every change and still gives no outputs`);
  onboarding.append({ type: 'succeeded', step: step.id, outputs: outputs as JsonObject });
  session.tell({ type: 'step.succeeded', step: step.id, outputs: outputs as JsonObject, elapsedMs: session.around.clock.now() - begun });
}

/** What the facts say the step's changes take together, as far as they are known beforehand; milliseconds. */
function expected(step: Step, work: Work): readonly [number, number] {
  const paces = step.changes(work).map(({ pace }) => pace.expect);
  return [paces.reduce((sum, [least]) => sum + least, 0), paces.reduce((sum, [, most]) => sum + most, 0)];
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
    // Who typed the answers has no file to change.
    todo: [...blockers.flatMap(({ fix }) => fix ?? []), ...(session.manner.unattended ? [] : [`An answer is changed with: wizard resume ${work.name} --set ${step.id}.KEY=VALUE`])],
    back: step.id,
    exit: 4,
  });
}

/** Brings about each change in turn; the list is asked again after each, because what one made may name the next. */
async function makeChanges(session: Session, step: Step, work: Work): Promise<void> {
  for (;;) {
    const next = step.changes(work).find((change) => !isSettled(stepState(session.onboarding.state, step.id), change));
    if (!next) return;
    await bringAbout(session, step.id, next, work);
  }
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
