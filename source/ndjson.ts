import type { FrontEnd } from './engine/events.ts';
import { writeJson, type Screen, type Writing } from './screen.ts';

/** The front end for programs: one JSON object a line on `out`, and never a question. */
export function ndjson(out: Writing, ask: FrontEnd['ask']): Screen {
  return {
    tell(event) {
      const { v, seq, time, type, ...rest } = event;
      writeJson(out, { v, seq, time, type, ...rest });
    },
    ask,
    close: async () => {},
  };
}
