import { describe, expect, it } from 'vitest';
import { commandsIn } from '../../../source/ink/panes/commands.ts';
import { preparation } from '../../../steps/checker/preparation.ts';
import { hypervisors, recipe } from '../../../steps/export/recipe.ts';

const words = (...instructions: readonly string[]) => commandsIn(instructions).map(({ words }) => words);

describe('what can be copied from instructions', () => {
  it('are commands that stand for themselves', () => {
    expect(words('aws sso login --profile prod', '    virsh shutdown win11', "    $vm = 'Windows 11'")).toEqual(['aws sso login --profile prod', 'virsh shutdown win11', "$vm = 'Windows 11'"]);
  });

  it('are commands at the end of a sentence, without the sentence', () => {
    expect(words('Free reserved storage, then restart: DISM /Online /Set-ReservedStorageState /State:Disabled')).toEqual(['DISM /Online /Set-ReservedStorageState /State:Disabled']);
    expect(words('or: aws login --region eu-west-1')).toEqual(['aws login --region eu-west-1']);
  });

  it('leave remarks in brackets behind', () => expect(words('wizard template iam-policy   (the policy with every action)')).toEqual(['wizard template iam-policy']));

  it('are each by itself where a line has one for each system', () => {
    expect(words('Windows: w32tm /resync   Linux: timedatectl set-ntp true   macOS: sudo sntp -sS time.apple.com')).toEqual(['w32tm /resync', 'timedatectl set-ntp true', 'sudo sntp -sS time.apple.com']);
  });

  it('are web addresses, without the full stop behind them', () => expect(words('Get it: https://tools.amazonworkspaces.com/Checker.zip. Then run it.')).toEqual(['https://tools.amazonworkspaces.com/Checker.zip']));

  it('are no prose that only begins like a command', () => {
    expect(words('wizard inspect FILE tells what is known to be wrong with the exported file.', 'Start-up type: automatic', 'Set network.managementCidr to auto, or to one of:', 'go on: wizard resume x --set checker.logs=FILE. The checker is optional.')).toEqual([]);
  });

  it('can not carry an escape sequence', () => expect(words('    ls \u001b[2J\u0007')[0]).not.toMatch(/[\u0000-\u001f]/));

  it.each(hypervisors)('are all the lines of code in the recipe for %s', (hypervisor) => {
    const lines = recipe(hypervisor, './win 11.ova');
    const code = lines.filter((one) => one.startsWith('    '));
    expect(code.length).toBeGreaterThan(0);
    expect(commandsIn(lines).filter(({ whole }) => whole).map(({ words }) => words)).toEqual(code.map((one) => one.trim()));
  });

  it('are found in the preparation of the VM', () => {
    expect(words(...preparation({ answers: {} }))).toContain('manage-bde -status');
  });
});
