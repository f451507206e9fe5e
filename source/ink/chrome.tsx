import { Box } from 'ink';
import type { ReactNode } from 'react';
import { line, say, type Text } from '../text.ts';
import { elapsedOf, type View, type Wait } from '../view.ts';
import type { Hint } from './hint.ts';
import { timeLeftText } from './panes/estimate.ts';
import { railLine, railRows } from './rail.ts';
import { Rows } from './page.tsx';
import { barText, row } from './rows.ts';
import type { AppState } from './state.ts';
import { Line, Say, useSigns } from './surface.tsx';
import { stateColours } from './theme.ts';

/** The first line: whose onboarding this is, and where. */
export function Heading({ view, columns }: { readonly view: View; readonly columns: number }): ReactNode {
  const { run } = view;
  const signs = useSigns();
  if (!run) return <Say bold fit="cut">{say`Windows licences to Amazon WorkSpaces`}</Say>;
  const where = run.sandbox ? say` in the SANDBOX` : columns >= 60 ? say` ${signs.dot} account ${run.account}` : say``;
  return (
    <Line>
      <Say bold>{line(run.name)}</Say>
      <Say>{where}</Say>
      <Say dim>{say` ${signs.dot} ${run.region}`}</Say>
    </Line>
  );
}

/** The steps folded to one line: a sign a step, and the one that matters. */
export function RailLine({ state, columns }: { readonly state: AppState; readonly columns: number }): ReactNode {
  const signs = useSigns();
  const { states, words } = railLine(state);
  return (
    <Rows rows={[row(...states.map((state) => ({ words: line(signs.states[state]), colour: stateColours[state] })), say` ${words}`)]} columns={columns} />
  );
}

/** The steps as a column. */
export function Rail({ state, width }: { readonly state: AppState; readonly width: number }): ReactNode {
  const signs = useSigns();
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      {railRows(state).map(({ id, state, name, time: took }) => (
        <Box key={id} justifyContent="space-between">
          <Box flexShrink={1}>
            <Line>
              <Say colour={stateColours[state]}>{line(signs.states[state])}</Say>
              <Say bold={state === 'person' || state === 'failed'} dim={state === 'todo' || state === 'skipped'}>{say` ${name}`}</Say>
            </Line>
          </Box>
          <Box flexShrink={0} marginLeft={1}>
            <Say colour={state === 'person' || state === 'failed' ? stateColours[state] : undefined} dim={state !== 'person' && state !== 'failed'} fit="cut">
              {took}
            </Say>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** What goes on in the background: a line a wait, the rest counted. */
export function Strip({ state: { view, time }, rows, columns }: { readonly state: AppState; readonly rows: number; readonly columns: number }): ReactNode {
  const more = view.waits.length > rows;
  const shown = view.waits.slice(0, more ? rows - 1 : rows);
  return (
    <Box flexDirection="column" height={rows} flexShrink={0}>
      {shown.map((wait) => (
        <StripLine key={wait.step} wait={wait} now={time} columns={columns} />
      ))}
      {more && <Say dim fit="cut">{say`and ${view.waits.length - shown.length} more in the background`}</Say>}
    </Box>
  );
}

function StripLine({ wait, now, columns }: { readonly wait: Wait; readonly now: number; readonly columns: number }): ReactNode {
  const signs = useSigns();
  const elapsedMs = elapsedOf(wait, now) ?? 0;
  const left = timeLeftText({ elapsedMs, expectMs: wait.expectMs, progress: wait.progress });
  const state = wait.for === 'person' ? 'person' : 'waiting';
  return (
    <Line>
      <Say colour={stateColours[state]}>{line(signs.states[state])}</Say>
      <Say bold>{say` ${wait.step} `}</Say>
      {wait.progress !== undefined && columns >= 60 && <Say>{say`${barText(wait.progress, 10, signs)} ${Math.floor(wait.progress * 100)} % `}</Say>}
      {left && <Say colour={wait.late ? 'yellow' : undefined}>{say`${left} ${signs.dot} `}</Say>}
      <Say dim>{line(wait.note)}</Say>
    </Line>
  );
}

/** The last line: the keys that work here. What does not fit is in the help. */
export function Hints({ hints, notice, columns }: { readonly hints: readonly Hint[]; readonly notice: Text | undefined; readonly columns: number }): ReactNode {
  const signs = useSigns();
  if (notice) return <Say colour="cyan" fit="cut">{notice}</Say>;
  const shown = fitting(hints, columns);
  return (
    <Line>
      {shown.map(({ key, does }, index) => (
        <Line key={key}>
          <Say bold>{say`${index > 0 ? ` ${signs.dot} ` : ''}${key}`}</Say>
          <Say dim>{say` ${does}`}</Say>
        </Line>
      ))}
    </Line>
  );
}

/** As many of the hints, the first ones first, as one line takes. */
function fitting(hints: readonly Hint[], columns: number): readonly Hint[] {
  const widths = hints.map(({ key, does }) => key.length + does.length + 4);
  const most = widths.findIndex((_, index) => widths.slice(0, index + 1).reduce((sum, width) => sum + width, 0) > columns);
  return most < 0 ? hints : hints.slice(0, most);
}
