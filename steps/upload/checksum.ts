import { crc32 } from 'node:zlib';

// zlib's polynomial, bits reversed.
const polynomial = 0xedb88320;

/** CRC-32 of some bytes as an unsigned number; `before` is that of the bytes before them. */
export function checksum(bytes: Uint8Array, before = 0): number {
  return crc32(bytes, before);
}

/** As S3's `x-amz-checksum-crc32` header has it: four big-endian bytes in base64. */
export function toBase64(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes.toString('base64');
}

/** The number behind {@link toBase64}; undefined for anything else, such as a composite checksum with its part count. */
export function fromBase64(value: string | undefined): number | undefined {
  const bytes = /^[A-Za-z0-9+/]{6}==$/.test(value ?? '') ? Buffer.from(value ?? '', 'base64') : undefined;
  return bytes?.readUInt32BE(0);
}

/**
 * CRC-32 of two runs of bytes from the CRC-32 of each and the length of the second: multiplication by x^(8·length) in
 * GF(2), as zlib's `crc32_combine` does it. So the parts of a file may be read in any order.
 */
export function combine(first: number, second: number, secondLength: number): number {
  return (multiply(power(secondLength * 8), first) ^ second) >>> 0;
}

/** a·b modulo the polynomial; bit 31 is x^0. */
function multiply(a: number, b: number): number {
  let product = 0;
  let rest = b;
  for (let bit = 0x80000000; bit; bit >>>= 1) {
    if (a & bit) product ^= rest;
    rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
  }
  return product >>> 0;
}

/** x^exponent modulo the polynomial, by repeated squaring. */
function power(exponent: number): number {
  let result = 0x80000000;
  let square = 0x40000000;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2) result = multiply(result, square);
    square = multiply(square, square);
  }
  return result;
}
