import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Connection } from '../../source/aws/connect.ts';
import { originOf } from '../../source/aws/origin.ts';
import { awsSettings, type Environment } from '../../source/aws/settings.ts';
import { ProblemError, type Problem } from '../../source/problem.ts';
import { makeAuthority } from './authority.ts';
import { connectTo, secret, startPeer, startProxy, type Peer, type Received, type Reply } from './peer.ts';

let home = '';
let files: Environment = {};
const noKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined };

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'aws-home-'));
  await mkdir(join(home, '.aws', 'sso', 'cache'), { recursive: true });
  files = { ...noKeys, AWS_CONFIG_FILE: join(home, '.aws', 'config'), AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials') };
  // The SDK's providers find the home folder by themselves.
  for (const [name, value] of Object.entries({ HOME: home, USERPROFILE: home, AWS_EC2_METADATA_DISABLED: 'true', ...files })) vi.stubEnv(name, value);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

const config = (...lines: string[]) => writeFile(files['AWS_CONFIG_FILE']!, `${lines.join('\n')}\n`);
const keys = (id: string) => writeFile(files['AWS_SHARED_CREDENTIALS_FILE']!, `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret.AWS_SECRET_ACCESS_KEY}\naws_session_token = ${secret.AWS_SESSION_TOKEN}\n`);
const ssoProfile = ['[profile contoso]', 'sso_session = corp', 'sso_account_id = 111122223333', 'sso_role_name = Admin', '[sso-session corp]', 'sso_start_url = https://corp.awsapps.com/start', 'sso_region = us-east-1'];
const ssoToken = (expires: number, more = {}) =>
  writeFile(join(home, '.aws', 'sso', 'cache', `${createHash('sha1').update('corp').digest('hex')}.json`), JSON.stringify({ accessToken: 'sso-secret-token', expiresAt: new Date(expires).toISOString(), ...more }));

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).problem;
}

/** An AWS behind a proxy with an authority of its own: SSO, STS and WorkSpaces by host name. Keys that begin with OLD have expired. */
async function startCloud(): Promise<{ peer: Peer; environment: Environment; asked: string[] }> {
  const authority = makeAuthority();
  const bundle = join(home, 'ca.pem');
  await writeFile(bundle, authority.certificate);
  const tls = authority.issue(['*.amazonaws.com', '*.eu-west-1.amazonaws.com', '*.us-east-1.amazonaws.com', '*.sso.us-east-1.amazonaws.com', '*.s3.eu-west-1.amazonaws.com']);
  const peer = await startPeer(cloud, tls);
  const proxy = await startProxy(peer.port);
  return { peer, asked: proxy.asked, environment: { ...files, HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: bundle } };
}

function cloud({ headers, operation }: Received): Reply {
  const host = headers.host ?? '';
  const soon = Date.now() + 3_600_000;
  if (/^[\w-]+\.s3\./.test(host)) return { headers: { 'x-amz-request-id': 's3', etag: '"part"' } };
  if (host.startsWith('portal.sso.')) return { body: JSON.stringify({ roleCredentials: { accessKeyId: 'SSOKEY', secretAccessKey: 'sso-secret', sessionToken: 'sso-session', expiration: soon } }) };
  if (host.startsWith('oidc.')) return { body: JSON.stringify({ accessToken: 'refreshed', expiresIn: 3600, refreshToken: 'r2' }) };
  if (operation.startsWith('AssumeRole')) {
    const credentials = `<AccessKeyId>ROLEKEY</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-session</SessionToken><Expiration>${new Date(soon).toISOString()}</Expiration>`;
    return { body: `<${operation}Response><${operation}Result><Credentials>${credentials}</Credentials></${operation}Result></${operation}Response>` };
  }
  if (operation === 'GetCallerIdentity') return { body: '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account><Arn>arn:aws:sts::111122223333:assumed-role/Admin/me</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>' };
  return { body: '{"DedicatedTenancySupport":"ENABLED"}' };
}

