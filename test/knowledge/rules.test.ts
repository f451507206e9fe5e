import { Compute } from '@aws-sdk/client-workspaces';
import { describe, expect, it } from 'vitest';
import { compute, computes, volumeProblem } from '../../source/knowledge/compute.ts';
import { sources } from '../../source/knowledge/data/sources.ts';
import { durations } from '../../source/knowledge/data/durations.ts';
import { rules } from '../../source/knowledge/data/rules.ts';
import { pace, type DurationId } from '../../source/knowledge/durations.ts';
import { language, languages, officeLanguageOf, proofingLanguages } from '../../source/knowledge/languages.ts';
import { ingestionOffices } from '../../source/knowledge/office.ts';
import { quotaNamed } from '../../source/knowledge/quotas.ts';
import { region, regions, zoneSupported } from '../../source/knowledge/regions.ts';
import { minimums, rule, ruleAt, ruleHistory } from '../../source/knowledge/rules.ts';
import { cite } from '../../source/knowledge/sources.ts';
import { windows, windowsOffered, windowsRelease } from '../../source/knowledge/windows.ts';

const today = '2026-11-21';
/** The two older guides as days: a rule asked for on such a day is the rule as that guide stated it. */
const editions = { '2018': '2018-09-01', '2020': '2020-09-01' } as const;

describe('dated rules', () => {
  it.each([
    ['eligibility.minimum-workspaces', { '2018': 200, '2020': 200, '2023-05-01': 100, [today]: 50 }],
    ['image.disk-size', { '2018': 80, '2020': 70, [today]: 80 }],
    ['image.free-space', { '2018': undefined, '2020': 10, [today]: 20 }],
    ['image.sysprep', { '2018': 'before', '2020': 'rehearsal', [today]: 'rehearsal' }],
    ['protocol.pcoip-new', { '2018': true, '2020': true, '2026-07-30': true, '2026-07-31': false }],
    ['image.checker', { '2018': undefined, '2020': 'mandatory', [today]: 'optional' }],
  ] as const)('%s holds as each edition of the guide said', (id, values) => {
    for (const [day, value] of Object.entries(values)) {
      const date = day in editions ? editions[day as keyof typeof editions] : day;
      expect([day, ruleAt(id, date)?.value]).toEqual([day, value]);
    }
  });

  it.each([...new Set(rules.map(({ id }) => id))])('%s is in force at most once at any day, and is sourced', (id) => {
    const history = ruleHistory(id);
    history.slice(1).forEach((later, index) => expect([id, history[index]?.until]).toEqual([id, later.from]));
    for (const entry of history) {
      expect(entry.source.length).toBeGreaterThan(0);
      expect(entry.says.endsWith('.')).toBe(true);
      expect(entry.from ?? '').not.toBe(entry.until);
    }
    expect(rule(id, today).id).toBe(id);
  });

  it('gives a run\'s clock the rule of that day', () => {
    expect(rule('protocol.pcoip-new', Date.parse('2026-07-30T23:59:59Z')).value).toBe(true);
    expect(rule('protocol.pcoip-new', Date.parse('2026-07-31T00:00:00Z')).value).toBe(false);
    expect(() => rule('image.powershell', '2018-01-01')).toThrow('was not in force');
  });

  it('knows the commitment of each Region', () => {
    expect(minimums('eu-west-1', today).workspaces.value).toBe(50);
    expect(minimums('af-south-1', today).workspaces.value).toBe(400);
    expect([minimums('eu-west-1', today).gpuAlwaysOn.value, minimums('eu-west-1', today).gpuAutoStop.value]).toEqual([4, 20]);
  });

  it('names each source for a person', () => {
    expect(cite(['byol', 'checker'])).toMatch(/Bring Your Own Windows desktop licenses, https:\/\/docs\.aws.*; BYOL Checker/);
    for (const source of Object.values(sources)) if ('url' in source) expect(() => new URL(source.url)).not.toThrow();
  });
});

describe('Regions', () => {
  it('are the 19 with published zones and Ningxia', () => {
    expect(regions).toHaveLength(20);
    expect(regions.filter(({ zones }) => zones).length).toBe(19);
    expect(new Set(regions.flatMap(({ zones }) => zones ?? [])).size).toBe(regions.flatMap(({ zones }) => zones ?? []).length);
  });

  it.each([['eu-west-1', 'euw1-az3', true], ['ap-northeast-1', 'apne1-az2', false], ['cn-northwest-1', 'cnnw1-az1', undefined], ['eu-north-1', 'eun1-az1', undefined]])('a subnet in %s, zone %s: %s', (id, zone, expected) => {
    expect(zoneSupported(id, zone)).toBe(expected);
  });

  it('without GPU are Cape Town and Tel Aviv', () => {
    expect(regions.filter(({ gpu }) => gpu.length === 0).map(({ id }) => id)).toEqual(['af-south-1', 'il-central-1']);
    expect(regions.filter(({ gpu }) => gpu.includes('g7')).map(({ id }) => id)).toEqual(['us-east-1', 'us-east-2', 'us-west-2']);
    expect(region('mars-1')).toBeUndefined();
  });
});

