import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ModifyAccountCommand } from '@aws-sdk/client-workspaces';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../source/sandbox/server.ts';
import { SandboxError } from '../../source/sandbox/service.ts';
import { loadWorld } from '../../source/sandbox/state.ts';
import { clientsOf, outcome, running, vmieTrust } from './clients.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const newFile = () => join(newFolder(), 'world.json');
const role = { RoleName: 'vmimport', AssumeRolePolicyDocument: vmieTrust };

describe('the state file', () => {
  it('holds a change before its answer is there, and what broke off after its effect', async () => {
    const stateFile = newFile();
    const scenario = { faults: [{ service: 'workspaces', operation: 'ModifyAccount', fault: 'reset-after' }] };
    const { iam, workspaces } = await running({ stateFile, scenario });
    await iam.send(new CreateRoleCommand(role));
    expect(loadWorld(stateFile)?.iam.roles).toHaveLength(1);
    expect(await outcome(workspaces.send(new ModifyAccountCommand({ DedicatedTenancyManagementCidrRange: '10.42.0.0/16' })))).not.toBe('ok');
    expect(loadWorld(stateFile)).toMatchObject({ workspaces: { modifications: [{ cidr: '10.42.0.0/16' }] }, calls: { 'workspaces:ModifyAccount': 1 } });
    expect(readdirSync(join(stateFile, '..'))).toEqual(['world.json']);
  });

  it('takes the world through a kill', async () => {
    const stateFile = newFile();
    const program = fileURLToPath(new URL('serve-until-killed.ts', import.meta.url));
    const child = spawn(process.execPath, [program, stateFile], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const endpoint = await new Promise<string>((resolve) => child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim())));
    const iam = new IAMClient({ endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'A', secretAccessKey: 'B' } });
    const { Role } = await iam.send(new CreateRoleCommand(role));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    const again = await running({ stateFile });
    expect((await again.iam.send(new GetRoleCommand({ RoleName: 'vmimport' }))).Role).toEqual(Role);
    expect(again.sandbox.clock.now()).toBeGreaterThanOrEqual(Role!.CreateDate!.getTime());
  });

  it('never takes time back that a reader has seen, though reads hardly ever write', async () => {
    const stateFile = newFile();
    const { sandbox, sts } = await running({ stateFile, speed: 1_000_000 });
    let seen = 0;
    for (let look = 0; look < 20; look += 1) {
      seen = sandbox.clock.now();
      await sts.send(new GetCallerIdentityCommand({}));
      expect(loadWorld(stateFile)!.clock).toBeGreaterThanOrEqual(seen);
    }
    const before = readFileSync(stateFile, 'utf8');
    const slow = await running({ stateFile: newFile(), speed: 0.001 });
    await slow.sts.send(new GetCallerIdentityCommand({}));
    expect(readFileSync(stateFile, 'utf8')).toBe(before);
  });

  it.each([['cut off', '{"version":1,"clock"'], ['of something else', '{"name":"package"}'], ['empty', '']])('that is %s is refused by name', async (_, content) => {
    const stateFile = newFile();
    writeFileSync(stateFile, content);
    await expect(startSandbox({ stateFile })).rejects.toThrow(SandboxError);
    await expect(startSandbox({ stateFile })).rejects.toThrow(stateFile);
    expect(readFileSync(stateFile, 'utf8')).toBe(content);
  });

  it('that can not be written any more leaves a change without an answer', async () => {
    const folder = newFolder();
    const { iam, sts, calls } = await running({ stateFile: join(folder, 'world.json') });
    await sts.send(new GetCallerIdentityCommand({}));
    rmSync(folder, { recursive: true });
    await expect(iam.send(new CreateRoleCommand(role))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(calls.at(-1)?.code).toMatch(/ENOENT/);
  });
});

describe('the clock', () => {
  it('stands still while nobody serves the world, and goes on where it stopped', async () => {
    const stateFile = newFile();
    const first = await startSandbox({ stateFile, speed: 100_000 });
    await first.clock.sleep(3_600_000);
    await first.close();
    const stopped = first.clock.now();
    expect(loadWorld(stateFile)?.clock).toBe(stopped);
    const second = await startSandbox({ stateFile, speed: 0.001 });
    onTestFinished(() => second.close());
    expect(first.clock.now()).toBe(stopped);
    expect(second.clock.now()).toBe(stopped);
    expect(second.world.account).toBe('111122223333');
  });

  it('runs as many times faster as it is told, and its sleep with it', async () => {
    const { sandbox } = await running({ speed: 1_000_000 });
    const began = [sandbox.clock.now(), performance.now()] as const;
    await sandbox.clock.sleep(50_000_000);
    expect(sandbox.clock.now() - began[0]).toBeGreaterThanOrEqual(49_000_000);
    expect(performance.now() - began[1]).toBeLessThan(10_000);
    await expect(sandbox.clock.sleep(1e15, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});

describe('the server', () => {
  it('listens on loopback alone and prints what clients need', async () => {
    const { sandbox } = await running({ speed: 60 });
    expect(sandbox.environment).toEqual({
      AWS_ENDPOINT_URL: `http://127.0.0.1:${sandbox.port}`,
      AWS_ACCESS_KEY_ID: expect.any(String),
      AWS_SECRET_ACCESS_KEY: expect.any(String),
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      WIZARD_CLOCK_SPEED: '60',
    });
  });

  it('says so when its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await new Promise((resolve) => taken.once('listening', resolve));
    await expect(startSandbox({ port: (taken.address() as AddressInfo).port })).rejects.toThrow(/taken/);
  });

  it('ends with clients still connected', async () => {
    const sandbox = await startSandbox();
    const { sts } = clientsOf(sandbox);
    await sts.send(new GetCallerIdentityCommand({}));
    await sandbox.close();
    expect(await outcome(sts.send(new GetCallerIdentityCommand({})))).not.toBe('ok');
  });
});