describe('through a CONNECT proxy with a private certificate authority', () => {
  it('everything goes: SSO, the role behind it, and each service', async () => {
    await config(...ssoProfile, '[profile admin]', 'role_arn = arn:aws:iam::111122223333:role/Admin', 'source_profile = contoso', 'region = eu-west-1');
    await ssoToken(Date.now() + 3_600_000);
    const { peer, environment, asked } = await startCloud();
    const { identity, aws, credentials } = await connectTo(undefined, { environment, profile: 'admin' });
    expect(await identity()).toEqual({ account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/Admin/me', partition: 'aws' });
    await aws.read('workspaces:DescribeAccount', {});
    const part = { Bucket: 'bucket', Key: 'k', UploadId: 'u', PartNumber: 1, Body: Buffer.from('part') };
    expect(await aws.send('s3:UploadPart', part, ({ ETag }) => (ETag ? { ETag } : undefined))).toMatchObject({ kind: 'ok' });
    expect(asked).toEqual(['portal.sso.us-east-1.amazonaws.com:443', 'sts.eu-west-1.amazonaws.com:443', 'workspaces.eu-west-1.amazonaws.com:443', 'bucket.s3.eu-west-1.amazonaws.com:443']);
    expect(peer.received.at(-1)!.headers).toMatchObject({ authorization: expect.stringContaining('ROLEKEY'), 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'x-amz-checksum-crc32': expect.anything() });
    expect(credentials).toMatchObject({ from: 'profile admin (IAM Identity Center)', renew: ['aws sso login --profile contoso', expect.anything()] });
  });

  it('a web identity token is exchanged for a role', async () => {
    await writeFile(join(home, 'token'), 'web-identity-token');
    await config('[profile web]', 'role_arn = arn:aws:iam::111122223333:role/Web', `web_identity_token_file = ${join(home, 'token')}`);
    const { peer, environment, asked } = await startCloud();
    const { aws, credentials } = await connectTo(undefined, { environment, profile: 'web' });
    await aws.read('workspaces:DescribeAccount', {});
    expect(asked).toEqual(['sts.eu-west-1.amazonaws.com:443', 'workspaces.eu-west-1.amazonaws.com:443']);
    expect(peer.received.at(-1)!.headers.authorization).toContain('ROLEKEY');
    expect(credentials.from).toBe('profile web (web identity)');
  });

  it('an SSO token is refreshed', async () => {
    await config(...ssoProfile);
    await ssoToken(Date.now() + 1_000, { clientId: 'c', clientSecret: 's', refreshToken: 'r', registrationExpiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    const { environment, asked } = await startCloud();
    const { aws } = await connectTo(undefined, { environment, profile: 'contoso' });
    await aws.read('workspaces:DescribeAccount', {});
    expect(asked.slice(0, 2)).toEqual(['oidc.us-east-1.amazonaws.com:443', 'portal.sso.us-east-1.amazonaws.com:443']);
  });

  it('a proxy that speaks TLS itself is trusted by the same authority', async () => {
    const authority = makeAuthority();
    const bundle = join(home, 'ca.pem');
    await writeFile(bundle, authority.certificate);
    const peer = await startPeer(cloud, authority.issue(['*.eu-west-1.amazonaws.com']));
    const proxy = await startProxy(peer.port, undefined, authority.issue(['127.0.0.1']));
    const trusted = getCACertificates();
    onTestFinished(() => setDefaultCACertificates(trusted));
    const { aws } = await connectTo(undefined, { environment: { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: bundle } });
    expect(await aws.read('workspaces:DescribeAccount', {})).toMatchObject({ DedicatedTenancySupport: 'ENABLED' });
    expect(proxy.asked).toEqual(['workspaces.eu-west-1.amazonaws.com:443']);
  });

  it('an authority that is not trusted is named with its cure, and nothing is sent', async () => {
    const { peer, environment } = await startCloud();
    const { aws } = await connectTo(undefined, { environment: { ...environment, ...secret, AWS_CA_BUNDLE: undefined } });
    const outcome = await aws.send('workspaces:ModifyAccount', {}, () => ({}));
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'aws.tls', todo: [expect.stringContaining('AWS_CA_BUNDLE'), expect.anything()] } });
    expect(peer.received).toEqual([]);
  });

  it.each([407, 403])('a proxy that refuses with %i is named, its password is not', async (status) => {
    const proxy = await startProxy(1, status);
    const environment = { ...secret, HTTPS_PROXY: proxy.url.replace('//', '//jane:hidden@') };
    const { aws } = await connectTo(undefined, { environment });
    const outcome = await aws.send('workspaces:ModifyAccount', {}, () => ({}));
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'aws.proxy-refused', what: expect.stringContaining('HTTPS_PROXY') } });
    expect(JSON.stringify(outcome)).not.toContain('hidden');
    expect(proxy.authorisations).toEqual([`Basic ${Buffer.from('jane:hidden').toString('base64')}`]);
  });

  it('a proxy that refuses SSO is not taken for missing credentials', async () => {
    await config(...ssoProfile);
    await ssoToken(Date.now() + 3_600_000);
    const proxy = await startProxy(1, 403);
    const { aws } = await connectTo(undefined, { environment: { ...files, HTTPS_PROXY: proxy.url }, profile: 'contoso' });
    expect(await problemOf(aws.read('workspaces:DescribeAccount', {}))).toMatchObject({ code: 'aws.proxy-refused', again: 'soon' });
  });
});

