import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../../source/problem.ts';
import { proxiesOf } from '../../source/aws/proxy.ts';
import { awsSettings, type Environment } from '../../source/aws/settings.ts';
import { trustOf } from '../../source/aws/trust.ts';
import { makeAuthority } from './authority.ts';

let folder = '';
let files: Environment = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aws-settings-'));
  files = { AWS_CONFIG_FILE: join(folder, 'config'), AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials') };
  const config = [
    '[default]', 'region = eu-central-1', '',
    '[profile contoso]', 'region = us-west-2', 'endpoint_url = https://aws.contoso.example', '',
    '[profile parts]', 'region = us-west-2', 'services = local', '',
    '[services local]', 's3 =', '  endpoint_url = http://127.0.0.1:9000', '',
  ];
  await writeFile(files['AWS_CONFIG_FILE']!, config.join('\n'));
  await writeFile(files['AWS_SHARED_CREDENTIALS_FILE']!, '[keys]\nregion = sa-east-1\naws_access_key_id = A\naws_secret_access_key = B\n');
});

afterAll(() => rm(folder, { recursive: true }));

const settings = (environment: Environment, options: { region?: string; profile?: string } = {}) => awsSettings({ environment: { ...files, ...environment }, ...options });

describe('the Region comes from', () => {
  it.each<[string, Environment, { region?: string; profile?: string }, string, RegExp]>([
    ['the option before all', { AWS_REGION: 'eu-west-2' }, { region: 'eu-west-1' }, 'eu-west-1', /--region/],
    ['AWS_REGION', { AWS_REGION: 'eu-west-2', AWS_DEFAULT_REGION: 'eu-west-3' }, {}, 'eu-west-2', /^AWS_REGION$/],
    ['AWS_DEFAULT_REGION, which the SDK does not read', { AWS_DEFAULT_REGION: 'eu-west-3' }, {}, 'eu-west-3', /^AWS_DEFAULT_REGION$/],
    ['the default profile', {}, {}, 'eu-central-1', /^profile default$/],
    ['the profile of AWS_PROFILE', { AWS_PROFILE: 'contoso' }, {}, 'us-west-2', /^profile contoso$/],
    ['the profile of the option, also in the credentials file', { AWS_PROFILE: 'contoso' }, { profile: 'keys' }, 'sa-east-1', /^profile keys$/],
  ])('%s', async (_name, environment, options, id, from) => {
    expect((await settings(environment, options)).region).toEqual({ id, from: expect.stringMatching(from) });
  });
});

