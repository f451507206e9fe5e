import { createHash } from 'node:crypto';
import { line } from '../text.ts';
import type { Archive } from './inspection.ts';

type Manifest = NonNullable<Archive['manifest']>;

/** An OVF manifest: lines such as `SHA256(win11.ovf)= 3fe2…` (DMTF DSP0243, section 5.1). Other lines are passed over. */
export function parseManifest(name: string, bytes: Uint8Array): Manifest {
  const digests = Buffer.from(bytes).toString('utf8').split(/\r?\n/).flatMap((row) => {
    const parts = /^\s*(SHA-?\d{1,3})\s?\(([^)]{1,500})\)\s{0,4}=\s{0,4}([0-9a-f]{40,128})\s*$/i.exec(row.slice(0, 1000));
    if (!parts) return [];
    const [, algorithm = '', file = '', digest = ''] = parts;
    return [{ name: line(file), algorithm: algorithm.toUpperCase().replace('-', ''), digest: digest.toLowerCase() }];
  });
  return { name, digests };
}

/** Whether a small member has the digest that the manifest says; undefined when it says none that can be computed. */
export function matchesManifest(manifest: Manifest, name: string, bytes: Uint8Array): boolean | undefined {
  const entry = manifest.digests.find((digest) => digest.name === name);
  if (!entry || !['SHA1', 'SHA256', 'SHA512'].includes(entry.algorithm)) return undefined;
  return createHash(entry.algorithm.toLowerCase()).update(bytes).digest('hex') === entry.digest;
}
