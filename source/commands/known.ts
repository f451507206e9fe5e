import { join } from 'node:path';
import { topSchemas } from '../config/keys.ts';
import { foldRows, type State } from '../engine/fold.ts';
import { readJournal } from '../engine/journal.ts';
import { journalFile } from '../engine/onboarding.ts';
import type { Row } from '../engine/rows.ts';
import { fail } from '../problem.ts';
import { say } from '../text.ts';
import type { Context } from './context.ts';
import { onboardingFolder, onboardingNames } from './folders.ts';
import { invocation, programName } from './invocation.ts';

/** An onboarding as its journal on this machine knows it. */
export type Known = { readonly name: string; readonly sandbox: boolean; readonly folder: string; readonly rows: readonly Row[]; readonly state: State };

/** The onboarding of that name, or undefined where none was begun. Throws `journal.damaged`. */
export function knownOnboarding(context: Context, name: string, sandbox: boolean): Known | undefined {
  const folder = onboardingFolder(context, name, sandbox);
  const rows = readJournal(join(folder, journalFile));
  return rows && rows.length > 0 ? { name, sandbox, folder, rows, state: foldRows(rows) } : undefined;
}

/** All onboardings of this machine: those against AWS and those of the sandbox, or with `--sandbox` the latter alone. */
export function knownOnboardings(context: Context): Known[] {
  const kinds = context.options.sandbox ? [true] : [false, true];
  return kinds.flatMap((sandbox) => onboardingNames(context, sandbox).flatMap((name) => knownOnboarding(context, name, sandbox) ?? []));
}

/**
 * The onboarding that a command is about: by its name, or the only one there is. One that only the sandbox has is found there too.
 *
 * @throws ProblemError of exit code 2 that lists what there is.
 */
export function chosenOnboarding(context: Context, command: string): Known {
  const given = context.positionals[0] ?? context.options.name;
  if (given !== undefined) {
    const name = checkedName(given, programName(context));
    const found = knownOnboarding(context, name, context.options.sandbox === true) ?? (context.options.sandbox ? undefined : knownOnboarding(context, name, true));
    return found ?? noSuch(context, name);
  }
  const all = knownOnboardings(context);
  const [only] = all;
  if (only && all.length === 1) return only;
  if (!only) return fail({ code: 'onboarding.none', what: 'No onboarding was begun on this machine.', todo: [invocation(context, 'run --config onboarding.yaml'), invocation(context, 'run --config examples/onboarding.yaml', true)], exit: 2 });
  return fail({ code: 'onboarding.which', what: `There are ${all.length} onboardings; say which.`, todo: all.map(({ name, sandbox }) => invocation(context, `${command} ${name}`, sandbox)), exit: 2 });
}

/** `name`, if it can be the name of an onboarding: it becomes part of a path. */
export function checkedName(name: string, wizard = 'wizard'): string {
  const checked = topSchemas.name.safeParse(name);
  if (checked.success) return checked.data;
  return fail({ code: 'usage', what: say`“${name}” can not be the name of an onboarding: ${checked.error.issues[0]?.message ?? ''}.`, todo: [`${wizard} list`], exit: 2 });
}

function noSuch(context: Context, name: string): never {
  const names = knownOnboardings(context).map((known) => known.name);
  return fail({
    code: 'onboarding.none',
    what: say`There is no onboarding named ${name} on this machine.`,
    ...(names.length > 0 && { causes: [`There is: ${names.join(', ')}.`] }),
    todo: [invocation(context, 'list'), `To begin it: ${invocation(context, `run --config onboarding.yaml --name ${name}`)}`],
    exit: 2,
  });
}
