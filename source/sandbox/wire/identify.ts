import type { IncomingHttpHeaders } from 'node:http';

/** Who a request is for, from its signature and target. */
export type Addressed = {
  /** Service in the credential scope; undefined for an unsigned request. */
  readonly scope?: string;
  /** Region in the credential scope. */
  readonly region?: string;
  /** `X-Amz-Target`, cut at its dot. */
  readonly target?: readonly [service: string, operation: string];
};

/** Reads the credential scope of a Signature Version 4 header or presigned URL. The signature itself is not checked. */
export function addressed(url: string, headers: IncomingHttpHeaders): Addressed {
  const query = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');
  const credential = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1] ?? query.get('X-Amz-Credential');
  const [, , region, scope] = credential?.split('/') ?? [];
  const [service, operation] = String(headers['x-amz-target'] ?? '').split('.');
  return {
    ...(scope ? { scope } : {}),
    ...(region ? { region } : {}),
    ...(service && operation ? { target: [service, operation] as const } : {}),
  };
}
