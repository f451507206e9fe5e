import type { ReactNode } from 'react';
import { jsonText } from '../answer-text.ts';
import { line, say } from '../../text.ts';
import type { Needed } from '../../view.ts';
import type { Hint } from '../hint.ts';
import { Reader, type Entry } from '../page.tsx';
import { panesOf } from '../panes.ts';
import { blank } from '../rows.ts';
import { useSigns } from '../surface.tsx';
import { commandsIn } from './commands.ts';
import type { PaneProps } from './props.ts';
import { evidenceOf, instructionRows, instructionsHere, meanwhileRows, meanwhileText, questionLabel, taskTitle } from './task-rows.ts';

/** What a person has to do outside, what of it can be copied, and how to go on when it is done. */
export function TaskPane({ wiring, state, columns, rows, active, needed }: PaneProps & { readonly needed: Needed }): ReactNode {
  const signs = useSigns();
  const { rows: instructions, copies } = instructionRows(instructionsHere(needed, state.view), columns);
  return (
    <Reader
      key={`${needed.step} ${needed.title}`}
      title={[...taskTitle(state.view, needed, columns, signs), blank]}
      body={[...instructions, ...meanwhileRows(state.view, columns)]}
      copies={copies}
      entries={taskEntries({ wiring, state }, needed)}
      columns={columns}
      rows={rows}
      active={active}
      onCopy={(words) => wiring.store.send({ do: 'set', state: { notice: wiring.copy(words) } })}
    />
  );
}

/** The ways on: to tell that it is done, to look again, to see what goes on. The likely one first. */
function taskEntries({ wiring, state }: Pick<PaneProps, 'wiring' | 'state'>, needed: Needed): Entry[] {
  const steering = wiring.steering();
  const evidence = steering ? evidenceOf(needed, steering.review()) : [];
  const reports = evidence.map((reviewed): Entry => {
    const { key, answer } = reviewed;
    return {
      id: key,
      label: answer ? say`Change: ${questionLabel(reviewed)} (now ${jsonText(answer.given)})` : say`Answer: ${questionLabel(reviewed)}`,
      act: () => wiring.store.send({ do: 'set', state: { revision: { reviewed, reason: 'evidence' }, focus: undefined } }),
    };
  });
  const look: Entry[] = steering ? [{ id: 'look', label: line(needed.evidence?.length ? 'Look again now' : 'Done: look now'), act: () => steering.turn({}) }] : [];
  const others = meanwhileText(state.view);
  const waits = panesOf(state).find(({ kind }) => kind === 'waits');
  return [
    // Where the place is told already, there is only to look.
    ...(evidence.some(({ answer }) => answer) ? [...look, ...reports] : [...reports, ...look]),
    ...(others !== undefined && waits ? [{ id: 'meanwhile', label: say`See what goes on meanwhile: ${others}`, act: () => wiring.store.send({ do: 'set', state: { focus: waits.id } }) }] : []),
  ];
}

export function taskHints(needed: Needed): readonly Hint[] {
  return [
    { key: line('Up Down Enter'), does: line('choose') },
    { key: line('PgUp PgDn'), does: line('scroll') },
    ...(commandsIn(needed.instructions).length > 0 ? [{ key: line('y'), does: line('copy the command') }, { key: line('Left Right'), does: line('another command') }] : []),
  ];
}
