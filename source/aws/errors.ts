import { ProblemError, type Problem, type RawError } from '../problem.ts';
import { line } from '../text.ts';
import { causesOfDenial, permissionOf } from './permissions.ts';
import type { Fault, FaultKind } from './fault.ts';

/** What a problem's text needs to know of the connection. */
export type Situation = {
  readonly region: string;
  /** Where the credentials come from, in words. */
  readonly credentials: string;
  /** What renews them, in order. */
  readonly renew: readonly string[];
  /** Variable that names the proxy on the way, when there is one. */
  readonly proxy?: string | undefined;
  /** Where endpoints were configured, when they were. */
  readonly endpoint?: string | undefined;
};

/** AWS's own code of what a read or a send met (`NoSuchEntity`, `ResourceNotFoundException`), as it stood in the answer. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof ProblemError ? error.problem.raw?.code : undefined;
}

/** The whitelist: all that leaves an SDK error. */
export function rawOf(operation: string, { code, message, requestId, status }: Fault): RawError {
  return { operation, ...(code && { code }), ...(message && { message }), ...(requestId && { requestId }), ...(status && { status }) };
}

/** A fault in words: what happened, the likely causes, what to type. */
export function problemOf(operation: string, fault: Fault, situation: Situation): Problem {
  return { ...texts[fault.kind](operation, fault, situation), raw: rawOf(operation, fault) };
}

type Words = (operation: string, fault: Fault, situation: Situation) => Problem;

const unreachable: Words = (operation, fault, { region, proxy, endpoint }) => ({
  code: 'aws.unreachable',
  what: `${serviceOf(operation)} in ${region} can not be reached from here${inBrackets(fault.message)}.`,
  causes: [
    ...(endpoint ? [`Nothing answers at the endpoint that ${endpoint} names.`] : []),
    ...(fault.kind === 'dns' && !endpoint ? [`There is no ${serviceOf(operation)} in ${region}, or the Region does not exist.`] : []),
    ...(proxy ? [`The proxy that ${proxy} names is wrong or down.`] : ['This machine is offline, or its network lets nothing out without a proxy.']),
  ],
  todo: [proxy ? `check ${proxy}` : 'check the network; where a proxy is needed set HTTPS_PROXY=http://proxy.example.com:8080'],
  again: 'soon',
  exit: 4,
});

