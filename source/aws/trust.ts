import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, getCACertificates, setDefaultCACertificates, type SecureContext } from 'node:tls';
import { fail } from '../problem.ts';
import { text } from '../text.ts';
import type { Environment, Section } from './settings.ts';

export type Trust = {
  /** For connections to servers. */
  context(): SecureContext;
  /** Node connects to a proxy that speaks TLS itself with the authorities of the process, whatever its agent trusts. */
  inWholeProcess(): void;
};

/**
 * The certificate authorities that are trusted: Node's own, the system's, those of `NODE_EXTRA_CA_CERTS` and of
 * `AWS_CA_BUNDLE` (or the profile's `ca_bundle`), added together. The files are read at once so that a wrong path is told
 * before anything is sent; the rest is gathered at the first TLS connection, because it takes tens of milliseconds.
 *
 * @throws ProblemError `aws.bad-ca-bundle`, exit code 2, for a file that can not be read or holds no certificate.
 */
export async function trustOf(environment: Environment, profile: Section): Promise<Trust> {
  const bundle = environment['AWS_CA_BUNDLE'] ? 'AWS_CA_BUNDLE' : 'ca_bundle of the profile';
  const files: [string, string | undefined][] = [
    ['NODE_EXTRA_CA_CERTS', environment['NODE_EXTRA_CA_CERTS']],
    [bundle, environment['AWS_CA_BUNDLE'] || profile['ca_bundle']],
  ];
  const extra = (await Promise.all(files.map(([from, path]) => (path ? certificates(from, path) : [])))).flat();
  const all = () => [...getCACertificates('bundled'), ...getCACertificates('system'), ...extra];
  let context: SecureContext | undefined;
  return {
    context: () => (context ??= createSecureContext({ ca: all() })),
    inWholeProcess: () => setDefaultCACertificates(all()),
  };
}

async function certificates(from: string, path: string): Promise<string[]> {
  const pem = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => unreadable(from, path, reasons[error.code ?? ''] ?? 'it can not be read'));
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g)?.map(tidied) ?? [];
  if (!blocks.length) return unreadable(from, path, 'it holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)');
  return blocks.every(isCertificate) ? blocks : unreadable(from, path, 'a certificate in it is damaged');
}

/** Node reads no block with an empty line or indentation in it, both of which bundles put together by hand have. */
function tidied(block: string): string {
  const base64 = block.replace(/-----[^-]+-----|\s/g, '');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder, not a file',
};

function unreadable(from: string, path: string, reason: string): never {
  return fail({
    code: 'aws.bad-ca-bundle',
    what: `The certificates that ${from} names can not be used: ${text(path)}: ${reason}.`,
    causes: ['Your network inspects TLS and its certificate authority was installed elsewhere, or the path has changed.'],
    todo: [`set ${from} to the PEM file of your organisation's certificate authority`, `or unset ${from}: the system's certificates are trusted anyway`],
    exit: 2,
  });
}
