import { say, type Text } from '../text.ts';
import type { Signs } from './theme.ts';

/** A bar of `width` columns that shows `progress` (0 to 1). It is full only at the very end. */
export function bar(progress: number, width: number, { bar: { full, empty } }: Signs): Text {
  const filled = Math.max(0, Math.min(width, Math.floor(progress * width)));
  return say`${full.repeat(filled)}${empty.repeat(width - filled)}`;
}
