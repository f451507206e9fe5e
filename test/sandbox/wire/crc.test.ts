import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { combine, crcs } from '../../../source/sandbox/wire/crc.ts';
import { crcBase64 } from '../../../source/sandbox/wire/receive.ts';

type Name = keyof typeof crcs;

function checkOf(name: Name, ...pieces: Uint8Array[]): bigint {
  const crc = crcs[name].start();
  for (const piece of pieces) crc.add(piece);
  return crc.value();
}

describe.each<[Name, bigint, string]>([
  // The check values of the catalogue of parametrised CRC algorithms, over "123456789".
  ['CRC32', 0xcbf43926n, 'y/Q5Jg=='],
  ['CRC32C', 0xe3069283n, '4waSgw=='],
  ['CRC64NVME', 0xae8b14860a799888n, 'rosUhgp5mIg='],
])('%s', (name, check, base64) => {
  it('has its published check value, whole and in pieces', () => {
    expect(checkOf(name, Buffer.from('123456789'))).toBe(check);
    expect(checkOf(name, Buffer.from('1234'), Buffer.from(''), Buffer.from('56789'))).toBe(check);
    expect(crcBase64(name, check)).toBe(base64);
  });

  it('of pieces one after the other is that of the whole', () => {
    const pieces = [70_000, 0, 1, 70_000, 12_345].map((size) => randomBytes(size));
    const values = pieces.map((piece) => ({ value: checkOf(name, piece), length: piece.length }));
    expect(combine(crcs[name], values)).toBe(checkOf(name, Buffer.concat(pieces)));
  });

  it('of ten thousand parts of 16 MiB is found without touching them', () => {
    const part = { value: check, length: 16 * 1024 ** 2 };
    expect(combine(crcs[name], Array.from({ length: 10_000 }, () => part))).toBeTypeOf('bigint');
  });
});
