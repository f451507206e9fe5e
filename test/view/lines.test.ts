import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventBody } from '../../source/engine/events.ts';
import { lineTeller } from '../../source/lines.ts';
import { ndjson } from '../../source/ndjson.ts';
import { expectedText, instructionLines, problemLines } from '../../source/phrases.ts';
import { line, text } from '../../source/text.ts';
import { hostile } from '../hostile.ts';
import { events, range, recorder, started, waiting } from './events.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function teller(stamped = true, columns?: number) {
  const out = recorder();
  const err = recorder();
  const told = lineTeller({ out: out.stream, err: err.stream, stamped, columns, now: () => Date.parse('2026-11-21T10:00:00Z') + performance.now() });
  return { out, err, tell: (...list: Parameters<typeof events>) => events(...list).forEach(told.tell), close: told.close };
}

describe('plain lines', () => {
  it('tell what a person did as seen, and blockers once', () => {
    const { out, err, tell } = teller();
    const blocker = { rule: 'r', level: 'blocker', title: 'Too few are planned.', fix: 'Plan more.' } as const;
    tell(
      [0, started(['network'])],
      [1, { type: 'change.done', step: 'eligibility', change: 'enablement', title: 'BYOL enabled', outputs: {}, elapsedMs: 0 }],
      [2, { type: 'finding', step: 'network', finding: blocker }],
      [3, { type: 'step.failed', step: 'network', problem: { code: 'finding.blocker', what: blocker.title, todo: ['Plan more.'], back: 'network', exit: 4 } }],
    );
    expect(out.text()).toContain('seen: BYOL enabled\n');
    expect(out.text()).toContain('failed: a requirement is not met: the blocker above.\n');
    expect(out.text().match(/Too few are planned/g)).toHaveLength(1);
    expect(err.text()).toContain('Plan more.');
  });

  it.each([
    [{ operation: 's3:UploadPart', code: 'ENOENT', message: 'no such file' }, 'The error itself: s3:UploadPart ENOENT no such file'],
    [{ operation: 'credentials', message: 'no sign-in' }, 'The error itself: credentials no sign-in'],
    [{ operation: 'ec2:ImportImage', code: 'DryRun', message: 'no', status: 400 }, 'AWS said: ec2:ImportImage DryRun no'],
    [{ operation: 'workspaces:DescribeWorkspaceDirectories', code: 'ERROR', message: 'no' }, 'AWS said: workspaces:DescribeWorkspaceDirectories ERROR no'],
  ])('say who said %j', (raw, words) => {
    expect(problemLines({ code: 'c', what: 'It broke.', raw, exit: 1 })).toEqual(['It broke.', words]);
  });

  it('leave the order of instructions that have one', () => {
    expect(instructionLines(['Do this.', '1. First.', '    virsh list'])).toEqual(['  Do this.', '  1. First.', '      virsh list']);
    expect(instructionLines(['Do this.', 'Then that.'])).toEqual(['  1. Do this.', '  2. Then that.']);
  });

  it('put what happened on one stream and that it goes on on the other, each line with time and step', () => {
    const { out, err, tell } = teller();
    tell(
      [0, started(['network'])],
      [1, { type: 'step.started', step: 'network', title: 'Management network', expectMs: [600_000, 7_200_000] }],
      [2, { type: 'finding', step: 'network', finding: { rule: 'r', level: 'warning', title: 'It is tight.', fix: 'Choose another.' } }],
      [3, range],
      [4, waiting('network', 'PENDING')],
      [3600, { type: 'change.done', step: 'network', change: 'range', title: 'Management range 10.42.0.0/16', outputs: { managementCidr: '10.42.0.0/16', id: 'x-1', count: 3 }, elapsedMs: 3_597_000 }],
      [3601, { type: 'step.failed', step: 'network', problem: { code: 'c', what: 'It broke.', causes: ['One', 'Two'], todo: ['wizard resume x'], back: 'network', exit: 1 } }],
      [50_400, { type: 'run.finished', status: 'failed', exitCode: 1, ids: { network: { managementCidr: '10.42.0.0/16' } }, next: 'wizard resume contoso-euw1' }],
    );
    expect(out.text()).toBe(`2026-11-21 (UTC)
10:00:00 run         contoso-euw1 begins in AWS account 111122223333, eu-west-1
                     as arn:aws:iam::111122223333:user/ada
10:00:01 network     begins: Management network (usually 10 min to 2 h)
10:00:02 network     warning: It is tight. → Choose another.
10:00:03 network     sending: Management range 10.42.0.0/16 [workspaces ModifyAccount]
                     billed: nothing
11:00:00 network     made: Management range 10.42.0.0/16 in 1 h: id x-1
11:00:01 network     failed: It broke.
2026-11-22 (UTC)
00:00:00 network     has managementCidr 10.42.0.0/16
00:00:00 run         stopped: a step failed (exit code 1)
                     Next: wizard resume contoso-euw1
`);
    expect(err.text()).toBe(`10:00:04 network     waiting for AWS: PENDING (1 min so far, usually 1 h to 4 h)
11:00:01 network     Likely causes:
                       - One
                       - Two
                     What to do:
                       - wizard resume x
                     Back to: network
`);
  });

  it('never let a wait be silent for more than thirty seconds of real time', () => {
    const { err, tell, close } = teller();
    tell([0, started(['import'])], [0, { type: 'step.started', step: 'import', title: 'Import' }], [0, waiting('import', 'converting', { elapsedMs: 0 })]);
    const lengths = [0, 30, 60, 90].map((seconds) => {
      if (seconds > 0) vi.advanceTimersByTime(30_000);
      return err.text().split('\n').length;
    });
    expect(lengths).toEqual([...new Set(lengths)]);
    expect(err.text().trimEnd().split('\n').at(-1)).toMatch(/import +waiting for AWS: converting \(1 min [0-9]+ s so far, usually 1 h to 4 h\)$/);
    const before = err.text();
    close();
    vi.advanceTimersByTime(120_000);
    expect(err.text()).toBe(before);
  });

  it('say a wait again only when it changed in more than its numbers', () => {
    const { err, tell } = teller();
    tell([0, started(['import'])], [1, waiting('import', 'converting, 28 %')], [2, waiting('import', 'converting, 29 %')], [3, waiting('import', 'updating, 34 %')], [4, waiting('import', 'updating, 34 %', { late: true })], [5, waiting('import', 'updating, 34 %', { late: true })]);
    expect(err.text().trimEnd().split('\n').map((line) => line.slice(21, 60).split(' (')[0])).toEqual(['waiting for AWS: converting, 28 %', 'waiting for AWS: updating, 34 %', 'waiting for AWS: updating, 34 %']);
    expect(err.text()).toContain('longer than it should');
  });

  it('thin out the progress of an upload to every tenth', () => {
    const { err, tell } = teller();
    const parts = Array.from({ length: 1000 }, (_, index) => [index, { type: 'step.progress', step: 'upload', change: 'parts', note: `part ${index} of 1000`, progress: index / 1000 }] as const);
    tell([0, started(['upload'])], ...parts);
    expect(err.text().trimEnd().split('\n')).toHaveLength(10);
  });

  it('end a run with what is still open: people, and what AWS goes on with', () => {
    const { out, tell } = teller();
    tell(
      [0, started(['eligibility', 'import'])],
      [1, { type: 'human.needed', step: 'eligibility', title: 'Enable BYOL in the console', instructions: ['Sign in.'] }],
      [2, waiting('import', 'converting, 28 %')],
      [3, { type: 'run.finished', status: 'waiting', exitCode: 3, ids: {}, next: 'wizard resume contoso-euw1' }],
    );
    expect(out.text()).toContain('eligibility still needs a person: Enable BYOL in the console\n10:00:03 import      still under way: converting, 28 %\n10:00:03 run         waiting');
  });

  it('without times begin with the step, for reading aloud, and fit the terminal', () => {
    const { out, tell } = teller(false, 50);
    tell([0, started(['export'])], [1, { type: 'human.needed', step: 'export', title: 'Export the VM', instructions: ['Shut the machine down, and wait until it is really off.', 'wizard template export-vmware --set vm="Windows 11 master" --set file=win11.ova'] }]);
    expect(out.text()).toBe(`run: contoso-euw1 begins in AWS account
  111122223333, eu-west-1
  as arn:aws:iam::111122223333:user/ada
export: a person is needed: Export the VM
    1. Shut the machine down, and wait until it is
      really off.
    2. wizard template export-vmware --set
      vm="Windows 11 master" --set file=win11.ova
`);
  });

  it('hold no control character, whatever the event brings', () => {
    const evil = hostile.map(([, payload]) => payload).join(' ');
    const bodies: EventBody[] = [
      started(['network'], { name: evil, caller: evil }),
      { type: 'step.started', step: 'network', title: evil },
      waiting('network', evil),
      { type: 'step.skipped', step: 'network', reason: evil },
      { type: 'finding', step: 'network', finding: { rule: 'r', level: 'info', title: evil, fix: evil } },
      { ...range, title: evil, billed: evil } as EventBody,
      { type: 'change.adopted', step: 'network', change: 'c', title: evil, outputs: { id: evil, list: [evil, { a: evil }] }, evidence: evil },
      { type: 'human.needed', step: 'network', title: evil, instructions: [evil] },
      { type: 'change.unknown', step: 'network', change: 'c', problem: { code: 'c', what: evil, causes: [evil], details: [evil], todo: [evil], exit: 5, raw: { operation: evil, message: evil } } },
      { type: 'run.finished', status: 'done', exitCode: 0, ids: { network: { id: evil } }, next: evil },
    ];
    const { out, err, tell } = teller();
    tell(...bodies.map((body, index) => [index, body] as const));
    expect(out.text() + err.text()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(out.text()).toContain(`begins: ${line(evil).replaceAll(/ +/g, ' ')}\n`);
  });
});

describe('event lines', () => {
  it('are one JSON object a line, type first, nothing added and nothing lost', () => {
    const out = recorder();
    const screen = ndjson(out.stream, async () => ({ kind: 'missing' }));
    const list = events([0, started(['network'])], [1, waiting('network', 'two\nlines')]);
    list.forEach(screen.tell);
    const lines = out.text().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(list);
    expect(lines[0]).toMatch(/^\{"v":1,"seq":1,"time":"2026-11-21T10:00:00.000Z","type":"run.started",/);
  });
});

describe('event lines that hold what others wrote', () => {
  it.each(hostile)('%s: whoever prints a value of them is safe', (_, payload) => {
    const out = recorder();
    const screen = ndjson(out.stream, async () => ({ kind: 'missing' }));
    events([0, { type: 'step.succeeded', step: 'import', outputs: { [payload]: payload }, elapsedMs: 0 }]).forEach(screen.tell);
    expect(JSON.parse(out.text())).toMatchObject({ outputs: { [text(payload)]: text(payload) } });
    expect(out.text()).toBe(text(out.text()));
  });
});

describe('durations', () => {
  it('expected ones have a lower end only where there is one', () => {
    expect(expectedText([0, 60_000])).toBe('up to 1 min');
    expect(expectedText([60_000, 120_000])).toBe('1 min to 2 min');
    expect(expectedText([0, 0])).toBeUndefined();
    expect(expectedText(undefined)).toBeUndefined();
  });
});
