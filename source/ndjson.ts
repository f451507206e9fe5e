import type { FrontEnd } from './engine/events.ts';
import type { Screen } from './screen.ts';

/** The front end for programs: one JSON object a line on `out`, and never a question. */
export function ndjson(out: NodeJS.WritableStream, ask: FrontEnd['ask']): Screen {
  return {
    tell(event) {
      const { v, seq, time, type, ...rest } = event;
      out.write(`${JSON.stringify({ v, seq, time, type, ...rest })}\n`);
    },
    ask,
    close: async () => {},
  };
}
