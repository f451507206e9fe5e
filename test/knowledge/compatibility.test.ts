import { WorkspaceImageIngestionProcess } from '@aws-sdk/client-workspaces';
import { describe, expect, it } from 'vitest';
import { cautions, conflicts, ingestionProcess, remaining, type Selection } from '../../source/knowledge/compatibility.ts';
import { computes } from '../../source/knowledge/compute.ts';
import { combinations } from '../../source/knowledge/data/combinations.ts';
import { windows, type Protocol } from '../../source/knowledge/windows.ts';

const date = '2026-11-21';
const ids = (selection: Selection) => conflicts({ date, ...selection }).map(({ id }) => id);

describe('what can not be had together', () => {
  it.each<[string, Selection, string[]]>([
    ['Windows 11 by PCoIP', { windows: 'windows-11-24h2', protocol: 'pcoip' }, ['windows-11-pcoip']],
    ['Windows 11 by DCV', { windows: 'windows-11-24h2', protocol: 'dcv', compute: 'STANDARD', office: 'none', region: 'eu-west-1', route: 'direct' }, []],
    ['Windows 10 by PCoIP', { windows: 'windows-10-22h2', protocol: 'pcoip' }, []],
    ['Value with Windows 11', { windows: 'windows-11-24h2', compute: 'VALUE' }, ['value-windows-11']],
    ['Value with Windows 10', { windows: 'windows-10-22h2', compute: 'value' }, []],
    ['Office 2016 on Windows 11', { windows: 'windows-11-24h2', office: 'Microsoft_Office_2016' }, ['office-2016-windows-11']],
    ['Office 2019 on Windows 11', { windows: 'windows-11-24h2', protocol: 'dcv', office: 'Microsoft_Office_2019' }, []],
    ['Office 2019 on Windows 11 for a GPU', { windows: 'windows-11-24h2', compute: 'GRAPHICS_G4DN', office: 'Microsoft_Office_2019' }, ['office-gpu-windows-11']],
    ['Office by Image Builder', { route: 'image-builder', office: 'Microsoft_Office_2019' }, ['office-image-builder']],
    ['G6 by ImportWorkspaceImage', { route: 'direct', compute: 'GRAPHICS_G6_XLARGE' }, ['gpu-direct']],
    ['G6 by Image Builder', { route: 'image-builder', compute: 'GRAPHICS_G6_XLARGE' }, []],
    ['G6 by PCoIP', { protocol: 'pcoip', compute: 'GRAPHICS_G6_XLARGE' }, ['pcoip-gpu']],
    ['G4dn by PCoIP', { protocol: 'pcoip', compute: 'GRAPHICS_G4DN' }, []],
    ['a GPU in Cape Town', { region: 'af-south-1', compute: 'GRAPHICS_G4DN' }, ['gpu-region']],
    ['G7 in Ireland', { region: 'eu-west-1', compute: 'GRAPHICS_G7_2XLARGE' }, ['g7-region']],
    ['G7 in Ohio', { region: 'us-east-2', compute: 'GRAPHICS_G7_2XLARGE' }, []],
    ['Windows 11 in Ningxia', { windows: 'windows-11-24h2', region: 'cn-northwest-1' }, ['windows-11-china']],
    ['an ISO of LTSC', { route: 'iso', windows: 'windows-11-ltsc-2024' }, ['iso-windows']],
    ['an ISO of 25H2', { route: 'iso', windows: 'windows-11-25h2' }, []],
    ['Graphics today', { compute: 'GRAPHICS' }, ['graphics-ended']],
    ['Graphics in 2020', { compute: 'GRAPHICS', date: '2020-09-01' }, []],
    ['PCoIP after its end', { protocol: 'pcoip', date: '2027-10-31' }, ['pcoip-ended']],
    ['nothing chosen', {}, []],
    ['names not known here', { windows: 'windows-12', compute: 'NEW', office: 'Office_2030', region: 'mars-1' }, []],
  ])('%s', (_, selection, expected) => {
    expect(ids(selection)).toEqual(expected);
  });

  it('names all conflicts at once, and the bundle that is meant', () => {
    const found = conflicts({ date, windows: 'windows-11-24h2', protocol: 'pcoip', compute: ['STANDARD', 'VALUE', 'GRAPHICS_G6_XLARGE'], route: 'direct' });
    expect(found.map(({ id }) => id).toSorted()).toEqual(['gpu-direct', 'pcoip-gpu', 'value-windows-11', 'windows-11-pcoip']);
    expect(found.find(({ id }) => id === 'value-windows-11')?.what).toContain('(VALUE)');
    for (const { why, source } of found) expect([why.length > 10, source.length > 10]).toEqual([true, true]);
  });

  it('says what remains of one choice, given the others', () => {
    const left = remaining('protocol', ['pcoip', 'dcv'], { date, windows: 'windows-11-24h2', compute: 'VALUE' });
    expect(left.map(({ value, conflicts: against }) => [value, against.map(({ id }) => id)])).toEqual([['pcoip', ['windows-11-pcoip']], ['dcv', []]]);
  });

  it('warns of what ends, is closed, or is out of support', () => {
    const told = (selection: Selection) => cautions({ date, ...selection }).map(({ id }) => id);
    expect(told({ protocol: 'pcoip' })).toEqual(['pcoip-new-customers']);
    expect(told({ protocol: 'byop' })).toEqual(['byop-core']);
    expect(told({ office: 'Microsoft_Office_2019' })).toEqual(['office-out-of-support']);
    expect(told({ windows: 'windows-10-22h2' })).toEqual(['windows-out-of-support']);
    expect(told({ protocol: 'pcoip', date: '2026-07-30' })).toEqual([]);
  });

  it('has each combination once', () => {
    expect(new Set(combinations.map(({ id }) => id)).size).toBe(combinations.length);
  });
});

