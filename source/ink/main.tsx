import type { ReactNode } from 'react';
import { problemLines } from '../phrases.ts';
import { line, say } from '../text.ts';
import { appHints } from './keys.ts';
import { CommandOverlay } from './overlays/command.tsx';
import { HelpOverlay } from './overlays/help.tsx';
import { LogOverlay } from './overlays/log.tsx';
import { SummaryOverlay } from './overlays/summary.tsx';
import type { Pane } from './panes.ts';
import { ConfirmationPane } from './panes/confirmation.tsx';
import { EndedPane } from './panes/ended.tsx';
import { ProblemPane } from './panes/problem.tsx';
import { QuestionPane } from './panes/question.tsx';
import { TaskPane } from './panes/task.tsx';
import { WaitsPane } from './panes/waits.tsx';
import type { AppState } from './state.ts';
import { Say } from './surface.tsx';
import type { Wiring } from './wiring.ts';

export type MainProps = { readonly wiring: Wiring; readonly state: AppState; readonly pane: Pane; readonly columns: number; readonly rows: number; readonly explained: boolean };

/** The middle of the screen: an overlay where one is open, else the pane that is shown. */
export function Main(props: MainProps): ReactNode {
  const { wiring, state, pane, columns, rows } = props;
  const over = { wiring, state, columns, rows, active: true };
  switch (state.overlay) {
    case 'help':
      return <HelpOverlay {...over} pane={pane} hints={appHints(false, 2)} />;
    case 'log':
      return <LogOverlay {...over} />;
    case 'command':
      return <CommandOverlay {...over} />;
    case 'summary':
      return <SummaryOverlay {...over} />;
    case undefined:
      return <PaneOf {...props} />;
  }
}

function PaneOf({ wiring, state, pane, columns, rows, explained }: MainProps): ReactNode {
  const { inquiry, revision, asked, busy, drafts } = state;
  const shared = { wiring, state, columns, rows, active: true };
  switch (pane.kind) {
    case 'inquiry': {
      if (!inquiry) return null;
      const { question, choices, initial, about, problem } = inquiry;
      const warnings = problem && problemLines(problem).map(line);
      return <QuestionPane key={pane.id} {...shared} question={question} id={pane.id} work={undefined} choices={choices} initial={initial} draft={drafts[pane.id]} explained={false} {...(about && { about })} {...(warnings && { warnings })} />;
    }
    case 'revision': {
      if (!revision) return null;
      const { question, work, answer, undoes } = revision.reviewed;
      const warnings = revision.reason === 'change' ? [say`You are changing an earlier answer. Enter alone keeps it.`, ...undoes.map((words) => say`A change would undo something. ${words}`)] : [];
      return <QuestionPane key={pane.id} {...shared} question={question} id={pane.id} work={work} initial={answer?.given} draft={drafts[pane.id]} explained={explained} warnings={warnings} />;
    }
    case 'question': {
      if (asked?.kind !== 'question') return null;
      const warnings = asked.problem === undefined ? [] : [say`That did not fit: ${asked.problem}`];
      return <QuestionPane key={pane.id} {...shared} question={asked.question} id={pane.id} work={asked.work} initial={asked.initial} draft={drafts[pane.id]} explained={explained} warnings={warnings} />;
    }
    case 'confirmation':
      return asked?.kind === 'confirmation' ? <ConfirmationPane key={pane.id} {...shared} asked={asked} draft={drafts[asked.key]} /> : null;
    case 'problem':
      return <ProblemPane key={pane.id} {...shared} step={pane.step} problem={pane.problem} />;
    case 'task':
      return <TaskPane key={pane.id} {...shared} needed={pane.needed} />;
    case 'waits':
      return <WaitsPane key={pane.id} {...shared} />;
    case 'ended':
      return <EndedPane key={pane.id} {...shared} />;
    case 'busy':
      return <Say>{busy ?? say`Looking…`}</Say>;
  }
}
