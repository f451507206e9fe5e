import type { StepId } from '../../source/step.ts';

/**
 * What to type where only a new attempt helps: from the export where the VM has to be mended, else from the step that
 * `back` names, as long as an attempt of it makes anew what `step` failed at.
 */
export function againFrom(name: string, step: StepId, back: StepId | undefined): string {
  if (back === 'checker' || back === 'export') return `Once the VM is mended and exported anew, go on from there: wizard resume ${name} --again export`;
  return `Once that is put right, do it again: wizard resume ${name} --again ${back === 'upload' || back === 'import' ? back : step}`;
}
