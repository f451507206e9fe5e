import { blockOf, type Cidr, contains, formatCidr, parseCidr, readCidr } from './cidr.ts';
import { indexBlocks } from './index-of-blocks.ts';
import { commonRanges, kindWords, type Observation } from './observations.ts';

/** What is ranked, and against what. */
export type RankingInput = {
  /** Ranges that AWS offers now; any prefix, in practice /16. */
  readonly offered: readonly string[];
  /** Everything seen in use. */
  readonly observations: readonly Observation[];
  /** The administrator's own list; the same as observations of kind `admin`. */
  readonly avoid?: readonly string[];
  /** Management ranges of WorkSpaces from public bundles in this Region (`region(id).shared`). */
  readonly shared?: readonly string[];
};

/** One range with a judgement. Usable ones come first, the best of them at the top. */
export type Candidate = {
  readonly cidr: string;
  /** Nothing that was seen uses it. */
  readonly usable: boolean;
  /** 0 to 100; comparable within one ranking. */
  readonly score: number;
  /** Plain sentences, the weightiest first. */
  readonly reasons: readonly string[];
  /** What it clashes with, at most five. */
  readonly clashes: readonly Observation[];
};

/** How a search range suits by itself: points, and why. */
const suitability: readonly { readonly range: Cidr; readonly points: number; readonly why: string }[] = [
  { range: parseCidr('198.18.0.0/15'), points: 100, why: 'Few companies use 198.18.0.0/15.' },
  { range: parseCidr('100.64.0.0/10'), points: 90, why: 'Few companies use 100.64.0.0/10; some providers and overlay networks do.' },
  { range: parseCidr('172.16.0.0/12'), points: 75, why: 'Companies use 172.16.0.0/12 less often than 10.0.0.0/8.' },
  { range: parseCidr('10.0.0.0/8'), points: 65, why: '10.0.0.0/8 is where company networks grow.' },
  { range: parseCidr('192.168.0.0/16'), points: 40, why: '192.168.0.0/16 is the only one of its kind and is used in homes and branches.' },
];

const shownClashes = 5;

/**
 * Ranks the offered ranges. Everything observed but `reserved` rules a range out where they overlap; a default route
 * (0.0.0.0/0) and IPv6 say nothing about use and are left aside. Throws `CidrError` for an offered or avoided range that can not be read.
 *
 * 1,000 ranges against 100,000 observations take well under 100 ms.
 */
export function rankCandidates(input: RankingInput): readonly Candidate[] {
  const observations = [
    ...input.observations,
    ...(input.avoid ?? []).map((cidr): Observation => ({ cidr, kind: 'admin', where: 'to be avoided' })),
  ];
  const used = readable(observations.filter(({ kind }) => kind !== 'reserved'));
  const soft = readable([
    ...observations.filter(({ kind }) => kind === 'reserved'),
    ...commonRanges,
    ...(input.shared ?? []).map((cidr): Observation => ({ cidr, kind: 'reserved', where: 'WorkSpaces from public bundles in this Region' })),
  ]);
  const usedIndex = indexBlocks(used.blocks);
  const softIndex = indexBlocks(soft.blocks);

  const candidates = [...new Set(input.offered.map((text) => text.trim()))].map((text) => judge(parseCidr(text)));
  return candidates.sort((a, b) => Number(b.usable) - Number(a.usable) || b.score - a.score || a.first - b.first).map(({ first: _, ...candidate }) => candidate);

  function judge(range: Cidr): Candidate & { first: number } {
    const clashes = usedIndex.overlapping(range, shownClashes).map((index) => used.from[index]!);
    const total = clashes.length < shownClashes ? clashes.length : usedIndex.count(range);
    const troubles = softIndex.overlapping(range, shownClashes).map((index) => soft.from[index]!);
    const suits = suitability.find((entry) => contains(entry.range, range));
    const neighbours = usedIndex.count(blockOf(range.first, Math.min(range.prefix, 12)));
    const reasons = clashes.map(clashSentence);
    if (total > clashes.length) reasons.push(`${total - clashes.length} more clashes.`);
    if (total === 0) reasons.push('Nothing that was seen uses it.');
    reasons.push(...troubles.map(({ where, cidr }) => `Overlaps ${cidr}: ${where}.`));
    if (suits) reasons.push(suits.why);
    else reasons.push('It is in none of the five search ranges.');
    if (total === 0 && neighbours > 0) reasons.push(`${neighbours} ${neighbours === 1 ? 'network' : 'networks'} in use nearby (same /12); there the company may grow.`);
    const score = Math.max(0, (suits?.points ?? 20) - troubles.length * 15 - Math.min(20, neighbours * 2));
    return { cidr: formatCidr(range), usable: total === 0, score: total === 0 ? score : 0, reasons, clashes, first: range.first };
  }
}

function clashSentence({ cidr, kind, where }: Observation): string {
  return kind === 'admin' ? `Clashes with ${cidr}: ${where} (${kindWords.admin}).` : `Clashes with ${cidr}: ${kindWords[kind]} ${where}.`;
}

/** Observations with their blocks, in step. What AWS lists but says nothing about use is left out; a bad line of a person's list is an error. */
function readable(observations: readonly Observation[]): { readonly from: readonly Observation[]; readonly blocks: readonly Cidr[] } {
  const from: Observation[] = [];
  const blocks: Cidr[] = [];
  for (const observation of observations) {
    const block = observation.kind === 'admin' ? parseCidr(observation.cidr) : readCidr(observation.cidr);
    if (!block || (block.prefix === 0 && observation.kind !== 'admin')) continue;
    from.push(observation);
    blocks.push(block);
  }
  return { from, blocks };
}
