import { describe, expect, it } from 'vitest';
import { blockOf, cidrProblem, contains, formatCidr, hasHostBits, normaliseCidr, overlaps, parseCidr } from '../../source/network/cidr.ts';

/** A small generator, so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The slow and obvious way: bits as text. */
function bits(text: string): { readonly bits: string; readonly prefix: number } {
  const [address = '', prefix = '32'] = text.split('/');
  return { bits: address.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0')).join(''), prefix: Number(prefix) };
}
const naiveContains = (a: string, b: string) => bits(a).prefix <= bits(b).prefix && bits(b).bits.startsWith(bits(a).bits.slice(0, bits(a).prefix));
const naiveOverlaps = (a: string, b: string) => naiveContains(a, b) || naiveContains(b, a);

describe('an IPv4 block', () => {
  it.each([
    ['10.42.0.0/16', '10.42.0.0/16'],
    ['10.42.7.9/16', '10.42.0.0/16'],
    [' 198.18.0.0/15 ', '198.18.0.0/15'],
    ['255.255.255.255', '255.255.255.255/32'],
    ['200.1.2.3/0', '0.0.0.0/0'],
    ['128.0.0.1/1', '128.0.0.0/1'],
  ])('%s is read as %s', (text, expected) => {
    expect(normaliseCidr(text)).toBe(expected);
  });

  it.each([
    ['', 'missing'],
    ['10.0.0.0/33', 'from 0 to 32'],
    ['10.0.0.0/', 'from 0 to 32'],
    ['10.0.0.0/1/2', 'from 0 to 32'],
    ['10.0.0.0/016', 'from 0 to 32'],
    ['10.0.256.0/16', '"256" is not a number from 0 to 255'],
    ['10.0.0/16', 'not an IPv4 range'],
    ['10.0.0.0.0/16', 'not an IPv4 range'],
    ['10.00.0.0/16', 'leading zero'],
    ['fd00::/8', 'IPv6'],
    ['10.0.0.0-10.0.255.255', 'span of addresses'],
    ['ten.0.0.0/16', 'not an IPv4 range'],
    ['10.0.0.0/16,10.1.0.0/16', 'not an IPv4 range'],
    ['-1.0.0.0/8', 'not an IPv4 range'],
    ['10.0.0.0 /16', 'not an IPv4 range'],
    [`1${'0'.repeat(9999)}`, 'not an IPv4 range'],
  ])('%s is refused with words that say what is wrong', (text, part) => {
    expect(cidrProblem(text)).toContain(part);
    expect(() => parseCidr(text)).toThrow(part);
    expect(cidrProblem(text)?.length).toBeLessThan(200);
  });

  it('tells host bits from a block of its own', () => {
    expect(hasHostBits('10.42.7.9/16')).toBe(true);
    expect(hasHostBits('10.42.0.0/16')).toBe(false);
  });

  it('agrees with arithmetic on texts of bits, over 20,000 pairs', () => {
    const pick = random(42);
    // Few distinct octets, so that blocks often touch.
    const some = () => `${[10, 172, 192, 255, 0][pick(5)]}.${pick(3) * 127}.${pick(2) * 255}.${pick(256)}/${pick(33)}`;
    for (let round = 0; round < 20_000; round += 1) {
      const [a, b] = [some(), some()];
      const [one, two] = [parseCidr(a), parseCidr(b)];
      expect([a, b, contains(one, two), overlaps(one, two)]).toEqual([a, b, naiveContains(a, b), naiveOverlaps(a, b)]);
      expect(parseCidr(formatCidr(one))).toEqual(one);
      expect(overlaps(one, two)).toBe(overlaps(two, one));
    }
  });

  it('is found for an address', () => {
    const address = parseCidr('10.42.7.1/32').first;
    expect([8, 16, 17, 32].map((prefix) => formatCidr(blockOf(address, prefix)))).toEqual(['10.0.0.0/8', '10.42.0.0/16', '10.42.0.0/17', '10.42.7.1/32']);
  });
});
