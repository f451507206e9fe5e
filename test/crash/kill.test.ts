import { describe, it } from 'vitest';
import { startSandbox } from '../../source/sandbox/server.ts';
import { startWizard, temporaryFolder, type Ended, type Wizard } from '../onboarding/wizard.ts';
import { census, oneOfEverything } from './census.ts';
import { openGate, type Moment } from './gate.ts';

const moments: Moment[] = ['before it is sent', 'after it took effect', 'before it is journalled'];

describe.concurrent('the wizard killed with SIGKILL', () => {
  // One onboarding a moment: the process dies at the first sight of each changing operation and is started again, until one lives to the end.
  it.for(moments)('at each changing call, %s, makes exactly one of everything', { timeout: 170_000 }, async (when, { expect, onTestFinished }) => {
    const sandbox = await startSandbox({ speed: 12_000 });
    const killed = new Set<string>();
    let wizard: Wizard | undefined;
    const gate = await openGate(sandbox.endpoint, (operation, moment) => {
      if (moment !== when || killed.has(operation)) return false;
      killed.add(operation);
      wizard?.kill('SIGKILL');
      return true;
    });
    const words = ['run', '--config', 'examples/onboarding.yaml', '--state-dir', temporaryFolder(onTestFinished), '--format', 'json'];
    try {
      let ended: Ended | undefined;
      for (let start = 1; start <= 40; start += 1) {
        wizard = startWizard(words, { ...sandbox.environment, AWS_ENDPOINT_URL: gate.endpoint });
        ended = await wizard.ended;
        // What can not be undone and left no trace is sent again by a person's word for that very call.
        const word = /network\.sendAgain=(10\.42\.0\.0\/16#\d+)/.exec(ended.stdout)?.[1];
        if (ended.code === 5 && word) words.push('--set', `network.sendAgain=${word}`);
        else if (ended.signal !== 'SIGKILL') break;
      }
      expect(ended, ended?.last).toMatchObject({ code: 0 });
      expect([...killed].toSorted()).toEqual(changingCalls);
      expect(census(sandbox.world)).toEqual(oneOfEverything);
    } finally {
      await gate.close();
      await sandbox.close();
    }
  });
});

/** Every changing operation of the example's onboarding. (A new bucket is closed to the public already, so that is not among them.) */
const changingCalls = [
  'AttachRolePolicy', 'CreateRole', 'CreateWorkspaceBundle', 'CreateWorkspaces', 'ImportImage', 'ImportWorkspaceImage', 'ModifyAccount',
  'ModifyWorkspaceCreationProperties', 'PutRolePolicy', 'RegisterWorkspaceDirectory',
  's3 POST uploadId', 's3 POST uploads', 's3 PUT', 's3 PUT lifecycle', 's3 PUT partNumber&uploadId', 's3 PUT policy', 's3 PUT tagging',
].toSorted();
