/** A block of IPv4 addresses, first and last as unsigned numbers. */
export type Block = { first: number; last: number };

/** Reads `a.b.c.d/n`; bits beyond the prefix are ignored. Undefined for anything else, IPv6 and prefix lists included. */
export function block(cidr: string): Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (!match) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  if (Math.max(a, b, c, d) > 255 || prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  const first = Math.floor((((a * 256 + b) * 256 + c) * 256 + d) / size) * size;
  return { first, last: first + size - 1 };
}

/** Whether two blocks, written as CIDR, share an address. False where one is not IPv4. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [block(one), block(other)];
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}

/** An address, given as unsigned number, in dotted quads. */
export function address(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

/** Every /16 of a block that is at least that large. */
export function blocksOf16(cidr: string): Block[] {
  const whole = block(cidr);
  if (!whole) return [];
  const size = 2 ** 16;
  return Array.from({ length: Math.floor((whole.last + 1 - whole.first) / size) }, (_, index) => {
    const first = whole.first + index * size;
    return { first, last: first + size - 1 };
  });
}
