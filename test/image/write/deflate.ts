import { deflateRawSync } from 'node:zlib';

/**
 * RFC 1950 data made of runs alone, with the fixed Huffman code: the same bytes on every version of zlib, unlike
 * `zlib.deflateSync`, and small for disks that are mostly zeros.
 */
export function deflate(bytes: Uint8Array): Buffer {
  const bits = bitWriter();
  bits.number(1, 1);
  bits.number(1, 2);
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    literal(bits, byte);
    at += 1;
    let run = 0;
    while (at + run < bytes.length && bytes[at + run] === byte) run += 1;
    at += run;
    for (; run >= 258; run -= 258) repeat(bits, 258);
    // A match has at least three bytes.
    if (run >= 3) repeat(bits, run);
    else for (; run > 0; run -= 1) literal(bits, byte);
  }
  bits.code(0, 7);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(adler32(bytes));
  return Buffer.concat([Buffer.from([0x78, 0x01]), bits.end(), sum]);
}

/** What zlib itself makes: another packing of the same bytes, for readers that must take any. */
export function deflateByZlib(bytes: Uint8Array): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(adler32(bytes));
  return Buffer.concat([Buffer.from([0x78, 0x9c]), deflateRawSync(bytes), sum]);
}

type Bits = ReturnType<typeof bitWriter>;

function bitWriter() {
  const out: number[] = [];
  let held = 0;
  let count = 0;
  const push = (bit: number) => {
    held |= bit << count;
    count += 1;
    if (count === 8) {
      out.push(held);
      held = 0;
      count = 0;
    }
  };
  return {
    /** Numbers go least significant bit first, Huffman codes most significant first. */
    number: (value: number, length: number) => Array.from({ length }, (_, bit) => push((value >> bit) & 1)),
    code: (value: number, length: number) => Array.from({ length }, (_, bit) => push((value >> (length - 1 - bit)) & 1)),
    end: () => Buffer.from(count > 0 ? [...out, held] : out),
  };
}

function literal(bits: Bits, byte: number): void {
  if (byte < 144) bits.code(0x30 + byte, 8);
  else bits.code(0x190 + byte - 144, 9);
}

/** Lengths 3 to 258 by the table of RFC 1951, section 3.2.5; the distance is one. */
function repeat(bits: Bits, length: number): void {
  const extra = length === 258 || length < 11 ? 0 : Math.floor(Math.log2(length - 3)) - 2;
  const symbol = length === 258 ? 285 : extra === 0 ? 254 + length : 257 + 4 * (extra + 1) + ((length - 3) >> extra) - 4;
  if (symbol < 280) bits.code(symbol - 256, 7);
  else bits.code(0xc0 + symbol - 280, 8);
  if (extra > 0) bits.number((length - 3) & (2 ** extra - 1), extra);
  bits.code(0, 5);
}

function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}