describe('the kind of endpoint is', () => {
  it.each<[string, Environment, object]>([
    ['AWS without any', {}, { kind: 'aws', urls: {} }],
    ['sandbox on a loopback address', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, { kind: 'sandbox', from: 'AWS_ENDPOINT_URL' }],
    ['sandbox on IPv6', { AWS_ENDPOINT_URL: 'http://[::1]:4566' }, { kind: 'sandbox' }],
    ['sandbox on localhost', { AWS_ENDPOINT_URL: 'http://localhost:4566' }, { kind: 'sandbox' }],
    ['custom elsewhere', { AWS_ENDPOINT_URL: 'http://127.0.0.1.example.com' }, { kind: 'custom' }],
    ['custom for one service of many', { AWS_ENDPOINT_URL_DIRECTORY_SERVICE: 'http://127.0.0.1:1' }, { kind: 'custom', urls: { ds: 'http://127.0.0.1:1' } }],
    ['custom where one leaves the loopback', { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_S3: 'https://s3.example.com' }, { kind: 'custom' }],
    ['the profile’s', { AWS_PROFILE: 'contoso' }, { kind: 'custom', from: 'endpoint_url of the profile' }],
    ['the profile’s services section', { AWS_PROFILE: 'parts' }, { kind: 'custom', urls: { s3: 'http://127.0.0.1:9000' } }],
    ['AWS when told to ignore them', { AWS_PROFILE: 'contoso', AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, { kind: 'aws' }],
  ])('%s', async (_name, environment, expected) => {
    expect((await settings(environment)).endpoints).toMatchObject(expected);
  });
});

describe('what can not be right is told at once, with exit 2:', () => {
  it.each<[string, () => Promise<unknown>, string, RegExp]>([
    ['no Region', () => awsSettings({ environment: { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' } }), 'aws.no-region', /No AWS Region/],
    ['a place for a Region', () => settings({}, { region: 'Ireland' }), 'aws.bad-region', /Ireland/],
    ['a zone for a Region', () => settings({ AWS_REGION: 'eu-west-1a' }), 'aws.bad-region', /AWS_REGION/],
    ['a profile that is not there', () => settings({ AWS_PROFILE: 'fabrikam' }), 'aws.no-profile', /fabrikam.*AWS_PROFILE/],
    ['an endpoint that is no URL', () => settings({ AWS_ENDPOINT_URL_S3: 'localhost:4566' }), 'aws.bad-endpoint', /AWS_ENDPOINT_URL_S3/],
    ['a SOCKS proxy', async () => proxiesOf({ HTTPS_PROXY: 'socks5://user:hidden@proxy' }), 'aws.bad-proxy', /^HTTPS_PROXY(?!.*hidden)/],
    ['a bundle that is not there', () => trustOf({ AWS_CA_BUNDLE: join(folder, 'gone.pem') }, {}), 'aws.bad-ca-bundle', /AWS_CA_BUNDLE.*no such file/],
    ['a bundle without certificates', () => trustOf({ NODE_EXTRA_CA_CERTS: join(folder, 'config') }, {}), 'aws.bad-ca-bundle', /NODE_EXTRA_CA_CERTS.*no certificate/],
    ['a folder for a bundle', () => trustOf({}, { ca_bundle: folder }), 'aws.bad-ca-bundle', /ca_bundle of the profile.*folder/],
  ])('%s', async (_name, action, code, what) => {
    const error = await action().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problem).toMatchObject({ code, exit: 2, what: expect.stringMatching(what) });
  });

  it('a damaged certificate', async () => {
    const path = join(folder, 'damaged.pem');
    await writeFile(path, `${makeAuthority().certificate}-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`);
    await expect(trustOf({ AWS_CA_BUNDLE: path }, {})).rejects.toThrow('damaged');
  });
});

it.each<[string, (pem: string) => string]>([
  ['with Windows line ends', (pem) => pem.replaceAll('\n', '\r\n')],
  ['with empty lines', (pem) => pem.replaceAll('\n', '\n\n')],
  ['indented', (pem) => pem.replaceAll('\n', '\n  ')],
])('certificates are read from a bundle %s', async (_name, written) => {
  const path = join(folder, 'by-hand.pem');
  await writeFile(path, `Contoso\n${written(makeAuthority().certificate)}`);
  expect((await trustOf({ AWS_CA_BUNDLE: path }, {})).context()).toBeDefined();
});

describe('a request takes the proxy', () => {
  const proxy = { HTTPS_PROXY: 'http://proxy:3128' };
  it.each<[string, Environment, string, number, boolean]>([
    ['that is set', proxy, 'sts.eu-west-1.amazonaws.com', 443, true],
    ['without its scheme', { https_proxy: 'proxy:3128' }, 'sts.eu-west-1.amazonaws.com', 443, true],
    ['never to this machine', proxy, '127.0.0.1', 443, false],
    ['not when all are excepted', { ...proxy, NO_PROXY: '*' }, 'sts.amazonaws.com', 443, false],
    ['not for a domain', { ...proxy, NO_PROXY: 'example.com, .amazonaws.com' }, 'sts.amazonaws.com', 443, false],
    ['not for a domain without its dot', { ...proxy, no_proxy: 'amazonaws.com' }, 'sts.amazonaws.com', 443, false],
    ['for a name that only ends alike', { ...proxy, NO_PROXY: 'amazonaws.com' }, 'notamazonaws.com', 443, true],
    ['for another port', { ...proxy, NO_PROXY: 'example.com:8443' }, 'example.com', 443, true],
    ['not for a range', { ...proxy, NO_PROXY: '10.0.0.0/8' }, '10.1.2.3', 443, false],
    ['for an address outside it', { ...proxy, NO_PROXY: '10.0.0.0/8' }, '11.1.2.3', 443, true],
    ['not for an address', { ...proxy, NO_PROXY: '192.0.2.7' }, '192.0.2.7', 443, false],
    ['not for an IPv6 range', { ...proxy, NO_PROXY: 'fd00::/8' }, '[fd12::1]', 443, false],
  ])('%s', (_name, environment, host, port, expected) => {
    expect(proxiesOf(environment)('https:', host, port) !== undefined).toBe(expected);
  });

  it('of its own protocol, and the lower case first', () => {
    const choose = proxiesOf({ http_proxy: 'http://one', HTTP_PROXY: 'http://two', HTTPS_PROXY: 'http://three' });
    expect(choose('http:', 'example.com', 80)).toEqual({ variable: 'http_proxy', url: 'http://one' });
    expect(choose('https:', 'example.com', 443)).toEqual({ variable: 'HTTPS_PROXY', url: 'http://three' });
  });
});
