import { z } from 'zod';
import type { EventBody } from '../../../source/engine/events.ts';
import type { Reviewed } from '../../../source/engine/review.ts';
import type { Problem } from '../../../source/problem.ts';
import type { Json, Question, StepId, Work } from '../../../source/step.ts';
import { preparation } from '../../../steps/checker/preparation.ts';
import { initialState, reduce, type AppState } from '../../../source/ink/state.ts';
import { events, started, waiting } from '../../view/events.ts';

const start = Date.parse('2026-11-21T10:00:00Z');
const titles: Partial<Record<StepId, string>> = { eligibility: 'Eligibility', network: 'Management network', checker: 'Image checker', export: 'Export', upload: 'Upload', import: 'Import', image: 'BYOL image', bundle: 'Bundles', directory: 'Directory', launch: 'Launch' };

export const begun: EventBody = started([], { steps: Object.entries(titles).map(([id, title]) => ({ id: id as StepId, title, state: 'todo' })) });

/** The state after events; `at` is seconds of the run's clock since its start. */
export function after(seconds: number, ...bodies: (readonly [at: number, body: EventBody])[]): AppState {
  const state = events([0, begun], ...bodies).reduce((state, event) => reduce(state, { do: 'event', event }), initialState(start));
  return reduce(state, { do: 'tick', time: start + seconds * 1000 });
}

const minute = 60_000;
const hour = 60 * minute;

/** An import under way for 42 minutes, the management range beside it. */
export function importing(): AppState {
  return after(
    45 * 60,
    [0, { type: 'step.started', step: 'eligibility', title: 'Eligibility' }],
    [60, { type: 'step.succeeded', step: 'eligibility', outputs: {}, elapsedMs: minute }],
    [61, { type: 'step.started', step: 'network', title: 'Management network', expectMs: [5 * minute, 4 * hour] }],
    [62, { type: 'step.skipped', step: 'checker', reason: 'Installed from the ISO' }],
    [70, waiting('network', 'AWS has been preparing 10.42.0.0/16 since 2026-11-21 10:01 UTC', { elapsedMs: 9_000, expectMs: [5 * minute, 4 * hour] })],
    [180, { type: 'step.started', step: 'import', title: 'Import', expectMs: [20 * minute, 3 * hour] }],
    [190, imported('pending, 2 %', 0.02, 10)],
    [300, imported('validating, 12 %', 0.12, 120)],
    [600, imported('converting, 28 %', 0.28, 420)],
    [2700, imported('converting, 46 %', 0.46, 2520)],
  );
}

function imported(note: string, progress: number, seconds: number): EventBody {
  return waiting('import', note, { progress, elapsedMs: seconds * 1000, expectMs: [20 * minute, 3 * hour] });
}

/** An image that takes longer than it should, with no percentage. */
export function late(): AppState {
  return after(9 * 3600, [0, { type: 'step.started', step: 'image', title: 'BYOL image', expectMs: [3 * hour, 5 * hour] }], [9 * 3600, waiting('image', 'wsi-4b8132ab1 is being made, since 2026-11-21 10:00 UTC; AWS gives no percentage', { elapsedMs: 9 * hour, expectMs: [3 * hour, 5 * hour], late: true })]);
}

/** An upload that this machine does, while AWS prepares the range. */
export function uploading(): AppState {
  return after(
    900,
    [0, { type: 'step.started', step: 'network', title: 'Management network' }],
    [70, waiting('network', 'AWS has been preparing 10.42.0.0/16 since 2026-11-21 10:01 UTC', { elapsedMs: 9_000, expectMs: [5 * minute, 4 * hour] })],
    [100, { type: 'step.started', step: 'upload', title: 'Upload', expectMs: [20 * minute, 24 * hour] }],
    [900, { type: 'step.progress', step: 'upload', change: 'parts', note: '120 of 400 parts · 1.9 GiB of 6.4 GiB', progress: 0.3 }],
  );
}

/** The preparation of the VM, while AWS makes the range. */
export function preparing(instructions: readonly string[] = preparation({ answers: { windows: 'windows-11-24h2' } })): AppState {
  return after(
    900,
    [0, { type: 'step.started', step: 'network', title: 'Management network' }],
    [70, waiting('network', 'AWS has been preparing 10.42.0.0/16', { elapsedMs: 9_000, expectMs: [5 * minute, 4 * hour] })],
    [80, { type: 'step.started', step: 'checker', title: 'Image checker' }],
    [90, { type: 'human.needed', step: 'checker', title: 'VM prepared and its checker logs at hand', instructions, change: 'logs', evidence: ['checker.logs', 'checker.skip'] }],
  );
}

export const failure: Problem = {
  code: 'import.failed',
  what: 'AWS ended the import of the disk: ClientError: Unknown OS / Missing OS files.',
  causes: ['The VM was shut down in hibernation (fast startup), so that its disk is not clean.', 'BitLocker is on.', 'The disk holds no Windows.'],
  details: ['Import task import-ami-f9ce60302e76e41a8', 'Its last words: booting, 58 %'],
  todo: ['aws ec2 describe-import-image-tasks --import-task-ids import-ami-f9ce60302e76e41a8', 'Switch fast startup off: powercfg /h off', 'Export the VM again, then begin the export anew.'],
  back: 'export',
  raw: { operation: 'ec2:DescribeImportImageTasks', code: 'ClientError', message: 'ClientError: Unknown OS / Missing OS files.', requestId: '3f8f6c1e-1111-2222-3333-444455556666', status: 200 },
  exit: 1,
};

