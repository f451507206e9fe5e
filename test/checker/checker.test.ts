import { describe, expect, it } from 'vitest';
import { WorkspaceImageErrorDetailCode } from '@aws-sdk/client-workspaces';
import { blindSpots, checkerTests } from '../../source/checker/data/tests.ts';
import { decode } from '../../source/checker/decode.ts';
import { checkerFindings, type CheckerChoice } from '../../source/checker/findings.ts';
import { fixScript } from '../../source/checker/fix.ts';
import { readLog } from '../../source/checker/log.ts';
import { readCheckerLogs } from '../../source/checker/read.ts';
import { imageError } from '../../source/knowledge/catalogue.ts';

const eleven: CheckerChoice = { windows: 'windows-11-23h2', office: 'none', protocol: 'dcv' };

/** UTF-16LE with mark and CRLF, as PowerShell writes with `-Encoding Unicode`. */
const unicode = (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le'));
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'utf8'));

let second = 0;
const stamp = () => `11/21/2026 09:${String(Math.floor((second += 1) / 60) % 60).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}`;
const block = (name: string, ...lines: string[]) => [`${stamp()} Beginning test : Test-BYOL_${name}`, ...lines.map((line) => (line.startsWith('|') ? line.slice(1) : `${stamp()}  ${line}`)), `${stamp()} Ending test : Test-BYOL_${name}`].join('\n');

/** A log in which every test passes but those given. */
function log(failing: Record<string, string[]> = {}, family: '10' | '11' = '11'): string {
  const blocks = checkerTests
    .filter((test) => !test.family || test.family === family)
    .map(({ name }) => block(name, ...(failing[name] ?? ['[SUCCESS] fine'])));
  return [`${stamp()} Disabled hibernation`, `${stamp()} ${stamp()}`, ...blocks, ''].join('\n');
}

const report = (text: string, info?: object, name = 'BYOLPrevalidationlog2026-11-21_091402.txt') =>
  readCheckerLogs([{ name, bytes: unicode(text) }, ...(info ? [{ name: 'ImageInfo.txt', bytes: unicode(JSON.stringify(info)) }] : [])]);
const judged = (text: string, choice: CheckerChoice = eleven, info?: object) => checkerFindings(report(text, info), choice);
const serious = (text: string, choice: CheckerChoice = eleven, info?: object) => judged(text, choice, info).filter(({ level }) => level !== 'info').map(({ test, level }) => [test, level]);

