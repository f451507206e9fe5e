import { join } from 'node:path';
import { placeText } from '../config/faults.ts';
import type { Config } from '../config/read.ts';
import { savedConfig } from '../config/save.ts';
import { openOnboarding, type Onboarding } from '../engine/onboarding.ts';
import { runOnboarding } from '../engine/run.ts';
import { notifying } from '../notify.ts';
import { ProblemError, type ExitCode } from '../problem.ts';
import type { Step } from '../step.ts';
import { say } from '../text.ts';
import { goingOn, readConfiguration, shownFile, type Chosen } from './configuration.ts';
import { note, type Context } from './context.ts';
import { onboardingFolder } from './folders.ts';
import { invocation } from './invocation.ts';
import { openLink, type Link } from './link.ts';
import { chooseMode, situationOf, type Mode } from './mode.ts';
import { writeDocument } from './out.ts';
import { openScreen } from './screens.ts';

/** `wizard run`: an onboarding from its first step, or from where it stands. */
export async function run(context: Context): Promise<ExitCode> {
  const { steps } = await import('../../steps/index.ts');
  if (context.options['dry-run']) return (await import('./plan.ts')).run(context);
  return runChosen(context, steps, readConfiguration(context, steps));
}

/** Runs what was chosen, with the screen that fits, and gives the run's exit code. */
export async function runChosen(context: Context, steps: readonly Step[], { name, config, known }: Chosen): Promise<ExitCode> {
  const { options } = context;
  const folder = onboardingFolder(context, name, options.sandbox === true);
  const region = options.region ?? config.region ?? known?.state.pins?.region;
  const link = await openLink(context, { name, folder, region, since: known?.state.lastTime ?? 0 });
  try {
    return await runLinked(context, steps, { name, config, folder, mode: chooseMode(situationOf(context)) }, link);
  } finally {
    await link.close();
  }
}

type Here = { readonly name: string; readonly config: Config; readonly folder: string; readonly mode: Mode };

async function runLinked(context: Context, steps: readonly Step[], { name, config, folder, mode }: Here, { connection, clock, commandLine }: Link): Promise<ExitCode> {
  const { options, signal, version } = context;
  const { account, partition, arn: caller } = await connection.identity();
  const pins = { name, account, partition, region: connection.region.id, endpoint: connection.endpoint.kind };
  const onboarding = openOnboarding(folder, pins, clock, { caller, version });
  let exitCode: ExitCode = 0;
  const stopping = new AbortController();
  const file = shownFile(context, config.file);
  const opened = await openScreen(context, mode, {
    now: () => clock.now(),
    unattended: {
      // Only the sandbox of this very process: a loopback endpoint may be a tunnel to AWS.
      sandbox: options.sandbox === true,
      given: (step, key) => config.answers[step]?.[key],
      place: (step, key) => placeText(config.place(step, key)),
      command: goingOn(context, name, file),
      ...(file !== undefined && { file }),
    },
    commandLine,
    interrupt: () => stopping.abort(new DOMException('stopped at a question', 'AbortError')),
  });
  const screen = notifying(opened, { command: options.notify, asks: mode === 'plain', cwd: context.cwd, environment: context.environment, now: () => clock.now(), note: (words) => note(context, words) });
  try {
    const result = await runOnboarding({
      steps,
      onboarding,
      frontEnd: screen,
      around: { caller, aws: connection.aws, clock },
      manner: {
        unattended: mode !== 'plain',
        noWait: options['no-wait'] === true,
        ...(options['poll-every'] !== undefined && { pollEvery: options['poll-every'] }),
      },
      given: config.answers,
      ...(Object.keys(config.tags).length > 0 && { tags: config.tags }),
      ...(options.until !== undefined && { until: options.until }),
      ...(options.again !== undefined && { again: options.again }),
      next: (status) => (status === 'done' ? invocation(context, `report ${name}`) : goingOn(context, name, file)),
      signal: AbortSignal.any([signal, stopping.signal]),
    });
    exitCode = result.exitCode;
    return exitCode;
  } catch (error) {
    exitCode = error instanceof ProblemError ? error.problem.exit : 1;
    throw error;
  } finally {
    await screen.close();
    if (mode === 'plain') saveAnswers(context, steps, onboarding);
    onboarding.close(exitCode);
  }
}

/** What was typed is kept as a configuration file too, so that it can be read, changed and repeated. */
function saveAnswers(context: Context, steps: readonly Step[], { folder, state }: Onboarding): void {
  const answers = savedConfig(steps, state);
  if (answers === undefined) return;
  const file = join(folder, 'onboarding.yaml');
  writeDocument(file, answers, false);
  note(context, say`Your answers, as a configuration file: ${file}`);
}
