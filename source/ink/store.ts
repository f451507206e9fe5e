import { reduce, type Action, type AppState } from './state.ts';

/** The one state of the screen, outside of React, so that events can change it before and while anything is drawn. */
export type Store = {
  state(): AppState;
  send(action: Action): void;
  /** For React's `useSyncExternalStore`, and for what watches the state beside drawing. */
  subscribe(listener: () => void): () => void;
};

export function makeStore(initial: AppState): Store {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    send(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
