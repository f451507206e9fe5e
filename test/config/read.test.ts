import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultText } from '../../source/config/faults.ts';
import { readConfig } from '../../source/config/read.ts';
import { ProblemError } from '../../source/problem.ts';
import { steps } from './steps.ts';

function folder(files: Record<string, string | Uint8Array> = {}): string {
  const made = mkdtempSync(join(tmpdir(), 'config-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(made, name, '..'), { recursive: true });
    writeFileSync(join(made, name), content);
  }
  return made;
}

function read(content: string | Uint8Array, { files = {}, settings = [] as string[], platform = 'linux' as NodeJS.Platform, name = 'onboarding.yaml' } = {}) {
  const base = folder({ [name]: content, ...files });
  const { config, faults } = readConfig(steps, { file: join(base, name), settings, cwd: base, platform, home: '/home/ada' });
  return { base, config, faults: faults.map(faultText) };
}

describe('a configuration that is right', () => {
  it('gives names, tags and answers by step and key, with paths made absolute and patterns expanded', () => {
    const { base, config, faults } = read(
      `name: contoso-euw1
region: eu-west-1
tags: { CostCenter: "1234" }
network: { searchRange: 10.0.0.0/8, confirmAccount: 012345678901 }
checker: { windows: windows-11-24h2, logs: [./checker/*.txt] }
export: { file: win11.ova }
bundle: [ { name: win11, rootGib: 80 } ]
`,
      { files: { 'win11.ova': '', 'checker/log10.txt': '', 'checker/log9.txt': '', 'checker/notes.md': '' } },
    );
    expect(faults).toEqual([]);
    expect(config).toMatchObject({ name: 'contoso-euw1', region: 'eu-west-1', tags: { CostCenter: '1234' } });
    expect(config.answers).toEqual({
      network: { searchRange: '10.0.0.0/8', confirmAccount: '012345678901' },
      checker: { windows: 'windows-11-24h2', logs: [join(base, 'checker/log9.txt'), join(base, 'checker/log10.txt')] },
      export: { file: join(base, 'win11.ova') },
      bundle: { bundle: [{ name: 'win11', rootGib: 80 }] },
    });
    expect(config.place('network', 'searchRange')).toEqual({ file: 'onboarding.yaml', line: 4, column: 25 });
  });

  it.each([
    ['JSON', 'onboarding.json', Buffer.from('{\n\t"name": "a",\n\t"network": { "searchRange": "10.0.0.0/8" }\n}')],
    ['UTF-8 with a byte order mark', 'onboarding.yaml', Buffer.from('\ufeffname: a\r\nnetwork: { searchRange: 10.0.0.0/8 }\r\n')],
    ['UTF-16 as Windows PowerShell writes it', 'onboarding.yaml', Buffer.from('\ufeffname: a\r\nnetwork: { searchRange: 10.0.0.0/8 }\r\n', 'utf16le')],
  ])('is read as %s', (_, name, content) => {
    const { config, faults } = read(content, { name });
    expect(faults).toEqual([]);
    expect(config.answers).toEqual({ network: { searchRange: '10.0.0.0/8' } });
  });

  it('keeps the exact text of a confirmation, leading zeros included', () => {
    expect(read('name: a\nnetwork: { confirmAccount: 012345678901 }').config.answers.network).toEqual({ confirmAccount: '012345678901' });
  });

  it('takes --set over the file, relative to the working folder, whole and in parts', () => {
    const { config, faults, base } = read('name: a\nnetwork: { searchRange: 10.0.0.0/8, gpu: { alwaysOn: 1, autoStop: 2 } }', {
      files: { 'here.ova': '' },
      settings: ['network.searchRange=172.16.0.0/12', 'network.gpu.alwaysOn=4', 'export.file=here.ova', 'bundle=[{name: "b: c", rootGib: 80}]', 'region=eu-west-1'],
    });
    expect(faults).toEqual([]);
    expect(config.region).toBe('eu-west-1');
    expect(config.answers).toEqual({
      network: { searchRange: '172.16.0.0/12', gpu: { alwaysOn: 4, autoStop: 2 } },
      export: { file: join(base, 'here.ova') },
      bundle: { bundle: [{ name: 'b: c', rootGib: 80 }] },
    });
  });

  it('takes an entry of a list, and the one after its last', () => {
    const { config, faults } = read('name: a\nnetwork: { avoid: [10.0.0.0/12] }', { settings: ['network.avoid.0=10.16.0.0/12', 'network.avoid.1=10.32.0.0/12'] });
    expect(faults).toEqual([]);
    expect(config.answers).toEqual({ network: { avoid: ['10.16.0.0/12', '10.32.0.0/12'] } });
  });

  it('does not ask for the files of a step that is done', () => {
    const base = folder({ 'a.yaml': 'name: a\nexport: { file: gone.ova }' });
    const input = { file: join(base, 'a.yaml'), settings: [], cwd: base, platform: 'linux' as const, home: '/' };
    expect(readConfig(steps, input).faults).toHaveLength(1);
    expect(readConfig(steps, { ...input, settled: new Set(['export'] as const) }).faults).toEqual([]);
  });
});

describe('a configuration that is wrong', () => {
  it.each<[string, string, string[]]>([
    ['an unknown key at the top', 'name: a\nregoin: eu-west-1', ['onboarding.yaml:2:1 regoin: there is no such key; did you mean "region"?']],
    ['an unknown key in a section', 'name: a\nnetwork:\n  serchRange: 10.0.0.0/8', ['onboarding.yaml:3:3 network.serchRange: there is no such key; did you mean "searchRange"?']],
    ['an unknown key inside a value', 'network: { gpu: { alwaysOn: 0, autoStop: 0, autostop: 1 } }', ['onboarding.yaml:1:45 network.gpu.autostop: there is no such key; did you mean "autoStop"?']],
    ['a key like nothing known', 'bundle: [ { name: x, rootGib: 80, colour: red } ]', ['onboarding.yaml:1:35 bundle.0.colour: there is no such key; known here: name, rootGib']],
    ['a bad range', 'network: { searchRange: 10.0.0/8 }', ['onboarding.yaml:1:25 network.searchRange: expected an IPv4 range such as 10.0.0.0/8, found "10.0.0/8"']],
    ['a bad entry of a list', 'network: { avoid: [10.0.0.0/12, ten] }', ['onboarding.yaml:1:33 network.avoid.1: expected an IPv4 range such as 10.0.0.0/8, found "ten"']],
    ['a text for a list', 'network: { avoid: 10.0.0.0/12 }', ['onboarding.yaml:1:19 network.avoid: expected a list, found "10.0.0.0/12"; write it as a list: [10.0.0.0/12]; for example ["10.0.0.0/12"]']],
    ['a text for a number', 'network: { count: "3" }', ['onboarding.yaml:1:19 network.count: expected a number, found "3"; without quotes; for example 3']],
    ['a number that is too small', 'network: { count: 0 }', ['onboarding.yaml:1:19 network.count: expected a number, 1 or more, found 0; for example 3']],
    ['yes for true', 'network: { selfService: yes }', ['onboarding.yaml:1:25 network.selfService: expected true or false, found "yes"; without quotes; for example false']],
    ['a number for a tag', 'tags: { CostCenter: 1234 }', ['onboarding.yaml:1:21 tags.CostCenter: expected a text, found 1234; put it in quotes']],
    ['a choice that is none', 'checker: { windows: windows-12 }', ['onboarding.yaml:1:21 checker.windows: expected one of windows-10-22h2, windows-11-24h2, found "windows-12"; for example windows-11-24h2']],
    ['a name that is no folder', 'name: con', ['onboarding.yaml:1:7 name: this name is reserved; expected another, such as contoso-euw1']],
    ['a section that is a text', 'network: hello', ['onboarding.yaml:1:10 network: expected keys (searchRange, confirmAccount, avoid, count, selfService, gpu), found "hello"']],
    ['a key twice', 'name: a\nname: b', ['onboarding.yaml:2:1: this key is there twice; keep one of them']],
    ['a tab', 'network:\n\tsearchRange: x', ['onboarding.yaml:2:1: a tab at the start of the line; indent with spaces']],
    ['nothing at all', '# later\n', ['onboarding.yaml:1:1: expected keys such as "name: contoso-euw1", found nothing']],
    ['an alias of nothing', 'name: *a', ['onboarding.yaml:1:1: Unresolved alias (the anchor must be set before the alias): a']],
  ])('%s', (_, content, expected) => {
    expect(read(content).faults).toEqual(expected);
  });

  it.skipIf(process.platform === 'win32')('a path that the system refuses to look at is told at its line', () => {
    const name = 'a'.repeat(300);
    const { base, faults } = read(`name: a\nexport: { file: ${name} }`);
    expect(faults).toEqual([`onboarding.yaml:2:17 export.file: ${join(base, name)} is longer than a path can be here`]);
  });

  it('of JSON is called JSON', () => {
    expect(read('{ "name": "a", ', { name: 'a.json' }).faults.join()).toContain('not valid JSON');
  });

  it('is told all at once, in one problem with exit code 2', () => {
    expect(read('nam: a\nnetwork: { searchRange: x, count: -1 }\nexport: { file: none.ova }').faults).toHaveLength(4);
  });

  it.each([
    ['that does not exist', 'none.yaml', 'does not exist'],
    ['that is a folder', '.', 'is a folder'],
  ])('a file %s stops with exit code 2', (_, name, words) => {
    const base = folder();
    const attempt = () => readConfig(steps, { file: join(base, name), settings: [], cwd: base, platform: 'linux', home: '/' });
    expect(attempt).toThrow(ProblemError);
    expect(attempt).toThrow(words);
  });

  it.each([
    ['network.searchRange', '--set: expected step.key=value, such as --set launch.users=[alice]'],
    ['network.searchRang=10.0.0.0/8', '--set network.searchRang network.searchRang: there is no such key; did you mean "searchRange"?'],
    ['foo.bar=1', '--set foo.bar foo: there is no such key; known here: name, region, tags, network, checker, export, bundle'],
    ['network.avoid=[a', '--set network.avoid: the value is not valid YAML; put it in quotes, or check its brackets'],
    ['network.searchRange=x', '--set network.searchRange network.searchRange: expected an IPv4 range such as 10.0.0.0/8, found "x"'],
    ['network.avoid.4294967296=x', '--set network.avoid.4294967296: the list has 1 entry; expected an index from 0 to 1'],
    ['network.avoid.2=10.0.0.0/8', '--set network.avoid.2: the list has 1 entry; expected an index from 0 to 1'],
    ['network.avoid.99999999999999999999999=x', '--set network.avoid.99999999999999999999999: the list has 1 entry; expected an index from 0 to 1'],
  ])('--set %s', (setting, expected) => {
    expect(read('name: a\nnetwork: { avoid: [10.0.0.0/12] }', { settings: [setting] }).faults).toEqual([expected]);
  });
});

describe('secrets in a configuration', () => {
  const key = 'wJalrXUtnFEMI1K7MDENG1bPxRfiCYEXAMPLEKEY';
  it.each([
    ['an access key id in a comment', '# AKIAIOSFODNN7EXAMPLE\nname: a', 'AKIAIOSFODNN7EXAMPLE', 1],
    ['a temporary key id as a value', 'name: a\nnetwork: { searchRange: ASIAIOSFODNN7EXAMPLE }', 'ASIAIOSFODNN7EXAMPLE', 2],
    ['a key that names one', `name: a\naws_secret_access_key: ${key}`, key, 2],
    ['a value that looks like one', `name: ${key}`, key, 1],
    ['a password', 'name: a\nexport: { password: hunter2 }', 'hunter2', 2],
    ['a private key', 'name: a\ntags:\n  k: |\n    -----BEGIN RSA PRIVATE KEY-----\n    MIIEow', 'MIIEow', 4],
    ['a session token', `name: a\nsessionToken: IQoJb3JpZ2luX2VjEAAaCXVzLWVhc3QtMSJHMEUCIQ`, 'IQoJb3', 2],
    ['a password in a URL', 'name: a\nexport: { file: "https://ada:hunter2@example.com/x" }', 'hunter2', 2],
  ])('%s is refused at its line and never repeated', (_, content, secret, line) => {
    const { faults } = read(content);
    expect(faults.some((fault) => fault.startsWith(`onboarding.yaml:${line}:`) && fault.includes('take it out'))).toBe(true);
    expect(faults.join('\n')).not.toContain(secret);
  });

  it('are refused in --set too', () => {
    const { faults } = read('name: a', { settings: [`network.searchRange=${key}`] });
    expect(faults.join()).toContain('take it out');
    expect(faults.join()).not.toContain(key);
  });
});

describe('Windows paths', () => {
  it.each([
    ['a drive, unknown escape', String.raw`export: { file: "C:\VMs\win11.ova" }`, true],
    ['a drive, escapes that YAML knows', String.raw`export: { file: "C:\new\table.ova" }`, true],
    ['a share', String.raw`export: { file: "\\server\share\win11.ova" }`, true],
    ['a share whose escapes YAML knows', String.raw`export: { file: "\\nas\new\table.ova" }`, true],
    ['single quotes', String.raw`export: { file: 'C:\VMs\win11.ova' }`, false],
    ['escaped backslashes', String.raw`export: { file: "C:\\VMs\\win11.ova" }`, false],
    ['a description with an escape', String.raw`export: { file: "a\tb" }`, false],
  ])('between double quotes: %s', (_, content, named) => {
    const faults = read(content).faults.join('\n');
    expect(/onboarding.yaml:1:17 export.file: a backslash between double quotes begins an escape.*single quotes/.test(faults)).toBe(named);
    if (named) expect(faults).not.toContain('not valid YAML');
  });

  it('in JSON the cure is to write every backslash twice', () => {
    expect(read(String.raw`{ "export": { "file": "C:\VMs\win11.ova" } }`).faults.join()).toContain('write every backslash twice');
  });
});
