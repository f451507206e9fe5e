import type { ExitCode } from '../problem.ts';
import { readConfiguration } from './configuration.ts';
import type { Context } from './context.ts';
import { chosenOnboarding } from './known.ts';
import { runChosen } from './run.ts';

/** `wizard resume NAME`: goes on with the answers that the journal holds. */
export async function run(context: Context): Promise<ExitCode> {
  const known = chosenOnboarding(context, 'resume');
  const { steps } = await import('../../steps/index.ts');
  const options = { ...context.options, name: known.name, sandbox: known.sandbox };
  const here: Context = { ...context, options };
  if (options['dry-run']) return (await import('./plan.ts')).run(here);
  return runChosen(here, steps, readConfiguration(here, steps));
}
