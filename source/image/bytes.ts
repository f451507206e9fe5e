/** Little- and big-endian fields of a block that was read whole. A 64 bit number past 2^53 loses digits, never its size. */
export function fields(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    u16: (at: number) => view.getUint16(at, true),
    u32: (at: number) => view.getUint32(at, true),
    u64: (at: number) => Number(view.getBigUint64(at, true)),
    u32be: (at: number) => view.getUint32(at, false),
    u64be: (at: number) => Number(view.getBigUint64(at, false)),
  };
}

/** Bytes as Latin-1 text; short at the end of the block. */
export function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** Whether `text` (Latin-1) stands at `at`. */
export function has(bytes: Uint8Array, at: number, text: string): boolean {
  return ascii(bytes, at, text.length) === text;
}

export function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

/** A Microsoft GUID (first three fields little-endian) in upper case. */
export function guid(bytes: Uint8Array, at: number): string {
  const hex = (indices: readonly number[]) => indices.map((index) => (bytes[at + index] ?? 0).toString(16).padStart(2, '0')).join('');
  return [hex([3, 2, 1, 0]), hex([5, 4]), hex([7, 6]), hex([8, 9]), hex([10, 11, 12, 13, 14, 15])].join('-').toUpperCase();
}
