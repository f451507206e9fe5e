import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { savedConfig } from '../../source/config/save.ts';
import { emptyState } from '../../source/engine/fold.ts';
import type { Json } from '../../source/step.ts';
import { text } from '../../source/text.ts';
import { steps } from '../../steps/index.ts';
import { hostile } from '../hostile.ts';

/** The configuration of somebody who gave `answers` to the export step. */
function saved(answers: { readonly [key: string]: Json }) {
  const state = emptyState();
  state.pins = { name: 'contoso-euw1', account: '111122223333', partition: 'aws', region: 'eu-west-1', endpoint: 'aws' };
  state.answers.set('export', new Map(Object.entries(answers).map(([key, given]) => [key, { value: given, given, by: 'person' as const, time: 0, row: 1 }])));
  return savedConfig(steps, state) ?? '';
}

describe('answers kept as a configuration file', () => {
  it('can be read, and repeated', () => {
    expect(saved({ file: 'C:\\VMs\\win11.ova' })).toBe('# The answers of contoso-euw1. To give them again: wizard run --config FILE\nname: contoso-euw1\nregion: eu-west-1\nexport:\n  file: C:\\VMs\\win11.ova\n');
  });

  it.each(hostile)('%s: shown on a terminal, and read back as what it was', (_, payload) => {
    const file = saved({ file: payload, list: [`- ${payload}: x`] });
    expect(file).toBe(text(file));
    // YAML's own library can not hold half a character, nor can a file.
    if (payload.isWellFormed()) expect(parse(file).export).toEqual({ file: payload, list: [`- ${payload}: x`] });
  });
});
