import type { Cidr } from './cidr.ts';

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
  const sorted = Float64Array.from(blocks, (block, index) => block.first * room + index).sort();
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

  const prefixes = [...new Set(blocks.map((one) => one.prefix))].sort((a, b) => a - b);

  /** Ranks of the blocks that contain `range` and begin before it. */
  function around(range: Cidr): number[] {
    const found: number[] = [];
    let before = -1;
    for (const prefix of prefixes) {
      if (prefix >= range.prefix) break;
      const size = 2 ** (32 - prefix);
      const first = Math.floor(range.first / size) * size;
      if (first === range.first) break;
      if (first === before) continue;
      before = first;
      for (let rank = rankOf(first); rank < sorted.length && block(rank).first === first; rank += 1) {
        if (block(rank).last >= range.last) found.push(rank);
      }
    }
    return found;
  }

  return {
    overlapping(range, most) {
      const found = around(range).slice(0, most);
      const end = rankOf(range.last + 1);
      for (let rank = rankOf(range.first); rank < end && found.length < most; rank += 1) found.push(rank);
      return found.map(position);
    },
    count(range) {
      return around(range).length + rankOf(range.last + 1) - rankOf(range.first);
    },
  };
}
