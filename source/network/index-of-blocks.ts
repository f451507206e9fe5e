import { blockOf, type Cidr } from './cidr.ts';

/** Many blocks made ready for questions about which of them touch a range. */
export type BlockIndex = {
  /** Positions (in the list given) of the blocks that share an address with `range`, at most `most`, by first address. */
  overlapping(range: Cidr, most: number): readonly number[];
  /** How many blocks begin inside `range` or contain it. */
  count(range: Cidr): number;
};

/**
 * Sorts the blocks once. Two blocks are either nested or apart, so the ones that touch a range are those that begin in it
 * (a run of the sorted list) and the few, at most one for each shorter prefix, that contain it.
 */
export function indexBlocks(blocks: readonly Cidr[]): BlockIndex {
  // First address and position in one number: numbers sort natively, comparators do not. 32 + 21 bits fit a double.
  if (blocks.length >= 2 ** 21) throw new RangeError('At most 2,097,151 blocks can be compared at a time.');
  const room = 2 ** 21;
  const sorted = new Float64Array(blocks.length);
  const lengths = new Set<number>();
  // A loop: `from` with a function costs as much as the sorting.
  for (const [index, { first, prefix }] of blocks.entries()) {
    sorted[index] = first * room + index;
    lengths.add(prefix);
  }
  sorted.sort();
  const position = (rank: number) => (sorted[rank] ?? 0) % room;
  const block = (rank: number) => blocks[position(rank)]!;

  function rankOf(address: number): number {
    const wanted = address * room;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const prefixes = [...lengths].sort((a, b) => a - b);

  const groups = new Map<number, readonly number[]>();

  /** Ranks of the blocks that are exactly `first`/`prefix`. Found once: many ranges lie in the same wide block, which may be there many times. */
  function equalTo(first: number, prefix: number): readonly number[] {
    const key = first * 64 + prefix;
    const known = groups.get(key);
    if (known) return known;
    const found: number[] = [];
    for (let rank = rankOf(first); rank < sorted.length && block(rank).first === first; rank += 1) {
      if (block(rank).prefix === prefix) found.push(rank);
    }
    groups.set(key, found);
    return found;
  }

  /** Ranks of the blocks that contain `range` and begin before it, in groups of equal ones. */
  function around(range: Cidr): (readonly number[])[] {
    const found: (readonly number[])[] = [];
    for (const prefix of prefixes) {
      if (prefix >= range.prefix) break;
      const { first } = blockOf(range.first, prefix);
      if (first === range.first) break;
      const equal = equalTo(first, prefix);
      if (equal.length > 0) found.push(equal);
    }
    return found;
  }

  return {
    overlapping(range, most) {
      const found = around(range).flatMap((equal) => equal.slice(0, most)).slice(0, most);
      const end = rankOf(range.last + 1);
      for (let rank = rankOf(range.first); rank < end && found.length < most; rank += 1) found.push(rank);
      return found.map(position);
    },
    count(range) {
      return around(range).reduce((sum, equal) => sum + equal.length, 0) + rankOf(range.last + 1) - rankOf(range.first);
    },
  };
}
