import { blockOf, type Cidr, contains, formatCidr, normaliseCidr, parseCidr } from './cidr.ts';
import type { Observation } from './observations.ts';
import { type Candidate, judgeRanges, ranked, type RankingInput, type Use } from './rank.ts';

/**
 * What is known of one /16: `offered` by AWS and used by nothing that was seen · in use by a `vpc`, a subnet or a peered VPC ·
 * `routed` to by a route, VPN, Direct Connect or transit gateway · `listed` by the administrator · `taken`: AWS was asked about
 * it and does not offer it · `unasked`: outside the range that AWS was asked about.
 */
export type CellState = 'offered' | Use | 'taken' | 'unasked';

/** One /16 of the address space. */
export type Cell = {
  readonly cidr: string;
  /** Where several hold, what rules it out comes first: `vpc`, then `routed`, then `listed`. */
  readonly state: CellState;
  /** AWS offers it, whatever else uses it. */
  readonly offered: boolean;
  /** Plain sentences, the weightiest first. */
  readonly reasons: readonly string[];
  /** 0 to 100, where it can be chosen; comparable within one map. */
  readonly score?: number;
  /** What it clashes with, at most five, the kinds in the order of `state`. */
  readonly clashes: readonly Observation[];
};

/** The search ranges, each as its /16 blocks in order, and the best of what can be chosen. */
export type AddressMap = {
  /** The range that AWS was asked about. */
  readonly searched: string;
  readonly ranges: readonly { readonly cidr: string; readonly cells: readonly Cell[] }[];
  /** What can be chosen, the best first. */
  readonly suggestions: readonly Candidate[];
};

/** What is drawn, and against what. */
export type MapInput = RankingInput & {
  /** The ranges that are drawn: `rule('network.search-ranges')`. */
  readonly searchRanges: readonly string[];
  /** The range that AWS was asked about: the answer to `network.searchRange`. */
  readonly searched: string;
};

/**
 * The picture of the address space that a management range is chosen from. Throws `CidrError` for a range given by a person or
 * offered by AWS that can not be read.
 *
 * 339 cells against 100,000 observations take well under 100 ms, however many of them overlap.
 */
export function addressMap({ searchRanges, searched, offered, ...seen }: MapInput): AddressMap {
  const judge = judgeRanges(seen);
  const asked = parseCidr(searched);
  const candidates = ranked(offered, judge);
  const offers = new Set(candidates.map(({ cidr }) => cidr));
  return {
    searched: formatCidr(asked),
    ranges: searchRanges.map((range) => ({ cidr: normaliseCidr(range), cells: blocksOf(parseCidr(range)).map(cell) })),
    suggestions: candidates.filter(({ usable }) => usable),
  };

  function cell(block: Cidr): Cell {
    const { candidate, use } = judge(block);
    const { cidr, score, reasons, clashes } = candidate;
    const isOffered = offers.has(cidr);
    const known = { cidr, offered: isOffered, clashes };
    if (use) return { ...known, state: use, reasons };
    if (isOffered) return { ...known, state: 'offered', reasons, score };
    if (contains(asked, block)) return { ...known, state: 'taken', reasons: [`AWS was asked about ${formatCidr(asked)} and does not offer it.`] };
    return { ...known, state: 'unasked', reasons: [`AWS was not asked about it: it lies outside the search range ${formatCidr(asked)}, which decides what AWS offers.`] };
  }
}

function blocksOf({ first, last }: Cidr): Cidr[] {
  return Array.from({ length: (last - first + 1) / 65_536 }, (_, index) => blockOf(first + index * 65_536, 16));
}
