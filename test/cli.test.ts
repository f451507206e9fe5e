import { execFile, spawn } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keepCrash } from '../source/commands/crash.ts';
import manifest from '../package.json' with { type: 'json' };

const bin = join(import.meta.dirname, '../source/bin.ts');
const example = join(import.meta.dirname, '../examples/onboarding.yaml');

type Result = { code: number | null; out: string; err: string };

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'wizard cli '));
}

/** Runs the program with nothing of this machine's AWS settings. */
function wizard(args: string[], { cwd = folder(), env = {} as Record<string, string>, input = '' } = {}): Promise<Result> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [bin, ...args], { cwd, env: { ...bare, XDG_STATE_HOME: join(cwd, 'state'), ...env }, maxBuffer: 2 ** 26 }, (error, out, err) =>
      resolve({ code: error ? ((error.code as unknown as number) ?? null) : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}

const bare = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', NODE_DISABLE_COMPILE_CACHE: '1' };

describe('the program', () => {
  it('says its version, which is the package’s', async () => {
    await expect(wizard(['--version'])).resolves.toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
    await expect(wizard(['run', '--version'])).resolves.toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
  });

  it('gives help on stdout when asked, and says on stderr what to type where nobody can be asked', async () => {
    const asked = await wizard(['--help']);
    expect(asked).toMatchObject({ code: 0, err: '' });
    expect(asked.out).toContain('wizard run --sandbox --config examples/onboarding.yaml');
    expect(await wizard([])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^wizard without a command asks questions, and that needs a terminal\.\n[\s\S]*wizard run --config onboarding\.yaml\n[\s\S]*wizard --help\n$/) });
    expect((await wizard([], { env: { npm_command: 'exec' } })).err).toMatch(/npx wizard run --config onboarding\.yaml/);
  });

  it('tells expected trouble without a stack, and with its exit code', async () => {
    const { code, out, err } = await wizard(['rnu']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('rnu is not a command. Did you mean: wizard run?\nWhat to do:\n  - wizard --help\n');
  });

  it('ends quietly when the reader of its output has gone', async () => {
    const child = spawn(process.execPath, [bin, 'config', 'schema'], { env: bare, stdio: ['ignore', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.on('data', (chunk) => (err += String(chunk)));
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(err).not.toMatch(/EPIPE|at /);
    expect(code).toBe(0);
  });

  it.skipIf(!existsSync('/dev/full')).each([['--help'], ['--version'], ['list']])('says in one line that its output can not be written: %s', async (...args) => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [bin, ...args], { env: bare, stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    let err = '';
    child.stderr?.on('data', (chunk) => (err += String(chunk)));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^wizard: stdout can not be written: ENOSPC.*\n$/) });
  });

  it('prints no warning of an experiment', async () => {
    const { err } = await wizard(['list']);
    expect(err).toBe('');
  });
});

