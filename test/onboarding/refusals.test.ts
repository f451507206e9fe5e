import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scenarioSchema } from '../../source/sandbox/scenario-file.ts';
import { startSandbox, type Sandbox } from '../../source/sandbox/server.ts';
import { runWizard, startWizard, temporaryFolder } from './wizard.ts';

const words = (state: string, ...more: string[]) => ['run', '--config', 'examples/onboarding.yaml', '--format', 'json', '--state-dir', state, ...more];

/** A sandbox of another process, as far as the wizard can tell. */
async function elsewhere(account = '111122223333', speed = 1200): Promise<Sandbox> {
  const sandbox = await startSandbox({ speed, scenario: scenarioSchema.parse({ account: { id: account } }) });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

describe('a second wizard on the same onboarding', () => {
  it.each(['in its own sandbox', 'against a sandbox elsewhere'])('%s is refused and told who holds it; the first one ends when told to', { timeout: 60_000 }, async (where) => {
    const state = temporaryFolder();
    const [own, environment] = where === 'in its own sandbox' ? [['--sandbox', '--speed', '1'], {}] : [[], (await elsewhere('111122223333', 1)).environment];
    const first = startWizard(words(state, ...own), environment);
    await first.told('"type":"run.started"');

    const second = await runWizard(words(state, ...own), environment);
    expect(second).toMatchObject({ code: 4, stdout: '' });
    expect(JSON.parse(second.stderr).problem).toMatchObject({ code: 'onboarding.held', what: expect.stringContaining(`process ${first.pid} `), todo: [expect.stringContaining('wizard resume contoso-euw1'), expect.stringContaining('wizard status contoso-euw1')] });
    const watched = await runWizard(['status', 'contoso-euw1', '--state-dir', state, ...own.slice(0, 1)], environment);
    expect(watched).toMatchObject({ code: 0, stdout: expect.stringContaining(`${first.pid}`) });

    // By now it reads the free ranges, which takes twenty seconds of real time: it does not wait for their last page.
    const asked = performance.now();
    first.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 130, signal: null, stdout: expect.stringMatching(/"type":"run.finished","status":"interrupted"/) });
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(await runWizard(words(state, ...own, '--until', 'eligibility'), environment)).toMatchObject({ code: 0 });
  });
});

describe('an onboarding of the sandbox', () => {
  it('is continued neither at another kind of endpoint nor in another account', async () => {
    const state = temporaryFolder();
    const [sandbox, other] = await Promise.all([elsewhere(), elsewhere('999988887777')]);
    expect(await runWizard(words(state, '--until', 'eligibility'), sandbox.environment)).toMatchObject({ code: 0 });

    // Who calls is asked of the sandbox, everything else of AWS: that is not the sandbox any more.
    const { AWS_ENDPOINT_URL: url = '', ...variables } = sandbox.environment;
    const mixed = await runWizard(words(state), { ...variables, AWS_ENDPOINT_URL_STS: url, AWS_ENDPOINT_URL_IAM: url });
    expect(mixed).toMatchObject({ code: 4, stdout: '' });
    expect(JSON.parse(mixed.stderr).problem).toMatchObject({ code: 'onboarding.elsewhere', what: expect.stringMatching(/belongs to the sandbox.*this run is for an endpoint of your own/), causes: [expect.stringContaining('never continued against AWS')] });

    const stranger = await runWizard(words(state), other.environment);
    expect(stranger).toMatchObject({ code: 4, stdout: '' });
    expect(JSON.parse(stranger.stderr).problem.what).toMatch(/account 111122223333.*this run is for the sandbox, account 999988887777/);
    expect(Object.keys(other.world.calls).toSorted()).toEqual(['sts:GetCallerIdentity']);
  });
});

describe('a damaged journal', () => {
  it.each<[string, (file: string) => void]>([
    [
      'whose row was edited',
      (file) => {
        const database = new DatabaseSync(file);
        database.exec(`DROP TRIGGER rows_are_not_changed; UPDATE rows SET body = replace(body, '111122223333', '999988887777') WHERE n = 1`);
        database.close();
      },
    ],
    ['whose end was cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, 5_000))],
    ['that is something else', (file) => writeFileSync(file, 'not a journal at all, whatever its name says'.repeat(100))],
  ])('%s is refused, with the way out', async (_name, damage) => {
    const state = temporaryFolder();
    expect(await runWizard(words(state, '--sandbox', '--until', 'eligibility'))).toMatchObject({ code: 0 });
    const folder = join(state, 'sandbox', 'contoso-euw1');
    const world = readFileSync(join(folder, 'sandbox.json'), 'utf8');
    damage(join(folder, 'journal.db'));
    const options = ['--sandbox', '--state-dir', state];
    const [ran, resumed] = await Promise.all([runWizard(words(state, '--sandbox')), runWizard(['resume', 'contoso-euw1', ...options])]);
    expect(ran).toMatchObject({ code: 4, stdout: '' });
    expect(JSON.parse(ran.stderr).problem).toMatchObject({ code: 'journal.damaged', todo: [expect.stringMatching(/^Put back a good copy/), expect.stringMatching(/move the folder away and start again/)] });
    expect(resumed).toMatchObject({ code: 4, stdout: '', stderr: expect.stringMatching(/journal\.db is damaged: [\s\S]*What to do:\n {2}- Put back a good copy/) });
    expect(resumed.stderr).not.toMatch(/^\s+at .*:\d+/m);
    expect(readFileSync(join(folder, 'sandbox.json'), 'utf8')).toBe(world);
  });
});
