import { writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scenarioSchema } from '../../source/sandbox/scenario-file.ts';
import { startSandbox, type Sandbox } from '../../source/sandbox/server.ts';
import { makeAuthority } from '../aws/authority.ts';
import { startProxy } from '../aws/peer.ts';
import { census, oneOfEverything } from '../crash/census.ts';
import { eventsOfType, runWizard, temporaryFolder } from './wizard.ts';

/** A name that no resolver knows (RFC 6761), so nothing gets there but through the proxy. */
const host = 'aws.example.test';
const onboarding = ['run', '--config', 'examples/onboarding.yaml', '--format', 'json'];
// An endpoint that is not on this machine is taken for AWS: the wizard goes by real time, and all of 10.0.0.0/8 would be twenty seconds of pages.
const quickly = ['--poll-every', '1s', '--set', 'network.searchRange=10.40.0.0/13'];

/** An organisation's network: AWS is reached through a CONNECT proxy, behind which TLS is read with a certificate of the organisation's own. */
async function organisation(refuse?: number) {
  const calls: string[] = [];
  // As in an account that has used WorkSpaces before: a new role is given some time to settle, real time here.
  const scenario = scenarioSchema.parse(process.env['DEEP'] ? {} : { account: { roles: ['workspaces_DefaultRole'] } });
  const sandbox = await startSandbox({ speed: 60_000, scenario, onCall: ({ service, operation }) => void calls.push(`${service}:${operation}`) });
  onTestFinished(() => sandbox.close());
  const authority = makeAuthority('Contoso TLS inspection');
  const inspector = await inspectTls(sandbox, authority.issue([host]));
  const proxy = await startProxy(inspector.port, refuse);
  const folder = temporaryFolder();
  const bundle = join(folder, 'contoso.pem');
  writeFileSync(bundle, authority.certificate);
  const { AWS_ENDPOINT_URL: loopback = '', ...variables } = sandbox.environment;
  return { sandbox, calls, inspector, proxy, folder, bundle, loopback, environment: { ...variables, AWS_ENDPOINT_URL: `https://${host}`, HTTPS_PROXY: proxy.url } };
}

/** Ends TLS in front of the sandbox and passes on what was inside. */
async function inspectTls(sandbox: Sandbox, keys: { key: string; cert: string }): Promise<{ readonly port: number; readonly connections: () => number }> {
  let connections = 0;
  const server = createServer(keys, (near) => {
    connections += 1;
    const far = connect(sandbox.port, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const end of [near, far]) end.on('error', () => [near, far].forEach((socket) => socket.destroy()));
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

describe('behind a proxy that inspects TLS with a certificate authority of the organisation’s own', () => {
  it('the whole onboarding goes through the proxy alone, and is never continued past it', { timeout: 120_000 }, async () => {
    const { sandbox, inspector, proxy, folder, bundle, loopback, environment } = await organisation();
    const ran = await runWizard([...onboarding, ...quickly, '--state-dir', folder], { ...environment, AWS_CA_BUNDLE: bundle });
    expect(ran, ran.last).toMatchObject({ code: 0 });
    expect(eventsOfType(ran, 'run.finished')).toMatchObject([{ status: 'done', exitCode: 0 }]);
    expect(census(sandbox.world)).toEqual(oneOfEverything);
    // S3 too is asked by path, as the certificate is for this one name.
    expect(new Set(proxy.asked)).toEqual(new Set([`${host}:443`]));
    expect(inspector.connections()).toBe(proxy.asked.length);

    const direct = await runWizard([...onboarding, '--state-dir', folder], { ...environment, AWS_ENDPOINT_URL: loopback });
    expect(direct.code).toBe(4);
    expect(JSON.parse(direct.stderr).problem).toMatchObject({ code: 'onboarding.elsewhere', what: expect.stringContaining('this run is for the sandbox') });
  });

  it('the authority may stand in NODE_EXTRA_CA_CERTS as well', async () => {
    const { proxy, folder, bundle, environment } = await organisation();
    const { HTTPS_PROXY: https_proxy, ...others } = environment;
    const ran = await runWizard([...onboarding, '--until', 'eligibility', '--state-dir', folder], { ...others, https_proxy, NODE_EXTRA_CA_CERTS: bundle });
    expect(ran, ran.last).toMatchObject({ code: 0 });
    expect(proxy.asked.length).toBeGreaterThan(0);
  });

  it.each([
    ['the authority is not known', undefined, { code: 'aws.tls', todo: expect.arrayContaining([expect.stringMatching(/^set AWS_CA_BUNDLE to the PEM file/)]) }],
    ['the proxy wants a password', 407, { code: 'aws.proxy-refused', what: expect.stringMatching(/^The proxy that HTTPS_PROXY names .* user name and password/) }],
  ])('%s: nothing is sent, and the cure is named', async (_name, refuse, problem) => {
    const { calls, proxy, folder, environment } = await organisation(refuse);
    const { code, stdout, stderr } = await runWizard([...onboarding, '--state-dir', folder], environment);
    expect(code).toBe(4);
    expect(JSON.parse(stderr).problem).toMatchObject({ ...problem, exit: 4 });
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at .*:\d+/m);
    expect(stdout).toBe('');
    expect(proxy.asked.length).toBeGreaterThan(0);
    expect(calls).toEqual([]);
  });
});