describe('the ingestion process', () => {
  it.each([
    ['pcoip', 'STANDARD', 'BYOL_REGULAR'],
    ['dcv', 'STANDARD', 'BYOL_REGULAR_WSP'],
    ['byop', 'POWER', 'BYOL_REGULAR_BYOP'],
    ['dcv', undefined, 'BYOL_REGULAR_WSP'],
    ['dcv', 'BASE', 'BYOL_REGULAR_WSP'],
    ['pcoip', 'GRAPHICS_G4DN', 'BYOL_GRAPHICS_G4DN'],
    ['dcv', 'GRAPHICSPRO_G4DN', 'BYOL_GRAPHICS_G4DN_WSP'],
    ['byop', 'GRAPHICS_G4DN', 'BYOL_GRAPHICS_G4DN_BYOP'],
    ['pcoip', 'GRAPHICS', 'BYOL_GRAPHICS'],
    ['pcoip', 'GRAPHICSPRO', 'BYOL_GRAPHICSPRO'],
    ['dcv', 'GRAPHICS_G6_XLARGE', undefined],
    ['dcv', 'GRAPHICS_G7_2XLARGE', undefined],
  ] as const)('of %s with %s is %s', (protocol, type, expected) => {
    expect(ingestionProcess(protocol, type)).toBe(expected);
  });

  it('covers what the API knows and gives nothing else', () => {
    const given = new Set((['pcoip', 'dcv', 'byop'] as const).flatMap((protocol) => computes.map(({ name }) => ingestionProcess(protocol, name)).filter((one) => one !== undefined)));
    expect([...given].toSorted()).toEqual(Object.values(WorkspaceImageIngestionProcess).toSorted());
  });

  it('exists wherever nothing is said to be impossible by ImportWorkspaceImage, over the whole product', () => {
    for (const { id: release } of windows) {
      for (const protocol of ['pcoip', 'dcv', 'byop'] satisfies Protocol[]) {
        for (const { name } of computes) {
          const against = ids({ windows: release, protocol, compute: name, route: 'direct', region: 'us-east-1' });
          if (against.length === 0) expect([protocol, name, ingestionProcess(protocol, name) !== undefined]).toEqual([protocol, name, true]);
        }
      }
    }
  });
});
