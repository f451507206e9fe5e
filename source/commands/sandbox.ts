import { once } from 'node:events';
import { resolve } from 'node:path';
import { widthOf, fitted } from '../layout.ts';
import { fail, type ExitCode } from '../problem.ts';
import { say, type Text } from '../text.ts';
import { note, print, printJson, type Context } from './context.ts';
import { programName } from './invocation.ts';
import { sandboxProblem } from './link.ts';

/** `wizard sandbox`: serves the simulated AWS until a signal comes. */
export async function run(context: Context): Promise<ExitCode> {
  const { options, cwd, signal, stderr } = context;
  if (options.port !== undefined && (!Number.isInteger(options.port) || options.port > 65535)) fail({ code: 'usage', what: '--port needs a whole number up to 65535.', todo: [`${programName(context)} sandbox --help`], exit: 2 });
  if (options.speed !== undefined && !(options.speed > 0)) fail({ code: 'usage', what: '--speed needs a number above 0.', todo: [`${programName(context)} sandbox --help`], exit: 2 });
  const [{ startSandbox }, { readScenario }, { SandboxError }] = await Promise.all([import('../sandbox/server.ts'), import('../sandbox/scenario.ts'), import('../sandbox/service.ts')]);
  try {
    const sandbox = await startSandbox({
      ...(options.port !== undefined && { port: options.port }),
      ...(options.state !== undefined && { stateFile: resolve(cwd, options.state) }),
      ...(options.speed !== undefined && { speed: options.speed }),
      ...(options.scenario !== undefined && { scenario: readScenario(resolve(cwd, options.scenario)) }),
      ...(options.region !== undefined && { region: options.region }),
      onCall: ({ service, operation, status, code }) => note(context, say`${[service, operation, status, code].filter((part) => part !== undefined && part !== '').join(' ')}`),
    });
    if (options.format === 'json') printJson(context, { endpoint: sandbox.endpoint, env: sandbox.environment });
    else {
      print(context, environmentLines(sandbox.environment, context));
      const words = say`A simulated AWS listens at ${sandbox.endpoint}. Paste the lines above in another terminal, then any AWS client talks to it, the AWS CLI and this wizard among them. Ctrl-C ends it.`;
      note(context, [say``, ...fitted(words, widthOf(stderr)), say`Next: ${programName(context)} run --config examples/onboarding.yaml`]);
    }
    if (!signal.aborted) await once(signal, 'abort');
    await sandbox.close();
    return 0;
  } catch (error) {
    if (error instanceof SandboxError) throw sandboxProblem(error);
    throw error;
  }
}

/** The variables in the words of the shell at hand. */
function environmentLines(variables: Readonly<Record<string, string>>, { platform }: Context): Text[] {
  return Object.entries(variables).map(([name, value]) => (platform === 'win32' ? say`$env:${name} = '${value}'` : say`export ${name}=${value}`));
}
