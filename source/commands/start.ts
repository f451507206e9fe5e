import type { Step } from '../step.ts';
import { fail, type ExitCode } from '../problem.ts';
import { topSchemas } from '../config/keys.ts';
import { unknownRegion } from '../config/read.ts';
import { fitted, widthOf } from '../layout.ts';
import { writeLines } from '../screen.ts';
import { line, say, type Text } from '../text.ts';
import { readConfiguration, regionIds } from './configuration.ts';
import { note, type Context } from './context.ts';
import { invocation, programName } from './invocation.ts';
import { knownOnboardings, type Known } from './known.ts';
import { chooseMode, situationOf } from './mode.ts';
import { runChosen } from './run.ts';
import { progressOf, standing, viewOf } from './standing.ts';

/**
 * `wizard` alone: goes on with what is under way, or begins something new.
 *
 * @throws ProblemError of exit code 2 where nobody can be asked.
 */
export async function run(context: Context): Promise<ExitCode> {
  if (chooseMode(situationOf(context)) !== 'plain') {
    fail({
      code: 'usage',
      what: `${programName(context)} without a command asks questions, and that needs a terminal.`,
      todo: [`With the answers in a file: ${invocation(context, 'run --config onboarding.yaml')}`, `To write that file: ${invocation(context, 'config init')}`, `All commands: ${programName(context)} --help`],
      exit: 2,
    });
  }
  const { steps } = await import('../../steps/index.ts');
  const { isInterruption } = await import('../prompts.ts');
  try {
    const options = { ...context.options, ...(await choose(context, steps)) };
    return await runChosen({ ...context, options }, steps, readConfiguration({ ...context, options }, steps));
  } catch (error) {
    if (!isInterruption(error)) throw error;
    note(context, [say``, say`Stopped; nothing was begun. To come back: ${programName(context)}`]);
    return 130;
  }
}

type Choice = { readonly name: string; readonly sandbox: boolean; readonly region?: string };

/** Which onboarding: one that is under way, or a new one with its name and Region. */
async function choose(context: Context, steps: readonly Step[]): Promise<Choice> {
  const [{ select }, { chosenText, fittedPrompt }] = await Promise.all([import('../asking.ts'), import('../prompts.ts')]);
  const columns = widthOf(context.stdout);
  const terminal = terminalOf(context);
  const open = knownOnboardings(context).filter(({ state }) => standing(viewOf(state, steps)) !== 'done');
  writeLines(terminal.output, [...greeting(context).flatMap((words) => fitted(words, widthOf(context.stdout))), say``]);
  if (open.length > 0 && context.options.name === undefined) {
    const index = await select(
      { message: say`Which onboarding?`, choices: [...open.map((known, at) => ({ name: fittedPrompt(described(known, steps), columns), short: chosenText('Which onboarding?', described(known, steps), columns), value: at })), { name: say`Begin a new one`, value: -1 }], loop: false },
      terminal,
    );
    const known = open[index];
    if (known) return { name: known.name, sandbox: known.sandbox };
  }
  return begin(context, terminal);
}

function described({ name, sandbox, state }: Known, steps: readonly Step[]): Text {
  const { done, of } = progressOf(viewOf(state, steps));
  return say`Go on with ${name}: ${done} of ${of} steps done, ${sandbox ? 'in the sandbox' : `account ${state.pins?.account}, ${state.pins?.region}`}`;
}

async function begin({ options, environment }: Context, terminal: ReturnType<typeof terminalOf>): Promise<Choice> {
  const { input } = await import('../asking.ts');
  const sandbox = options.sandbox === true;
  const name = options.name ?? (await input({ message: say`A name for this onboarding:`, default: sandbox ? say`sandbox-1` : say`byol-1`, validate: (typed) => fault('name', typed) ?? true }, terminal)).trim();
  if (sandbox || options.region !== undefined) return { name, sandbox };
  const { awsSettings } = await import('../aws/settings.ts');
  const found = await awsSettings({ profile: options.profile, environment }).catch(() => undefined);
  const message = found ? say`AWS Region (${found.region.from} says):` : say`AWS Region of the WorkSpaces:`;
  const region = await input({ message, ...(found && { default: line(found.region.id) }), validate: (typed) => fault('region', typed) ?? true }, terminal);
  return { name, sandbox, region: region.trim() };
}

function fault(key: 'name' | 'region', typed: string): Text | undefined {
  const trimmed = typed.trim();
  const words = topSchemas[key].safeParse(trimmed).error?.issues[0]?.message ?? (key === 'region' && !regionIds.includes(trimmed) ? unknownRegion(trimmed, regionIds) : undefined);
  return words === undefined ? undefined : line(words);
}

function terminalOf({ stdin, stdout, stderr, signal }: Context) {
  if (!stdin.isTTY) fail({ code: 'usage', what: 'There is no terminal to ask on.', exit: 2 });
  return { input: stdin, output: stdout.isTTY ? stdout : stderr, signal };
}

/** What this is, what it takes, and what can not be undone. */
function greeting({ options }: Context): Text[] {
  return [
    say`This brings your own Windows licences to Amazon WorkSpaces, from the first check to the first running WorkSpace.`,
    ...(options.sandbox ? [say`SANDBOX: a simulated AWS inside this program. Nothing leaves this machine.`] : []),
    say``,
    say`It takes a day or more, most of it waiting for AWS; you can stop at any time (Ctrl-C) and come back.`,
    say`At hand: AWS credentials, an exported VM or the machine to export it from, and the id of your directory.`,
    say`What can not be undone, the management network range above all, is asked for once more, in writing. What AWS bills is named before it is made.`,
  ];
}