describe('credentials that have ended', () => {
  const account = (connection: Connection) => connection.aws.read('workspaces:DescribeAccount', {});

  it('are a wait for a person with the exact command, and renewed ones are picked up without a restart (SSO)', async () => {
    await config(...ssoProfile);
    await ssoToken(Date.now() - 1_000);
    const { environment } = await startCloud();
    const connection = await connectTo(undefined, { environment, profile: 'contoso' });
    expect(await problemOf(account(connection))).toMatchObject({ code: 'aws.credentials-expired', again: 'person', exit: 4, todo: ['aws sso login --profile contoso', expect.anything()] });
    await ssoToken(Date.now() + 3_600_000);
    expect(await account(connection)).toMatchObject({ DedicatedTenancySupport: 'ENABLED' });
  });

  it('… and so do keys in a file', async () => {
    const peer = await startPeer(({ headers }) => (headers.authorization?.includes('OLDKEY') ? { status: 400, body: '{"__type":"ExpiredTokenException","message":"The security token included in the request is expired"}' } : { body: '{}' }));
    await keys('OLDKEY');
    const connection = await connectTo(peer, { environment: { ...files, AWS_ENDPOINT_URL: peer.url } });
    expect(await problemOf(account(connection))).toMatchObject({ code: 'aws.credentials-expired', again: 'person', todo: [expect.stringContaining('aws configure'), expect.anything()] });
    await keys('NEWKEY');
    await account(connection);
    await keys('OLDKEY2');
    expect(peer.received.at(-1)!.headers.authorization).toContain('NEWKEY');
  });

  it('… at a change: refused, then read anew', async () => {
    const peer = await startPeer(({ headers }) => (headers.authorization?.includes('OLDKEY') ? { status: 400, body: '{"__type":"ExpiredTokenException"}' } : { body: '{}' }));
    await keys('OLDKEY');
    const { aws } = await connectTo(peer, { environment: { ...files, AWS_ENDPOINT_URL: peer.url } });
    const modify = () => aws.send('workspaces:ModifyAccount', {}, () => ({}));
    expect(await modify()).toMatchObject({ kind: 'refused', problem: { again: 'person' } });
    await keys('NEWKEY');
    expect(await modify()).toMatchObject({ kind: 'ok' });
    expect(peer.received).toHaveLength(2);
  });

  it('are not used for longer than they last (credential_process)', async () => {
    const script = join(home, 'give.mjs');
    const gave = join(home, 'gave');
    await writeFile(script, `import { appendFileSync, readFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(gave)}, 'x'); const n = readFileSync(${JSON.stringify(gave)}).length;
      console.log(JSON.stringify({ Version: 1, AccessKeyId: 'KEY' + n, SecretAccessKey: 's', SessionToken: 't', Expiration: new Date(Date.now() + 60000).toISOString() }));`);
    await config('[profile tool]', `credential_process = "${process.execPath}" "${script}"`);
    const peer = await startPeer(() => ({ body: '{}' }));
    const connection = await connectTo(peer, { environment: { ...files, AWS_ENDPOINT_URL: peer.url }, profile: 'tool' });
    await account(connection);
    connection.aws.newRound();
    await account(connection);
    const [first, second] = peer.received.map(({ headers }) => /KEY\d/.exec(headers.authorization ?? '')?.[0]);
    expect(first).toMatch(/KEY/);
    expect(second).not.toBe(first);
  });
});

