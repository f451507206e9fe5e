import { crc32 } from 'node:zlib';

/** A cyclic redundancy check of S3's: how to add bytes to it, and its width and (reflected) polynomial. */
export type Crc = {
  readonly bits: 32 | 64;
  readonly polynomial: bigint;
  start(): { add(bytes: Uint8Array): void; value(): bigint };
};

/** The three that S3 takes, by the API's names (https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html). */
export const crcs = {
  CRC32: {
    bits: 32,
    polynomial: 0xedb88320n,
    start() {
      let crc = 0;
      return { add: (bytes) => void (crc = crc32(bytes, crc)), value: () => BigInt(crc) };
    },
  },
  CRC32C: { bits: 32, polynomial: 0x82f63b78n, start: () => tabled32(0x82f63b78) },
  CRC64NVME: { bits: 64, polynomial: 0x9a6c9329ac4bc9b5n, start: () => tabled64(0x9a6c9329, 0xac4bc9b5) },
} satisfies Record<string, Crc> as Readonly<Record<'CRC32' | 'CRC32C' | 'CRC64NVME', Crc>>;

function tabled32(polynomial: number) {
  const table = new Int32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    table[byte] = crc;
  }
  let crc = -1;
  return {
    add(bytes: Uint8Array) {
      for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 255] as number);
    },
    value: () => BigInt(~crc >>> 0),
  };
}

// Two 32-bit halves: 64-bit integers would be BigInt, which is far too slow for a disk image.
function tabled64(high: number, low: number) {
  const highs = new Int32Array(256);
  const lows = new Int32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let h = 0;
    let l = byte;
    for (let bit = 0; bit < 8; bit += 1) {
      const odd = l & 1;
      l = (l >>> 1) | (h << 31);
      h >>>= 1;
      if (odd) [h, l] = [h ^ high, l ^ low];
    }
    highs[byte] = h;
    lows[byte] = l;
  }
  let h = -1;
  let l = -1;
  return {
    add(bytes: Uint8Array) {
      for (const byte of bytes) {
        const index = (l ^ byte) & 255;
        l = ((l >>> 8) | (h << 24)) ^ (lows[index] as number);
        h = (h >>> 8) ^ (highs[index] as number);
      }
    },
    value: () => (BigInt(~h >>> 0) << 32n) | BigInt(~l >>> 0),
  };
}

/** The check of several pieces one after the other, from the check of each and its length in bytes. */
export function combine(crc: Crc, pieces: readonly { readonly value: bigint; readonly length: number }[]): bigint {
  // Parts of an upload are nearly all of one length: each distinct length costs one matrix.
  const moves = new Map<number, readonly bigint[]>();
  let sum = 0n;
  for (const { value, length } of pieces) {
    const move = moves.get(length) ?? appendZeros(crc, length);
    moves.set(length, move);
    sum = times(move, sum) ^ value;
  }
  return sum;
}

// Appending a zero bit is a linear map over GF(2), so that appending many is one of its powers.
function appendZeros(crc: Crc, bytes: number): readonly bigint[] {
  let power: readonly bigint[] = [crc.polynomial, ...Array.from({ length: crc.bits - 1 }, (_, bit) => 1n << BigInt(bit))];
  let result: readonly bigint[] = Array.from({ length: crc.bits }, (_, bit) => 1n << BigInt(bit));
  for (let bits = BigInt(bytes) * 8n; bits > 0n; bits >>= 1n) {
    const once = power;
    if (bits & 1n) result = result.map((column) => times(once, column));
    power = once.map((column) => times(once, column));
  }
  return result;
}

function times(matrix: readonly bigint[], vector: bigint): bigint {
  let sum = 0n;
  for (let rest = vector, index = 0; rest > 0n; rest >>= 1n, index += 1) if (rest & 1n) sum ^= matrix[index] ?? 0n;
  return sum;
}
