import { describe, expect, it } from 'vitest';
import { overlaps, parseCidr, readCidr } from '../../source/network/cidr.ts';
import { indexBlocks } from '../../source/network/index-of-blocks.ts';
import { networkNotes } from '../../source/network/notes.ts';
import { kindOfTarget, type Observation } from '../../source/network/observations.ts';
import { rankCandidates } from '../../source/network/rank.ts';

const see = (kind: Observation['kind'], cidr: string, where = `${kind}-1`): Observation => ({ kind, cidr, where });

describe('ranking management ranges', () => {
  it.each([
    ['a VPC inside it', see('vpc', '10.42.8.0/24'), '10.42.0.0/16'],
    ['a VPC around it', see('vpc', '10.0.0.0/8'), '10.42.0.0/16'],
    ['a subnet', see('subnet', '172.20.1.0/28'), '172.20.0.0/16'],
    ['a peered VPC', see('peering', '172.20.0.0/16'), '172.20.0.0/16'],
    ['a VPN route', see('vpn', '10.40.0.0/14'), '10.42.0.0/16'],
    ['a transit gateway route', see('tgw', '100.64.0.0/10'), '100.70.0.0/16'],
    ['another route', see('route', '10.42.255.255/32'), '10.42.0.0/16'],
    ['the list of the administrator', see('admin', '10.32.0.0/11'), '10.42.0.0/16'],
  ])('%s rules a range out and is named', (_, observation, cidr) => {
    const [candidate] = rankCandidates({ offered: [cidr], observations: [observation] });
    expect(candidate).toMatchObject({ cidr, usable: false, score: 0, clashes: [observation] });
    expect(candidate?.reasons[0]).toContain(observation.cidr);
    expect(candidate?.reasons[0]).toContain(observation.where);
  });

  it.each([
    ['a default route', see('vpn', '0.0.0.0/0')],
    ['an IPv6 route', see('route', '::/0')],
    ['a neighbour', see('vpc', '10.43.0.0/16')],
    ['the block just below', see('vpc', '10.41.255.0/24')],
    ['something reserved', see('reserved', '10.42.0.0/16')],
  ])('%s does not', (_, observation) => {
    expect(rankCandidates({ offered: ['10.42.0.0/16'], observations: [observation] })[0]?.usable).toBe(true);
  });

  it('puts what companies seldom use first, and what is taken last', () => {
    const ranked = rankCandidates({
      offered: ['10.42.0.0/16', '192.168.0.0/16', '172.17.0.0/16', '172.20.0.0/16', '198.18.0.0/16', '100.80.0.0/16', '10.9.0.0/16'],
      observations: [see('vpc', '10.9.0.0/16')],
    });
    expect(ranked.map(({ cidr }) => cidr)).toEqual(['198.18.0.0/16', '100.80.0.0/16', '172.20.0.0/16', '10.42.0.0/16', '172.17.0.0/16', '192.168.0.0/16', '10.9.0.0/16']);
  });

  it('prefers a range far from what is in use, and says why', () => {
    const ranked = rankCandidates({ offered: ['10.9.0.0/16', '10.200.0.0/16'], observations: [see('vpc', '10.8.0.0/16'), see('vpc', '10.10.0.0/16')] });
    expect(ranked.map(({ cidr }) => cidr)).toEqual(['10.200.0.0/16', '10.9.0.0/16']);
    expect(ranked[1]?.reasons.join(' ')).toContain('2 networks in use nearby');
  });

  it('marks ranges of WorkSpaces from public bundles without forbidding them', () => {
    const plain = rankCandidates({ offered: ['198.19.0.0/16'], observations: [] })[0];
    const shared = rankCandidates({ offered: ['198.19.0.0/16'], observations: [], shared: ['198.19.0.0/16'] })[0];
    expect(shared?.usable).toBe(true);
    expect(shared?.score).toBeLessThan(plain?.score ?? 0);
    expect(shared?.reasons.join(' ')).toContain('public bundles');
  });

  it('takes host bits in the list of the administrator, and refuses what it can not read there', () => {
    expect(rankCandidates({ offered: ['10.42.0.0/16'], observations: [], avoid: ['10.42.7.9/12'] })[0]?.usable).toBe(false);
    expect(() => rankCandidates({ offered: ['10.42.0.0/16'], observations: [], avoid: ['10.42/16'] })).toThrow('not an IPv4 range');
    expect(() => rankCandidates({ offered: ['nonsense'], observations: [] })).toThrow('not an IPv4 range');
  });

  it('shows five clashes and counts the rest', () => {
    const observations = Array.from({ length: 40 }, (_, index) => see('subnet', `10.42.${index}.0/24`));
    const [candidate] = rankCandidates({ offered: ['10.42.0.0/16'], observations });
    expect(candidate?.clashes).toHaveLength(5);
    expect(candidate?.reasons).toContain('35 more clashes.');
  });

  it('lists an offer once, whatever comes twice', () => {
    expect(rankCandidates({ offered: ['10.42.0.0/16', '10.42.0.0/16 '], observations: [] })).toHaveLength(1);
    expect(rankCandidates({ offered: [], observations: [] })).toEqual([]);
  });
});

