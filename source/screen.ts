import type { FrontEnd } from './engine/events.ts';

/** A front end with an end: `close` says what is left to say and gives the terminal back. */
export type Screen = FrontEnd & { close(): Promise<void> };

/** A stream to write to, with what is known of the terminal behind it. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
