import { text, type Text } from '../text.ts';

/** Longest message that is kept of an error. */
const longest = 4_000;

/** Shorter ones are no secrets but a simulator's placeholders, which are words of messages too. AWS's keys have 40 characters. */
const shortest = 12;

const patterns: readonly [RegExp, string][] = [
  // What a signature error repeats of the request: canonical string, string to sign, signed headers.
  [/\s*(The Canonical String|The String-to-Sign|CanonicalRequest|StringToSign)[\s\S]*$/i, ''],
  [/(session[-_]?token|security[-_]?token)("?\s*[:=]\s*"?)[^\s"'&,;<]+/gi, '$1$2«redacted»'],
  [/(secret[-_]?access[-_]?key|secret[-_]?key|access[-_]?token|refresh[-_]?token|client[-_]?secret|password)("?\s*[:=]\s*"?)[^\s"'&,;<]+/gi, '$1$2«redacted»'],
  [/(Authorization\s*:\s*|AWS4-HMAC-SHA256\s)[^\n]*/gi, '«redacted»'],
  [/(Signature|Credential)=[^\s"'&,;<]+/g, '$1=«redacted»'],
  [/\/\/[^/@\s]+@/g, '//«redacted»@'],
];

/**
 * A message that is safe to show and to keep: without the secrets in hand, without what looks like one, without control
 * characters, and of bounded length.
 */
export function redact(message: string, secrets: readonly string[] = []): Text {
  const without = secrets.filter((secret) => secret.length >= shortest).reduce((rest, secret) => rest.replaceAll(secret, '«redacted»'), message);
  return text(patterns.reduce((rest, [pattern, by]) => rest.replace(pattern, by), without).slice(0, longest).trim());
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
