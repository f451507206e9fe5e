import { writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../source/sandbox/server.ts';
import { makeAuthority } from '../aws/authority.ts';
import { startProxy } from '../aws/peer.ts';
import { runWizard, temporaryFolder } from './wizard.ts';

const host = 'aws.example.test';

describe('behind a proxy', () => {
  it('tries', { timeout: 120_000 }, async () => {
    const calls: string[] = [];
    const sandbox = await startSandbox({ speed: 200_000, onCall: ({ service, operation, status }) => calls.push(`${service}:${operation} ${status}`) });
    onTestFinished(() => sandbox.close());
    const authority = makeAuthority('Contoso TLS Inspection');
    let connections = 0;
    const server = createServer(authority.issue([host]), (near) => {
      connections += 1;
      const far = connect(sandbox.port, '127.0.0.1');
      near.pipe(far).pipe(near);
      near.on('error', () => far.destroy()); far.on('error', () => near.destroy());
    });
    await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
    const proxy = await startProxy((server.address() as AddressInfo).port);
    const folder = temporaryFolder();
    const ca = join(folder, 'ca.pem');
    writeFileSync(ca, authority.certificate);
    const t = performance.now();
    const ended = await runWizard(['run', '--config', 'examples/onboarding.yaml', '--state-dir', folder, '--set', 'network.searchRange=10.40.0.0/13', '--poll-every', '1s'],
      { ...sandbox.environment, AWS_ENDPOINT_URL: `https://${host}`, HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ca });
    console.log(ended.stdout, ended.stderr, ended.code, performance.now() - t, connections, proxy.asked.length, calls.length);
    const count = new Map<string, number>(); for (const c of calls) count.set(c, (count.get(c) ?? 0) + 1);
    console.log([...count].join('\n'));
    server.close();
  });
});
