import { ServiceError } from '../service.ts';
import { checksumAlgorithms } from '../wire/receive.ts';
import type { ChecksumAlgorithm, Received } from '../wire/receive.ts';
import type { StoredObject } from '../world.ts';

/** A body is what the request says it is: its MD5, its checksum and the hash in its signature. */
export function verifyBody(body: Received, contentMd5: string | undefined): void {
  if (contentMd5 !== undefined) {
    const given = Buffer.from(contentMd5, 'base64');
    if (given.length !== 16) throw new ServiceError('InvalidDigest', 'The Content-MD5 you specified was invalid.');
    if (given.toString('hex') !== body.md5) throw new ServiceError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  for (const [algorithm, claimed] of body.claimed) {
    if (claimed !== body.checksums.get(algorithm)) throw badChecksum(algorithm);
  }
  if (body.sha256 !== undefined && body.signedSha256 !== body.sha256) {
    throw new ServiceError('XAmzContentSHA256Mismatch', 'The provided \'x-amz-content-sha256\' header does not match what was computed.');
  }
}

export function badChecksum(algorithm: ChecksumAlgorithm): ServiceError {
  return new ServiceError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
}

/** The checksum to keep of a body: the one that the request named. */
export function keptChecksum(body: Received): { checksumAlgorithm: ChecksumAlgorithm; checksum: string } | undefined {
  for (const [checksumAlgorithm, checksum] of body.checksums) return { checksumAlgorithm, checksum };
  return undefined;
}

/** The member of answers and requests that holds a checksum: `ChecksumCRC32`. */
export function checksumMember(algorithm: string): string {
  return `Checksum${algorithm}`;
}

/** A checksum as an answer's member, if there is one. */
export function checksumAnswer({ checksumAlgorithm, checksum, checksumType }: Pick<StoredObject, 'checksumAlgorithm' | 'checksum' | 'checksumType'>): Record<string, string> {
  if (!checksumAlgorithm || checksum === undefined) return {};
  return { [checksumMember(checksumAlgorithm)]: checksum, ...(checksumType ? { ChecksumType: checksumType } : {}) };
}

/** The checksum that a request claims in its members, if any. */
export function claimedChecksum(input: Record<string, unknown>): { algorithm: ChecksumAlgorithm; checksum: string } | undefined {
  for (const algorithm of checksumAlgorithms) {
    const checksum = input[checksumMember(algorithm)];
    if (typeof checksum === 'string') return { algorithm, checksum };
  }
  return undefined;
}
