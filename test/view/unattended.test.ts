import { describe, expect, it } from 'vitest';
import type { Asked } from '../../source/engine/events.ts';
import type { Json, Work } from '../../source/step.ts';
import { unattendedAsk } from '../../source/unattended.ts';
import { question } from '../config/steps.ts';
import { z } from 'zod';

const confirmation: Asked = {
  kind: 'confirmation',
  step: 'network',
  key: 'network.confirmManagementCidr',
  confirmation: { key: 'confirmManagementCidr', expected: '10.42.0.0/16', title: 'Give the account 10.42.0.0/16?', why: 'It can never be changed.', details: ['1. 10.42.0.0/16', '2. 10.43.0.0/16'] },
  call: { service: 'workspaces', operation: 'ModifyAccount', input: {} },
  billed: 'nothing',
  again: false,
};

function ask({ sandbox = false, given }: { sandbox?: boolean; given?: Json }, asked: Asked) {
  return unattendedAsk({ sandbox, given: () => given, place: () => 'onboarding.yaml:12:3', file: 'onboarding.yaml', command: 'wizard run --config onboarding.yaml' })(asked);
}

describe('a run that nobody watches', () => {
  it('has no answer to a question that the configuration leaves open', async () => {
    const asked: Asked = { kind: 'question', step: 'network', key: 'network.searchRange', question: question({ key: 'searchRange', schema: z.string(), example: '10.0.0.0/8' }), work: {} as Work };
    await expect(ask({}, asked)).resolves.toEqual({ kind: 'missing' });
    await expect(ask({}, { ...asked, problem: 'AWS offers nothing there' })).resolves.toMatchObject({ kind: 'refused', problem: { exit: 2, what: 'network.searchRange: AWS offers nothing there' } });
  });

  it('takes the exact value that a person wrote down', async () => {
    await expect(ask({ given: '10.42.0.0/16' }, confirmation)).resolves.toEqual({ kind: 'value', value: '10.42.0.0/16' });
  });

  it('refuses what nobody wrote down with exit code 4, the ranked choice, and the key and value to write', async () => {
    const answer = await ask({}, confirmation);
    expect(answer).toMatchObject({
      kind: 'refused',
      problem: {
        exit: 4,
        back: 'network',
        details: ['1. 10.42.0.0/16', '2. 10.43.0.0/16'],
        causes: ['It can never be changed.', 'Billed: nothing'],
        todo: ['Under “network:” in onboarding.yaml write: confirmManagementCidr: 10.42.0.0/16', 'Or once: wizard run --config onboarding.yaml --set network.confirmManagementCidr=10.42.0.0/16'],
      },
    });
  });

  it('refuses another value than the one that would be used, naming both and the line', async () => {
    await expect(ask({ given: '10.43.0.0/16' }, confirmation)).resolves.toMatchObject({ kind: 'refused', problem: { exit: 4, what: expect.stringMatching(/network.confirmManagementCidr: 10.42.0.0\/16, but onboarding.yaml:12:3 says 10.43.0.0\/16/) } });
    await expect(ask({ given: '10.43.0.0/16', sandbox: true }, confirmation)).resolves.toMatchObject({ kind: 'refused' });
    await expect(ask({ given: true }, confirmation)).resolves.toMatchObject({ kind: 'refused' });
  });

  it('in a sandbox goes on without, but never sends again what was sent before', async () => {
    await expect(ask({ sandbox: true }, confirmation)).resolves.toEqual({ kind: 'value', value: '10.42.0.0/16' });
    await expect(ask({ sandbox: true }, { ...confirmation, again: true })).resolves.toMatchObject({ kind: 'refused', problem: { exit: 4 } });
  });

  it('puts digits in quotes, so that YAML leaves an account id as it is', async () => {
    const account = { ...confirmation, confirmation: { ...confirmation.confirmation, expected: '012345678901' } };
    await expect(ask({}, account)).resolves.toMatchObject({ problem: { todo: [expect.stringContaining('"012345678901"'), expect.anything()] } });
  });
});
