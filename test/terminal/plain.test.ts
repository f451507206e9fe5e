import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stepIds } from '../../source/step.ts';
import { temporaryFolder } from '../onboarding/wizard.ts';
import { exampleAnswers } from './answers.ts';
import { drive } from './drive.ts';
import { isTmuxPresent, openTerminal } from './tmux.ts';

const root = join(import.meta.dirname, '../..');

describe.skipIf(!isTmuxPresent())('the questions line by line, on a terminal of 80 columns that can do nothing', () => {
  it('lead through a whole onboarding in the sandbox', async () => {
    const state = temporaryFolder();
    const command = [process.execPath, 'source/bin.ts', '--plain', '--sandbox', '--speed', '3600', '--name', 'plain-1', '--state-dir', state];
    const terminal = await openTerminal({ columns: 80, rows: 24, term: 'dumb', cwd: root, command });
    await drive(terminal, exampleAnswers, { within: 20_000 });
    expect(await terminal.exitCode()).toBe(0);
    const lines = (await terminal.scrollback()).split('\n');
    expect(lines.filter((line) => /^\w+: done/.test(line)).map((line) => line.split(':')[0])).toEqual(expect.arrayContaining([...stepIds, 'run']));
    // Every question was told, asked once and answered; what is wider than the terminal is there to be copied.
    expect(lines.filter((line) => line.startsWith('? '))).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(['✔ Users who get a WorkSpace, the pilot first alice', '✔ Directory whose users get WorkSpaces d-906702f0a1 corp.contoso.com']));
    expect(lines.filter((line) => line.length > 80 && !/^ {2}aws |onboarding\.yaml$/.test(line))).toEqual([]);
  });
});