describe('reading bytes', () => {
  const text = 'a [FAIL] b\nzweite Zeile\n';
  it.each([
    ['UTF-16LE with mark', unicode(text), 'utf-16le'],
    ['UTF-16LE without mark', Uint8Array.from(Buffer.from(text, 'utf16le')), 'utf-16le'],
    ['UTF-16BE with mark', Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le').swap16()), 'utf-16be'],
    ['UTF-8', bytes(text), 'utf-8'],
    ['UTF-8 with mark and CRLF', bytes(`\ufeff${text.replaceAll('\n', '\r\n')}`), 'utf-8'],
    ['Windows-1252', Uint8Array.from(Buffer.from(text, 'latin1')), 'utf-8'],
  ] as const)('%s', (_, given, encoding) => {
    expect(decode(given)).toEqual({ text, encoding });
  });

  it('never throws, whatever the bytes', () => {
    expect(decode(Uint8Array.from([0xe9, 0x20, 0xff])).encoding).toBe('windows-1252');
    for (const given of [[], [0xff], [0xff, 0xfe], [0xff, 0xfe, 0x41], [0, 0, 0]]) expect(typeof decode(Uint8Array.from(given)).text).toBe('string');
  });
});

describe('reading a log', () => {
  const outcomes = (text: string) => Object.fromEntries(readLog(text).map(({ name, outcome }) => [name, outcome]));

  it('finds every test of a run', () => {
    expect(readLog(log())).toHaveLength(25);
    expect(readLog(log({}, '10'))).toHaveLength(26);
    expect(new Set(Object.values(outcomes(log())))).toEqual(new Set(['passed']));
  });

  it.each([
    ['a plain failure', ['[FAIL] Public Firewall Profile is turned ON'], 'failed'],
    ['a success', ['[SUCCESS]'], 'passed'],
    ['an empty line where a failure should stand', [''], 'failed'],
    ['no line at all', [], 'failed'],
    ['a [SUCCESS] for each program before a [FAIL]', ['=[SUCCESS]> 7-Zip', '=[SUCCESS]> Notepad', '[FAIL] VMware Tools'], 'failed'],
    ['an exception', ['Access is denied', 'Test-BYOL_Firewall failed with an exception'], 'failed'],
    ['an exception after a success', ['[SUCCESS]', 'Test-BYOL_Firewall failed with an exception'], 'failed'],
    ['a table without time stamps', ['|DeviceID DriveType', '|-------- ---------', '|C:       3', '[SUCCESS] one drive'], 'passed'],
    ['lines that lost their text', ['Information', '[SUCCESS]'], 'passed'],
  ])('judges %s', (_, lines, outcome) => {
    expect(outcomes(block('Firewall', ...lines))).toEqual({ Firewall: outcome });
  });

  it('lets the last run of a test count', () => {
    const bad = block('Firewall', '[FAIL] Public Firewall Profile is turned ON');
    const good = block('Firewall', '[SUCCESS]');
    expect(outcomes(`${bad}\n${good}`)).toEqual({ Firewall: 'passed' });
    expect(outcomes(`${good}\n${bad}`)).toEqual({ Firewall: 'failed' });
  });

  it('knows a test that was cut short', () => {
    expect(outcomes(`${stamp()} Beginning test : Test-BYOL_Firewall\n`)).toEqual({ Firewall: 'unfinished' });
    expect(outcomes(`${stamp()} Beginning test : Test-BYOL_Firewall\n${block('AutoLogon', '[SUCCESS]')}`)).toEqual({ Firewall: 'unfinished', AutoLogon: 'passed' });
    const whole = unicode(block('Firewall', '[SUCCESS]'));
    expect(() => readCheckerLogs([{ name: 'BYOLPrevalidationlog.txt', bytes: whole.subarray(0, 101) }])).not.toThrow();
  });

  it('reads dates with another separator, names in another case and the form of the ingestion', () => {
    expect(outcomes('11.21.2026 09:14:02 Beginning Test: test-byol_firewall\n11.21.2026 09:14:03  [SUCCESS]\n11.21.2026 09:14:03 Ending Test: test-byol_firewall')).toEqual({ Firewall: 'passed' });
    expect(outcomes('(FAILED, DomainJoined) : Test-BYOL_DomainJoined\n(PASSED, ) : Test-BYOL_Firewall\n(WARNING, AutoLogonEnabled) : Test-BYOL_AutoLogon')).toEqual({ DomainJoined: 'failed', Firewall: 'passed', AutoLogon: 'failed' });
  });
});

describe('telling files apart', () => {
  it.each([
    ['BYOLPrevalidationlog2026-11-21_091402.txt', log(), 'log', 'byol'],
    ['BYOLPrevalidationlog20261121T091402.txt', log(), 'log', 'byol'],
    ['WorkSpacesImageCompatabilityCheckLog2026-11-21_091402.txt', log(), 'log', 'compatibility'],
    ['renamed.txt', log(), 'log', 'byol'],
    ['ImageInfo.txt', '{"partOfDomain":false}', 'info', 'unknown'],
    ['ImageInfo.text', '{"partOfDomain":false}', 'info', 'unknown'],
    ['ImageInfo.txt', '{"partOfDomain":', 'other', 'unknown'],
    ['ImageChecker_20261121091402.log', 'SQL Server (EXAMPLE\\\\svc)', 'other', 'image'],
    ['holiday.txt', 'Dear diary', 'other', 'unknown'],
    ['empty.txt', '', 'other', 'unknown'],
  ])('%s', (name, text, kind, tool) => {
    const [file] = readCheckerLogs([{ name, bytes: unicode(text) }]).files;
    expect([file?.kind, file?.tool, file?.problem === undefined]).toEqual([kind, tool, kind !== 'other']);
  });

  it('says that the format of the new tool is not published', () => {
    const found = checkerFindings(report(log(), undefined, 'WorkSpacesImageCompatabilityCheckLog2026-11-21_091402.txt'), eleven);
    expect(found.map(({ rule, certainty }) => [rule, certainty])).toEqual([['checker.format', 'inferred']]);
  });

  it('takes the last file of several for a test, and the latest time', () => {
    const first = unicode(block('Firewall', '[FAIL] x'));
    const second = unicode(block('Firewall', '[SUCCESS]'));
    const read = readCheckerLogs([{ name: 'a.txt', bytes: first }, { name: 'b.txt', bytes: second }]);
    expect(read.tests.map(({ outcome }) => outcome)).toEqual(['passed']);
    expect(read.at).toMatch(/^11\/21\/2026/);
  });
});

describe('what the ingestion will say', () => {
  it('has nothing against a VM that passes, and names what was not tested', () => {
    expect(serious(log())).toEqual([]);
    const spots = judged(log()).find(({ rule }) => rule === 'checker.not-tested');
    for (const { title } of blindSpots) expect(spots?.title).toContain(title);
  });

  it.each(checkerTests.filter(({ name }) => !['OSRequirements', 'FreeDiskSpace', 'OfficeInstalled', 'BootMode_UEFI'].includes(name)).map((test) => [test.name, test] as const))('%s, failed, stops the import with its code and a fix', (name, test) => {
    const [found, ...more] = judged(log({ [name]: [test.failText === '' ? '' : test.failText.startsWith('[FAIL]') ? test.failText : `[FAIL] ${test.failText}`] })).filter(({ level }) => level !== 'info');
    expect(more).toEqual([]);
    expect(found).toMatchObject({ level: 'blocker', test: name, code: test.code, rule: `checker.${name}` });
    expect(found?.fix?.length).toBeGreaterThan(20);
    expect(found?.title.includes('only warns')).toBe(test.severity === 'WARNING');
  });

  it('maps every test to a code of the API that the catalogue explains', () => {
    for (const { code } of checkerTests) {
      expect(Object.values(WorkspaceImageErrorDetailCode)).toContain(code);
      expect(imageError(code)).toBeDefined();
    }
    for (const { code } of blindSpots) expect(imageError(code)).toBeDefined();
    expect(checkerTests).toHaveLength(26);
  });

  it.each([
    ['windows-11-24h2', 'warning'],
    ['windows-11-25h2', 'warning'],
    ['windows-11-ltsc-2024', 'warning'],
    ['windows-11-23h2', 'blocker'],
    ['windows-10-22h2', 'blocker'],
    [undefined, 'blocker'],
  ] as const)('an old checker that refuses %s: %s', (windows, level) => {
    const found = judged(log({ OSRequirements: ['[FAIL] 10.0.26100 is NOT Desktop type'] }, '10'), { windows, office: 'none' }).find(({ test }) => test === 'OSRequirements');
    expect(found?.level).toBe(level);
    if (level === 'warning') expect(found?.title).toContain('does not know');
  });

  it.each([
    ['none', 'warning'],
    [undefined, 'warning'],
    ['Microsoft_Office_2019', 'blocker'],
  ] as const)('Office on the VM, with %s to be added: %s', (office, level) => {
    expect(serious(log({ OfficeInstalled: ['[FAIL] Microsoft Office Standard 2016'] }), { ...eleven, office })).toEqual([['OfficeInstalled', level]]);
  });

  it.each([
    [25, 'none', undefined],
    [20.5, 'Microsoft_Office_2019', undefined],
    [20, 'Microsoft_Office_2019', 'blocker'],
    [15, 'none', 'warning'],
    [15, 'Microsoft_Office_2019', 'blocker'],
    [9.9, 'none', 'blocker'],
  ] as const)('%d GB free with Office %s: %s, though the checker passed it', (free, office, level) => {
    expect(serious(log(), { ...eleven, office }, { FreeSpaceOnCDrive: free })).toEqual(level ? [['FreeDiskSpace', level]] : []);
  });

  it.each([
    ['[FAIL] Free disk space is less than 20', 'none', 'warning'],
    ['[FAIL] Free disk space is less than 10', 'none', 'blocker'],
    ['[FAIL] Free disk space is less than 20', 'Microsoft_Office_2019', 'blocker'],
  ] as const)('%s with Office %s: %s', (line, office, level) => {
    expect(serious(log({ FreeDiskSpace: [line] }), { ...eleven, office })).toEqual([['FreeDiskSpace', level]]);
  });

  it('notices that the log is from another Windows than was chosen', () => {
    const text = log({ BootMode_UEFI: ['[FAIL] UEFI Boot mode is not supported'] }, '10');
    expect(judged(text).find(({ test }) => test === 'BootMode_UEFI')?.title).toContain('comes from a Windows 10 VM');
    expect(serious(text, { windows: 'windows-10-22h2' })).toEqual([['BootMode_UEFI', 'blocker']]);
  });

  it('uses ImageInfo for what the log lacks', () => {
    const info = { partOfDomain: true, AutoLogonTurnedOn: true, RealTimeIsUniversal: false, Firewall: { Type: 'Public', TurnedOn: true }, NetworkAdapterUsingDHCP: [true, false], WorkSpaces_BYOLAccount: { Disabled: true }, OSArchitecture: '32-bit' };
    const alone = checkerFindings(readCheckerLogs([{ name: 'ImageInfo.txt', bytes: unicode(JSON.stringify(info)) }]), eleven);
    expect(alone.filter(({ level }) => level === 'blocker').map(({ test }) => test).toSorted()).toEqual(['64BitOS', 'AutoLogon', 'DHCPEnabledInterface', 'DomainJoined', 'Firewall', 'RealTimeUniversal', 'Workspaces_BYOLAccountDisabled']);
    expect(serious(log(), eleven, info)).toEqual([]);
    expect(serious(log(), eleven, { Firewall: null, WorkSpaces_BYOLAccount: null })).toEqual([]);
  });

  it('names tests that are missing, did not finish or are not known', () => {
    expect(judged(block('Firewall', '[SUCCESS]')).find(({ rule }) => rule === 'checker.missing')?.title).toContain('Never upgraded in place');
    expect(judged(log({ Firewall: [] }).replace(/Ending test : Test-BYOL_Firewall/, '')).find(({ test }) => test === 'Firewall')?.title).toContain('did not finish');
    expect(judged(`${log()}\n${block('Brand\u001b[31mNew', '[FAIL] \u001b]0;x\u0007odd')}`).find(({ rule }) => rule.startsWith('checker.Brand'))).toMatchObject({ level: 'warning', title: expect.not.stringContaining('\u001b'), lines: [expect.not.stringContaining('\u001b')] });
  });

  it('refuses files without any test, naming each', () => {
    const found = checkerFindings(readCheckerLogs([{ name: 'a\u0007.txt', bytes: bytes('hello') }]), eleven);
    expect(found[0]).toMatchObject({ rule: 'checker.no-tests', level: 'blocker' });
    expect(found[1]?.title).toContain('does not look like');
    expect(found[1]?.title).not.toContain('\u0007');
    expect(checkerFindings(readCheckerLogs([]), eleven)[0]?.level).toBe('blocker');
  });

  it('puts blockers first', () => {
    const levels = judged(log({ OfficeInstalled: ['[FAIL] Microsoft Office'], DomainJoined: ['[FAIL] System is domain joined'] })).map(({ level }) => level);
    expect(levels).toEqual(['blocker', 'warning', 'info']);
  });
});

describe('the script of fixes', () => {
  const scriptFor = (failing: Record<string, string[]>) => fixScript(judged(log(failing)));

  it.each(checkerTests.map(({ name, auto }) => [name, auto ?? false] as const))('holds %s: %s', (name, auto) => {
    const script = scriptFor({ [name]: ['[FAIL] x'], DomainJoined: ['[FAIL] x'] });
    expect(script?.tests ?? []).toEqual(auto ? [name] : []);
    if (auto) expect([...(script?.text ?? '').matchAll(/^#region (\S+)/gm)].map((found) => found[1])).toEqual([name]);
  });

  it('makes a missing account once, reminds of a snapshot, shows how to start and how to undo', () => {
    const script = scriptFor({ Workspaces_BYOLAccountExist: ['[FAIL] Account Does Not Exist'], Workspaces_BYOLAccountDisabled: ['[FAIL] WorkSpaces_BYOL Account Disabled'], Firewall: ['[FAIL] x'] });
    expect(script?.tests).toEqual(['Firewall', 'Workspaces_BYOLAccountExist']);
    expect(script?.text).toContain('Take a snapshot');
    expect(script?.text).toContain('-ExecutionPolicy Bypass -File .\\wizard-fix.ps1');
    expect(script?.text.match(/To undo/g)?.length).toBeGreaterThanOrEqual(3);
    expect(script?.text).not.toMatch(/Remove-AppxPackage/);
    expect([...(script?.bytes.subarray(0, 3) ?? [])]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('is not written where nothing can be put right by a script', () => {
    expect(scriptFor({})).toBeUndefined();
    expect(scriptFor({ DomainJoined: ['[FAIL] x'] })).toBeUndefined();
  });
});

describe('large and strange input', () => {
  it('reads 10 MB of log in a few seconds', () => {
    const many = Array.from({ length: 3000 }, () => log({ Firewall: ['[FAIL] x'] })).join('\n');
    const began = performance.now();
    expect(readLog(many)).toHaveLength(25);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('takes random bytes without a crash', () => {
    let state = 11;
    for (let round = 0; round < 300; round += 1) {
      const junk = Uint8Array.from({ length: round * 7 }, () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0), state >>> 24));
      const found = checkerFindings(readCheckerLogs([{ name: 'ImageInfo.txt', bytes: junk }]), eleven);
      expect(found[0]?.level).toBe('blocker');
    }
  });
});
