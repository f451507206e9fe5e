import { BlockList, isIP } from 'node:net';
import { fail } from '../problem.ts';
import { isLoopback } from './endpoints.ts';
import type { Environment } from './settings.ts';

/** The proxy that one request takes. `variable` names where it was set; the URL may hold a password and is never shown. */
export type Proxy = { readonly variable: string; readonly url: string };

/** Which proxy, if any, a request to a host takes. */
export type ProxyChoice = (protocol: string, host: string, port: number) => Proxy | undefined;

/**
 * The proxy rules of `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` in either case, the lower one first as curl and Node have it.
 * Loopback hosts never take a proxy. `NO_PROXY` is read as the AWS CLI reads it: names match their subdomains, addresses may
 * be CIDR ranges (Node's own reading knows neither), `*` matches all.
 *
 * @throws ProblemError `aws.bad-proxy`, exit code 2, for a value that is no http or https URL.
 */
export function proxiesOf(environment: Environment): ProxyChoice {
  const https = proxyOf(environment, 'https_proxy');
  const http = proxyOf(environment, 'http_proxy');
  const exceptions = (environment['no_proxy'] || environment['NO_PROXY'] || '').toLowerCase().split(/[\s,]+/).filter(Boolean);
  return (protocol, host, port) => {
    const proxy = protocol === 'https:' ? https : http;
    if (!proxy || isLoopback(host) || exceptions.some((exception) => excepts(exception, host, port))) return undefined;
    return proxy;
  };
}

function proxyOf(environment: Environment, lower: string): Proxy | undefined {
  const variable = [lower, lower.toUpperCase()].find((name) => environment[name]);
  const value = variable && environment[variable];
  if (!variable || !value) return undefined;
  const url = value.includes('://') ? value : `http://${value}`;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return { variable, url };
  return fail({
    code: 'aws.bad-proxy',
    what: `${variable} is not the URL of an http or https proxy.`,
    causes: ['SOCKS proxies and automatic configuration scripts (PAC) are not supported.', 'A password with special characters must be percent-encoded.'],
    todo: [`set ${variable} to something like http://proxy.example.com:8080, or unset it`],
    exit: 2,
  });
}

function excepts(exception: string, host: string, port: number): boolean {
  if (exception === '*') return true;
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (isIP(name)) return exception === name || exception === `${name}:${port}` || inRange(exception, name);
  const [, domain, onlyPort] = /^(?:\*?\.)?([^:]+)(?::(\d+))?$/.exec(exception) ?? [];
  if (!domain || (onlyPort && Number(onlyPort) !== port)) return false;
  return name === domain || name.endsWith(`.${domain}`);
}

function inRange(range: string, address: string): boolean {
  const [network = '', bits] = range.split('/');
  const version = isIP(network);
  if (bits === undefined || !version || version !== isIP(address) || !/^\d{1,3}$/.test(bits)) return false;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  if (Number(bits) > (version === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(address, family);
}