describe('a mistake of the program’s own', () => {
  it('is kept with its stack and its causes in a file of the owner’s alone, without secrets', () => {
    const cwd = folder();
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const where = { environment: { XDG_STATE_HOME: cwd, AWS_SECRET_ACCESS_KEY: secret }, cwd, home: cwd, platform: 'linux' as const, options: {} };
    const error = new Error(`it had ${secret}`, { cause: new Error('Authorization: AWS4-HMAC-SHA256 Credential=x') });
    const file = keepCrash(error, where, { version: '1.2.3', command: 'run', now: Date.parse('2026-11-21T10:00:00Z') }) ?? '';
    const text = readFileSync(file, 'utf8');
    expect(file).toBe(join(cwd, 'wizard-byol', 'crash-2026-11-21T10-00-00-000Z.txt'));
    expect(text).toMatch(/wizard 1\.2\.3, command run, .*\n\ncaused by: Error: it had «redacted»\n {4}at [\s\S]*caused by: Error: /);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('AWS4-HMAC-SHA256 Credential=x');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('that can not be kept is still told', () => {
    const where = { environment: {}, cwd: '/', home: '/', platform: 'linux' as const, options: { 'state-dir': '/dev/null/none' } };
    expect(keepCrash(new Error('x'), where, { version: '1', command: '', now: 0 })).toBeUndefined();
  });
});

describe('the floor of Node', () => {
  it('is the same in the program as in package.json, and told in one line', async () => {
    const source = readFileSync(bin, 'utf8');
    expect(manifest.engines.node).toBe('^22.22.2 || ^24.15.0 || >=26');
    const check = /function newEnough[\s\S]*?\n}\n/.exec(source)?.[0].replace('(version: string): boolean', '(version)') ?? '';
    const newEnough = new Function(`${check}; return newEnough;`)() as (version: string) => boolean;
    const judged = ['18.20.0', '20.20.2', '22.22.1', '22.22.2', '22.30.0', '23.9.0', '24.14.9', '24.15.0', '25.9.0', '26.0.0', '30.1.0'].map((version) => [version, newEnough(version)]);
    expect(Object.fromEntries(judged)).toEqual({ '18.20.0': false, '20.20.2': false, '22.22.1': false, '22.22.2': true, '22.30.0': true, '23.9.0': false, '24.14.9': false, '24.15.0': true, '25.9.0': false, '26.0.0': true, '30.1.0': true });
  });

  it('is told by code that an old Node can parse: no newer syntax, no import that it would not find', () => {
    const source = readFileSync(bin, 'utf8');
    expect(source).not.toMatch(/\?\.\w|\?\?|\|\|=|&&=|^\s*await |['"]node:|static \{/m);
    expect([...source.matchAll(/^import .* from '(.*)';$/gm)].map((match) => match[1])).toEqual(['fs', 'module']);
  });
});

describe('a configuration that is wrong', () => {
  it('is refused whole with exit code 2, before AWS is asked anything', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'bad.yaml'), 'name: a\nregoin: eu-west-1\nnetwork: { searchRange: 10.0.0/8 }\nexport: { file: none.ova }\n# AKIAIOSFODNN7EXAMPLE\n');
    const { code, out, err } = await wizard(['run', '--sandbox', '--config', 'bad.yaml'], { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^3 things are wrong in bad.yaml. Nothing was sent.\n {2}bad.yaml:2:1 regoin: .*"region"\?\n {2}bad.yaml:3:25 network.searchRange: .*\n {2}bad.yaml:5:3: an AWS access key id/);
    expect(err).not.toContain('AKIAIOSFODNN7EXAMPLE');
    expect(readdirSync(cwd)).toEqual(['bad.yaml']);
  });

  it('is told as JSON to programs', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'bad.yaml'), 'nam: a\n');
    const { code, out } = await wizard(['config', 'validate', 'bad.yaml', '--format', 'json'], { cwd });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ ok: false, faults: expect.arrayContaining([expect.objectContaining({ line: 1, column: 1, key: 'nam' }), expect.objectContaining({ file: 'bad.yaml', key: 'launch.users' })]) });
  });

  it('is not called right where a run would miss an answer or know no such Region, and is completed by --set', async () => {
    const cwd = folder();
    const whole = readFileSync(example, 'utf8').replaceAll('./', `${join(example, '..')}/`);
    writeFileSync(join(cwd, 'a.yaml'), whole.replace(/^region: .*$/m, 'region: eu-wset-1').replace(/^ +hypervisor: .*$/m, ''));
    const bad = await wizard(['config', 'validate', 'a.yaml'], { cwd });
    expect(bad.code).toBe(2);
    expect(bad.err).toMatch(/a\.yaml:\d+:9 region: .*did you mean eu-west-1\?/);
    expect(bad.err).toMatch(/a\.yaml export\.hypervisor: no answer\. .* For example vmware/);
    const mended = await wizard(['config', 'validate', 'a.yaml', '--set', 'region=eu-west-1', '--set', 'export.hypervisor=vmware'], { cwd });
    expect(mended).toMatchObject({ code: 0, out: expect.stringContaining('nothing wrong in contoso-euw1') });
  });

  it('begins with a commented example that is right, written once', async () => {
    const cwd = folder();
    cpSync(join(example, '..', 'win11.ova'), join(cwd, 'win11.ova'));
    expect(await wizard(['config', 'init'], { cwd })).toMatchObject({ code: 0, out: `${join(cwd, 'onboarding.yaml')}\n` });
    expect(await wizard(['config', 'validate', 'onboarding.yaml'], { cwd })).toMatchObject({ code: 0, out: expect.stringContaining('nothing wrong in contoso-euw1') });
    expect(await wizard(['config', 'init'], { cwd })).toMatchObject({ code: 2, err: expect.stringContaining('is there already') });
  });
});

