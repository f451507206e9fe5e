import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { WorkSpacesClient } from '@aws-sdk/client-workspaces';
import { onTestFinished } from 'vitest';
import { scenarioSchema } from '../../source/sandbox/scenario-file.ts';
import { startSandbox, type CallNote, type Sandbox, type SandboxOptions } from '../../source/sandbox/server.ts';

export type Running = {
  readonly sandbox: Sandbox;
  readonly calls: readonly CallNote[];
  readonly ec2: EC2Client;
  readonly iam: IAMClient;
  readonly s3: S3Client;
  readonly sts: STSClient;
  readonly workspaces: WorkSpacesClient;
};

/** A sandbox and clients of the SDK that try each call once, gone when the test ends. */
export async function running({ scenario = {}, ...options }: Omit<SandboxOptions, 'scenario'> & { scenario?: object } = {}): Promise<Running> {
  const calls: CallNote[] = [];
  const sandbox = await startSandbox({ ...options, scenario: scenarioSchema.parse(scenario), onCall: (call) => calls.push(call) });
  onTestFinished(() => sandbox.close());
  return { sandbox, calls, ...clientsOf(sandbox) };
}

export function clientsOf({ endpoint, world }: Sandbox): Omit<Running, 'sandbox' | 'calls'> {
  const settings = { endpoint, region: world.region, maxAttempts: 1, credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' } };
  return {
    ec2: new EC2Client(settings),
    iam: new IAMClient(settings),
    s3: new S3Client(settings),
    sts: new STSClient(settings),
    workspaces: new WorkSpacesClient(settings),
  };
}

/** `ok`, or the name of the error that a call is refused with. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'ok',
    (error: Error) => error.name,
  );
}

/** Looks again each five minutes of the sandbox's clock until `look` finds something. */
export async function until<Found>(sandbox: Sandbox, look: () => Promise<Found | undefined>): Promise<Found> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await sandbox.clock.sleep(300_000);
  }
}

/** A policy of one statement, as JSON text. */
export function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}

export const vmieTrust = policy({ Principal: { Service: 'vmie.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:Externalid': 'vmimport' } } });
