import type { Event, EventBody } from './engine/events.ts';
import { briefly, callText, expectedText, findingText, instructionLines, namesText, outputsText, problemLines, timeText } from './phrases.ts';
import type { Finding } from './step.ts';
import { say, type Text } from './text.ts';
import type { View, Wait } from './view.ts';
import { durationText } from './words.ts';

/** What is said of an event: `record` is what happened (a result), `progress` that it goes on, `trouble` what to do about it. */
export type Said = { readonly as: 'record' | 'progress' | 'trouble'; readonly about: string; readonly words: readonly Text[] };

type Body<Type extends EventBody['type']> = Extract<Event, { type: Type }>;

/** What was told before an event: `seen`, that what is done was not sent by this run, and the judgements of its step. */
export type Before = { readonly seen?: boolean; readonly findings?: readonly Finding[] };

/** The words for `event`, one text a line. */
export function narrate(event: Event, { seen = false, findings = [] }: Before = {}): Said[] {
  if (event.type === 'step.failed') return failure(event, findings);
  if (event.type === 'change.done' && seen) return [record(event.step, say`seen: ${event.title}${given(event.outputs, event.title)}`)];
  const tell = words[event.type] as (event: Event) => Said[];
  return tell(event);
}

/** What a run leaves open when it ends: people that are needed, and what AWS is still doing. */
export function leftOpen({ people, waits }: View): Said[] {
  const asked = new Set(people.map(({ step }) => step));
  return [
    ...people.map(({ step, title }) => record(step, say`still needs a person: ${title}`)),
    ...waits.filter(({ step, for: reason }) => !asked.has(step) && reason !== 'person').map(({ step, note }) => record(step, say`still under way: ${note}`)),
  ];
}

/** The words for something that is still being waited for. */
export function waitText({ for: reason, note, progress, ...rest }: Omit<Wait, 'step' | 'change' | 'since'>, elapsedMs: number): Text {
  const time = timeText(elapsedMs, rest);
  return say`${reasons[reason]}: ${percent(progress, note)}${note}${time && ` (${time})`}`;
}

/** The words for a step that goes on by itself. */
export function progressText({ note, progress }: { readonly note?: string; readonly progress?: number }): Text {
  return say`${percent(progress, note)}${note ?? 'at work'}`;
}

const reasons = { aws: 'waiting for AWS', person: 'waiting for a person', visibility: 'waiting for a listing', trouble: 'trying again' } as const;

/** The share that is done, unless the note says it already. */
function percent(progress: number | undefined, note = ''): string {
  return progress === undefined || /\d\s?%/.test(note) ? '' : `${Math.floor(progress * 100)} % `;
}

const words: { [Type in EventBody['type']]: (event: Body<Type>) => Said[] } = {
  'run.started': ({ name, account, region, caller, sandbox, continued, steps }) => {
    const open = steps.filter(({ state }) => state === 'todo' || state === 'waiting').length;
    const where = sandbox ? 'in the SANDBOX (a simulated AWS; nothing leaves this machine)' : `in AWS account ${account}`;
    return [
      record('run', say`${name} ${continued ? 'goes on' : 'begins'} ${where}, ${region}`, say`as ${caller}`),
      ...(continued ? [record('run', say`${steps.length - open} of ${steps.length} steps are done already`)] : []),
    ];
  },
  'run.finished': ({ status, exitCode, ids, next }) => [
    ...Object.entries(ids).map(([step, made]) => record(step, say`has ${outputsText(made)}`)),
    record('run', say`${statusWords[status]}${exitCode === 0 ? '' : ` (exit code ${exitCode})`}`, say`Next: ${next}`),
  ],
  'step.started': ({ step, title, expectMs }) => {
    const expected = expectedText(expectMs);
    return [record(step, say`begins: ${title}${expected ? ` (usually ${expected})` : ''}`)];
  },
  'step.progress': ({ step, note, progress }) => [{ as: 'progress', about: step, words: [progressText({ note, ...(progress !== undefined && { progress }) })] }],
  'step.waiting': ({ step, elapsedMs, ...wait }) => [{ as: 'progress', about: step, words: [waitText(wait, elapsedMs)] }],
  'step.succeeded': ({ step, elapsedMs }) => [record(step, say`done in ${durationText(elapsedMs)}`)],
  'step.failed': (event) => failure(event, []),
  'step.skipped': ({ step, reason }) => [record(step, say`skipped: ${reason}`)],
  finding: ({ step, finding }) => [record(step, findingText(finding))],
  'change.intent': ({ step, title, call, keys, billed }) => [
    record(step, say`sending: ${title} [${callText(call)}]${keys && keys.length > 0 ? ` for ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ` and ${keys.length - 5} more` : ''}` : ''}`, ...(billed ? [say`billed: ${billed}`] : [])),
  ],
  'change.done': ({ step, title, outputs, elapsedMs }) => [record(step, say`made: ${title} in ${durationText(elapsedMs)}${given(outputs, title)}`)],
  'change.adopted': ({ step, title, outputs, evidence }) => [record(step, say`found: ${title}${given(outputs, title)} (${evidence})`)],
  'change.unknown': ({ step, problem }) => {
    const [what, ...rest] = problemLines(problem);
    return [record(step, say`the outcome is not known yet: ${what}`), ...(rest.length > 0 ? [{ as: 'trouble' as const, about: step, words: rest }] : [])];
  },
  'human.needed': ({ step, title, instructions, evidence = [] }) => [
    record(step, say`a person is needed: ${title}`, ...instructionLines(instructions), ...(evidence.length > 0 ? [say`When it is done, go on with: ${evidence.map((key) => `--set ${key}=…`).join(', or ')}`] : [])),
  ],
};

function failure({ step, problem }: Body<'step.failed'>, told: readonly Finding[]): Said[] {
  const [what, ...rest] = problemLines(briefly(problem, told));
  return [record(step, say`failed: ${what}`), ...(rest.length > 0 ? [{ as: 'trouble' as const, about: step, words: rest }] : [])];
}

const statusWords = {
  done: 'done',
  failed: 'stopped: a step failed',
  waiting: 'waiting: come back later, nothing is lost',
  blocked: 'stopped: a requirement is not met',
  unknown: 'stopped: the outcome of a call is not known, and a person must look',
  stopped: 'stopped where it was told to',
  interrupted: 'interrupted: the state is saved; what AWS is doing goes on',
} as const;

function record(about: string, ...lines: Text[]): Said {
  return { as: 'record', about, words: lines };
}

function given(outputs: Body<'change.done'>['outputs'], title: string): string {
  const names = namesText(outputs, title);
  return names ? `: ${names}` : '';
}
