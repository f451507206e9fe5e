import type { Hint } from '../hint.ts';
import type { Pane } from '../panes.ts';
import { paneHints } from '../panes/hints.ts';
import { saveHints } from '../save-answers.tsx';
import type { AppState, Overlay } from '../state.ts';
import { commandHints } from './command.tsx';
import { helpHints } from './help.tsx';
import { logHints } from './log.tsx';
import { summaryHints } from './summary.tsx';

/** The keys of what is seen now: of the overlay where there is one, else of the pane. */
export function hintsOf(state: Pick<AppState, 'overlay' | 'typing'>, pane: Pane): readonly Hint[] {
  if (state.overlay === undefined) return paneHints(pane, state);
  return state.overlay === 'summary' && state.typing ? saveHints : ofOverlays[state.overlay];
}

const ofOverlays: { readonly [Name in Overlay]: readonly Hint[] } = { help: helpHints, log: logHints, command: commandHints, summary: summaryHints };
