import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Asked } from '../../source/engine/events.ts';
import { plainDesk } from '../../source/plain.ts';
import type { Question, Work } from '../../source/step.ts';
import { line } from '../../source/text.ts';
import { question } from '../config/steps.ts';
import { events, recorder, started, waiting } from './events.ts';

const folder = mkdtempSync(join(tmpdir(), 'plain-'));
writeFileSync(join(folder, 'win 11.ova'), '');
writeFileSync(join(folder, 'log.txt'), '');

const keys = { down: '\u001b[B', enter: '\r', interrupt: '\u0003', clear: '\u0015' };

/** A front end on streams. `type` waits until what is shown holds some words, then sends the keys. */
function session() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  // As with a terminal's own stream, the end of one prompt is not its end.
  const output: PassThrough = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24, end: () => output });
  const out = recorder();
  let shown = '';
  let from = 0;
  let interrupted = false;
  let look = () => {};
  output.on('data', (chunk) => {
    shown += String(chunk);
    look();
  });
  const desk = plainDesk({
    terminal: { input, output, signal: new AbortController().signal, paths: { base: folder, platform: 'linux', home: '/home/ada' } },
    out: out.stream,
    err: out.stream,
    columns: 80,
    interrupt: () => (interrupted = true),
  });
  desk.run({ now: Date.now, commandLine: ({ operation }) => `aws workspaces ${operation}`, comeBack: line('wizard') });
  const screen = { ...desk.screen, close: desk.close };
  return {
    screen,
    out,
    shown: () => shown,
    interrupted: () => interrupted,
    async type(words: string, sent: string) {
      await new Promise<void>((resolve) => {
        look = () => {
          const at = shown.indexOf(words, from);
          if (at < 0) return;
          from = at + words.length;
          look = () => {};
          resolve();
        };
        look();
      });
      input.write(sent);
    },
  };
}

function asked(given: Partial<Question> & Pick<Question, 'schema' | 'example'>, more: Partial<Extract<Asked, { kind: 'question' }>> = {}): Asked {
  const own = question({ key: 'thing', title: 'Which thing?', ...given });
  return { kind: 'question', step: 'network', key: 'network.thing', question: own, work: {} as Work, ...more };
}

