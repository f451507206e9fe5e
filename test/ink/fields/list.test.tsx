import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ListField } from '../../../source/ink/fields/list.tsx';
import { show } from '../harness.tsx';
import { propsOf } from './field-props.ts';

const users = { kind: 'list', example: ['alice'], schema: z.array(z.string().regex(/^[^\s@]{1,20}$/, 'a sign-in name, without domain'), 'expected a list').min(1, 'expected at least one user').max(5_000) } as const;
const ranges = { kind: 'list', example: ['10.0.0.0/12'], schema: z.array(z.string().regex(/^[\d.]+\/\d+$/, 'expected a range')), optional: true } as const;

describe('a list', () => {
  it('is typed entry by entry, and done with Enter on the empty line', async () => {
    const props = propsOf(users);
    using screen = await show(<ListField {...props} />);
    expect(props.onTyping).toHaveBeenLastCalledWith(true);
    await screen.type('alice');
    await screen.press('enter');
    await screen.type('bob');
    await screen.press('enter');
    expect(screen.lines()).toEqual(['   alice', '   bob', '❯  add one, or paste many', '2 entries. Enter on the empty line is done; the arrow up goes to an entry.']);
    await screen.press('enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(['alice', 'bob']);
  });

  it('says the rule while an entry is typed, and does not add what breaks it', async () => {
    using screen = await show(<ListField {...propsOf(users)} />);
    await screen.type('alice@corp');
    expect(screen.lines().slice(0, 2)).toEqual(['❯ alice@corp', '✖ a sign-in name, without domain']);
    await screen.press('enter');
    expect(screen.lines()[0]).toBe('❯ alice@corp');
  });

  it('takes 200 users in one paste, and names those that came twice', async () => {
    const props = propsOf(users);
    const names = Array.from({ length: 200 }, (_, number) => `user${number}`);
    using screen = await show(<ListField {...props} />);
    await screen.type('user7');
    await screen.press('enter');
    await screen.paste([...names, 'user3'].join('\r\n'));
    expect(screen.frame()).toContain('Added 199. 2 are there already and left out: user7, user3.');
    expect(screen.lines().length).toBeLessThanOrEqual(10);
    await screen.press('enter');
    expect(props.onAnswer.mock.lastCall?.[0]).toHaveLength(200);
  });

  it.each([
    ['10.0.0.0/8, 172.16.0.0/12;192.168.0.0/16', 3],
    ['10.0.0.0/8\t172.16.0.0/12\n', 2],
    ['"10.0.0.0/8"\n"172.16.0.0/12"\n\n', 2],
  ])('splits a paste of %j', async (pasted, count) => {
    const props = propsOf(ranges);
    using screen = await show(<ListField {...props} />);
    await screen.paste(pasted);
    await screen.press('enter');
    expect(props.onAnswer.mock.lastCall?.[0]).toHaveLength(count);
  });

  it('shows each entry with its own fault, and goes to the first one instead of being done', async () => {
    const props = propsOf(ranges);
    using screen = await show(<ListField {...props} />);
    await screen.paste('10.0.0.0/8\noffice\nhome');
    expect(screen.lines().slice(0, 3)).toEqual(['   10.0.0.0/8', '   ✖ office: expected a range', '   ✖ home: expected a range']);
    await screen.press('enter');
    expect(props.onAnswer).not.toHaveBeenCalled();
    expect(screen.lines()[1]).toBe('❯  ✖ office: expected a range');
    expect(screen.frame()).toContain('2 entries do not fit');
    await screen.press('delete', 'delete', 'enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(['10.0.0.0/8']);
  });

  it('has its entries changed and taken out', async () => {
    const props = propsOf(users, { initial: ['alice', 'bob', 'carol'] });
    using screen = await show(<ListField {...props} />);
    await screen.press('up', 'up');
    expect(props.onTyping).toHaveBeenLastCalledWith(false);
    await screen.type('qlsc');
    expect(screen.lines()[1]).toBe('❯  bob');
    await screen.press('enter', 'backspace');
    await screen.type('nny');
    await screen.press('enter', 'up', 'backspace', 'enter');
    expect(screen.frame()).toContain('Taken out: carol');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(['alice', 'bonny']);
  });

  it('leaves an entry as it was with Esc, and goes back with the next one', async () => {
    const props = propsOf(users, { initial: ['alice'] });
    using screen = await show(<ListField {...props} />);
    await screen.press('up', 'enter');
    await screen.type('x');
    await screen.press('escape');
    expect(screen.lines()[0]).toBe('   alice');
    expect(props.onBack).not.toHaveBeenCalled();
    await screen.press('escape');
    expect(props.onBack).toHaveBeenCalledOnce();
  });

  it.each([
    ['is empty where that is an answer', { ...ranges }, [[]]],
    ['is left out where it may be', { ...users, optional: true }, [undefined]],
  ])('%s', async (_, question, answer) => {
    const props = propsOf(question);
    using screen = await show(<ListField {...props} />);
    await screen.press('enter');
    expect(props.onAnswer.mock.lastCall).toEqual(answer);
  });

  it('says what is missing where it may not be empty', async () => {
    const props = propsOf(users);
    using screen = await show(<ListField {...props} />);
    await screen.press('enter');
    expect(screen.frame()).toContain('✖ expected at least one user, for example ["alice"]');
    expect(props.onAnswer).not.toHaveBeenCalled();
  });

  it('finds the files of a pattern, and names those that are not there', async () => {
    const base = mkdtempSync(join(tmpdir(), 'list-'));
    for (const name of ['log 1.txt', 'log2.txt', 'other.csv']) writeFileSync(join(base, name), '');
    const props = propsOf({ kind: 'list', path: true, schema: z.array(z.string()).min(1), example: ['./*.txt'] }, { paths: { base, platform: process.platform, home: base } });
    using screen = await show(<ListField {...props} />);
    await screen.type('./*.log');
    await screen.press('enter');
    expect(screen.frame()).toContain('✖ No file matches ./*.log');
    await screen.press('ctrlU');
    await screen.type('./*.txt');
    await screen.press('enter');
    await screen.paste(`'${join(base, 'other.csv')}' '${join(base, 'gone.txt')}'`);
    expect(screen.frame()).toContain('gone.txt: does not exist');
    await screen.press('enter', 'delete', 'enter');
    expect(props.onAnswer).toHaveBeenCalledExactlyOnceWith(['log 1.txt', 'log2.txt', 'other.csv'].map((name) => join(base, name)));
  });

  it('refuses a paste with what can not be seen, and keeps what was typed', async () => {
    const props = propsOf(users);
    using screen = await show(<ListField {...props} />);
    await screen.type('al');
    await screen.paste('bob\n\u200ecarol');
    expect(screen.frame()).toContain('U+200E');
    expect(screen.lines()[0]).toBe('❯ al');
    using again = await show(<ListField {...props} draft={props.onDraft.mock.lastCall?.[0]} />);
    expect(again.lines()[0]).toBe('❯ al');
  });
});
