import { cliEquivalent } from '../aws/command-line.ts';
import type { Identity } from '../aws/identity.ts';
import { placeText } from '../config/faults.ts';
import { openOnboarding, type Onboarding } from '../engine/onboarding.ts';
import { runOnboarding, type RunOptions } from '../engine/run.ts';
import { notifying } from '../notify.ts';
import { ProblemError, type ExitCode } from '../problem.ts';
import type { Desk } from '../desk.ts';
import type { Call, Step } from '../step.ts';
import { line, say } from '../text.ts';
import type { Unattended } from '../unattended.ts';
import { goingOn, readConfiguration, shownFile, type Chosen } from './configuration.ts';
import { note, type Context } from './context.ts';
import { openDesk } from './desks.ts';
import { onboardingFolder } from './folders.ts';
import { runTurns } from './guided.ts';
import { invocation } from './invocation.ts';
import { openLink, type Link } from './link.ts';
import { chooseMode, isGuided, situationOf, type Mode } from './mode.ts';
import { confirmAccount, whatNow, type Decided } from './identity.ts';
import { saveAnswers, savePath } from './save-answers.ts';
import { openScreen } from './screens.ts';

/** `wizard run`: an onboarding from its first step, or from where it stands. */
export async function run(context: Context): Promise<ExitCode> {
  const { steps } = await import('../../steps/index.ts');
  if (context.options['dry-run']) return (await import('./plan.ts')).run(context);
  return runChosen(context, steps, readConfiguration(context, steps));
}

/** Runs what was chosen with the screen that fits, and gives the run's exit code. */
export async function runChosen(context: Context, steps: readonly Step[], chosen: Chosen): Promise<ExitCode> {
  const mode = chooseMode(situationOf(context));
  if (isGuided(mode)) return atDesk(context, mode, (here, desk) => runAtDesk(here, steps, chosen, desk));
  return linked(context, chosen, async (link) => {
    const identity = await link.connection.identity();
    return held(context, chosen, link, identity, async (onboarding, options) => {
      const opened = await openScreen(context, mode, { now: () => link.clock.now(), unattended: unattended(context, chosen) });
      const { cwd, environment } = context;
      const screen = notifying(opened, { command: context.options.notify, asks: false, cwd, environment, now: () => link.clock.now(), note: (words) => note(context, line(words)) });
      try {
        const manner = { ...options.manner, unattended: true };
        return (await runOnboarding({ ...options, steps, onboarding, manner, frontEnd: screen, given: chosen.config.answers, ...again(context) })).exitCode;
      } finally {
        await screen.close();
      }
    });
  });
}

/** Opens the desk for `action`, whose context stops with what is done at it, and closes it in every ending. */
export async function atDesk(context: Context, mode: Extract<Mode, 'plain' | 'ink'>, action: (context: Context, desk: Desk) => Promise<ExitCode>): Promise<ExitCode> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([context.signal, stopping.signal]);
  const desk = await openDesk({ ...context, signal }, mode, () => stopping.abort(new DOMException('stopped at the screen', 'AbortError')));
  try {
    return await action({ ...context, signal }, desk);
  } catch (error) {
    // What was being asked of AWS when the person left.
    if (signal.aborted && error === signal.reason) return 130;
    throw error;
  } finally {
    await desk.close();
  }
}

/** Runs what was chosen with a person at the desk; what is wrong on the way there is put right in place. */
export async function runAtDesk(context: Context, steps: readonly Step[], chosen: Chosen, desk: Desk): Promise<ExitCode> {
  for (let here = context; ; ) {
    const tried = await tryAtDesk(here, steps, chosen, desk);
    if (typeof tried === 'number') return tried;
    if (tried.do === 'leave') return 130;
    if (tried.do === 'profile') here = { ...here, options: { ...here.options, profile: tried.profile } };
  }
}

