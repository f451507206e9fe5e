import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { stepIds } from '../../source/step.ts';
import { temporaryFolder } from '../onboarding/wizard.ts';
import { answerUntil, asked, openWizard, typeKeyByKey, wizard } from './ink-keys.ts';
import { isTmuxPresent } from './tmux.ts';

const allDone = /✔ done ·.*rehearsal/;
const first = asked('How many WorkSpaces without a GPU');

type Status = { readonly status: string; readonly running: unknown; readonly steps: readonly { readonly id: string; readonly state: string }[] };

/** What `status --format json` says of an onboarding, whatever its exit code. */
function statusOf(state: string, name: string): Status {
  const [node = '', ...words] = wizard(state, ['status', name, '--format', 'json']);
  try {
    return JSON.parse(execFileSync(node, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as Status;
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout) as Status;
  }
}

/** Answers given beforehand: what a journey is not about. */
const given = [
  'eligibility.plannedWorkspaces=120',
  'eligibility.plannedGpu={alwaysOn: 0, autoStop: 0}',
  'eligibility.licenceAllowsVirtualHosting=true',
  'network.avoid=[10.0.0.0/12]',
  'checker.windows=windows-11-24h2',
  'checker.logs=[examples/checker/*.txt]',
  'export.hypervisor=vmware',
  'export.file=examples/win11.ova',
  'upload.bucket=auto',
  'image.office=none',
].flatMap((one) => ['--set', one]);

describe.skipIf(!isTmuxPresent())('the drawn screen in a terminal of 80 columns and 24 rows', () => {
  it('leads through a whole onboarding by keys alone', async ({ expect, onTestFinished: finished }) => {
    const state = temporaryFolder(finished);
    const terminal = await openWizard(state, ['--name', 'drawn-1'], { finished });
    const screens = await answerUntil(terminal, allDone);
    // A frame that fills the terminal would scroll it.
    expect(screens.filter((screen) => screen.split('\n').length > 23)).toEqual([]);
    await terminal.keys('q');
    expect(await terminal.exitCode()).toBe(0);
    expect(statusOf(state, 'drawn-1')).toMatchObject({ status: 'done', steps: stepIds.map((id) => ({ id, state: 'done' })) });
  }, 120_000);

  it('goes on where it was left, at step after step', async ({ expect, onTestFinished: finished }) => {
    const state = temporaryFolder(finished);
    let terminal = await openWizard(state, ['--name', 'left-1'], { finished });
    const screens: string[] = [];
    for (const count of [1, 3, 5, 8]) {
      screens.push(...(await answerUntil(terminal, (screen) => Number(/(\d+) of 10 done/.exec(screen)?.[1]) >= count)));
      await terminal.keys('C-c');
      expect(await terminal.exitCode()).toBe(130);
      terminal = await openWizard(state, [], { finished });
      const list = await terminal.until('Which onboarding?');
      expect(list).toMatch(/❯ {2}left-1 \(sandbox\): \d+ of 10 steps done/);
      await terminal.settled();
      await terminal.keys('Enter');
    }
    screens.push(...(await answerUntil(terminal, allDone)));
    // What was answered before is not asked again.
    expect(screens.filter((screen) => first.test(screen))).toHaveLength(1);
  }, 150_000);

  it('keeps a question and what is typed there through changes of its size', async ({ expect, onTestFinished: finished }) => {
    const terminal = await openWizard(temporaryFolder(finished), ['--name', 'sized-1'], { finished });
    await terminal.until(first);
    await terminal.settled();
    await typeKeyByKey(terminal, '12');
    for (const [columns, rows] of [[60, 20], [200, 50], [80, 24]] as const) {
      await terminal.resize(columns, rows);
      await terminal.until((screen) => screen.includes('─'.repeat(columns)));
      const lines = (await terminal.settled()).split('\n');
      expect(lines.length).toBeLessThan(rows);
      // Each once: a line of another size that stayed would be a second one.
      const once = ['How many WorkSpaces without a GPU', '❯ 12', 'sized-1 in the SANDBOX', '^C leave'];
      expect(once.map((words) => lines.filter((line) => line.includes(words)).length), lines.join('\n')).toEqual(once.map(() => 1));
    }
    await typeKeyByKey(terminal, '0');
    await terminal.keys('Enter');
    await terminal.until('How many WorkSpaces with a GPU');
  });

  it('takes a paste of 200 users', async ({ expect, onTestFinished: finished }) => {
    const state = temporaryFolder(finished);
    const terminal = await openWizard(state, ['--name', 'many-1', ...given], { finished });
    await answerUntil(terminal, asked('Users who get a WorkSpace'));
    const users = Array.from({ length: 200 }, (_, index) => `user${index + 1}`);
    await terminal.paste(`${users.join('\n')}\n`);
    expect(await terminal.until('Added 200.')).toContain('user200');
    await terminal.settled();
    await terminal.keys('Enter');
    await terminal.until(asked('How do the WorkSpaces run'));
    await terminal.keys('C-c');
    await terminal.exitCode();
    // It is kept: after a new start the question behind it is the next one.
    const again = await openWizard(state, ['--name', 'many-1'], { finished });
    await again.until(asked('How do the WorkSpaces run'));
  }, 120_000);

  it('begins an import anew that failed', async ({ expect, onTestFinished: finished }) => {
    const state = temporaryFolder(finished);
    const scenario = join(state, 'scenario.yaml');
    writeFileSync(scenario, "title: The first import fails\noutcomes:\n  - { kind: import, nth: 1, message: 'ClientError: FirstBootFailure: This import request failed because the instance failed to boot and establish network connectivity.' }\n");
    const terminal = await openWizard(state, ['--name', 'failed-1', '--scenario', scenario, ...given], { finished });
    const failure = (await answerUntil(terminal, /✖ failed ·.*Import/)).at(-1);
    for (const words of ['did not start, or did not', 'Likely causes', 'What to do', '❯ Try again']) expect(failure).toContain(words);
    for (const entry of ['Change an answer of', 'Begin Image checker anew']) {
      await terminal.keys('Down');
      await terminal.until(`❯ ${entry}`);
    }
    await terminal.keys('Enter');
    expect(await terminal.until('Begun anew: checker, export, upload, import.')).toContain('❯ No, leave it as it is');
    await terminal.settled();
    await terminal.keys('y');
    await answerUntil(terminal, allDone);
  }, 120_000);

  it('says who has an onboarding open already, and tries again', async ({ expect, onTestFinished: finished }) => {
    const state = temporaryFolder(finished);
    const one = await openWizard(state, ['--name', 'shared-1'], { finished });
    await one.until(first);
    const other = await openWizard(state, ['--name', 'shared-1'], { finished });
    expect(await other.until('Try again')).toContain(`is open in another wizard: process ${one.pid()} of`);
    await one.settled();
    await one.keys('C-c');
    await one.exitCode();
    await other.settled();
    await other.keys('Enter');
    await other.until(first);
  });

  it('loses nothing when the connection drops', async ({ expect, onTestFinished: finished }) => {
    const state = temporaryFolder(finished);
    const terminal = await openWizard(state, ['--name', 'dropped-1', ...given], { finished });
    await answerUntil(terminal, /[2-9] of 10 done/);
    await terminal.hangUp();
    await terminal.exitCode();
    const { running, steps } = statusOf(state, 'dropped-1');
    expect(running).toBeNull();
    expect(steps.filter((step) => step.state === 'done').length).toBeGreaterThanOrEqual(2);
    const again = await openWizard(state, [], { finished });
    expect(await again.until('Which onboarding?')).toMatch(/dropped-1 \(sandbox\): [2-9] of 10 steps done/);
    await again.settled();
    await again.keys('Enter');
    await answerUntil(again, allDone);
  }, 120_000);

  it('is stopped by Ctrl-Z and drawn anew by fg', async ({ onTestFinished: finished }) => {
    const terminal = await openWizard(temporaryFolder(finished), ['--name', 'stopped-1'], { underShell: true, finished });
    await terminal.until(first);
    await terminal.settled();
    await typeKeyByKey(terminal, '12');
    await terminal.keys('C-z');
    await terminal.until('Stopped');
    await terminal.type('fg');
    await terminal.keys('Enter');
    await terminal.until((screen) => /❯ 12$/m.test(screen) && screen.includes('^C leave'));
    await terminal.settled();
    await typeKeyByKey(terminal, '0');
    await terminal.keys('Enter');
    await terminal.until('How many WorkSpaces with a GPU');
  });
});
