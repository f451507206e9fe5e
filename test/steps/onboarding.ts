import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { connectAws } from '../../source/aws/connect.ts';
import type { GivenAnswers } from '../../source/engine/answers.ts';
import type { Event, EventBody } from '../../source/engine/events.ts';
import { openOnboarding } from '../../source/engine/onboarding.ts';
import { runOnboarding, type RunResult } from '../../source/engine/run.ts';
import { scenarioSchema } from '../../source/sandbox/scenario-file.ts';
import { startSandbox, type Sandbox } from '../../source/sandbox/server.ts';
import type { StepId } from '../../source/step.ts';
import { steps } from '../../steps/index.ts';

export const disk = join(import.meta.dirname, '../../examples/win11.ova');

/** Every answer of a plain onboarding of the sandbox's small company; the checker is skipped. */
export const answers = {
  eligibility: { plannedWorkspaces: 120, licenceAllowsVirtualHosting: true },
  network: { searchRange: '10.0.0.0/8', managementCidr: 'auto' },
  checker: { windows: 'windows-11-24h2', skip: 'a fresh installation' },
  export: { hypervisor: 'vmware', file: disk },
  upload: { bucket: 'auto' },
  import: { role: 'vmimport', defaultEncryption: 'stop' },
  image: { name: 'win11-24h2', description: 'Windows 11 24H2', protocol: 'dcv', office: 'Microsoft_Office_2019', officeLanguage: 'ja-JP' },
  bundle: { bundle: [{ name: 'win11-standard', description: 'Standard', compute: 'STANDARD', rootGib: 80, userGib: 50 }] },
  directory: { id: 'd-906702f0a1', subnets: ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002'], selfService: false, ou: 'OU=Desktops,DC=contoso,DC=com', localAdmin: false },
  launch: { users: ['alice', 'bob', 'carol'], runningMode: 'AUTO_STOP' },
} satisfies GivenAnswers;

/** A sandbox that ends with the test. */
export async function sandboxOf(scenario: object = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ scenario: scenarioSchema.parse(scenario), speed: 6_000 });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** A folder that ends with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'byol-steps-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type Ran = RunResult & { readonly events: readonly Event[]; of<Type extends EventBody['type']>(type: Type): readonly Extract<Event, { type: Type }>[] };

/** One unattended run of the real steps by the real engine against a sandbox. What asks for a typed confirmation gets it. */
export async function runAgainst(sandbox: Sandbox, folder: string, given: GivenAnswers, until?: StepId): Promise<Ran> {
  const { clock, world } = sandbox;
  const connection = await connectAws({ environment: { AWS_SESSION_TOKEN: undefined, ...sandbox.environment }, clock });
  const pins = { name: 'contoso', account: world.account, partition: 'aws', region: world.region, endpoint: 'sandbox' } as const;
  const { caller } = { caller: `arn:aws:iam::${world.account}:user/sandbox` };
  const onboarding = openOnboarding(folder, pins, clock, { caller, version: 'test' });
  const events: Event[] = [];
  try {
    const result = await runOnboarding({
      steps,
      onboarding,
      frontEnd: {
        tell: (event) => void events.push(event),
        ask: async (asked) => (asked.kind === 'confirmation' && asked.key === 'network.confirmManagementCidr' ? { kind: 'value', value: asked.confirmation.expected } : { kind: 'missing' }),
      },
      around: { caller, aws: connection.aws, clock },
      tags: { CostCenter: '1234' },
      manner: { unattended: true, noWait: false },
      given,
      ...(until && { until }),
      next: () => 'wizard resume contoso',
      signal: new AbortController().signal,
    });
    return { ...result, events, of: (type) => events.filter((event): event is Extract<Event, { type: typeof type }> => event.type === type) };
  } finally {
    onboarding.close(0);
    connection.close();
  }
}