describe('the index of blocks', () => {
  it('finds what a comparison of all with all finds', () => {
    let state = 7;
    const pick = (below: number) => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0), Math.floor((state / 2 ** 32) * below));
    for (let round = 0; round < 200; round += 1) {
      const blocks = Array.from({ length: pick(40) }, () => parseCidr(`10.${pick(4)}.${pick(4) * 64}.0/${4 + pick(24)}`));
      const index = indexBlocks(blocks);
      for (let question = 0; question < 10; question += 1) {
        const range = parseCidr(`10.${pick(4)}.${pick(4) * 64}.0/${4 + pick(24)}`);
        const expected = blocks.flatMap((block, position) => (overlaps(block, range) ? [position] : []));
        expect([...index.overlapping(range, 1000)].sort((a, b) => a - b)).toEqual(expected);
        expect(index.count(range)).toBe(expected.length);
      }
    }
  });
});

describe('notes', () => {
  it('explains AWS\'s own ranges and what was not seen', () => {
    const told = networkNotes({ protocol: 'dcv', unseen: ['transit gateway route tables: not permitted'] }).map(({ title }) => title).join('\n');
    expect(told).toContain('54.239.224.0/20');
    expect(told).toContain('10.0.0.0/8');
    expect(told).toContain('transit gateway route tables: not permitted');
    expect(networkNotes({ protocol: 'pcoip' }).map(({ title }) => title).join('\n')).not.toContain('10.0.0.0/8');
    expect(networkNotes({}).every(({ level }) => level === 'info')).toBe(true);
  });

  it.each([['local', undefined], ['igw-1', undefined], ['nat-1', undefined], ['pcx-1', 'peering'], ['tgw-1', 'tgw'], ['vgw-1', 'vpn'], ['lgw-1', 'route']])('a route to %s tells %s', (target, kind) => {
    expect(kindOfTarget(target)).toBe(kind);
  });
});

describe('speed', () => {
  it('ranks 1,000 ranges against 100,000 routes', () => {
    const offered = Array.from({ length: 1000 }, (_, index) => `${10 + Math.floor(index / 256)}.${index % 256}.0.0/16`);
    const observations = Array.from({ length: 100_000 }, (_, index) => see('route', `${10 + (index % 7)}.${(index * 7) % 251}.${(index * 13) % 256}.0/${[24, 16, 22, 28][index % 4]}`));
    const began = performance.now();
    const ranked = rankCandidates({ offered, observations });
    const took = performance.now() - began;
    console.log(`1,000 ranges × 100,000 routes: ${took.toFixed(0)} ms`);
    expect(ranked).toHaveLength(1000);
    expect(took).toBeLessThan(1000);
    expect(readCidr(observations[1]!.cidr)).toBeDefined();
  });
});
