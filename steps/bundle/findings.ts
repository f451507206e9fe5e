import { cautions, conflicts } from '../../source/knowledge/compatibility.ts';
import { volumeProblem } from '../../source/knowledge/compute.ts';
import type { Finding, Work } from '../../source/step.ts';
import { repeated } from '../shared/repeated.ts';
import type { BundleAnswers } from './answers.ts';

/** Volume rules, compute types against the Windows and the Region, names given twice. */
export async function bundleFindings(work: Work<BundleAnswers>): Promise<readonly Finding[]> {
  const { bundle: bundles = [] } = work.answers;
  const selection = { windows: work.from('checker')?.windows, compute: bundles.map(({ compute }) => compute), region: work.region, date: work.now() };
  return [
    ...twice(bundles.map(({ name }) => name)),
    ...bundles.flatMap(({ name, compute, rootGib, userGib }): Finding[] => {
      const problem = volumeProblem(compute, rootGib, userGib);
      return problem ? [{ rule: 'bundle.volumes', level: 'blocker', title: `Bundle ${name}: ${problem.what}. ${problem.why}`, source: problem.source, fix: `Change rootGib and userGib of ${name}.`, certainty: 'seen' }] : [];
    }),
    ...conflicts(selection).map(({ id, what, why, source }): Finding => ({ rule: `bundle.${id}`, level: 'blocker', title: `${what}. ${why}`, source, fix: 'Change the compute type of that bundle.', certainty: 'seen' })),
    ...cautions(selection)
      .filter(({ id }) => !id.startsWith('windows-'))
      .map(({ id, what, why, source }): Finding => ({ rule: `bundle.${id}`, level: 'warning', title: `${what}. ${why}`, source })),
  ];
}

function twice(names: readonly string[]): Finding[] {
  return repeated(names).map((name) => ({ rule: 'bundle.name-twice', level: 'blocker', title: `Two bundles are named ${name}.`, fix: 'Give each its own name.', certainty: 'seen' }));
}
