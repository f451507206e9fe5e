import { mkdirSync } from 'node:fs';
import { devNull } from 'node:os';
import { join, resolve } from 'node:path';
import type { CommandLineOptions } from '../aws/command-line.ts';
import type { ToldCall } from '../aws/told.ts';
import type { Connection } from '../aws/connect.ts';
import { scaledClock, type Clock } from '../engine/clock.ts';
import { readJournal } from '../engine/journal.ts';
import { heldByAnother, takeLock } from '../engine/lock.ts';
import { journalFile } from '../engine/onboarding.ts';
import { fail, ProblemError } from '../problem.ts';
import type { Context } from './context.ts';

/** A way to AWS, or to the sandbox inside this process, and the clock that the run goes by. */
export type Link = {
  readonly connection: Connection;
  readonly clock: Clock;
  /** For the AWS CLI lines that people are shown; without the address of a sandbox that ends with this process. */
  readonly commandLine: CommandLineOptions;
  close(): Promise<void>;
};

export type LinkOptions = {
  readonly name: string;
  /** The onboarding's folder: the sandbox keeps its world there. */
  readonly folder: string;
  /** Wins over the environment and the profile. */
  readonly region: string | undefined;
  /** The journal's last time, milliseconds since 1970: a run's clock never goes back behind it. */
  readonly since: number;
  /** Hears of every call to AWS. */
  tell?(call: ToldCall): void;
};

/** Connects as the options say; nothing is asked of AWS yet. */
export async function openLink(context: Context, options: LinkOptions): Promise<Link> {
  return context.options.sandbox ? sandboxLink(context, options) : awsLink(context, options);
}

async function awsLink({ options, environment, now, signal }: Context, { region, since, tell }: LinkOptions): Promise<Link> {
  for (const name of ['speed', 'scenario'] as const) if (options[name] !== undefined) needsSandbox(name);
  const { connectAws } = await import('../aws/connect.ts');
  // Never behind what the journal says, whatever became of this machine's clock.
  let clock: Clock = scaledClock(1, Math.max(now(), since));
  const connection = await connectAws({
    region,
    profile: options.profile,
    environment,
    signal,
    ...(tell && { tell }),
    clock: (kind) => {
      // A sandbox in another process prints how fast its clock runs; AWS itself never runs faster.
      const speed = kind === 'sandbox' ? Number(environment['WIZARD_CLOCK_SPEED'] ?? 1) : 1;
      if (speed > 0 && speed !== 1) clock = scaledClock(speed, Math.max(now(), since));
      return clock;
    },
  });
  const commandLine = { region: connection.region.id, profile: connection.profile, endpoint: connection.endpoint.url };
  return { connection, clock, commandLine, close: async () => connection.close() };
}

async function sandboxLink({ options, cwd, signal }: Context, { name, folder, region, tell }: LinkOptions): Promise<Link> {
  const [{ connectAws }, { startSandbox }, { readScenario }, { SandboxError }] = await Promise.all([
    import('../aws/connect.ts'),
    import('../sandbox/server.ts'),
    import('../sandbox/scenario.ts'),
    import('../sandbox/service.ts'),
  ]);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Two processes must never serve one world; the onboarding's own lock is taken later, when the account is known.
  const lock = takeLock(join(folder, 'sandbox.lock.db'));
  if (!lock) throw heldByAnother(name, readJournal(join(folder, journalFile)) ?? []);
  try {
    const sandbox = await startSandbox({
      stateFile: join(folder, 'sandbox.json'),
      ...(options.speed !== undefined && { speed: options.speed }),
      ...(options.scenario !== undefined && { scenario: readScenario(resolve(cwd, options.scenario)) }),
      ...(region !== undefined && { region }),
    });
    // Nothing of this machine's AWS settings: no profile, no proxy, no other endpoint.
    const environment = { ...sandbox.environment, AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull };
    // What is in this process answers at once or never: a whole minute tells no more.
    const deadlines = { request: 10_000 };
    const connection = await connectAws({ region: region ?? sandbox.world.region, environment, clock: sandbox.clock, deadlines, signal, ...(tell && { tell }) });
    return {
      connection,
      clock: sandbox.clock,
      commandLine: { region: connection.region.id },
      async close() {
        connection.close();
        await sandbox.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    if (error instanceof SandboxError) throw sandboxProblem(error);
    throw error;
  }
}

/** The sandbox's own trouble (a scenario that is wrong, a port that is taken, a damaged state) as a problem of usage. */
export function sandboxProblem(error: Error): ProblemError {
  const [what = '', ...rest] = error.message.split('\n');
  return new ProblemError({ code: 'sandbox.refused', what, ...(rest.length > 0 && { causes: rest }), todo: ['wizard sandbox --help'], exit: 2 });
}

function needsSandbox(option: string): never {
  return fail({ code: 'usage', what: `--${option} is for the sandbox: AWS can not be told how fast to be or what to go wrong.`, todo: [`Add --sandbox, or leave --${option} out.`], exit: 2 });
}
