import { Box, useInput, useWindowSize } from 'ink';
import { useSyncExternalStore, type ReactNode } from 'react';
import { say } from '../text.ts';
import { Heading, Hints, Rail, RailLine, Strip } from './chrome.tsx';
import { frameOf } from './frame.ts';
import type { Hint } from './hint.ts';
import { appHints, commandOf, type Command } from './keys.ts';
import { pressesOf } from './presses.ts';
import { Main } from './main.tsx';
import { Explained } from './overlays/explained.tsx';
import { hintsOf } from './overlays/hints.ts';
import { panesOf, shownPane } from './panes.ts';
import type { AppState } from './state.ts';
import { Say, useSigns } from './surface.tsx';
import type { Wiring } from './wiring.ts';

/** The whole screen. It holds no state of its own: what is shown follows from the store and the size of the terminal. */
export function App({ wiring, redraw }: { readonly wiring: Wiring; redraw(): void }): ReactNode {
  const { store } = wiring;
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { columns, rows } = useWindowSize();
  const signs = useSigns();
  useInput((input, key) => {
    wiring.touch();
    if (state.notice) store.send({ do: 'set', state: { notice: undefined } });
    for (const press of pressesOf(input, key)) {
      const command = commandOf(press.input, press.key, state.typing);
      if (command) act(command, state, wiring, redraw);
    }
  });
  if (state.leaving) return <Say>{say`Stopping. The state is saved, and what AWS is doing goes on.`}</Say>;

  const pane = shownPane(state);
  // What the pane in the middle shows is not said twice.
  const waits = pane.kind === 'waits' || state.overlay ? 0 : state.view.waits.length;
  const frame = frameOf(columns, rows, waits);
  const tall = frame.rows >= 16;
  const begun = state.view.run !== undefined;
  return (
    <Box flexDirection="column" width={columns} height={frame.rows} overflow="hidden">
      <Heading view={state.view} columns={columns} />
      {frame.rail === 'line' && begun && <RailLine state={state} columns={columns} />}
      {tall && <Say dim fit="cut">{say`${signs.rule.repeat(columns)}`}</Say>}
      <Box flexGrow={1} overflow="hidden">
        {frame.rail !== 'line' && begun && (
          <Box marginRight={3}>
            <Rail state={state} width={frame.rail} />
          </Box>
        )}
        <Box flexDirection="column" width={frame.main.columns} height={frame.main.rows} flexShrink={0} overflow="hidden">
          <Main wiring={wiring} state={state} pane={pane} columns={frame.main.columns} rows={frame.main.rows} explained={frame.help > 0} />
        </Box>
        {frame.help > 0 && (
          <Box flexDirection="column" width={frame.help} marginLeft={3} flexShrink={0} height={frame.main.rows} overflow="hidden">
            <Explained state={state} pane={pane} columns={frame.help} rows={frame.main.rows} />
          </Box>
        )}
      </Box>
      {frame.strip > 0 && tall && <Say dim fit="cut">{say`${signs.rule.repeat(columns)}`}</Say>}
      {frame.strip > 0 && <Strip state={state} rows={frame.strip} columns={columns} />}
      <Hints hints={lastLine(hintsOf(state, pane), state.overlay ? [] : appHints(state.typing, panesOf(state).length))} notice={state.notice} columns={columns} />
    </Box>
  );
}

/** The first key of the pane, then help and the way out, which are never left out for lack of room; then the rest. */
function lastLine([first, ...rest]: readonly Hint[], own: readonly Hint[]): Hint[] {
  const always = own.filter(({ does }) => does === 'help' || does === 'leave' || does === 'next');
  return [...(first ? [first] : []), ...always, ...rest, ...own.filter((hint) => !always.includes(hint))];
}

function act(command: Command, state: AppState, { store, leave, suspend }: Wiring, redraw: () => void): void {
  switch (command.do) {
    case 'leave':
      return leave();
    case 'suspend':
      return suspend();
    case 'redraw':
      return redraw();
    case 'overlay':
      return store.send({ do: 'set', state: { overlay: state.overlay === command.overlay ? undefined : command.overlay } });
    case 'next-pane': {
      const panes = panesOf(state);
      const at = panes.findIndex(({ id }) => id === shownPane(state).id);
      return store.send({ do: 'set', state: { focus: panes[(at + 1) % panes.length]?.id, typing: false } });
    }
  }
}
