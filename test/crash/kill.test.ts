import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../source/sandbox/server.ts';
import type { World } from '../../source/sandbox/world.ts';
import { openGate, type Moment } from './gate.ts';

const moments: Moment[] = ['before it is sent', 'after it took effect', 'before it is journalled'];

describe('the wizard killed with SIGKILL', () => {
  // One onboarding a moment: the process dies at the first sight of each changing operation and is started again, until one lives to the end.
  it.each(moments)('at each changing call, %s, makes exactly one of everything', { timeout: 170_000 }, async (when) => {
    const sandbox = await startSandbox({ speed: 12_000 });
    const killed = new Set<string>();
    let child: ChildProcess | undefined;
    const gate = await openGate(sandbox.endpoint, (operation, moment) => {
      if (moment !== when || killed.has(operation)) return false;
      killed.add(operation);
      child?.kill('SIGKILL');
      return true;
    });
    const state = mkdtempSync(join(tmpdir(), 'wizard-kill-'));
    try {
      let ended: { code: number | null; signal: string | null; output: string } | undefined;
      for (let start = 1; start <= 40; start += 1) {
        const run = startWizard(state, { ...sandbox.environment, AWS_ENDPOINT_URL: gate.endpoint });
        child = run.child;
        ended = await run.ended;
        if (ended.signal !== 'SIGKILL') break;
      }
      expect(ended, ended?.output).toMatchObject({ code: 0 });
      expect([...killed].toSorted()).toEqual(changingCalls);
      expect(census(sandbox.world)).toEqual(oneOfEverything);
    } finally {
      await gate.close();
      await sandbox.close();
    }
  });
});

/** Every changing operation of the example's onboarding. (A new bucket is closed to the public already, so that is not among them.) */
const changingCalls = [
  'AttachRolePolicy', 'CreateRole', 'CreateWorkspaceBundle', 'CreateWorkspaces', 'ImportImage', 'ImportWorkspaceImage', 'ModifyAccount',
  'ModifyWorkspaceCreationProperties', 'PutRolePolicy', 'RegisterWorkspaceDirectory',
  's3 POST uploadId', 's3 POST uploads', 's3 PUT', 's3 PUT lifecycle', 's3 PUT partNumber&uploadId', 's3 PUT policy', 's3 PUT tagging',
].toSorted();

function startWizard(state: string, environment: Record<string, string>) {
  // A person confirms by writing it down that what can not be undone may be sent again, once a whole look-up found nothing of it.
  const args = ['run', '--config', 'examples/onboarding.yaml', '--state-dir', state, '--format', 'json', '--set', 'network.sendAgain=10.42.0.0/16'];
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['source/bin.ts', ...args], { env: { PATH, HOME, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<{ code: number | null; signal: string | null; output: string }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, output: output.split('\n').slice(-30).join('\n') }));
  });
  return { child, ended };
}

const oneOfEverything = {
  modifications: 1, managementCidr: '10.42.0.0/16', buckets: 1, objects: 1, strayUploads: 0, roles: ['vmimport', 'workspaces_DefaultRole'],
  importTasks: 1, amis: 1, images: 1, bundles: 1, directories: 1, workspaces: ['alice'],
};

function census({ workspaces, s3, iam, ec2 }: World): typeof oneOfEverything {
  return {
    modifications: workspaces.modifications.length,
    managementCidr: workspaces.modifications[0]?.cidr ?? '',
    buckets: s3.buckets.length,
    objects: s3.buckets.flatMap(({ objects }) => objects).length,
    strayUploads: s3.buckets.flatMap(({ uploads }) => uploads).length,
    roles: iam.roles.map(({ RoleName }) => RoleName).toSorted(),
    importTasks: ec2.importTasks.length,
    amis: ec2.images.length,
    images: workspaces.images.length,
    bundles: workspaces.bundles.length,
    directories: workspaces.directories.length,
    workspaces: workspaces.workspaces.map(({ UserName }) => UserName),
  };
}
