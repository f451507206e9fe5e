import type { Step, Work } from '../source/step.ts';
import { questions, type BundleAnswers } from './bundle/answers.ts';
import { bundleChange } from './bundle/bundle.ts';
import { bundleFindings } from './bundle/findings.ts';

/** Bundles: the image with a compute type and volumes, as WorkSpaces are launched from them. */
export const bundle: Step<BundleAnswers, 'bundle'> = {
  id: 'bundle',
  title: 'Bundles',
  why: 'A WorkSpace is launched from a bundle, which names the image, the compute type and the volumes.',
  needs: ['image'],
  questions,
  findings: bundleFindings,
  changes: (work) => bundlesOf(work).map((one) => bundleChange(work, one)),
  outputs(work) {
    const bundles = bundlesOf(work).map(({ name }) => ({ name, bundleId: work.made(`bundle/${name}`)?.['bundleId'] }));
    const made = bundles.filter((one): one is { name: string; bundleId: string } => typeof one.bundleId === 'string');
    return made.length && made.length === bundles.length ? { bundles: made } : undefined;
  },
};

/** A name given twice is a finding; the plan shows it once. */
function bundlesOf({ answers }: Work<BundleAnswers>) {
  const bundles = answers.bundle ?? [];
  return bundles.filter(({ name }, index) => bundles.findIndex((other) => other.name === name) === index);
}