async function tryAtDesk(context: Context, steps: readonly Step[], chosen: Chosen, desk: Desk): Promise<ExitCode | Decided> {
  let begun = false;
  try {
    return await linked(context, chosen, async (link): Promise<ExitCode | Decided> => {
      desk.busy(say`Asking AWS whose credentials these are…`);
      const identity = await link.connection.identity();
      const isNew = chosen.known?.state.holder?.caller !== identity.arn;
      const answer: Decided = isNew && !context.options.sandbox ? await confirmAccount(context, link, identity, desk) : { do: 'go' };
      if (answer.do !== 'go') return answer;
      return held(context, chosen, link, identity, async (onboarding, options) => {
        begun = true;
        desk.run({ now: () => link.clock.now(), commandLine: (call) => commandLineOf(context, link, call), comeBack: line(goingOn(context, chosen.name, undefined)) });
        try {
          return (await runTurns({ ...options, steps, onboarding, screen: desk.screen, cwd: context.cwd, first: { given: chosen.config.answers, ...again(context) } })).exitCode;
        } finally {
          if (answered(onboarding)) saveAnswers(steps, onboarding, savePath(onboarding), context.cwd);
        }
      });
    }, desk);
  } catch (error) {
    if (begun || !(error instanceof ProblemError)) throw error;
    return whatNow(context, error.problem, desk);
  }
}

function answered({ state }: Onboarding): boolean {
  return [...state.answers.values()].some((answers) => [...answers.values()].some(({ by }) => by !== 'default'));
}

function commandLineOf({ platform }: Context, { commandLine }: Link, call: Call): string | undefined {
  return cliEquivalent(call, { ...commandLine, shell: platform === 'win32' ? 'powershell' : 'posix' });
}

function again({ options }: Context): Pick<RunOptions, 'again'> {
  return options.again === undefined ? {} : { again: options.again };
}

/** Connects for `action`. */
async function linked<Value>(context: Context, { name, config, known }: Chosen, action: (link: Link) => Promise<Value>, desk?: Desk): Promise<Value> {
  const folder = onboardingFolder(context, name, context.options.sandbox === true);
  const region = context.options.region ?? config.region ?? known?.state.pins?.region;
  const link = await openLink(context, { name, folder, region, since: known?.state.lastTime ?? 0, ...(desk && { tell: desk.tellCall }) });
  try {
    return await action(link);
  } finally {
    await link.close();
  }
}

type Common = Omit<RunOptions, 'steps' | 'onboarding' | 'frontEnd' | 'given' | 'by' | 'again' | 'turn'>;

/** Opens the onboarding for `action`: takes its lock, and notes with which exit code it was left. */
async function held(context: Context, { name, config }: Chosen, { connection, clock }: Link, identity: Identity, action: (onboarding: Onboarding, options: Common) => Promise<ExitCode>): Promise<ExitCode> {
  const { options, signal, version } = context;
  const { account, partition, arn: caller } = identity;
  const pins = { name, account, partition, region: connection.region.id, endpoint: connection.endpoint.kind };
  const file = shownFile(context, config.file);
  const onboarding = openOnboarding(onboardingFolder(context, name, options.sandbox === true), pins, clock, { caller, version });
  let exitCode: ExitCode = 0;
  try {
    exitCode = await action(onboarding, {
      around: { caller, aws: connection.aws, clock },
      manner: { unattended: false, noWait: options['no-wait'] === true, ...(options['poll-every'] !== undefined && { pollEvery: options['poll-every'] }) },
      ...(Object.keys(config.tags).length > 0 && { tags: config.tags }),
      ...(options.until !== undefined && { until: options.until }),
      next: (status) => (status === 'done' ? invocation(context, `report ${name}`) : goingOn(context, name, file)),
      signal,
    });
    return exitCode;
  } catch (error) {
    exitCode = error instanceof ProblemError ? error.problem.exit : 1;
    throw error;
  } finally {
    onboarding.close(exitCode);
  }
}

function unattended(context: Context, { name, config }: Chosen): Unattended {
  const file = shownFile(context, config.file);
  return {
    // Only the sandbox of this very process: a loopback endpoint may be a tunnel to AWS.
    sandbox: context.options.sandbox === true,
    given: (step, key) => config.answers[step]?.[key],
    place: (step, key) => placeText(config.place(step, key)),
    command: goingOn(context, name, file),
    ...(file !== undefined && { file }),
  };
}
