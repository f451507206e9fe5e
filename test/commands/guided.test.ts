import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runTurns } from '../../source/commands/guided.ts';
import type { Asked, Answer, Event } from '../../source/engine/events.ts';
import { openOnboarding } from '../../source/engine/onboarding.ts';
import type { Steering, Turn } from '../../source/desk.ts';
import type { Step } from '../../source/step.ts';
import { question } from '../config/steps.ts';
import { jumpingClock, makeBelieve, makes, pins, stepOf, temporaryFolder } from '../engine/fakes.ts';

const caller = 'arn:aws:iam::111122223333:user/admin';

/** Runs turns with a person who answers `ask` and decides `after`; gives what was told and asked. */
async function sit(steps: readonly Step[], person: { ask?(asked: Asked, steering: Steering): Answer | undefined; after?(steering: Steering, nth: number): Turn | undefined; tell?(event: Event, steering: Steering): void }, clock = jumpingClock(), folder = temporaryFolder()) {
  const onboarding = openOnboarding(folder, pins, clock, { caller, version: '0' });
  const events: Event[] = [];
  const asked: Asked[] = [];
  let steering: Steering | undefined;
  let ends = 0;
  const noAws = () => Promise.reject(new Error('no AWS in this test'));
  try {
    const result = await runTurns({
      steps,
      onboarding,
      screen: {
        steer: (given) => void (steering = given),
        tell(event) {
          events.push(event);
          person.tell?.(event, steering!);
        },
        async ask(one) {
          asked.push(one);
          const answer = person.ask?.(one, steering!);
          // Who begins another turn while something is asked gives no answer to it.
          return answer ?? { kind: 'missing' };
        },
        afterwards: async () => person.after?.(steering!, (ends += 1)),
        close: async () => {},
      },
      cwd: tmpdir(),
      first: {},
      around: { caller, aws: { read: noAws, list: noAws, send: noAws, newRound: () => {} }, clock },
      manner: { unattended: false, noWait: false },
      next: () => 'wizard resume contoso',
      signal: new AbortController().signal,
    });
    return { result, events, asked, onboarding };
  } finally {
    onboarding.close(0);
  }
}

const size = question({ key: 'size', kind: 'number', schema: z.int(), example: 1 });
const colour = question({ key: 'colour', schema: z.string(), example: 'blue' });

describe('turns of a run with a person at the screen', () => {
  it('go on with an answer that was changed while another is asked, and say nothing of an end in between', async () => {
    let changed = false;
    const { result, events, asked } = await sit([stepOf('image', () => [], [], { questions: [size, colour] })], {
      ask({ key }, steering) {
        if (key === 'image.size') return { kind: 'value', value: 1 };
        if (changed) return { kind: 'value', value: 'red' };
        changed = true;
        steering.turn({ given: { image: { size: 2 } } });
        return undefined;
      },
    });
    expect(result.exitCode).toBe(0);
    expect(asked.map(({ key }) => key)).toEqual(['image.size', 'image.colour', 'image.colour']);
    expect(events.filter(({ type }) => type === 'run.finished')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'run.started')).toHaveLength(2);
  });

  it('take what was refused for possibly mended, each time that a person tries again', async () => {
    const clock = jumpingClock();
    const world = makeBelieve();
    const refused = { kind: 'refused', problem: { code: 'x', what: 'Not allowed.', exit: 1 } } as const;
    const steps = [stepOf('image', () => [makes(world, 'image', { clock, outcome: (nth) => (nth < 3 ? refused : undefined) })])];
    const { result } = await sit(steps, { after: (_, nth) => (nth < 3 ? {} : undefined) }, clock);
    expect([result.exitCode, world.sends, world.made.length]).toEqual([0, 3, 1]);
  });

  it('end where the person leaves, with the exit code of the last one', async () => {
    const steps = [stepOf('image', () => [], [], { findings: async () => [{ rule: 'image.x', level: 'blocker', title: 'No.' }] })];
    const { result } = await sit(steps, { after: (_, nth) => (nth < 3 ? {} : undefined) });
    expect(result.exitCode).toBe(4);
  });

  it('ask what a person’s task brings with that task alone, and look at once when it is told', async () => {
    const logs = question({ key: 'logs', kind: 'list', schema: z.array(z.string()), example: ['a'], optional: true, evidence: true, judged: true });
    const task: Step = {
      ...stepOf('checker', () => []),
      questions: [logs],
      changes: ({ answers }) => [
        {
          id: 'logs', title: 'The checker run', call: { service: 'person', operation: 'RunChecker', input: {} }, kind: 'person', naturalKey: 'vm', evidence: ['logs'],
          pace: { every: 1e12, expect: [0, 1], warnAfter: 1e13, visibility: 0 },
          look: async () => (answers['logs'] ? { state: 'done', outputs: {} } : { state: 'absent' }),
          instructions: () => ['Run it.'],
        },
      ],
      outputs: ({ made }) => (made('logs') ? ({ windows: 'x' } as never) : undefined),
    };
    const { result, events, asked } = await sit([task], {
      tell(event, steering) {
        if (event.type === 'human.needed') setImmediate(() => steering.turn({ given: { checker: { logs: ['log.txt'] } } }));
      },
    });
    expect(result.exitCode).toBe(0);
    expect(asked).toEqual([]);
    expect(events.find(({ type }) => type === 'human.needed')).toMatchObject({ change: 'logs', evidence: ['checker.logs'] });
  });
});

describe('looking back', () => {
  it('tells what a change would undo: nothing before a call, a new attempt after it, and never for the range', async () => {
    const clock = jumpingClock();
    const world = makeBelieve();
    const steps: Step[] = [
      stepOf('network', () => [makes(world, 'range', { clock })], [], { questions: [size] }),
      stepOf('image', () => [makes(world, 'image', { clock })], [], { questions: [colour] }),
      stepOf('bundle', () => [makes(world, 'bundle', { clock })], ['image'], { questions: [question({ key: 'name', schema: z.string(), example: 'b', judged: true })] }),
      stepOf('launch', () => [], ['bundle'], { questions: [size], findings: async () => [{ rule: 'x', level: 'blocker', title: 'No.' }] }),
    ];
    let looked: readonly unknown[] = [];
    await sit(steps, {
      ask: ({ question: { kind } }: any) => ({ kind: 'value', value: kind === 'number' ? 1 : 'a' }),
      after(steering) {
        looked = steering.review().map(({ key, open, undoes, answer }) => [key, open, undoes, answer?.given]);
        return undefined;
      },
    }, clock);
    expect(looked).toEqual([
      ['network.size', false, ['step network has been sent to AWS and is never reopened: it can not be undone.'], 1],
      ['image.colour', true, ['Begun anew: image, bundle.', 'What they made stays in AWS, is still billed, and stays listed: make image; make bundle.'], 'a'],
      ['bundle.name', true, [], 'a'],
      ['launch.size', true, [], 1],
    ]);
  });

  it('saves the answers as a configuration file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'answers-')), 'mine.yaml');
    const steps = [stepOf('image', () => [], [], { questions: [colour], findings: async () => [{ rule: 'x', level: 'blocker', title: 'No.' }] })];
    await sit(steps, { ask: () => ({ kind: 'value', value: 'blue' }), after: (steering) => void steering.save(file) });
    expect(readFileSync(file, 'utf8')).toContain('image:\n  colour: blue');
  });
});
