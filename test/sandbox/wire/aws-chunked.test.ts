import { describe, expect, it } from 'vitest';
import { unframe } from '../../../source/sandbox/wire/aws-chunked.ts';

/** Takes the frames off `written`, which arrives in pieces of `size` bytes. */
async function read(written: string, size: number): Promise<{ body: string; trailers: Record<string, string> }> {
  async function* arriving() {
    const bytes = Buffer.from(written);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const trailers = new Map<string, string>();
  const pieces: Uint8Array[] = [];
  for await (const piece of unframe(arriving(), trailers)) pieces.push(Buffer.from(piece));
  return { body: Buffer.concat(pieces).toString(), trailers: Object.fromEntries(trailers) };
}

const framed = '5;chunk-signature=ab\r\nhel\r\n\r\n10\r\n0123456789abcdef\r\n0\r\nX-Amz-Checksum-Crc32: AAAA==\r\nx-amz-trailer-signature:cd\r\n\r\n';

describe('a framed body', () => {
  it.each([1, 2, 3, 7, 16, 1000])('is read in pieces of %i bytes', async (size) => {
    expect(await read(framed, size)).toEqual({
      body: 'hel\r\n0123456789abcdef',
      trailers: { 'x-amz-checksum-crc32': 'AAAA==', 'x-amz-trailer-signature': 'cd' },
    });
  });

  it('may be empty', async () => {
    expect(await read('0\r\n\r\n', 5)).toEqual({ body: '', trailers: {} });
  });

  it.each([
    ['cut off', '5\r\nhel'],
    ['cut off between chunks', '3\r\nhel\r\n'],
    ['longer than its size', '2\r\nhello\r\n0\r\n\r\n'],
    ['not framed at all', 'hello\r\n'],
  ])('that is %s is refused', async (_, written) => {
    await expect(read(written, 4)).rejects.toThrow(/chunk/);
  });
});
