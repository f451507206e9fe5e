import { describe, expect, it } from 'vitest';
import type { Context } from '../../source/commands/context.ts';
import { onboardingFolder, stateDirectory } from '../../source/commands/folders.ts';
import { chooseMode, situationOf, type Situation } from '../../source/commands/mode.ts';

const terminal: Situation = { config: false, stdinTTY: true, stdoutTTY: true, stderrTTY: true, ci: false, dumb: false, plain: false, columns: 80, rows: 24 };

describe('the mode of a run', () => {
  it.each<[string, Partial<Situation>, string]>([
    ['a terminal', {}, 'ink'],
    ['a dumb terminal', { dumb: true }, 'plain'],
    ['a tiny terminal', { rows: 8 }, 'plain'],
    ['a configuration file on a terminal', { config: true }, 'tasks'],
    ['a configuration file in a pipe', { config: true, stdoutTTY: false }, 'lines'],
    ['a configuration file and progress in a file', { config: true, stderrTTY: false }, 'lines'],
    ['a configuration file, --plain', { config: true, plain: true }, 'lines'],
    ['a configuration file on a dumb terminal', { config: true, dumb: true }, 'lines'],
    ['nothing to read from', { stdinTTY: false }, 'tasks'],
    ['cron', { stdinTTY: false, stdoutTTY: false, stderrTTY: false }, 'lines'],
    ['CI with a terminal', { ci: true }, 'lines'],
    ['CI with a configuration file', { ci: true, config: true }, 'lines'],
    ['results into a file, questions on stderr', { stdoutTTY: false }, 'plain'],
    ['no terminal to ask on', { stdoutTTY: false, stderrTTY: false }, 'lines'],
    ['--plain', { plain: true }, 'plain'],
    ['--plain without a terminal', { plain: true, stdinTTY: false, stdoutTTY: false }, 'lines'],
    ['--format json', { format: 'json' }, 'json'],
    ['--format json with a configuration file', { format: 'json', config: true }, 'json'],
    ['--format lines', { format: 'lines' }, 'lines'],
    ['--format auto', { format: 'auto' }, 'ink'],
  ])('%s', (_, given, expected) => {
    expect(chooseMode({ ...terminal, ...given })).toBe(expected);
  });

  it.each([
    [{ CI: 'true' }, true],
    [{ CI: '1' }, true],
    [{ CI: '0' }, false],
    [{ CI: 'false' }, false],
    [{ CI: '' }, false],
    [{}, false],
  ])('an environment of %j is CI: %s', (environment, ci) => {
    const stream = { isTTY: true };
    const context = { options: {}, environment, stdin: stream, stdout: stream, stderr: stream } as unknown as Context;
    expect(situationOf(context).ci).toBe(ci);
  });
});

describe('the state directory', () => {
  const where = (platform: NodeJS.Platform, home: string, environment: Record<string, string>, options = {}) => ({ platform, home, environment, cwd: platform === 'win32' ? 'C:\\work' : '/srv', options });

  it.each([
    [where('linux', '/home/ada', {}), '/home/ada/.local/state/wizard-byol'],
    [where('darwin', '/Users/ada', {}), '/Users/ada/.local/state/wizard-byol'],
    [where('linux', '/home/ada', { XDG_STATE_HOME: '/var/state' }), '/var/state/wizard-byol'],
    [where('linux', '/home/ada', { XDG_STATE_HOME: 'relative' }), '/home/ada/.local/state/wizard-byol'],
    [where('win32', 'C:\\Users\\ada', { LOCALAPPDATA: 'D:\\Local' }), 'D:\\Local\\wizard-byol'],
    [where('win32', 'C:\\Users\\ada', {}), 'C:\\Users\\ada\\AppData\\Local\\wizard-byol'],
    [where('linux', '/home/ada', {}, { 'state-dir': 'here' }), '/srv/here'],
    [where('win32', 'C:\\Users\\ada', {}, { 'state-dir': '\\\\nas\\state' }), '\\\\nas\\state\\'],
  ])('%j', (given, expected) => {
    expect(stateDirectory(given)).toBe(expected);
  });

  it('keeps sandboxes apart', () => {
    const here = where('linux', '/h', {}, { 'state-dir': '/s' });
    expect(onboardingFolder(here, 'a', false)).toBe('/s/a');
    expect(onboardingFolder(here, 'a', true)).toBe('/s/sandbox/a');
  });
});