export function failed(problem: Problem = failure): AppState {
  return after(
    3600,
    [0, { type: 'step.started', step: 'directory', title: 'Directory' }],
    [70, waiting('directory', 'd-906702f0a1 is being registered', { elapsedMs: 9_000, expectMs: [minute, 15 * minute] })],
    [80, { type: 'step.started', step: 'import', title: 'Import' }],
    [3600, { type: 'step.failed', step: 'import', problem }],
  );
}

export function blocked(): AppState {
  return after(
    60,
    [0, { type: 'step.started', step: 'eligibility', title: 'Eligibility' }],
    [1, { type: 'finding', step: 'eligibility', finding: { rule: 'eligibility.minimum-workspaces', level: 'blocker', title: '20 WorkSpaces are planned, 100 are needed in eu-west-1.', fix: 'Plan at least 100, or use GPU bundles, for which 4 or 20 are enough.', source: 'https://docs.aws.amazon.com/workspaces/latest/adminguide/byol-windows-images.html' } }],
    [1, { type: 'finding', step: 'eligibility', finding: { rule: 'eligibility.licence', level: 'blocker', title: 'The licences do not allow hosting on dedicated hardware.', fix: 'Ask your licence reseller.', certainty: 'inferred' } }],
    [2, { type: 'step.failed', step: 'eligibility', problem: { code: 'finding.blocker', what: '20 WorkSpaces are planned, 100 are needed in eu-west-1. The licences do not allow hosting on dedicated hardware.', todo: ['Plan at least 100'], back: 'eligibility', exit: 4 } }],
  );
}

export function done(): AppState {
  return {
    ...after(16_000, [16_000, {
      type: 'run.finished', status: 'done', exitCode: 0, next: 'wizard report contoso-euw1',
      ids: {
        network: { managementCidr: '10.42.0.0/16' }, upload: { bucket: 'byol-111122223333-eu-west-1-f4a4f1', key: 'contoso-euw1/attempt-1/win11.ova', bytes: 97792 }, import: { amiId: 'ami-59082c363445c09dd', taskId: 'import-ami-f9ce60302e76e41a8', bootMode: 'uefi' }, image: { imageId: 'wsi-4b8132ab1', imageName: 'win11-24h2' },
        bundle: { bundles: [{ name: 'win11-standard', bundleId: 'wsb-51500f2e6' }] }, directory: { directoryId: 'd-906702f0a1', registrationCode: 'WSwiz+25627C' }, launch: { workspaces: [{ user: 'alice', workspaceId: 'ws-571eebb1b', state: 'AVAILABLE' }] },
      },
    }]),
    ended: true,
  };
}

export function resting(): AppState {
  return {
    ...after(
      900,
      [0, { type: 'step.started', step: 'checker', title: 'Image checker' }],
      [1, { type: 'human.needed', step: 'checker', title: 'VM prepared and its checker logs at hand', instructions: [] }],
      [70, waiting('network', 'AWS has been preparing 10.42.0.0/16', { elapsedMs: 9_000 })],
      [80, { type: 'run.finished', status: 'waiting', exitCode: 3, next: 'wizard resume contoso-euw1', ids: {} }],
    ),
    ended: true,
  };
}

/** A question of the onboarding as it is looked back on. */
export function reviewedAs(key: string, given: Partial<Reviewed> = {}, title = `What is ${key}?`): Reviewed {
  const [step = '', name = step] = key.split('.');
  const question: Question = { key: name, kind: 'text', title, why: 'It is needed.', where: 'In the console.', example: 'x', schema: z.string() };
  return { step: step as StepId, key, question, work: {} as Work, open: true, undoes: [], ...given };
}

export function answered(given: Json, by: 'person' | 'config' | 'default' = 'person', value = given): { readonly answer: NonNullable<Reviewed['answer']> } {
  return { answer: { given, value, by, time: 0, row: 1 } };
}

export const answers: readonly Reviewed[] = [
  reviewedAs('eligibility.plannedWorkspaces', answered(120), 'How many WorkSpaces are planned?'),
  reviewedAs('eligibility.licenceAllowsVirtualHosting', answered(true), 'Do your licences allow virtual hosting?'),
  reviewedAs('network.searchRange', { ...answered('10.0.0.0/8', 'default'), open: false, undoes: ['Management network has been sent to AWS and is never reopened: it can not be undone.'] }, 'In which range is a management range looked for?'),
  reviewedAs('network.managementCidr', { ...answered('auto', 'person', '10.42.0.0/16'), open: false, undoes: ['Management network has been sent to AWS and is never reopened: it can not be undone.'] }, 'Which management range?'),
  reviewedAs('checker.logs', answered(['./checker/a.txt', './checker/b.txt']), 'Which files did the checker write?'),
  reviewedAs('checker.skip', {}, 'Why go on without the checker? (Leave it empty to run the checker.)'),
  reviewedAs('export.file', { ...answered('./win11.ova', 'config'), undoes: ['Begun anew: export, upload, import, image.', 'What they made stays in AWS, is still billed, and stays listed: Bucket byol; Import of the disk.'] }, 'Where is the exported file, or where will it be?'),
];
