import { z } from 'zod';
import { inspectImage } from '../source/image/inspect.ts';
import type { Inspection } from '../source/image/inspection.ts';
import { pace } from '../source/knowledge/durations.ts';
import { ProblemError, type Problem } from '../source/problem.ts';
import type { Change, Finding, LookWork, Question, Sighting, Step, StepOutputs, Work } from '../source/step.ts';
import { hypervisors, recipe, type Hypervisor } from './export/recipe.ts';

type Answers = { hypervisor: Hypervisor; file: string };

const hypervisor: Question<Hypervisor> = {
  key: 'hypervisor',
  kind: 'select',
  title: 'Which hypervisor runs the VM?',
  why: 'Each writes a disk that AWS takes in its own way, and the usual export of most is refused.',
  example: 'vmware',
  schema: z.enum(hypervisors, { error: `expected one of ${hypervisors.join(', ')}` }),
  judged: true,
  choices: async () => [
    { value: 'vmware', label: 'VMware', hint: 'vSphere, ESXi, Workstation, Fusion' },
    { value: 'hyperv', label: 'Hyper-V' },
    { value: 'virtualbox', label: 'VirtualBox' },
    { value: 'kvm', label: 'KVM', hint: 'libvirt, Proxmox VE, oVirt' },
    { value: 'xen', label: 'Xen', hint: 'XenServer, Citrix Hypervisor' },
  ],
};

const file: Question<string> = {
  key: 'file',
  kind: 'path',
  title: 'Where is the exported file, or where will it be?',
  why: 'It is looked into before anything is uploaded: format, size, partitions, firmware.',
  where: 'One file: OVA, stream-optimised VMDK, VHDX, VHD or RAW.',
  example: './win11.ova',
  schema: z.string('expected a path').min(1, 'expected a path'),
  path: true,
  later: true,
};

/** The VM's disk as one file that AWS takes, looked into before it is uploaded. */
export const exportStep: Step<Answers, 'export'> = {
  id: 'export',
  title: 'Export',
  why: 'VM Import takes some disk formats and refuses their close relatives after the upload; the file is judged here instead.',
  needs: ['checker'],
  questions: [hypervisor, file],
  findings,
  changes: (work) => [exportedFile(work)],
  outputs: ({ made }) => made('file') as StepOutputs['export'] | undefined,
};

/** A file that is not there yet is no finding: it is what the person is asked to make. */
async function findings(work: Work<Answers>): Promise<readonly Finding[]> {
  const inspection = await inspected(work);
  return inspection?.findings ?? [];
}

async function inspected({ answers, from }: Work<Answers>): Promise<Inspection | undefined> {
  if (answers.file === undefined) return undefined;
  const windows = from('checker')?.windows;
  try {
    return await inspectImage(answers.file, windows === undefined ? {} : { windows });
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'image.missing') return undefined;
    throw error;
  }
}

function exportedFile(work: Work<Answers>): Change {
  const { answers } = work;
  return {
    id: 'file',
    title: answers.file === undefined ? 'VM exported to a file' : `VM exported to ${answers.file}`,
    call: { service: 'person', operation: 'ExportVm', input: { hypervisor: answers.hypervisor ?? 'not chosen yet', file: answers.file ?? 'not chosen yet' } },
    kind: 'person',
    naturalKey: answers.file ?? 'file',
    pace: pace('export'),
    look,
    instructions,
    evidence: ['file'],
  };
}

async function look(work: LookWork<Answers>): Promise<Sighting> {
  const inspection = await inspected(work);
  if (!inspection) return { state: 'absent', note: `there is no file ${work.answers.file ?? 'named'} yet` };
  const blockers = inspection.findings.filter(({ level }) => level === 'blocker');
  if (inspection.findings.some(({ rule }) => rule === 'image.changing')) return { state: 'underway', note: 'the file is still being written' };
  const { importFormat: format, bytes, path, variant } = inspection;
  if (blockers.length || !format) return { state: 'blocked', problem: refused(inspection, blockers) };
  return { state: 'done', outputs: { file: path, bytes, format }, evidence: `${format}${variant ? ` (${variant})` : ''} of ${bytes} bytes that holds nothing AWS refuses` };
}

function refused({ path, format }: Inspection, blockers: readonly Finding[]): Problem {
  return {
    code: 'export.refused',
    what: `AWS would refuse ${path}.`,
    causes: blockers.length ? blockers.map(({ title }) => title) : [`VM Import takes no file of this kind (${format}).`],
    todo: [...blockers.flatMap(({ fix }) => fix ?? []), 'Then look again: wizard inspect FILE'],
    back: 'export',
    exit: 4,
  };
}

function instructions({ answers }: Work<Partial<Answers>>): string[] {
  const target = answers.file ?? './windows.ova';
  return [
    ...(answers.hypervisor === undefined ? ['Export the VM to one file that VM Import takes.'] : recipe(answers.hypervisor, target)),
    `Once ${target} is there, it is looked into and the work goes on.`,
  ];
}
