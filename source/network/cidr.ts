/** An IPv4 block: first and last address as unsigned 32-bit numbers, both inclusive. */
export type Cidr = { readonly first: number; readonly last: number; readonly prefix: number };

/** A text that is no IPv4 block; the message is one plain sentence. */
export class CidrError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CidrError';
  }
}

/**
 * Reads `a.b.c.d/n`, or a single address as a /32. Host bits are allowed and cleared (`10.1.2.3/16` is 10.1.0.0/16);
 * {@link hasHostBits} tells. Throws {@link CidrError}.
 */
export function parseCidr(text: string): Cidr {
  const found = readCidr(text);
  if (found === undefined) throw new CidrError(complaint(text.trim()));
  return found;
}

/** What is wrong with a text as an IPv4 block, undefined where nothing is. */
export function cidrProblem(text: string): string | undefined {
  return readCidr(text) === undefined ? complaint(text.trim()) : undefined;
}

/** Whether the address given is not the first of its block. */
export function hasHostBits(text: string): boolean {
  return formatAddress(parseCidr(text).first) !== text.trim().split('/')[0];
}

/** The block as `a.b.c.d/n`. */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress(cidr.first)}/${cidr.prefix}`;
}

/** {@link parseCidr} and back: `10.1.2.3/16` → `10.1.0.0/16`. */
export function normaliseCidr(text: string): string {
  return formatCidr(parseCidr(text));
}

/** Whether all of `inner` lies in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether two blocks have an address in common. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.first <= b.last && b.first <= a.last;
}

function formatAddress(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** The block of length `prefix` that holds `address`. */
export function blockOf(address: number, prefix: number): Cidr {
  const size = 2 ** (32 - prefix);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, prefix };
}

const dot = 46;
const slash = 47;
const zero = 48;

// Character by character: a company's routes come by the hundred thousand, and split and expressions cost ten times as much.
/** {@link parseCidr} that gives undefined in place of an error. */
export function readCidr(given: string): Cidr | undefined {
  const text = given.trim();
  let address = 0;
  let octets = 0;
  let value = -1;
  let digits = 0;
  let prefix = -1;
  for (let index = 0; index <= text.length; index += 1) {
    const character = index < text.length ? text.charCodeAt(index) : -1;
    const digit = character - zero;
    if (digit >= 0 && digit <= 9) {
      // A leading zero is octal to some programs and decimal to others.
      if (digits === 3 || value === 0) return undefined;
      value = (value < 0 ? 0 : value) * 10 + digit;
      digits += 1;
      continue;
    }
    if (value < 0) return undefined;
    if (prefix === 0) {
      if (character !== -1 || value > 32) return undefined;
      return blockOf(address, value);
    }
    if (value > 255) return undefined;
    address = address * 256 + value;
    octets += 1;
    value = -1;
    digits = 0;
    if (octets < 4) {
      if (character !== dot) return undefined;
    } else if (character === -1) {
      return { first: address, last: address, prefix: 32 };
    } else if (character === slash) {
      prefix = 0;
    } else {
      return undefined;
    }
  }
  return undefined;
}

function complaint(text: string): string {
  const shown = text.length > 50 ? `${text.slice(0, 50)}…` : text;
  if (text === '') return 'An address range is missing; write one such as 10.42.0.0/16.';
  if (text.includes(':')) return `"${shown}" is IPv6; management ranges are IPv4, write one such as 10.42.0.0/16.`;
  const [address = '', length, ...more] = text.split('/');
  const octets = address.split('.');
  const wrong = octets.find((octet) => !/^\d{1,3}$/.test(octet) || Number(octet) > 255);
  if (/^[\d.]+-[\d./]+$/.test(text)) return `"${shown}" is a span of addresses; write it as blocks such as 10.42.0.0/16.`;
  if (octets.length !== 4 || !/^[\d./]+$/.test(text)) return `"${shown}" is not an IPv4 range; write one such as 10.42.0.0/16.`;
  if (wrong !== undefined) return `"${shown}": "${wrong}" is not a number from 0 to 255.`;
  if (octets.some((octet) => octet.length > 1 && octet.startsWith('0'))) return `"${shown}": numbers with a leading zero are ambiguous; leave the zero out.`;
  if (length !== undefined && (more.length > 0 || !/^\d{1,2}$/.test(length) || Number(length) > 32 || (length.length > 1 && length.startsWith('0')))) {
    return `"${shown}": the length after the slash must be a number from 0 to 32.`;
  }
  return `"${shown}" is not an IPv4 range; write one such as 10.42.0.0/16.`;
}
