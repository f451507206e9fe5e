/** The trailing headers of an `aws-chunked` body, by lower-case name; complete once the body is read. */
export type Trailers = Map<string, string>;

/**
 * Takes the frames off an `aws-chunked` body: `<hex size>[;chunk-signature=…]\r\n<data>\r\n` …, a chunk of size 0, trailing
 * headers (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html). Signatures are not checked.
 */
export async function* unframe(source: AsyncIterable<Uint8Array>, trailers: Trailers): AsyncGenerator<Uint8Array> {
  let held: Buffer = Buffer.alloc(0);
  // What comes next: a size line, `left` bytes of data, the line end after data, or trailers.
  let state = 'size' as 'size' | 'data' | 'end' | 'trailers';
  let left = 0;
  for await (const piece of source) {
    held = held.length > 0 ? Buffer.concat([held, piece]) : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    for (;;) {
      if (state === 'data') {
        if (held.length === 0) break;
        const data = held.subarray(0, left);
        held = held.subarray(data.length);
        left -= data.length;
        yield data;
        if (left > 0) break;
        state = 'end';
      }
      const at = held.indexOf('\r\n');
      if (at < 0) break;
      const line = held.toString('latin1', 0, at);
      held = held.subarray(at + 2);
      if (state === 'end') {
        if (line !== '') throw new Error('a chunk is longer than its size');
        state = 'size';
      } else if (state === 'size') {
        if (!/^[0-9a-f]+(;.*)?$/i.test(line)) throw new Error('a chunk has no size');
        left = Number.parseInt(line, 16);
        state = left > 0 ? 'data' : 'trailers';
      } else {
        const colon = line.indexOf(':');
        if (colon > 0) trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
      }
    }
  }
  if (state !== 'trailers') throw new Error('the last chunk is missing');
}
