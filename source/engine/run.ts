import { ProblemError, worstExit, type ExitCode } from '../problem.ts';
import type { JsonObject, Need, Step, StepId } from '../step.ts';
import { missingAnswers, openAttempts, takeAnswers, type GivenAnswers } from './answers.ts';
import { runBranch, type BranchEnd } from './branch.ts';
import type { FrontEnd, RunStatus } from './events.ts';
import { stepState, type State } from './fold.ts';
import type { Onboarding } from './onboarding.ts';
import { makeRounds } from './rounds.ts';
import { speaker, type Manner, type Session } from './session.ts';
import { answersOf, type Surroundings } from './work.ts';

export type RunOptions = {
  readonly steps: readonly Step[];
  readonly onboarding: Onboarding;
  readonly frontEnd: FrontEnd;
  readonly around: Omit<Surroundings, 'pins' | 'folder'>;
  readonly manner: Manner;
  /** Answers of the configuration file and `--set`. */
  readonly given: GivenAnswers;
  /** Do this step again, and those that need it: a new attempt, whatever the earlier one made or failed at. */
  readonly again?: StepId;
  /** Go no further than this step. */
  readonly until?: StepId;
  /** The command that a person types next, once the run ended so. */
  next(status: RunStatus): string;
  readonly signal: AbortSignal;
};

export type RunResult = { readonly exitCode: ExitCode; readonly status: RunStatus };

/**
 * Runs an onboarding as far as it goes: every step whose needs are met, several at a time. Emits `run.started` … `run.finished`.
 * A branch that waits for a person or a decision never stops the others; of several exit codes the worst is given at the end.
 */
export async function runOnboarding(options: RunOptions): Promise<RunResult> {
  const { onboarding, manner, given, signal } = options;
  const around: Surroundings = { ...options.around, pins: onboarding.pins, folder: onboarding.folder };
  const rounds = makeRounds(around.clock, () => around.aws.newRound(), manner.pollEvery);
  const session: Session = { onboarding, around, manner, rounds, signal, ...speaker(options.frontEnd, () => around.clock.now()) };
  const wanted = withNeeds(options.steps, options.until);
  for (const row of takeAnswers(options.steps, onboarding.state, given)) onboarding.append(row);
  if (options.again) {
    const reopened = new Map([[options.again, 'asked to do it again']]);
    for (const row of openAttempts(options.steps, onboarding.state, reopened)) onboarding.append(row);
  }
  const replaced = replacedSteps(wanted, onboarding.state);
  const todo = wanted.filter((step) => !replaced.has(step.id));
  if (manner.unattended) refuseMissing(todo.filter((step) => !ended(onboarding.state, step.id)), onboarding.state);
  tellStart(session, options.steps);
  for (const [id, reason] of replaced) skipReplaced(session, id, reason);

  const ends = await runGraph(session, todo);
  const exitCode = signal.aborted ? 130 : worstExit(ends.map((end) => (end.done ? 0 : end.exit)));
  const status = statusOf(exitCode);
  session.tell({ type: 'run.finished', status, exitCode, ids: ids(onboarding.state), next: options.next(status) });
  return { exitCode, status };
}

/** Starts every branch; each waits for what it needs. A branch whose need stopped does not begin and has no exit code of its own. */
async function runGraph(session: Session, steps: readonly Step[]): Promise<BranchEnd[]> {
  const ends = new Map<StepId, Promise<BranchEnd>>();
  const answered = new Map<StepId, Promise<boolean>>();
  const stopped: BranchEnd = { done: false, exit: 0 };
  for (const step of steps) {
    let reached: (met: boolean) => void = () => {};
    answered.set(step.id, new Promise((resolve) => (reached = resolve)));
    const branch = async (): Promise<BranchEnd> => {
      if (ended(session.onboarding.state, step.id)) return { done: true };
      const met = await Promise.all(step.needs.map((need) => needMet(need, ends, answered)));
      if (session.signal.aborted || !met.every(Boolean)) return stopped;
      return runBranch(session, step, { answered: () => reached(true) });
    };
    const end = branch().catch((error: unknown) => {
      if (session.signal.aborted) return stopped;
      throw error;
    });
    ends.set(step.id, end);
    end.then(({ done }) => reached(done), () => reached(false));
  }
  return Promise.all(ends.values());
}

async function needMet(need: Need, ends: Map<StepId, Promise<BranchEnd>>, answered: Map<StepId, Promise<boolean>>): Promise<boolean> {
  if (typeof need !== 'string') return (await answered.get(need.step)) ?? true;
  const end = await ends.get(need);
  return end?.done ?? true;
}

function ended(state: State, id: StepId): boolean {
  const known = state.steps.get(id)?.state;
  return known === 'done' || known === 'skipped';
}

/** The steps up to `until`: that step and all it needs. */
function withNeeds(steps: readonly Step[], until: StepId | undefined): readonly Step[] {
  if (!until) return steps;
  const wanted = new Set<StepId>([until]);
  for (const step of steps.toReversed()) {
    if (wanted.has(step.id)) for (const need of step.needs) wanted.add(typeof need === 'string' ? need : need.step);
  }
  return steps.filter((step) => wanted.has(step.id));
}

/** Steps made needless by the answers of another, with the reason. */
function replacedSteps(steps: readonly Step[], state: State): Map<StepId, string> {
  const replaced = new Map<StepId, string>();
  for (const step of steps) {
    const by = step.replaces?.(answersOf(state, step.id));
    for (const id of by?.steps ?? []) replaced.set(id, by!.reason);
  }
  return replaced;
}

function skipReplaced(session: Session, step: StepId, reason: string): void {
  if (ended(session.onboarding.state, step)) return;
  session.onboarding.append({ type: 'skipped', step, reason });
  session.tell({ type: 'step.skipped', step, reason });
}

function refuseMissing(steps: readonly Step[], state: State): void {
  const missing = missingAnswers(steps, state);
  if (!missing.length) return;
  throw new ProblemError({
    code: 'answer.missing',
    what: `${missing.length === 1 ? 'An answer is' : `${missing.length} answers are`} missing: ${missing.join(', ')}. Nothing was sent.`,
    todo: ['Add them to the configuration file, or give each with --set key=value.', 'What each means: wizard config init'],
    exit: 2,
  });
}

function tellStart({ onboarding, around, tell }: Session, steps: readonly Step[]): void {
  const { name, account, region, endpoint } = around.pins;
  const states = { done: 'done', skipped: 'skipped', begun: 'waiting', failed: 'waiting', todo: 'todo' } as const;
  tell({
    type: 'run.started', name, account, region, caller: around.caller, sandbox: endpoint === 'sandbox', continued: onboarding.continued,
    steps: steps.map(({ id, title }) => ({ id, title, state: states[stepState(onboarding.state, id).state] })),
  });
}

/** What was made, by step. */
export function ids(state: State): { [step: string]: JsonObject } {
  return Object.fromEntries([...state.steps.values()].flatMap(({ id, outputs }) => (outputs ? [[id, outputs]] : [])));
}

function statusOf(exitCode: ExitCode): RunStatus {
  const byCode: Record<ExitCode, RunStatus> = { 0: 'done', 1: 'failed', 2: 'failed', 3: 'waiting', 4: 'blocked', 5: 'unknown', 130: 'interrupted' };
  return byCode[exitCode];
}
