import type { Store } from '../store.ts';

/** Takes the overlay away. */
export function closeOverlay(store: Store): void {
  store.send({ do: 'set', state: { overlay: undefined } });
}