describe('where credentials come from and what renews them', () => {
  it.each<[string, string[], string, string]>([
    ['SSO', ssoProfile, 'profile contoso (IAM Identity Center)', 'aws sso login --profile contoso'],
    ['SSO without a session', ['[profile contoso]', 'sso_start_url = https://x', 'sso_account_id = 1'], 'profile contoso (IAM Identity Center)', 'aws sso login --profile contoso'],
    ['aws login', ['[profile contoso]', 'login_session = arn:aws:iam::1:user/x'], 'profile contoso (aws login)', 'aws login --profile contoso'],
    ['a role on top of SSO', ['[profile contoso]', 'role_arn = arn:aws:iam::1:role/x', 'source_profile = base', '[profile base]', 'sso_start_url = https://x'], 'profile contoso (IAM Identity Center)', 'aws sso login --profile base'],
    ['a circle of profiles', ['[profile contoso]', 'role_arn = r', 'source_profile = b', '[profile b]', 'role_arn = r', 'source_profile = contoso'], 'profile contoso', 'aws configure --profile b'],
    ['a program', ['[profile contoso]', 'credential_process = x'], 'profile contoso (credential_process)', 'credential_process'],
  ])('%s', async (_name, lines, from, renew) => {
    await config(...lines);
    const settings = await awsSettings({ environment: files, region: 'eu-west-1', profile: 'contoso' });
    const origin = originOf(settings, { ...files, ...secret });
    expect(origin).toMatchObject({ from, renew: [expect.stringContaining(renew), expect.anything()] });
  });

  it('keys in the environment come before AWS_PROFILE and after --profile, as the AWS CLI has it', async () => {
    await config(...ssoProfile);
    const environment = { ...files, ...secret, AWS_PROFILE: 'contoso', AWS_REGION: 'eu-west-1' };
    expect(originOf(await awsSettings({ environment }), environment)).toMatchObject({ from: 'the environment (AWS_ACCESS_KEY_ID)', keys: { accessKeyId: 'AKIDEXAMPLE' } });
    expect(originOf(await awsSettings({ environment, profile: 'contoso' }), environment)).not.toHaveProperty('keys');
  });
});

it('no secret leaves in any error', async () => {
  const replies: Reply[] = [
    { status: 403, body: JSON.stringify({ __type: 'InvalidSignatureException', message: `The request signature we calculated does not match.\n\nThe Canonical String for this request should have been\n'POST\n/\nx-amz-security-token:${secret.AWS_SESSION_TOKEN}\n'` }) },
    { status: 400, body: JSON.stringify({ __type: 'ValidationException', message: `Bad header x-amz-security-token: ${secret.AWS_SESSION_TOKEN} and Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/x, Signature=abc` }) },
    { status: 400, body: JSON.stringify({ __type: 'ValidationException', message: `\u001b[31m${secret.AWS_SECRET_ACCESS_KEY}\u0007` }) },
    'reset',
  ];
  for (const reply of replies) {
    const peer = await startPeer(() => reply);
    const { aws } = await connectTo(peer, { environment: { ...secret, AWS_ENDPOINT_URL: peer.url } });
    const error = await aws.read('workspaces:DescribeAccount', {}).catch((reason: unknown) => reason);
    const outcome = await aws.send('workspaces:ModifyAccount', {}, () => ({}));
    const shown = inspect([error, outcome], { depth: 10, showHidden: true });
    expect(shown).toContain('DescribeAccount');
    for (const one of [secret.AWS_SESSION_TOKEN, secret.AWS_SECRET_ACCESS_KEY, 'Signature=abc', '\u001b']) expect(shown).not.toContain(one);
  }
});
