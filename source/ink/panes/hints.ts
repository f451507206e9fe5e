import { line } from '../../text.ts';
import type { Hint } from '../hint.ts';
import type { Pane } from '../panes.ts';
import { saveHints } from '../save-answers.tsx';
import type { AppState } from '../state.ts';
import { endedHints } from './ended.tsx';
import { problemHints } from './problem.tsx';
import { taskHints } from './task.tsx';
import { waitsHints } from './waits.tsx';

/** The keys of a pane. */
export function paneHints(pane: Pane, { typing }: Pick<AppState, 'typing'>): readonly Hint[] {
  switch (pane.kind) {
    case 'task':
      return taskHints(pane.needed);
    case 'problem':
      return problemHints(pane.problem);
    case 'waits':
      return waitsHints();
    case 'ended':
      return typing ? saveHints : endedHints();
    case 'inquiry':
    case 'question':
    case 'revision':
      return [{ key: line('Enter'), does: line('answer') }, { key: line('Esc'), does: line('back') }];
    case 'confirmation':
      return [{ key: line('Enter'), does: line('send it, once the exact words are typed') }, { key: line('Esc'), does: line('send nothing') }];
    case 'busy':
      return [];
  }
}
