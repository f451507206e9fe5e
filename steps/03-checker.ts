import { z } from 'zod';
import { pace } from '../source/knowledge/durations.ts';
import { windows as releases } from '../source/knowledge/windows.ts';
import type { Change, Finding, LookWork, Question, Sighting, Step, Work } from '../source/step.ts';
import { type Answers, judgeLogs, offerFix } from './checker/logs.ts';
import { preparation } from './checker/preparation.ts';
import { judgeWindows, windowsChoices } from './checker/windows.ts';

const windows: Question<string> = {
  key: 'windows',
  kind: 'select',
  title: 'Which Windows is on the VM?',
  why: 'It decides the firmware, the partitions, the streaming protocol and what the tests mean.',
  where: 'On the VM: winver. LTSC editions say so under Settings, System, About.',
  example: 'windows-11-24h2',
  schema: z.enum(releases.map(({ id }) => id), { error: `expected one of ${releases.map(({ id }) => id).join(', ')}` }),
  choices: windowsChoices,
  initial: async (work) => (await windowsChoices(work))[0]?.value as string | undefined,
};

const skip: Question<string> = {
  key: 'skip',
  kind: 'text',
  title: 'Why go on without the checker? (Leave it empty to run the checker.)',
  why: 'The checker is optional: the ingestion makes the same tests, hours later and after the upload. The reason is recorded.',
  example: 'Installed from the ISO without any change',
  schema: z.string('expected a reason in words').max(300, 'expected at most 300 characters').regex(/\S\s*\S\s*\S/, 'expected a reason in words'),
  optional: true,
  judged: true,
  evidence: true,
  when: ({ answers }: Work<Partial<Answers>>) => !answers.logs?.length,
};

const logs: Question<readonly string[]> = {
  key: 'logs',
  kind: 'list',
  title: 'Which files did the checker write?',
  why: 'They are judged as the ingestion will judge the VM, before an upload of many gigabytes.',
  where: 'In the folder of the checker on the VM: BYOLPrevalidationlog….txt or WorkSpacesImageCompat…CheckLog….txt, and ImageInfo.txt.',
  example: ['./checker/*.txt'],
  schema: z.array(z.string().min(1), 'expected a list of files').min(1, 'expected at least one file'),
  optional: true,
  judged: true,
  evidence: true,
  path: true,
  when: ({ answers }: Work<Partial<Answers>>) => !answers.skip,
};

/** The VM prepared and tested by a person, and what the checker's logs say about it. */
export const checker: Step<Answers, 'checker'> = {
  id: 'checker',
  title: 'Image checker',
  why: 'What the ingestion would refuse after hours of waiting is found on the VM in minutes.',
  needs: [{ step: 'eligibility', only: 'answers' }],
  questions: [windows, skip, logs],
  skip: reasonToSkip,
  findings,
  changes: (work) => (reasonToSkip(work.answers) === undefined ? [preparedVm(work)] : []),
  outputs({ answers, made }) {
    if (answers.windows === undefined) return undefined;
    const skipped = reasonToSkip(answers);
    if (skipped !== undefined) return { windows: answers.windows, skipped };
    return made('logs') && { windows: answers.windows };
  },
};

/** Logs that were given count more than a reason not to have any. */
function reasonToSkip(answers: Partial<Answers>): string | undefined {
  return answers.logs?.length ? undefined : answers.skip;
}

async function findings(work: Work<Answers>): Promise<Finding[]> {
  const judged = work.answers.logs?.length ? await judgeLogs(work) : [];
  return [
    ...(work.answers.windows === undefined ? [] : judgeWindows(work.answers.windows, work)),
    // What a finding knows beyond its words (the test, the lines of the log) is not for the event stream.
    ...judged.map(({ test: _, code: __, auto: ___, lines: ____, ...finding }) => finding),
    ...(await offerFix(judged, work)),
  ];
}

function preparedVm(work: Work<Answers>): Change {
  return {
    id: 'logs',
    title: 'VM prepared and its checker logs at hand',
    call: { service: 'person', operation: 'RunChecker', input: { windows: work.answers.windows ?? 'not chosen yet' } },
    kind: 'person',
    naturalKey: work.answers.windows ?? 'windows',
    pace: pace('checker'),
    look,
    instructions: preparation,
    evidence: ['logs', 'skip'],
  };
}

async function look(work: LookWork<Answers>): Promise<Sighting> {
  const { logs: files = [] } = work.answers;
  if (files.length === 0) return { state: 'absent', note: 'no log of the checker has been named' };
  const blockers = (await judgeLogs(work)).filter(({ level }) => level === 'blocker');
  if (blockers.length === 0) return { state: 'done', outputs: { logs: files }, evidence: `${files.length === 1 ? 'the log holds' : `${files.length} files hold`} nothing that the ingestion refuses` };
  return {
    state: 'blocked',
    problem: {
      code: 'checker.failed',
      what: `The ingestion would refuse this VM, for ${blockers.length === 1 ? 'one reason' : `${blockers.length} reasons`}.`,
      causes: blockers.map(({ title }) => title),
      todo: [...blockers.flatMap(({ fix }) => fix ?? []), 'Run the checker again and name the new log under checker.logs.'],
      back: 'checker',
      exit: 4,
    },
  };
}
