import { ProblemError, worstExit, type ExitCode } from '../problem.ts';
import type { JsonObject, Step, StepId } from '../step.ts';
import { missingAnswers, takeAnswers, type GivenAnswers } from './answers.ts';
import type { FrontEnd, RunStatus } from './events.ts';
import { isOver, stepState, type State } from './fold.ts';
import { replacedSteps, runGraph, withNeeds } from './graph.ts';
import type { Onboarding } from './onboarding.ts';
import { makeRounds } from './rounds.ts';
import type { AnsweredBy, RowBody } from './rows.ts';
import { speaker, type Manner, type Session } from './session.ts';
import { hasOpenToggle, putBack } from './toggles.ts';
import type { Surroundings } from './work.ts';

export type RunOptions = {
  readonly steps: readonly Step[];
  readonly onboarding: Onboarding;
  readonly frontEnd: FrontEnd;
  readonly around: Omit<Surroundings, 'pins' | 'folder'>;
  readonly manner: Manner;
  /** Answers of the configuration file and `--set`. */
  readonly given: GivenAnswers;
  /** Who gave them: the configuration unless a person at the screen did. */
  readonly by?: AnsweredBy;
  /** Tags of the configuration file; without them those of the run before stay. */
  readonly tags?: { readonly [key: string]: string };
  /** Do this step again, and those that need it: a new attempt, whatever the earlier one made or failed at. */
  readonly again?: StepId;
  /** Go no further than this step. */
  readonly until?: StepId;
  /** The command that a person types next, once the run ended so. */
  next(status: RunStatus): string;
  readonly signal: AbortSignal;
  /** Aborted when a person changed something and another run of it follows at once: this one then ends without a word of its end. */
  readonly turn?: AbortSignal;
};

export type RunResult = { readonly exitCode: ExitCode; readonly status: RunStatus };

/**
 * Runs an onboarding as far as it goes: every step whose needs are met, several at a time. Emits `run.started` … `run.finished`.
 * A branch that waits for a person or a decision never stops the others; of several exit codes the worst is given at the end.
 *
 * @throws ProblemError before anything is sent: answers that are missing or spent.
 */
export async function runOnboarding(options: RunOptions): Promise<RunResult> {
  const { steps, onboarding, manner, signal, turn } = options;
  const { state } = onboarding;
  const stop = new AbortController();
  const session = openSession(options, AbortSignal.any([signal, stop.signal, ...(turn ? [turn] : [])]));
  const wanted = withNeeds(steps, options.until);
  const rows = openingRows(options);
  const reopened = new Set(rows.flatMap((row) => (row.type === 'attempt' || row.type === 'reset' ? [row.step] : [])));
  const leftOpen = await putBackFirst(session, options, reopened);
  // All or none: an answer without the attempts that it opens would be taken for one that was always so.
  if (rows.length) onboarding.append(...rows);
  const replaced = replacedSteps(wanted, state);
  const todo = wanted.filter((step) => !replaced.has(step.id));
  if (manner.unattended) refuseMissing(todo.filter(({ id }) => !isOver(state.steps.get(id))), state);
  tellStart(session, steps);
  for (const row of rows) {
    if (row.type === 'attempt') session.tell({ type: 'step.progress', step: row.step, change: 'attempt', note: `begins anew, attempt ${row.attempt}: ${row.because}` });
  }
  for (const [id, reason] of replaced) skipReplaced(session, id, reason);

  const exits = await runGraph(session, todo, stop);
  const exitCode = signal.aborted || turn?.aborted ? 130 : worstExit([...exits, ...leftOpen]);
  const partly = exitCode === 0 && steps.some(({ id }) => !isOver(state.steps.get(id)));
  const status = partly ? 'stopped' : statusOf[exitCode];
  if (!turn?.aborted || signal.aborted) session.tell({ type: 'run.finished', status, exitCode, ids: ids(state), next: options.next(status) });
  return { exitCode, status };
}

function openSession({ onboarding, manner, frontEnd, ...options }: RunOptions, signal: AbortSignal): Session {
  const around: Surroundings = { ...options.around, pins: onboarding.pins, folder: onboarding.folder };
  const rounds = makeRounds(around.clock, () => around.aws.newRound(), manner.pollEvery);
  return { onboarding, since: onboarding.state.lastRow, around, manner, rounds, signal, ...speaker(frontEnd, () => around.clock.now(), signal) };
}

/** What the configuration and the command line change: tags, answers, and the attempts that these open. */
function openingRows({ steps, onboarding: { state }, given, tags, again, by }: RunOptions): RowBody[] {
  const changedTags = tags && JSON.stringify(tags) !== JSON.stringify(state.tags);
  return [...(changedTags ? [{ type: 'tags', tags } as const] : []), ...takeAnswers(steps, state, given, again, by)];
}

/**
 * Puts back what steps changed that have ended or begin anew: a run that died may have left a setting changed.
 *
 * @returns the exit codes of what stays open. @throws ProblemError where a step can not begin anew for that.
 */
async function putBackFirst(session: Session, { steps, until }: RunOptions, reopened: ReadonlySet<StepId>): Promise<ExitCode[]> {
  const { state } = session.onboarding;
  const wanted = new Set(withNeeds(steps, until).map(({ id }) => id));
  const exits: ExitCode[] = [];
  for (const step of steps.filter((one) => hasOpenToggle(state, one))) {
    if (wanted.has(step.id) && !reopened.has(step.id) && !isOver(state.steps.get(step.id))) continue;
    const problem = await putBack(session, step);
    if (problem && reopened.has(step.id)) throw new ProblemError(problem);
    if (problem) exits.push(problem.exit);
  }
  return exits;
}

function skipReplaced(session: Session, step: StepId, reason: string): void {
  if (isOver(session.onboarding.state.steps.get(step))) return;
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

const statusOf: Record<ExitCode, RunStatus> = { 0: 'done', 1: 'failed', 2: 'failed', 3: 'waiting', 4: 'blocked', 5: 'unknown', 130: 'interrupted' };
