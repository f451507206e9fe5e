import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { unframe } from './aws-chunked.ts';
import type { Trailers } from './aws-chunked.ts';
import { crcs } from './crc.ts';

/** S3's checksum algorithms that the sandbox computes, by the API's names. */
export const checksumAlgorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** What is kept of an uploaded body: its size, its checks and its first bytes. */
export type Received = {
  readonly size: number;
  /** Hexadecimal; the ETag of a single upload. */
  readonly md5: string;
  /** The first bytes, at most {@link headBytes}. */
  readonly head: Buffer;
  /** Computed, base64, by algorithm: those that the request names. */
  readonly checksums: ReadonlyMap<ChecksumAlgorithm, string>;
  /** What the request says they are, in a header or after the body; base64. */
  readonly claimed: ReadonlyMap<ChecksumAlgorithm, string>;
  /** Hexadecimal SHA-256 of the body, where the signature covers one, and the one it covers. */
  readonly sha256?: string;
  readonly signedSha256?: string;
};

/** How much of an object is kept: enough to judge a disk image by. */
export const headBytes = 65_536;

/** Reads a request's body through once; nothing but `headBytes` stays in memory. Rejects when the client goes away. */
export async function receive(request: IncomingMessage): Promise<Received> {
  const trailers: Trailers = new Map();
  const signed = String(request.headers['x-amz-content-sha256'] ?? '');
  const framed = signed.startsWith('STREAMING-') || /\baws-chunked\b/.test(request.headers['content-encoding'] ?? '');
  const wanted = checksumAlgorithms.filter((name) => names(request, name));
  const meters = new Map(wanted.map((name) => [name, meter(name)]));
  const sha256 = /^[0-9a-f]{64}$/.test(signed) ? createHash('sha256') : undefined;
  const md5 = createHash('md5');
  const heads: Buffer[] = [];
  let size = 0;
  for await (const piece of framed ? unframe(request, trailers) : (request as AsyncIterable<Buffer>)) {
    if (size < headBytes) heads.push(Buffer.from(piece.subarray(0, headBytes - size)));
    size += piece.length;
    md5.update(piece);
    sha256?.update(piece);
    for (const one of meters.values()) one.add(piece);
  }
  const claimed = new Map<ChecksumAlgorithm, string>();
  for (const name of wanted) {
    const header = `x-amz-checksum-${name.toLowerCase()}`;
    const value = request.headers[header] ?? trailers.get(header);
    if (value !== undefined) claimed.set(name, String(value));
  }
  return {
    size,
    md5: md5.digest('hex'),
    head: Buffer.concat(heads),
    checksums: new Map([...meters].map(([name, one]) => [name, one.value()])),
    claimed,
    ...(sha256 ? { sha256: sha256.digest('hex'), signedSha256: signed } : {}),
  };
}

function names(request: IncomingMessage, algorithm: ChecksumAlgorithm): boolean {
  const header = `x-amz-checksum-${algorithm.toLowerCase()}`;
  return (
    request.headers[header] !== undefined ||
    String(request.headers['x-amz-trailer'] ?? '').toLowerCase().split(/\s*,\s*/).includes(header) ||
    String(request.headers['x-amz-sdk-checksum-algorithm'] ?? '').toUpperCase() === algorithm
  );
}

function meter(algorithm: ChecksumAlgorithm): { add(bytes: Uint8Array): void; value(): string } {
  if (algorithm === 'SHA1' || algorithm === 'SHA256') {
    const hash = createHash(algorithm.toLowerCase());
    return { add: (bytes) => void hash.update(bytes), value: () => hash.digest('base64') };
  }
  const crc = crcs[algorithm].start();
  return { add: (bytes) => crc.add(bytes), value: () => crcBase64(algorithm, crc.value()) };
}

/** A CRC as S3 writes it: its bytes, the highest first, in base64. */
export function crcBase64(algorithm: 'CRC32' | 'CRC32C' | 'CRC64NVME', value: bigint): string {
  const digits = crcs[algorithm].bits / 4;
  return Buffer.from(value.toString(16).padStart(digits, '0'), 'hex').toString('base64');
}
