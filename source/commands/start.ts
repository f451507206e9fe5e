import { z } from 'zod';
import { awsSettings } from '../aws/settings.ts';
import { topSchemas } from '../config/keys.ts';
import { unknownRegion } from '../config/read.ts';
import { regions } from '../knowledge/regions.ts';
import { fail, ProblemError, type ExitCode, type Problem } from '../problem.ts';
import type { Desk } from '../desk.ts';
import type { Choice, Question, Step } from '../step.ts';
import { line, say, type Text } from '../text.ts';
import { durationText } from '../words.ts';
import { readConfiguration, regionIds } from './configuration.ts';
import type { Context } from './context.ts';
import { invocation, programName } from './invocation.ts';
import { knownOnboardings, type Known } from './known.ts';
import { chooseMode, isGuided, situationOf } from './mode.ts';
import { preface } from './preface.ts';
import { atDesk, runAtDesk } from './run.ts';
import { progressOf, runningProcess, standing, viewOf } from './standing.ts';

/**
 * `wizard` alone: goes on with what is under way, or begins something new.
 *
 * @throws ProblemError of exit code 2 where nobody can be asked.
 */
export async function run(context: Context): Promise<ExitCode> {
  const mode = chooseMode(situationOf(context));
  if (!isGuided(mode)) {
    fail({
      code: 'usage',
      what: `${programName(context)} without a command asks questions, and that needs a terminal.`,
      todo: [`With the answers in a file: ${invocation(context, 'run --config onboarding.yaml')}`, `To write that file: ${invocation(context, 'config init')}`, `All commands: ${programName(context)} --help`],
      exit: 2,
    });
  }
  const { steps } = await import('../../steps/index.ts');
  return atDesk(context, mode, async (here, desk) => {
    let problem: Problem | undefined;
    for (;;) {
      const picked = await choose(here, steps, desk, problem);
      if (!picked) return 130;
      const options = { ...here.options, ...picked };
      try {
        return await runAtDesk({ ...here, options }, steps, readConfiguration({ ...here, options }, steps), desk);
      } catch (error) {
        // What is wrong before a run begins is told where the next choice is made.
        if (!(error instanceof ProblemError) || here.options.name !== undefined) throw error;
        problem = error.problem;
      }
    }
  });
}

type Picked = { readonly name: string; readonly sandbox: boolean; readonly region?: string };

/** Which onboarding: one that is under way, or a new one with its name and Region. Undefined: the person leaves. */
async function choose(context: Context, steps: readonly Step[], desk: Desk, problem: Problem | undefined): Promise<Picked | undefined> {
  const open = knownOnboardings(context).filter(({ state }) => standing(viewOf(state, steps)) !== 'done');
  if (open.length > 0 && context.options.name === undefined) {
    const choices = [...open.map((known, index): Choice => ({ value: index, label: described(known, steps, context.now()) })), { value: -1, label: 'Begin a new one' }];
    const picked = await desk.inquire({ question: which, choices, initial: 0, ...(problem && { problem }) });
    if (picked === undefined) return undefined;
    const known = open[Number(picked)];
    if (known) return { name: known.name, sandbox: known.sandbox };
  }
  return begin(context, desk);
}

const which: Question<number> = { key: 'onboarding', kind: 'select', title: 'Which onboarding?', why: 'Each goes on where it stopped; nothing is sent twice.', example: 0, schema: z.int() };

function described({ name, sandbox, state }: Known, steps: readonly Step[], now: number): Text {
  const view = viewOf(state, steps);
  const { done, of } = progressOf(view);
  const place = sandbox ? 'sandbox' : `account ${state.pins?.account}, ${state.pins?.region}`;
  const holder = runningProcess(state);
  const row = (['failed', 'person', 'waiting', 'running'] as const).flatMap((state) => view.steps.find((one) => one.state === state) ?? [])[0];
  const since = row?.since === undefined || sandbox ? '' : `, since ${durationText(now - row.since)}`;
  const stands = row ? `; ${row.id} ${stateWords[row.state]}${row.note ? `: ${row.note}` : ''}${since}` : '';
  return say`${name} (${place}): ${done} of ${of} steps done${holder ? `; open now in process ${holder.pid} of ${line(holder.user)}` : stands}`;
}

const stateWords: { readonly [state: string]: string } = { failed: 'failed', person: 'needs you', waiting: 'waits', running: 'is at work' };

async function begin(context: Context, desk: Desk): Promise<Picked | undefined> {
  const { options } = context;
  const sandbox = options.sandbox === true;
  const fallback = sandbox ? 'sandbox-1' : 'byol-1';
  const name = options.name ?? (await desk.inquire({ question: nameQuestion, initial: fallback, about: preface(sandbox, context.now()) }));
  if (typeof name !== 'string') return undefined;
  if (sandbox || options.region !== undefined) return { name, sandbox };
  const found = await awsSettings({ profile: options.profile, environment: context.environment }).catch(() => undefined);
  const about = found ? [say`${found.region.from} says ${found.region.id}.`] : undefined;
  const choices = regions.map(({ id, name: place }): Choice => ({ value: id, label: `${id}  ${place}` }));
  const region = await desk.inquire({ question: regionQuestion, choices, ...(found && { initial: found.region.id }), ...(about && { about }) });
  return typeof region === 'string' ? { name, sandbox, region } : undefined;
}

const nameQuestion: Question<string> = {
  key: 'name',
  kind: 'text',
  title: 'A name for this onboarding',
  why: 'It names its folder on this machine, and the tags and keys in AWS.',
  example: 'contoso-euw1',
  schema: topSchemas.name,
};

const regionQuestion: Question<string> = {
  key: 'region',
  kind: 'select',
  title: 'In which AWS Region shall the WorkSpaces run?',
  why: 'Consent, management range, image and directory belong to one Region; another Region is another onboarding.',
  example: 'eu-west-1',
  schema: z.string().refine((id) => regionIds.includes(id), { error: ({ input }) => unknownRegion(String(input), regionIds) }),
};
