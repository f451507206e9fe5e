import { join } from 'node:path';
import { describe, it } from 'vitest';
import { drive } from './drive.ts';
import { isTmuxPresent, openTerminal, type Opening } from './tmux.ts';

/** A program of prompts that tells in the end what it was answered. */
const asking = (prompts: string, finished: Opening['finished']): Opening => ({
  columns: 80,
  rows: 20,
  cwd: join(import.meta.dirname, '../..'),
  command: [process.execPath, '--input-type=module', '-e', `import { checkbox, input, select } from '@inquirer/prompts'; console.log(JSON.stringify([${prompts}]))`],
  ...(finished && { finished }),
});
const name = 'await input({ message: "Name?" })';
const colour = 'await select({ message: "Colour?", choices: ["red", "green", "blue"], default: "blue" })';

describe.skipIf(!isTmuxPresent()).concurrent('answers as data', () => {
  it('are used when their words are there, whatever their order', async ({ expect, onTestFinished: finished }) => {
    const terminal = await openTerminal(asking(`${name}, ${colour}`, finished));
    const answered = await drive(terminal, [{ when: /^\? Colour/m, choose: 'green' }, { when: /^\? Name/m, type: 'Ada' }]);
    expect(await terminal.screen()).toContain('["Ada","green"]');
    expect(answered.map(({ screen }) => screen.split('\n').findLast((line) => line.startsWith('?')))).toEqual(['? Name?', '? Colour?']);
  });

  it('are used once, so that the same question asked again is for the next one', async ({ expect, onTestFinished: finished }) => {
    const terminal = await openTerminal(asking([name, name, name].join(), finished));
    await drive(terminal, [{ when: /^\? Name/m, type: 'Ada' }, { when: /^\? Name/m, type: (screen) => `after ${/✔ Name\? (\w+)/.exec(screen)?.[1]}`, times: 2 }]);
    expect(await terminal.screen()).toContain('["Ada","after Ada","after Ada"]');
  });

  it('tick rows of a list, and paste', async ({ expect, onTestFinished: finished }) => {
    const terminal = await openTerminal(asking(`await checkbox({ message: "Which?", choices: ["one", "two", "three"] }), ${name}`, finished));
    await drive(terminal, [{ when: 'Which?', check: ['three', 'one'] }, { when: '? Name', paste: 'Ada' }]);
    expect(await terminal.screen()).toContain('[["one","three"],"Ada"]');
  });

  it('can be kept to their order, but for optional ones', async ({ expect, onTestFinished: finished }) => {
    const terminal = await openTerminal(asking(`${name}, ${colour}`, finished));
    const handlers = [{ when: 'never', optional: true }, { when: /^\? Colour/m }, { when: /^\? Name/m }];
    await expect(drive(terminal, handlers, { inOrder: true, within: 600 })).rejects.toThrow(/nothing came up.*Colour.*Name/s);
    await drive(terminal, handlers.toReversed(), { inOrder: true });
    expect(await terminal.exitCode()).toBe(0);
  });

  it('end where it was said, with the program at work', async ({ expect, onTestFinished: finished }) => {
    const terminal = await openTerminal(asking(`${name}, ${colour}`, finished));
    await drive(terminal, [{ when: '? Name' }], { until: 'Colour?' });
    expect(await terminal.ended()).toBe(false);
  });

  it('fail when one has nothing to answer, and when the program ends too early', async ({ expect, onTestFinished: finished }) => {
    const [one, other] = await Promise.all([openTerminal(asking('', finished)), openTerminal(asking('', finished))]);
    await expect(drive(one, [{ when: 'Name?' }])).rejects.toThrow('never came to: Name?');
    await expect(drive(other, [], { until: 'Name?' })).rejects.toThrow(/ended with 0 before Name\?.*\[\]/s);
  });
});