describe('an onboarding from the outside', () => {
  it('is planned, begun, refused to a second process, interrupted, listed, shown, resumed and reported', async () => {
    const cwd = folder();
    const run = ['run', '--sandbox', '--config', example, '--until', 'upload', '--speed', '60'];
    const plan = await wizard(['plan', '--sandbox', '--config', example, '--format', 'json'], { cwd });
    expect(plan.code).toBe(0);
    expect(JSON.parse(plan.out)).toMatchObject({ type: 'plan', missing: [], steps: expect.arrayContaining([expect.objectContaining({ id: 'network' })]) });
    const partly = await wizard(['plan', '--sandbox', '--config', example, '--until', 'network', '--name', 'other'], { cwd });
    expect(partly.out).not.toContain('\nlaunch: ');
    expect(partly.out).toMatch(/Next: wizard run --config \S+ --name other --sandbox --until network\n$/);
    expect((await wizard(['list'], { cwd })).out).toContain('No onboarding was begun');

    const child = spawn(process.execPath, [bin, ...run], { cwd, env: { ...bare, XDG_STATE_HOME: join(cwd, 'state') }, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stderr.on('data', (chunk) => (err += String(chunk)));
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (chunk) => {
        out += String(chunk);
        if (out.includes('begins: Eligibility')) resolve();
      }),
    );
    const second = await wizard(run, { cwd });
    expect(second).toMatchObject({ code: 4, err: expect.stringContaining(`process ${child.pid} of `) });
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, err }).toEqual({ code: 130, err: expect.stringContaining('Stopping. The state is saved') });
    expect(out).toMatch(/interrupted: the state is saved.*\n *Next: wizard run --config \S+onboarding\.yaml --sandbox\n$/);

    const list = await wizard(['list', '--format', 'json'], { cwd });
    expect(JSON.parse(list.out)).toMatchObject({ onboardings: [{ name: 'contoso-euw1', sandbox: true, running: false }] });
    const status = await wizard(['status', '--format', 'json'], { cwd });
    expect(JSON.parse(status.out)).toMatchObject({ name: 'contoso-euw1', sandbox: true, next: 'wizard resume contoso-euw1 --sandbox' });

    const resumed = await wizard(['resume', 'contoso-euw1', '--until', 'upload', '--format', 'json', '--speed', '2400'], { cwd });
    expect(resumed.code).toBe(0);
    const lines = resumed.out.trimEnd().split('\n').map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ v: 1, seq: 1, type: 'run.started', continued: true, sandbox: true });
    expect(lines.at(-1)).toMatchObject({ type: 'run.finished', exitCode: 0, ids: { upload: { bucket: expect.any(String) } } });
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));

    const shown = await wizard(['status', 'contoso-euw1'], { cwd });
    expect(shown.out).toMatch(/upload +done in/);
    const report = await wizard(['report', 'contoso-euw1'], { cwd });
    expect(report.out).toContain('| eligibility.plannedWorkspaces | 120 |');
    expect(report.out).toMatch(/\| upload \| Upload opened \| made/);
  });

  it('interrupted while AWS is tried again ends at once, as an interruption', async () => {
    let child: ReturnType<typeof spawn> | undefined;
    const server = createServer((_request, response) => {
      response.writeHead(500, { 'x-amzn-requestid': 'r' }).end('<ErrorResponse/>', () => child?.kill('SIGINT'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const cwd = folder();
    const env = { ...bare, XDG_STATE_HOME: join(cwd, 'state'), AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'x', AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    child = spawn(process.execPath, [bin, 'run', '--config', example], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr?.on('data', (chunk) => (err += String(chunk)));
    const code = await new Promise((resolve) => child?.on('close', resolve));
    expect({ code, err }).toEqual({ code: 130, err: expect.stringMatching(/^\nStopping\. .*\n$/) });
  });

  it.each([
    [['status', 'none'], 2, 'There is no onboarding named none'],
    [['status', '../etc'], 2, 'can not be the name of an onboarding'],
    [['resume'], 2, 'No onboarding was begun'],
    [['run'], 2, 'The onboarding has no name'],
    [['run', '--config', example, '--speed', '5'], 2, '--speed is for the sandbox'],
    [['run', '--config', example], 4, 'There are no AWS credentials.'],
    [['plan', '--config', example, '--profile', 'none'], 2, 'There is no AWS profile named'],
    [['run', '--sandbox', '--config', example, '--scenario', 'none.yaml'], 2, 'there is no such file'],
    [['inspect', 'none.ova'], 2, 'none.ova'],
    [['check-log', '*.txt'], 2, 'No file matches *.txt'],
    [['template', 'none'], 2, 'There is no template'],
    [['template', 'iam-policy', 'netwrk'], 2, 'no section netwrk. Did you mean network?'],
    [['run', '--config', example, '--region', 'eu-wset-1'], 2, 'did you mean eu-west-1?'],
    [['explain'], 2, 'needs the TEXT'],
    [['sandbox', '--port', '99999'], 2, 'whole number up to 65535'],
  ])('%j ends with exit code %i and says why', async (args, code, words) => {
    const result = await wizard(args);
    expect(result).toMatchObject({ code, err: expect.stringContaining(words) });
    expect(result.err).not.toMatch(/\n {4}at /);
  });
});

describe('single questions, offline', () => {
  it('a disk image is inspected', async () => {
    const image = join(example, '..', 'win11.ova');
    const { code, out } = await wizard(['inspect', image, '--set', 'windows=windows-11-24h2', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ type: 'inspection', ok: true, format: 'OVA', importFormat: 'OVA', bootMode: 'uefi' });
    expect((await wizard(['inspect', image])).out).toContain('Nothing in this file stops an import.');
  });

  it('checker logs are judged, patterns and all, and the script that mends them is written', async () => {
    const cwd = folder();
    const good = await wizard(['check-log', join(example, '..', 'checker', '*.txt'), '--set', 'windows=windows-11-24h2'], { cwd });
    expect(good).toMatchObject({ code: 0, out: expect.stringContaining('Nothing in these logs stops an import.') });
    const bad = await wizard(['check-log', join(example, '..', 'checker-failing', '*.txt'), '--out', 'fix.ps1'], { cwd });
    expect(bad).toMatchObject({ code: 4, out: expect.stringContaining('An import would be refused.') });
    expect(readFileSync(join(cwd, 'fix.ps1')).subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
  });

  it('what is far too large for a log of the checker is refused unread', async () => {
    const cwd = folder();
    const image = join(cwd, 'win11.vhdx');
    writeFileSync(image, '');
    truncateSync(image, 3 * 2 ** 30);
    expect(await wizard(['check-log', 'win11.vhdx'], { cwd })).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`${image} has 3072 MiB, far more than any log of the checker.`) });
  });

  it('an error is explained from words or from a pipe', async () => {
    const words = await wizard(['explain', 'OfficeInstalled', '--format', 'json']);
    expect(JSON.parse(words.out).explanations[0]).toMatchObject({ causes: expect.any(Array), fix: expect.any(Array) });
    expect(await wizard(['explain'], { input: 'ClientError: Disk validation failed [Unsupported VMDK File Format]\n' })).toMatchObject({ code: 0, out: expect.stringContaining('What to do:') });
    expect((await wizard(['explain', 'xyzzy plugh'])).out).toContain('This is not in the catalogue.');
  });

  it('templates are listed, printed and filled', async () => {
    expect((await wizard(['template'])).out).toContain('vmimport-trust');
    const open = await wizard(['template', 'vmimport-policy']);
    expect(open).toMatchObject({ code: 0, err: expect.stringContaining('--set bucket=') });
    const cwd = folder();
    expect(await wizard(['template', 'vmimport-policy', '--set', 'bucket=my-bucket', '--out', 'policy.json'], { cwd })).toMatchObject({ code: 0, out: '' });
    expect(JSON.stringify(JSON.parse(readFileSync(join(cwd, 'policy.json'), 'utf8')))).toContain('arn:aws:s3:::my-bucket');
  });

  it('a sandbox says where it listens on one line, and ends with a signal', async () => {
    const child = spawn(process.execPath, [bin, 'sandbox', '--format', 'json'], { env: bare, stdio: ['ignore', 'pipe', 'pipe'] });
    const line = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))));
    const { endpoint, env } = JSON.parse(line) as { endpoint: string; env: Record<string, string> };
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(env).toMatchObject({ AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'eu-west-1', WIZARD_CLOCK_SPEED: '1200' });
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  });
});
