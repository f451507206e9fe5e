import { useState, type ReactNode } from 'react';
import type { Problem } from '../../problem.ts';
import type { StepId } from '../../step.ts';
import { line, say } from '../../text.ts';
import type { Hint } from '../hint.ts';
import { Reader } from '../page.tsx';
import { useSigns } from '../surface.tsx';
import { YesNo } from '../yes-no.tsx';
import { problemRows, problemTitle } from './problem-rows.ts';
import { titleOf, type PaneProps } from './props.ts';
import { waysOut, type Anew } from './ways-out.ts';

export type ProblemPaneProps = PaneProps & { readonly step: StepId; readonly problem: Problem };

/** A failure: what happened, why, what to do, and the ways out. */
export function ProblemPane(props: ProblemPaneProps): ReactNode {
  // Another failure is another page.
  return <OneProblem key={`${props.step} ${props.problem.code} ${props.problem.what}`} {...props} />;
}

function OneProblem(props: ProblemPaneProps): ReactNode {
  const { wiring, state, columns, rows, active, step, problem } = props;
  const signs = useSigns();
  const [withRaw, setWithRaw] = useState(false);
  const [anew, setAnew] = useState<Anew>();
  if (anew) {
    const title = titleOf(state.view, anew.step);
    return (
      <YesNo
        question={say`Begin ${title} anew?`}
        consequences={anew.undoes.length > 0 ? anew.undoes : [line('It is done once more, with the same answers. Nothing that was made is taken back.')]}
        yes={say`Yes, begin ${title} anew`}
        no={line('No, leave it as it is')}
        columns={columns}
        rows={rows}
        active={active}
        onYes={() => wiring.steering()?.turn({ again: anew.step })}
        onNo={() => setAnew(undefined)}
      />
    );
  }
  const body = problemRows({ view: state.view, step, problem, columns, withRaw, spaced: rows >= 20 });
  return (
    <Reader
      title={problemTitle(state.view, step, problem, columns, signs)}
      body={body.rows}
      copies={body.copies}
      entries={waysOut(props, props, setAnew)}
      columns={columns}
      rows={rows}
      active={active}
      reveal={withRaw ? body.rows.length - 1 : undefined}
      onCopy={(words) => wiring.store.send({ do: 'set', state: { notice: wiring.copy(words) } })}
      onKey={(input, { ctrl, meta }) => {
        if (input.toLowerCase() === 'm' && !ctrl && !meta && problem.raw) setWithRaw(!withRaw);
      }}
    />
  );
}

export function problemHints({ raw }: Problem): readonly Hint[] {
  return [
    { key: line('Up Down Enter'), does: line('choose') },
    { key: line('PgUp PgDn'), does: line('scroll') },
    ...(raw ? [{ key: line('m'), does: line('the error itself') }] : []),
    { key: line('y'), does: line('copy') },
  ];
}
