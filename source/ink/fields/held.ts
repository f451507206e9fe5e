import { useEffect, useEffectEvent, useRef, useState } from 'react';

/**
 * A state that handlers read as it is now: several strokes can arrive before anything is drawn anew. `keep` hears of each change.
 * Gives what is drawn, what is so now, and the way to change it.
 */
export function useHeld<State>(begin: () => State, keep: (state: State) => void): readonly [State, () => State, (next: State) => void] {
  const [drawn, draw] = useState(begin);
  const now = useRef(drawn);
  const change = (next: State) => {
    now.current = next;
    draw(next);
    keep(next);
  };
  return [drawn, () => now.current, change];
}

/** Tells the screen whether letters are typed into the field, and that they no longer are once it is gone. */
export function useTyping(isTyping: boolean, onTyping: (typing: boolean) => void): void {
  const tell = useEffectEvent(onTyping);
  useEffect(() => {
    tell(isTyping);
    return () => tell(false);
  }, [isTyping]);
}
