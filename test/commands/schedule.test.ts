import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../source/commands/context.ts';
import { scheduleValues } from '../../source/commands/schedule.ts';
import { temporaryFolder } from '../onboarding/wizard.ts';

/** Onboardings in a state directory: a folder with a journal is one, a folder without is none. */
function machine(...onboardings: readonly string[]) {
  const home = temporaryFolder();
  for (const name of onboardings) {
    mkdirSync(join(home, 'state', name), { recursive: true });
    writeFileSync(join(home, 'state', name, 'journal.db'), '');
  }
  mkdirSync(join(home, 'state', 'empty'), { recursive: true });
  return (options: Context['options'] = {}) => scheduleValues({ options: { 'state-dir': 'state', ...options }, environment: {}, home, cwd: home, platform: 'linux' } as unknown as Context);
}

describe('what the lines for a scheduler are filled with', () => {
  it('is the one onboarding there is, and one against AWS before those of the sandbox', () => {
    expect(machine('contoso')().name).toBe('contoso');
    expect(machine('contoso', 'sandbox/one', 'sandbox/two')().name).toBe('contoso');
    expect(machine('sandbox/one')().name).toBe('one');
  });

  it('is none where it is not clear which', () => {
    expect(machine()().name).toBeUndefined();
    expect(machine('contoso', 'fabrikam')().name).toBeUndefined();
  });

  it('is what the command was given, the state directory as a whole path', () => {
    const values = machine('contoso', 'fabrikam')({ name: 'fabrikam', profile: 'byol' });
    expect(values).toEqual({ name: 'fabrikam', profile: 'byol', stateDir: expect.stringMatching(/^\/.*\/state$/) });
  });
});
