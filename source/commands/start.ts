import type { Step } from '../step.ts';
import { fail, type ExitCode } from '../problem.ts';
import { topSchemas } from '../config/keys.ts';
import { fitted, widthOf } from '../layout.ts';
import { readConfiguration } from './configuration.ts';
import { note, type Context } from './context.ts';
import { helpText } from './help.ts';
import { knownOnboardings, type Known } from './known.ts';
import { chooseMode, situationOf } from './mode.ts';
import { runChosen } from './run.ts';
import { progressOf, standing, viewOf } from './standing.ts';

/** `wizard` alone: goes on with what is under way, or begins something new. Where nobody can be asked it prints the help. */
export async function run(context: Context): Promise<ExitCode> {
  if (chooseMode(situationOf(context)) !== 'plain') {
    note(context, helpText(undefined, widthOf(context.stderr)));
    return 2;
  }
  const { steps } = await import('../../steps/index.ts');
  const { isInterruption } = await import('../prompts.ts');
  try {
    const options = { ...context.options, ...(await choose(context, steps)) };
    return await runChosen({ ...context, options }, steps, readConfiguration({ ...context, options }, steps));
  } catch (error) {
    if (!isInterruption(error)) throw error;
    note(context, ['', 'Stopped; nothing was begun. To come back: wizard']);
    return 130;
  }
}

type Choice = { readonly name: string; readonly sandbox: boolean; readonly region?: string };

/** Which onboarding: one that is under way, or a new one with its name and Region. */
async function choose(context: Context, steps: readonly Step[]): Promise<Choice> {
  const { select } = await import('@inquirer/prompts');
  const terminal = terminalOf(context);
  const open = knownOnboardings(context).filter(({ state }) => standing(viewOf(state, steps)) !== 'done');
  terminal.output.write(`${greeting(context).flatMap((words) => fitted(words, widthOf(context.stdout))).join('\n')}\n\n`);
  if (open.length > 0 && context.options.name === undefined) {
    const index = await select(
      { message: 'Which onboarding?', choices: [...open.map((known, at) => ({ name: described(known, steps), value: at })), { name: 'Begin a new one', value: -1 }], loop: false },
      terminal,
    );
    const known = open[index];
    if (known) return { name: known.name, sandbox: known.sandbox };
  }
  return begin(context, terminal);
}

function described({ name, sandbox, state }: Known, steps: readonly Step[]): string {
  const { done, of } = progressOf(viewOf(state, steps));
  return `Go on with ${name}: ${done} of ${of} steps done, ${sandbox ? 'in the sandbox' : `account ${state.pins?.account}, ${state.pins?.region}`}`;
}

async function begin({ options, environment }: Context, terminal: ReturnType<typeof terminalOf>): Promise<Choice> {
  const { input } = await import('@inquirer/prompts');
  const sandbox = options.sandbox === true;
  const name = options.name ?? (await input({ message: 'A name for this onboarding:', default: sandbox ? 'sandbox-1' : 'byol-1', validate: (text) => fault('name', text) ?? true }, terminal)).trim();
  if (sandbox || options.region !== undefined) return { name, sandbox };
  const { awsSettings } = await import('../aws/settings.ts');
  const found = await awsSettings({ profile: options.profile, environment }).catch(() => undefined);
  const message = found ? `AWS Region (${found.region.from} says):` : 'AWS Region of the WorkSpaces:';
  const region = await input({ message, ...(found && { default: found.region.id }), validate: (text) => fault('region', text) ?? true }, terminal);
  return { name, sandbox, region: region.trim() };
}

function fault(key: 'name' | 'region', text: string): string | undefined {
  return topSchemas[key].safeParse(text.trim()).error?.issues[0]?.message;
}

function terminalOf({ stdin, stdout, stderr, signal }: Context) {
  if (!stdin.isTTY) fail({ code: 'usage', what: 'There is no terminal to ask on.', todo: ['wizard run --config onboarding.yaml'], exit: 2 });
  return { input: stdin, output: stdout.isTTY ? stdout : stderr, signal };
}

/** What this is, what it takes, and what can not be undone. */
function greeting({ options }: Context): string[] {
  return [
    'This brings your own Windows licences to Amazon WorkSpaces, from the first check to the first running WorkSpace.',
    ...(options.sandbox ? ['SANDBOX: a simulated AWS inside this program. Nothing leaves this machine.'] : []),
    '',
    'It takes a day or more, most of it waiting for AWS; you can stop at any time (Ctrl-C) and come back.',
    'At hand: AWS credentials, an exported VM or the machine to export it from, and the id of your directory.',
    'Only the management network range can not be undone; that and what costs money is asked for once more, in writing.',
  ];
}