const texts: { readonly [Kind in FaultKind]: Words } = {
  dns: unreachable,
  refused: unreachable,
  network: (operation, fault, situation) => ({
    ...unreachable(operation, fault, situation),
    what: `The connection to ${serviceOf(operation)} broke${inBrackets(fault.message)}.`,
  }),
  deadline: (operation, fault, situation) => ({
    ...unreachable(operation, fault, situation),
    what: `${serviceOf(operation)} in ${situation.region} did not answer in time${inBrackets(fault.message)}.`,
  }),
  proxy: (operation, fault, { proxy = 'HTTPS_PROXY', region }) => ({
    code: 'aws.proxy-refused',
    what: `The proxy that ${proxy} names refuses to connect to ${serviceOf(operation)}${fault.message?.includes(' 407') ? ': it wants a user name and password' : ''}.`,
    causes: ['It wants other credentials, or does not allow AWS host names.', `It does not find the host: there is no ${serviceOf(operation)} in ${region}.`],
    todo: [`set ${proxy}=http://user:password@proxy.example.com:8080 (special characters percent-encoded)`, 'or have *.amazonaws.com allowed on the proxy'],
    again: 'soon',
    exit: 4,
  }),
  tls: (operation, fault) => ({
    code: 'aws.tls',
    what: `The TLS connection to ${serviceOf(operation)} was not accepted${inBrackets(fault.code)}.`,
    causes: ['A proxy or firewall on the way inspects TLS with a certificate authority that this machine does not trust.', 'A Wi-Fi sign-in page stands in between.'],
    todo: ["set AWS_CA_BUNDLE to the PEM file of your organisation's certificate authority", 'or install it in the certificate store of the system'],
    again: 'soon',
    exit: 4,
  }),
  unreadable: (operation, fault) => ({
    code: 'aws.unreadable-answer',
    what: `What answered in place of ${serviceOf(operation)} is not AWS${inBrackets(fault.message)}.`,
    causes: ['A Wi-Fi sign-in page or an inspecting proxy answered.', 'A configured endpoint is not the service.'],
    todo: ['open a web page in a browser and sign in to the network, then try again'],
    again: 'soon',
    exit: 4,
  }),
  throttled: (operation) => ({
    code: 'aws.throttled',
    what: `AWS limits the rate of calls in this account and Region and put ${operation} off.`,
    causes: ['Another program or console page of this account is calling the same service.'],
    todo: ['wait; it is tried again'],
    again: 'soon',
    exit: 3,
  }),
  expired: (_operation, _fault, { credentials, renew }) => ({
    code: 'aws.credentials-expired',
    what: `The AWS credentials from ${credentials} have expired.`,
    todo: renew,
    again: 'person',
    exit: 4,
  }),
  credentials: (_operation, fault, { credentials, region, renew }) => ({
    code: 'aws.credentials-invalid',
    what: `AWS does not accept the credentials from ${credentials} in ${region}${inBrackets(fault.code)}.`,
    causes: [
      'The access key was deleted, deactivated or mistyped.',
      `${region} has to be enabled for the account first (Regions launched since 2019 are off by default).`,
      'The keys belong to another partition: China and GovCloud have their own.',
    ],
    todo: [...renew, `or enable ${region} in the account settings`],
    again: 'person',
    exit: 4,
  }),
  clock: () => ({
    code: 'aws.clock-skew',
    what: 'The clock of this machine differs too much from that of AWS.',
    causes: ['Time synchronisation is off, or the machine has just woken up.'],
    todo: ['Windows: w32tm /resync   Linux: timedatectl set-ntp true   macOS: sudo sntp -sS time.apple.com', 'then try again'],
    again: 'soon',
    exit: 4,
  }),
  denied: (operation, fault) => ({
    code: 'aws.access-denied',
    what: `These credentials may not use ${permissionOf(operation, fault.message)}.`,
    causes: causesOfDenial(operation, fault.message),
    todo: ['wizard template iam-policy   (the policy with every action the wizard uses, to hand to your administrator)', 'then start the wizard again: it goes on where it was'],
    exit: 4,
  }),
  elsewhere: (operation, _fault, { region }) => ({
    code: 'aws.other-region',
    what: `${operation} was asked in ${region}, but what it is about lies in another Region.`,
    causes: ['The bucket was made in another Region; VM Import takes disks only from its own.'],
    todo: [`choose a bucket in ${region}, or have one made`],
    exit: 1,
  }),
  exists: (operation, fault) => said(operation, fault, 'aws.exists'),
  client: (operation, fault) => ({
    ...said(operation, fault, 'aws.refused'),
    // S3 gives no reason with a HEAD; by then STS has been asked whether the credentials hold.
    ...(fault.code === 'BadRequest' && { causes: ['The name is no bucket name.', 'S3 takes the credentials for expired, or something on the way changed the request.'], todo: ['start the wizard again: it goes on where it was'] }),
  }),
  server: (operation, fault) => ({
    code: 'aws.server-error',
    what: `AWS had trouble with ${operation}${fault.status ? ` (HTTP ${fault.status})` : ''}.`,
    causes: ['Passing trouble at AWS, or of a proxy on the way.'],
    todo: ['wait; it is tried again', 'https://health.aws.amazon.com/health/status shows known trouble'],
    again: 'soon',
    exit: 3,
  }),
  ours: (operation, fault) => ({
    code: 'aws.not-sent',
    what: `${operation} could not be sent${fault.message ? `: ${line(fault.message)}` : ''}.`,
    todo: ['please report this: it is a fault of the wizard'],
    exit: 1,
  }),
};

function said(operation: string, { code, message }: Fault, problem: string): Problem {
  const words = [code, message].filter(Boolean).map(line).join(': ');
  return { code: problem, what: `AWS refused ${operation}: ${words}${/[.!?]$/.test(words) ? '' : '.'}`, exit: 1 };
}

function inBrackets(words: string | undefined): string {
  return words ? ` (${line(words)})` : '';
}

const services: { readonly [service: string]: string } = {
  workspaces: 'Amazon WorkSpaces', ec2: 'Amazon EC2', s3: 'Amazon S3', iam: 'AWS IAM', sts: 'AWS STS', ds: 'AWS Directory Service', servicequotas: 'Service Quotas',
};

function serviceOf(operation: string): string {
  return services[operation.split(':')[0] ?? ''] ?? 'AWS';
}