describe('Windows', () => {
  it('offers today what the guide of today names', () => {
    expect(windowsOffered(today).map(({ id }) => id).toSorted()).toEqual([
      'windows-10-22h2', 'windows-10-ltsc-2019', 'windows-10-ltsc-2021', 'windows-11-22h2', 'windows-11-23h2', 'windows-11-24h2', 'windows-11-25h2', 'windows-11-ltsc-2024',
    ]);
    expect(windowsOffered(editions['2020']).map(({ id }) => id)).toEqual(expect.arrayContaining(['windows-10-2004', 'windows-10-1803']));
  });

  it.each(windows.map((release) => [release.id, release] as const))('%s has firmware, boot mode, partitions and protocols that fit together', (_, release) => {
    const eleven = release.family === '11';
    expect([release.firmware, release.bootMode, release.partitions]).toEqual(eleven ? ['UEFI', 'uefi', 'GPT'] : ['BIOS', 'legacy-bios', 'MBR']);
    expect(release.protocols.includes('pcoip')).toBe(!eleven);
  });

  it('knows a release by its id', () => {
    expect(windowsRelease('windows-11-24h2')?.build).toBe(26100);
    expect(windowsRelease('windows-95')).toBeUndefined();
  });
});

describe('compute and volumes', () => {
  it('knows every compute type of the SDK, and the newer G7', () => {
    expect(Object.values(Compute).filter((name) => !compute(name))).toEqual([]);
    expect(computes).toHaveLength(27);
  });

  it.each([
    ['STANDARD', 80, 50, true], ['STANDARD', 80, 10, true], ['STANDARD', 80, 100, true], ['STANDARD', 80, 20, false], ['STANDARD', 100, 100, false],
    ['STANDARD', 175, 100, true], ['STANDARD', 175, 50, false], ['STANDARD', 2000, 2000, true], ['STANDARD', 2001, 100, false], ['STANDARD', 80.5, 50, false],
    ['GENERALPURPOSE_4XLARGE', 80, 50, false], ['GENERALPURPOSE_4XLARGE', 175, 100, true], ['GRAPHICS_G4DN', 100, 100, true], ['GRAPHICS_G4DN', 80, 50, false], ['NEW_TYPE', 1, 1, true],
  ])('%s with root %d and user %d: %s', (name, root, user, possible) => {
    expect(volumeProblem(name, root, user) === undefined).toBe(possible);
  });
});

describe('languages, Office, quotas', () => {
  it('are 40 languages of menus and 12 of proofing, each once', () => {
    expect(languages).toHaveLength(40);
    expect(new Set([...languages, ...proofingLanguages].map(({ lcid }) => lcid)).size).toBe(52);
    expect(language('JA-jp')?.lcid).toBe(1041);
    expect(language(3082)?.tag).toBe('es-ES');
    expect(language('xx')).toBeUndefined();
  });

  it('know the language of a Region only where it is documented', () => {
    expect(officeLanguageOf('ap-northeast-1')?.tag).toBe('ja-JP');
    expect(officeLanguageOf('eu-central-1')).toBeUndefined();
  });

  it('offer at ingestion what the API takes', () => {
    expect(ingestionOffices.map(({ id }) => id)).toEqual(['Microsoft_Office_2016', 'Microsoft_Office_2019']);
  });

  it.each([['WorkSpaces', 'workspaces'], ['Graphics.g4dn WorkSpaces', 'gpu-workspaces'], ['Images', 'images'], ['Bundles', 'bundles'], ['IP access control groups', undefined]])('the quota "%s" is %s', (name, id) => {
    expect(quotaNamed(name)?.id).toBe(id);
  });
});

describe('durations', () => {
  it.each(Object.keys(durations) as DurationId[])('%s looks before it expects, expects before it worries', (id) => {
    const { every, expect: range, warnAfter, visibility, source } = pace(id);
    expect(every).toBeGreaterThanOrEqual(1000);
    expect(range[0]).toBeLessThan(range[1]);
    expect(range[1]).toBeLessThan(warnAfter);
    expect(visibility).toBeGreaterThanOrEqual(0);
    expect(source.length).toBeGreaterThan(0);
  });

  it('keep the 90 minutes and 3 hours of the guide', () => {
    expect(pace('image').expect[0]).toBe(rule('image.ingestion-time').value * 60_000);
    expect(pace('image.office').expect[0]).toBe(rule('image.ingestion-time-office').value * 60_000);
  });
});
