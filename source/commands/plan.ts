import { cliEquivalent, type CommandLineOptions } from '../aws/command-line.ts';
import { emptyState, foldRows } from '../engine/fold.ts';
import { withNeeds } from '../engine/graph.ts';
import { planOnboarding, type Plan, type PlannedChange, type PlannedStep } from '../engine/plan.ts';
import { fitted, widthOf } from '../layout.ts';
import { callText, expectedText, findingText } from '../phrases.ts';
import type { ExitCode } from '../problem.ts';
import { say, type Text } from '../text.ts';
import { goingOn, readConfiguration, shownFile } from './configuration.ts';
import { print, printJson, type Context } from './context.ts';
import { onboardingFolder } from './folders.ts';
import { openLink } from './link.ts';

/** `wizard plan`: looks at AWS and prints what a run would do. Exit 2 where answers are missing, 4 where something stands in the way. */
export async function run(context: Context): Promise<ExitCode> {
  const { steps } = await import('../../steps/index.ts');
  const { options } = context;
  const { name, config, known } = readConfiguration(context, steps);
  const folder = onboardingFolder(context, name, options.sandbox === true);
  const link = await openLink(context, { name, folder, region: options.region ?? config.region ?? known?.state.pins?.region, since: known?.state.lastTime ?? 0 });
  try {
    const { connection, clock } = link;
    const { account, partition, arn: caller } = await connection.identity();
    const pins = { name, account, partition, region: connection.region.id, endpoint: connection.endpoint.kind };
    const around = { pins, caller, aws: connection.aws, clock, folder };
    const plan = await planOnboarding({ steps: withNeeds(steps, options.until), state: known ? foldRows(known.rows) : emptyState(), around, given: config.answers, ...(Object.keys(config.tags).length > 0 && { tags: config.tags }) });
    if (options.format === 'json') printJson(context, { v: 1, type: 'plan', name, account, region: pins.region, sandbox: pins.endpoint === 'sandbox', ...plan });
    else {
      const heading = say`Plan of ${name}: account ${account}, ${pins.region}${pins.endpoint === 'sandbox' ? ', in the SANDBOX' : ''}. Nothing was sent.`;
      const file = shownFile(context, config.file);
      const next = say`Next: ${goingOn(context, name, file)}${options.until === undefined ? '' : ` --until ${options.until}`}`;
      const lines = [heading, ...planLines(plan, link.commandLine), next];
      print(context, lines.flatMap((words) => fitted(words, context.stdout.isTTY ? widthOf(context.stdout) : Infinity)));
    }
    return exitOf(plan);
  } finally {
    await link.close();
  }
}

function exitOf({ missing, steps }: Plan): ExitCode {
  if (missing.length > 0) return 2;
  return steps.some(({ findings, changes }) => findings.some(({ level }) => level === 'blocker') || changes.some(({ state }) => state === 'blocked')) ? 4 : 0;
}

function planLines({ steps, missing, expectMs }: Plan, commandLine: CommandLineOptions): Text[] {
  const open = steps.flatMap(({ changes }) => changes).filter(({ state, by }) => state !== 'done' && by === 'wizard');
  const forEver = open.filter(({ final }) => final);
  const time = expectedText(expectMs);
  return [
    ...steps.flatMap((step) => stepLines(step, commandLine)),
    say``,
    say`${open.length === 1 ? '1 change' : `${open.length} changes`} to make${forEver.length > 0 ? `, ${forEver.length} of which can not be undone` : ''}.${time ? ` Expected time: ${time}, mostly waiting for AWS.` : ''}`,
    say`Every call with all that is sent: add --format json.`,
    ...(missing.length > 0 ? [say`Answers are missing: ${missing.join(', ')}`] : []),
  ];
}

function stepLines({ id, title, state, reason, findings, changes, problem, expectMs }: PlannedStep, commandLine: CommandLineOptions): Text[] {
  const time = state === 'todo' ? expectedText(expectMs) : undefined;
  const said = { done: 'done already', skipped: `skipped: ${reason ?? ''}`, todo: time ?? '' }[state];
  return [
    say``,
    say`${id}: ${title}${said ? ` (${said})` : ''}`,
    ...findings.filter(({ level }) => level !== 'info').map((finding) => say`  ${findingText(finding)}`),
    ...(problem ? [say`  not all known yet: ${problem}`] : []),
    ...(state === 'todo' ? changes.flatMap((change) => changeLines(change, commandLine)) : []),
  ];
}

const stateWords = { done: 'is there', underway: 'under way', todo: '', blocked: 'BLOCKED' } as const;

function changeLines({ title, call, by, final, state, note: remark, billed, confirm, items, expectMs }: PlannedChange, commandLine: CommandLineOptions): Text[] {
  const time = expectedText(expectMs);
  const aside = [stateWords[state], items === undefined ? '' : `${items} of them`, state === 'done' ? '' : (time ?? '')].filter(Boolean);
  // What a person has to confirm is shown to the letter.
  const command = confirm && state !== 'done' ? cliEquivalent(call, commandLine) : undefined;
  return [
    say`  ${state === 'done' ? '=' : '+'} ${title}${by === 'wizard' && state === 'done' ? '' : ` [${callText(call)}]`}${aside.length > 0 ? ` (${aside.join(', ')})` : ''}`,
    ...(remark ? [say`      ${remark}`] : []),
    ...(final && state !== 'done' ? [say`      CAN NOT BE UNDONE`] : []),
    ...(confirm && state !== 'done' ? [say`      needs ${confirm.key}: ${confirm.expected}${confirm.given ? ' (given)' : ''}`] : []),
    ...(billed && state !== 'done' ? [say`      billed: ${billed}`] : []),
    ...(command ? [say`      ${command}`] : []),
  ];
}
