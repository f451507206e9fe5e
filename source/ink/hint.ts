import type { Text } from '../text.ts';

/** A key and what it does here: for the last line of the screen and for the help. */
export type Hint = { readonly key: Text; readonly does: Text };
