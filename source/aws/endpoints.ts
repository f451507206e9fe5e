import { BlockList, isIP } from 'node:net';
import { fail } from '../problem.ts';
import { text } from '../text.ts';
import type { Service } from './operations.ts';
import type { AwsSettings, Environment, Section } from './settings.ts';

/** `sandbox` is any endpoint on this machine's loopback interface; `custom` any other that was configured. */
export type EndpointKind = 'aws' | 'sandbox' | 'custom';

export type Endpoints = {
  /** What all services together amount to: pinned in the journal. */
  readonly kind: EndpointKind;
  /** Where an endpoint was configured: `AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_S3`, `endpoint_url of the profile`. */
  readonly from?: string;
  /** Configured URLs; a service without one is asked where AWS has it. */
  readonly urls: { readonly [Name in Service]?: string };
};

/** Service ids as environment variables and the shared files spell them. */
const names: { readonly [Name in Service]: string } = {
  workspaces: 'workspaces',
  ec2: 'ec2',
  s3: 's3',
  iam: 'iam',
  sts: 'sts',
  ds: 'directory_service',
  servicequotas: 'service_quotas',
};

/**
 * Endpoints of every service: `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, then the profile's `services` section and
 * its `endpoint_url`; `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true` leaves all of them out.
 *
 * @throws ProblemError `aws.bad-endpoint` for what is not an http or https URL.
 */
export function endpointsOf(environment: Environment, profile: Section, sections: AwsSettings['sections']): Endpoints {
  const ignore = environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? profile['ignore_configured_endpoint_urls'];
  if (ignore?.toLowerCase() === 'true') return { kind: 'aws', urls: {} };
  const services = sections[`services.${profile['services']}`] ?? {};
  const found = (Object.keys(names) as Service[]).flatMap((service) => {
    const variable = `AWS_ENDPOINT_URL_${names[service].toUpperCase()}`;
    const places: [string | undefined, string][] = [
      [environment[variable], variable],
      [environment['AWS_ENDPOINT_URL'], 'AWS_ENDPOINT_URL'],
      [services[`${names[service]}.endpoint_url`], `services section ${profile['services']}`],
      [profile['endpoint_url'], 'endpoint_url of the profile'],
    ];
    const place = places.find(([url]) => url);
    return place?.[0] ? [{ service, url: checked(place[0], place[1]), from: place[1] }] : [];
  });
  const [first] = found;
  if (!first) return { kind: 'aws', urls: {} };
  const allLocal = found.length === Object.keys(names).length && found.every(({ url }) => isLoopback(new URL(url).hostname));
  return { kind: allLocal ? 'sandbox' : 'custom', from: first.from, urls: Object.fromEntries(found.map(({ service, url }) => [service, url])) };
}

function checked(url: string, from: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  return fail({
    code: 'aws.bad-endpoint',
    what: `${from} is “${text(url)}”, which is not an http or https URL.`,
    todo: [`correct ${from}, for example http://127.0.0.1:4566, or unset it to talk to AWS`],
    exit: 2,
  });
}

/** Whether a host name or address (IPv6 with or without brackets) means this machine itself. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true;
  const version = isIP(bare);
  if (!version) return false;
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  return loopback.check(bare, version === 6 ? 'ipv6' : 'ipv4');
}
