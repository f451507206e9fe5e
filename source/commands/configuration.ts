import { relative, resolve } from 'node:path';
import { refuse } from '../config/faults.ts';
import { readConfig, unknownRegion, type Config } from '../config/read.ts';
import { regions } from '../knowledge/regions.ts';
import { quoted } from '../path.ts';
import { fail } from '../problem.ts';
import type { Step, StepId } from '../step.ts';
import type { Text } from '../text.ts';
import type { Context } from './context.ts';
import { invocation, programName } from './invocation.ts';
import { checkedName, knownOnboarding, type Known } from './known.ts';

/** A configuration that is right, the name it is for, and what this machine knows of that onboarding. */
export type Chosen = { readonly name: string; readonly config: Config; readonly known: Known | undefined };

/** Reads `--config` and `--set` for `steps`; throws one problem with every fault (exit 2), or for a missing name. */
export function readConfiguration(context: Context, steps: readonly Step[], fallbackName?: string): Chosen {
  const { options, cwd, platform, home } = context;
  const file = options.config === undefined ? undefined : resolve(cwd, options.config);
  const input = { file, settings: options.set ?? [], cwd, platform, home, regions: regionIds };
  checkRegion(options.region);
  const first = readConfig(steps, input);
  const given = options.name ?? first.config.name ?? fallbackName;
  if (given === undefined) {
    refuse(first.faults, options.config, programName(context));
    return fail({ code: 'usage', what: 'The onboarding has no name.', todo: ['Add "name: contoso-euw1" to the configuration file.', `Or give it with --name: ${invocation(context, 'run --name contoso-euw1')}`], exit: 2 });
  }
  const name = options.name === undefined && first.config.name === undefined ? given : checkedName(given, programName(context));
  const known = knownOnboarding(context, name, options.sandbox === true);
  const settled = new Set<StepId>([...(known?.state.steps.values() ?? [])].filter(({ state }) => state === 'done' || state === 'skipped').map(({ id }) => id));
  const { config, faults } = settled.size === 0 ? first : readConfig(steps, { ...input, settled });
  refuse(faults, options.config, programName(context));
  return { name, config, known };
}

/** The Regions that have WorkSpaces. */
export const regionIds: readonly string[] = regions.map(({ id }) => id);

function checkRegion(region: string | undefined): void {
  if (region !== undefined && !regionIds.includes(region)) fail({ code: 'usage', what: `--region: ${unknownRegion(region, regionIds)}`, exit: 2 });
}

/** The words that go on with an onboarding: by its file, whose corrections then count, where it has one. */
export function goingOn(context: Context, name: string, file: string | undefined): Text {
  const { options } = context;
  if (file === undefined) return invocation(context, `resume ${name}`);
  const kept = [options.name === undefined ? '' : ` --name ${name}`, options.region === undefined ? '' : ` --region ${options.region}`];
  return invocation(context, `run --config ${quoted(file)}${kept.join('')}`);
}

/** The configuration file as a person would type it from here. */
export function shownFile({ cwd }: Context, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const near = relative(cwd, file);
  return near !== '' && near.length < file.length ? near : file;
}
