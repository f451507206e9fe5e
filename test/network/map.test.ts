import { describe, expect, it } from 'vitest';
import { rule } from '../../source/knowledge/rules.ts';
import { addressMap, type AddressMap, type MapInput } from '../../source/network/map.ts';
import type { Observation } from '../../source/network/observations.ts';
import { rankCandidates } from '../../source/network/rank.ts';

const searchRanges = rule('network.search-ranges').value;
const see = (kind: Observation['kind'], cidr: string, where = `${kind}-1`): Observation => ({ kind, cidr, where });
const draw = (given: Partial<MapInput> = {}) => addressMap({ searchRanges, searched: '10.0.0.0/8', offered: [], observations: [], ...given });
const cellsOf = ({ ranges }: AddressMap) => ranges.flatMap(({ cells }) => cells);
const cell = (map: AddressMap, cidr: string) => cellsOf(map).find((one) => one.cidr === cidr)!;

describe('the picture of the address space', () => {
  it('has the five search ranges, each with its blocks of one /16 in order', () => {
    const { ranges } = draw();
    expect(ranges.map(({ cidr, cells }) => [cidr, cells.length, cells[0]?.cidr, cells.at(-1)?.cidr])).toEqual([
      ['10.0.0.0/8', 256, '10.0.0.0/16', '10.255.0.0/16'],
      ['100.64.0.0/10', 64, '100.64.0.0/16', '100.127.0.0/16'],
      ['172.16.0.0/12', 16, '172.16.0.0/16', '172.31.0.0/16'],
      ['192.168.0.0/16', 1, '192.168.0.0/16', '192.168.0.0/16'],
      ['198.18.0.0/15', 2, '198.18.0.0/16', '198.19.0.0/16'],
    ]);
  });

  it('shows what AWS offers as the ranking judges it', () => {
    const given = { offered: ['10.42.0.0/16'], observations: [see('vpc', '10.43.0.0/16')] };
    const [judged] = rankCandidates(given);
    expect(cell(draw(given), '10.42.0.0/16')).toEqual({ cidr: '10.42.0.0/16', state: 'offered', offered: true, reasons: judged!.reasons, score: judged!.score, clashes: [] });
  });

  it.each([
    ['a VPC', see('vpc', '10.42.8.0/24'), 'vpc'],
    ['a subnet', see('subnet', '10.42.8.0/28'), 'vpc'],
    ['a peered VPC', see('peering', '10.40.0.0/14'), 'vpc'],
    ['a route', see('route', '10.42.0.1/32'), 'routed'],
    ['a VPN route', see('vpn', '10.0.0.0/8'), 'routed'],
    ['a transit gateway route', see('tgw', '10.42.0.0/16'), 'routed'],
    ['the list of the administrator', see('admin', '10.42.0.0/15'), 'listed'],
  ] as const)('says of what %s uses what it clashes with, whether AWS offers it or not', (_, observation, state) => {
    for (const offered of [[], ['10.42.0.0/16']]) {
      const found = cell(draw({ offered, observations: [observation] }), '10.42.0.0/16');
      expect(found).toMatchObject({ state, offered: offered.length > 0, clashes: [observation] });
      expect(found.reasons[0]).toContain(`Clashes with ${observation.cidr}: `);
      expect(found.score).toBeUndefined();
    }
  });

  it('puts what rules out most surely first where several hold', () => {
    const listed = see('admin', '10.42.0.0/16');
    const routed = see('tgw', '10.42.1.0/24');
    const vpc = see('vpc', '10.42.200.0/24');
    const all = draw({ observations: [listed, routed, vpc] });
    expect(cell(all, '10.42.0.0/16')).toMatchObject({ state: 'vpc', clashes: [vpc, routed, listed] });
    expect(cell(draw({ observations: [routed], avoid: ['10.42.0.0/16'] }), '10.42.0.0/16').state).toBe('routed');
  });

  it('finds the VPC behind any number of routes, and counts what it does not name', () => {
    const routes = Array.from({ length: 40 }, (_, index) => see('route', `10.42.${index}.0/24`));
    const found = cell(draw({ observations: [...routes, see('vpc', '10.42.255.0/24')] }), '10.42.0.0/16');
    expect(found).toMatchObject({ state: 'vpc' });
    expect(found.clashes.map(({ kind }) => kind)).toEqual(['vpc', 'route', 'route', 'route', 'route']);
    expect(found.reasons).toContain('36 more clashes.');
  });

  it.each([
    ['a default route', see('vpn', '0.0.0.0/0')],
    ['an IPv6 route', see('route', '::/0')],
    ['something reserved', see('reserved', '10.42.0.0/16')],
  ])('takes nothing from %s', (_, observation) => {
    expect(cell(draw({ offered: ['10.42.0.0/16'], observations: [observation] }), '10.42.0.0/16').state).toBe('offered');
  });

  it('tells what AWS does not offer from what it was not asked about', () => {
    const map = draw({ searched: '10.128.0.0/9', offered: ['10.200.0.0/16'] });
    expect(map.searched).toBe('10.128.0.0/9');
    expect(cell(map, '10.201.0.0/16')).toMatchObject({ state: 'taken', offered: false, reasons: [expect.stringContaining('does not offer it')] });
    for (const cidr of ['10.127.0.0/16', '198.18.0.0/16']) {
      expect(cell(map, cidr)).toMatchObject({ state: 'unasked', offered: false, reasons: [expect.stringContaining('outside the search range 10.128.0.0/9')] });
    }
  });

  it('suggests what can be chosen as the ranking does', () => {
    const given = { searched: '198.18.0.0/15', offered: ['198.18.0.0/16', '198.19.0.0/16', '10.9.0.0/16'], observations: [see('vpc', '10.9.1.0/24')], shared: ['198.18.0.0/16'] };
    const map = draw(given);
    expect(map.suggestions.map(({ cidr }) => cidr)).toEqual(['198.19.0.0/16', '198.18.0.0/16']);
    expect(map.suggestions).toEqual(rankCandidates(given).filter(({ usable }) => usable));
  });

  it('refuses what can not be read in the list of the administrator', () => {
    expect(() => draw({ avoid: ['10.42/16'] })).toThrow('not an IPv4 range');
  });
});

describe('speed', () => {
  it('draws 339 blocks against 100,000 observations, wide and narrow', () => {
    const kinds = ['vpc', 'route', 'tgw', 'admin'] as const;
    const observations = Array.from({ length: 100_000 }, (_, index) => see(kinds[index % 4]!, `10.${(index * 7) % 251}.${(index * 13) % 256}.0/${[24, 16, 22, 9][(index >> 3) % 4]}`));
    const offered = Array.from({ length: 256 }, (_, index) => `10.${index}.0.0/16`);
    // The best of three: the first is slow while the code is still cold, and others may be at work on the machine.
    const runs = Array.from({ length: 3 }, () => {
      const began = performance.now();
      return { map: draw({ observations, offered }), took: performance.now() - began };
    });
    const took = Math.min(...runs.map((run) => run.took));
    console.log(`339 blocks × 100,000 observations: ${took.toFixed(0)} ms`);
    expect(cellsOf(runs[0]!.map)).toHaveLength(339);
    expect(took).toBeLessThan(1000);
  });
});
