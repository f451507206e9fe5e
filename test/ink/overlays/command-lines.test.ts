import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cliEquivalent } from '../../../source/aws/command-line.ts';
import { commandLines } from '../../../source/ink/overlays/command-lines.ts';
import { columnsOf } from '../../../source/ink/width.ts';
import { line } from '../../../source/text.ts';

const call = { service: 'ec2', operation: 'ImportImage', input: { Description: "Contoso's Windows 11", DiskContainers: [{ Format: 'OVA', Name: 'a b' }], RoleName: 'vmimport', TagSpecifications: ['x', 'y z'] } };
const posix = line(cliEquivalent(call, { region: 'eu-west-1' })!);

describe('a command on the screen', () => {
  it('stays on one line where that is wide enough', () => expect(commandLines(line('aws sts get-caller-identity'), 80, 'linux')).toEqual({ lines: ['aws sts get-caller-identity'], whole: true }));

  it.each([60, 80, 100])('is the same command to a shell when it is broken at %i columns', (columns) => {
    const { lines, whole } = commandLines(posix, columns, 'linux');
    const argumentsOf = (command: string) => execFileSync('/bin/sh', ['-c', `set -- ${command}\nprintf '%s\\n' "$@"`], { encoding: 'utf8' });
    expect(whole).toBe(true);
    expect(lines.length).toBeGreaterThan(1);
    expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
    expect(argumentsOf(lines.join('\n'))).toBe(argumentsOf(posix));
  });

  it('reads on by a backtick in PowerShell, and never breaks behind --%', () => {
    const powershell = line(cliEquivalent({ service: 'iam', operation: 'CreateRole', input: { RoleName: 'vmimport', Description: 'A role for VM Import of the wizard' } }, { region: 'eu-west-1', shell: 'powershell' })!);
    expect(commandLines(powershell, 60, 'win32').lines[0]).toMatch(/ `$/);
    const unread = line(cliEquivalent(call, { region: 'eu-west-1', shell: 'powershell' })!);
    expect(unread).toContain('--%');
    expect(commandLines(unread, 60, 'win32')).toMatchObject({ whole: false });
    expect(commandLines(unread, 60, 'win32').lines.join('')).toBe(unread);
  });

  it('is told to be in pieces where one word is longer than a line', () => {
    const long = line(`aws iam put-role-policy --policy-document '${'x'.repeat(200)}'`);
    expect(commandLines(long, 60, 'linux').whole).toBe(false);
    expect(commandLines(long, 60, 'linux').lines.join('')).toBe(long);
  });
});
