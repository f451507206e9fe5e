import { join, resolve } from 'node:path';
import { faultText, refuse } from '../config/faults.ts';
import { exampleConfig } from '../config/example.ts';
import { missingFaults } from './missing.ts';
import { readConfig } from '../config/read.ts';
import { configJsonSchema } from '../config/schema.ts';
import { quoted } from '../path.ts';
import { fail, type ExitCode } from '../problem.ts';
import { write } from '../screen.ts';
import type { Step } from '../step.ts';
import { line, say, text } from '../text.ts';
import { regionIds } from './configuration.ts';
import { note, print, printJson, type Context } from './context.ts';
import { invocation, programName } from './invocation.ts';
import { putOut, writeDocument } from './out.ts';

/** `wizard config init|validate|schema`. */
export async function run(context: Context): Promise<ExitCode> {
  const { steps } = await import('../../steps/index.ts');
  const action = actions[context.positionals[0] ?? ''];
  if (!action) throw new TypeError('the table lets no other action through');
  return action(context, steps);
}

const actions: Readonly<Record<string, (context: Context, steps: readonly Step[]) => ExitCode>> = { init, validate, schema };

function init(context: Context, steps: readonly Step[]): ExitCode {
  const { positionals, options, cwd } = context;
  const name = positionals[1] ?? options.out ?? 'onboarding.yaml';
  if (name === '-') {
    write(context.stdout, text(exampleConfig(steps)));
    return 0;
  }
  const file = resolve(cwd, name);
  writeDocument(file, text(exampleConfig(steps)), true);
  print(context, line(file));
  note(context, say`Next: edit it, then: ${invocation(context, `config validate ${quoted(name)}`)}`);
  return 0;
}

function validate(context: Context, steps: readonly Step[]): ExitCode {
  const { positionals, options, cwd, platform, home } = context;
  const name = positionals[1] ?? options.config;
  if (name === undefined && !options.set) fail({ code: 'usage', what: 'wizard config validate needs a FILE.', todo: [invocation(context, 'config validate onboarding.yaml')], exit: 2 });
  const { config, faults: wrong } = readConfig(steps, { file: name === undefined ? undefined : resolve(cwd, name), settings: options.set ?? [], cwd, platform, home, regions: regionIds });
  const faults = [...wrong, ...missingFaults(steps, { ...config, name: options.name ?? config.name }, wrong)];
  if (options.format === 'json') {
    printJson(context, { v: 1, type: 'validation', file: config.file ?? null, ok: faults.length === 0, faults: faults.map((fault) => ({ ...fault.place, key: fault.key, message: fault.message, text: faultText(fault) })) });
    return faults.length === 0 ? 0 : 2;
  }
  refuse(faults, name, programName(context));
  const sections = Object.keys(config.answers);
  print(context, [say`${name ?? 'The answers'}: nothing wrong in ${options.name ?? config.name}.`, say`Sections: ${sections.join(', ') || 'none'}.`, say`Next: ${name === undefined ? invocation(context, 'plan --config FILE') : invocation(context, `plan --config ${quoted(name)}${options.name === undefined ? '' : ` --name ${options.name}`}`)}`]);
  return 0;
}

function schema(context: Context, steps: readonly Step[]): ExitCode {
  putOut(context, text(`${JSON.stringify(configJsonSchema(steps), null, 2)}\n`), say`name it in the first line of your file: # yaml-language-server: $schema=${join('.', context.options.out ?? 'onboarding.schema.json')}`);
  return 0;
}
