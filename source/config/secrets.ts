import type { Json } from '../step.ts';
import type { Path } from './document.ts';
import type { Fault, Place } from './faults.ts';

const cure = 'take it out; credentials come from the standard AWS places (profile, SSO, environment). If anybody else saw it, replace it';

/** Texts that are secrets wherever they stand, comments included. Key ids: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const everywhere: readonly (readonly [RegExp, string])[] = [
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, 'an AWS access key id'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/g, 'a private key'],
  [/\b(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[A-Za-z0-9+/=]{20,}/g, 'an AWS session token'],
  [/\b[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s/:@"']+:[^\s/@"']+@/g, 'a password in a URL'],
  [/\b(?:[BCDFGHJKMNPQRTVWXY2346789]{5}-){4}[BCDFGHJKMNPQRTVWXY2346789]{5}\b/g, 'a Windows product key'],
];

const secretKey = /secret_?access_?key|session_?token|security_?token|private_?key|pass_?(?:word|phrase|wd)|^secret$|^credentials?$|api_?key/i;

/** Secrets in the text itself, comments included; `at` gives the place of an offset. The faults never hold what was found. */
export function secretsInText(text: string, at: (offset: number) => Place): Fault[] {
  return everywhere.flatMap(([pattern, what]) =>
    [...text.matchAll(pattern)].map((match): Fault => ({ place: at(match.index), key: '', message: `${what}: ${cure}` })),
  );
}

/** Keys that name a secret, and values that look like a secret access key. `place` gives the place of a key. */
export function secretsInValues(data: Json | undefined, place: (path: Path) => Place): Fault[] {
  const faults: Fault[] = [];
  const visit = (value: Json | undefined, path: Path): void => {
    const what = secretKey.test(String(path.at(-1) ?? '')) ? 'the name of a secret' : looksLikeSecretKey(value) ? 'what looks like an AWS secret access key' : undefined;
    if (what) faults.push({ place: place(path), key: path.join('.'), message: `${what}: ${cure}` });
    if (value === null || typeof value !== 'object') return;
    for (const [key, inner] of Object.entries(value)) visit(inner as Json, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  visit(data, []);
  return faults;
}

/** Forty characters of base64 with capitals, small letters and digits: no name or id of this file looks like that. */
function looksLikeSecretKey(value: Json | undefined): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9+][A-Za-z0-9+/]{39}$/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value) && /[0-9]/.test(value);
}
