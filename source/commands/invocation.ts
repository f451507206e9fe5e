import { quoted } from '../path.ts';
import { line, type Text } from '../text.ts';
import type { Context } from './context.ts';

/** How this program was started: `wizard`, or by npx. */
export function programName({ environment }: Pick<Context, 'environment'>): string {
  return environment['npm_command'] === 'exec' ? 'npx wizard' : 'wizard';
}

/**
 * What a person types to do `words` (`resume contoso-euw1`) from here: by npx where this program was started so, and for the same
 * state directory and profile; `sandbox` where the onboarding is one of the sandbox.
 */
export function invocation({ options, environment }: Pick<Context, 'options' | 'environment'>, words: string, sandbox = options.sandbox === true): Text {
  const same = [
    ...(sandbox ? ['--sandbox'] : []),
    ...(options['state-dir'] === undefined ? [] : [`--state-dir ${quoted(options['state-dir'])}`]),
    ...(options.profile === undefined ? [] : [`--profile ${quoted(options.profile)}`]),
  ];
  return line([programName({ environment }), words, ...same].join(' '));
}