describe('a question line by line', () => {
  it.each<[string, Asked, string[], unknown]>([
    ['a text', asked({ schema: z.string(), example: 'a' }), ['win11\r'], 'win11'],
    ['its default', asked({ schema: z.string(), example: 'a' }, { initial: 'computed' }), ['\r'], 'computed'],
    ['a number', asked({ kind: 'number', schema: z.int(), example: 1 }), [' 120 \r'], 120],
    ['a choice of AWS', asked({ kind: 'select', schema: z.string(), example: 'a', choices: async () => [{ value: 'd-1', label: 'one' }, { value: 'd-2', label: 'two' }] }), [keys.down + keys.enter], 'd-2'],
    ['a choice with its default', asked({ kind: 'select', schema: z.enum(['pcoip', 'dcv']), example: 'dcv' }, { initial: 'dcv' }), ['\r'], 'dcv'],
    ['no choice, where that is one', asked({ kind: 'select', schema: z.string(), example: 'a', optional: true, unanswered: 'as the Region decides', choices: async () => [{ value: 'ar', label: 'Arabic' }] }), [keys.down + keys.enter], 'ar'],
    ['a file that is made later', asked({ kind: 'path', path: true, later: true, schema: z.string(), example: 'x' }), ['none.ova\r'], join(folder, 'none.ova')],
    ['several choices', asked({ kind: 'multiselect', schema: z.array(z.enum(['a', 'b'])), example: ['a'] }, { initial: ['b'] }), [' \r'], ['a', 'b']],
    ['yes or no', asked({ kind: 'confirm', schema: z.boolean(), example: true }), ['y\r'], true],
    ['a list by commas', asked({ kind: 'list', schema: z.array(z.string()), example: ['a'] }), ['alice, bob ,\r'], ['alice', 'bob']],
    ['keys as YAML', asked({ kind: 'object', schema: z.object({ a: z.number() }), example: { a: 1 } }), ['{a: 2}\r'], { a: 2 }],
    ['a dropped file', asked({ kind: 'path', path: true, schema: z.string(), example: 'x' }), ['"win 11.ova"\r'], join(folder, 'win 11.ova')],
    ['a pattern of files', asked({ kind: 'list', path: true, schema: z.array(z.string()), example: ['x'] }), ['*.txt\r'], [join(folder, 'log.txt')]],
  ])('takes %s', async (_, asking, typed, value) => {
    const { screen, type, shown } = session();
    const answer = screen.ask(asking);
    for (const text of typed) await type('Which thing?', text);
    await expect(answer).resolves.toEqual({ kind: 'value', value });
    expect(shown()).toContain('The thing decides what is made.');
    await screen.close();
  });

  it('asks for groups key by key, each with its default, until there are enough', async () => {
    const { screen, type } = session();
    const entry = z.strictObject({ name: z.string().min(2), size: z.int() });
    const fields = [{ key: 'name', kind: 'text', title: 'Its name' }, { key: 'size', kind: 'number', title: 'Its size', initial: 80 }] as const;
    const answer = screen.ask(asked({ kind: 'list', schema: z.array(entry), example: [{ name: 'aa', size: 1 }], fields }));
    await type('Its name', 'first\r');
    await type('Its size', '\r');
    await type('Add another?', 'y\r');
    await type('Its name', 'second\r');
    await type('Its size', `${keys.clear}9\r`);
    await type('Add another?', '\r');
    await expect(answer).resolves.toEqual({ kind: 'value', value: [{ name: 'first', size: 80 }, { name: 'second', size: 9 }] });
  });

  it('takes no answer for the first of the choices, and breaks its lines between words', async () => {
    const { screen, type, shown } = session();
    const title = 'Which thing? '.concat('abcdefgh '.repeat(20)).trim();
    const answer = screen.ask(asked({ kind: 'select', title, schema: z.string(), example: 'a', optional: true, unanswered: 'as the Region decides', choices: async () => [{ value: 'ar', label: 'Arabic' }] }));
    await type('as the Region decides', keys.enter);
    await expect(answer).resolves.toEqual({ kind: 'missing' });
    expect(shown()).not.toMatch(/[a-g]\r?\n[b-h]/);
  });

  it('says in plain words what does not fit, and asks again', async () => {
    const { screen, type } = session();
    const answer = screen.ask(asked({ schema: z.cidrv4(), example: '10.0.0.0/8' }));
    await type('Which thing?', 'nonsense\r');
    await type('expected an IPv4 range such as 10.0.0.0/8, found "nonsense"', `${keys.clear}10.0.0.0/8\r`);
    await expect(answer).resolves.toEqual({ kind: 'value', value: '10.0.0.0/8' });
  });

  it('shows an offer from elsewhere by the numbers of what is not seen in it, and takes it as it is', async () => {
    const { screen, type, shown } = session();
    const initial = 'C:\\VMs\\win\u200c11\u202e.ova';
    const answer = screen.ask(asked({ schema: z.string(), example: 'a', title: 'Which thing?\u001b]0;x\u0007' }, { initial }));
    await type('Which thing?\\x1b]0;x\\x07', keys.enter);
    await expect(answer).resolves.toEqual({ kind: 'value', value: initial });
    expect(shown()).toContain('win\\u{200c}11\\u{202e}.ova');
    expect(shown()).not.toMatch(/[\u200c\u202e]|\u001b\]/);
  });

  it('shows what was pasted as Text too', async () => {
    const { screen, type, shown } = session();
    const answer = screen.ask(asked({ schema: z.string(), example: 'a' }));
    await type('Which thing?', 'user\u202egpj.exe\u009b31m\r');
    await expect(answer).resolves.toEqual({ kind: 'value', value: 'user\u202egpj.exe\u009b31m' });
    expect(shown()).toContain('user\\u{202e}gpj.exe\\x9b31m');
    expect(shown()).not.toMatch(/[\u202e\u009b]/);
  });

  it('names a file that is not there', async () => {
    const { screen, type } = session();
    const answer = screen.ask(asked({ kind: 'path', path: true, schema: z.string(), example: 'x' }));
    await type('Which thing?', 'none.ova\r');
    await type('none.ova does not exist', `${keys.clear}log.txt\r`);
    await expect(answer).resolves.toMatchObject({ kind: 'value' });
  });

  it('lets an optional one go without an answer, and no other', async () => {
    const optional = session();
    const none = optional.screen.ask(asked({ schema: z.string(), example: 'a', optional: true }));
    await optional.type('Which thing?', '\r');
    await expect(none).resolves.toEqual({ kind: 'missing' });
    const { screen, type } = session();
    const needed = screen.ask(asked({ schema: z.string(), example: 'a' }));
    await type('Which thing?', '\r');
    await type('An answer is needed, for example a', 'b\r');
    await expect(needed).resolves.toEqual({ kind: 'value', value: 'b' });
  });

  it('ends with Ctrl-C, which stops the run', async () => {
    const { screen, type, interrupted } = session();
    const answer = screen.ask(asked({ schema: z.string(), example: 'a' }));
    await type('Which thing?', keys.interrupt);
    await expect(answer).resolves.toEqual({ kind: 'missing' });
    expect(interrupted()).toBe(true);
  });

  it('keeps what happens meanwhile until it is answered', async () => {
    const { screen, type, out } = session();
    const [begin, wait] = events([0, started(['import'])], [1, waiting('import', 'converting')]);
    screen.tell(begin!);
    const answer = screen.ask(asked({ schema: z.string(), example: 'a' }));
    screen.tell(wait!);
    expect(out.text()).not.toContain('converting');
    await type('Which thing?', 'x\r');
    await answer;
    expect(out.text()).toContain('import: waiting for AWS: converting');
    await screen.close();
  });
});

describe('a typed confirmation', () => {
  const confirmation: Asked = {
    kind: 'confirmation',
    step: 'network',
    key: 'network.confirmManagementCidr',
    confirmation: { key: 'confirmManagementCidr', expected: '10.42.0.0/16', title: 'For good?', why: 'It can never be changed.', details: ['1. 10.42.0.0/16'] },
    call: { service: 'workspaces', operation: 'ModifyAccount', input: {} },
    again: false,
  };

  it('shows why, the choice and the call, and takes the exact text alone', async () => {
    const { screen, type, shown } = session();
    const answer = screen.ask(confirmation);
    await type('Type 10.42.0.0/16', 'yes\r');
    await type('That is not 10.42.0.0/16', `${keys.clear}10.42.0.0/16\r`);
    await expect(answer).resolves.toEqual({ kind: 'value', value: '10.42.0.0/16' });
    for (const words of ['For good?', 'It can never be changed.', '  1. 10.42.0.0/16', 'aws workspaces ModifyAccount']) expect(shown()).toContain(words);
  });

  it('is declined by Enter alone, which stops that step with exit code 4', async () => {
    const { screen, type } = session();
    const answer = screen.ask(confirmation);
    await type('Type 10.42.0.0/16', '\r');
    await expect(answer).resolves.toMatchObject({ kind: 'refused', problem: { exit: 4, back: 'network' } });
  });
});
