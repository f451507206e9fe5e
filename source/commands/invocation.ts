import { quoted } from '../path.ts';
import type { Context } from './context.ts';

/**
 * What a person types to do `words` (`resume contoso-euw1`) from here: by npx where this program was started so, and for the same
 * state directory and profile; `sandbox` where the onboarding is one of the sandbox.
 */
export function invocation({ options, environment }: Pick<Context, 'options' | 'environment'>, words: string, sandbox = options.sandbox === true): string {
  const program = environment['npm_command'] === 'exec' ? 'npx wizard' : 'wizard';
  const same = [
    ...(sandbox ? ['--sandbox'] : []),
    ...(options['state-dir'] === undefined ? [] : [`--state-dir ${quoted(options['state-dir'])}`]),
    ...(options.profile === undefined ? [] : [`--profile ${quoted(options.profile)}`]),
  ];
  return [program, words, ...same].join(' ');
}
