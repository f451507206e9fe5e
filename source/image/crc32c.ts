const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

/** CRC-32C (Castagnoli) of a block whose own checksum at `hole` (four bytes) counts as zero, as VHDX wants it. */
export function crc32c(bytes: Uint8Array, hole: number): number {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = at >= hole && at < hole + 4 ? 0 : (bytes[at] ?? 0);
    crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  }
  return ~crc >>> 0;
}
