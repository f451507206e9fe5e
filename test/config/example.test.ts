import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { exampleConfig } from '../../source/config/example.ts';
import { nearest } from '../../source/nearest.ts';
import { configJsonSchema } from '../../source/config/schema.ts';
import { steps } from './steps.ts';

describe('the commented example', () => {
  const text = exampleConfig(steps);

  it('holds an answer for each question that has no default, and says why each is asked', () => {
    expect(parse(text)).toMatchObject({
      name: 'contoso-euw1',
      network: { searchRange: '10.0.0.0/8' },
      export: { file: './win11.ova' },
      bundle: [{ name: 'win11', rootGib: 80 }],
    });
    for (const key of ['searchRange', 'avoid', 'file']) expect(text).toContain(`The ${key} decides what is made.`);
  });

  it('has the others as comments that become valid when the # is taken away', () => {
    const all = parse(text.replaceAll(/^( *)#(?=\S)/gm, '$1'));
    expect(all).toMatchObject({ network: { avoid: ['10.0.0.0/12'], count: 3, selfService: false, gpu: { alwaysOn: 0, autoStop: 0 } }, checker: { logs: ['./checker/*.txt'] } });
  });

  it('fits in 100 columns', () => {
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(115);
  });
});

describe('the published JSON Schema', () => {
  const schema = configJsonSchema(steps);

  it('accepts the example and describes each key', () => {
    const checked = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    expect(checked.safeParse(parse(exampleConfig(steps))).error).toBeUndefined();
    expect(schema.properties?.['network']?.properties?.['searchRange']).toMatchObject({ type: 'string', title: 'Which searchRange?', examples: ['10.0.0.0/8'] });
  });

  it('closes every group of keys and knows the word that sends again', () => {
    expect(schema.properties?.['network']?.additionalProperties).toBe(false);
    expect(schema.properties?.['network']?.properties?.['gpu']?.additionalProperties).toBe(false);
    expect(schema.properties?.['network']?.properties?.['sendAgain']).toMatchObject({ type: ['string', 'number'] });
  });
});

describe('suggestions', () => {
  it.each([
    ['regoin', 'region'],
    ['Region', 'region'],
    ['stat', 'status'],
    ['colour', undefined],
    ['', undefined],
  ])('%s → %s', (typed, expected) => {
    expect(nearest(typed, ['region', 'status', 'name', 'plan'])).toBe(expected);
  });
});
