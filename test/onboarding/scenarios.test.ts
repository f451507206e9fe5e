import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { World } from '../../source/sandbox/world.ts';
import { census, keptWorld, oneOfEverything } from '../crash/census.ts';
import { eventsOfType, runWizard, temporaryFolder, type Ended } from './wizard.ts';

type Hook = (action: () => void) => void;

/** An onboarding of the examples in the wizard's own sandbox, in a state directory of its own. */
function onboarding(finished: Hook) {
  const state = temporaryFolder(finished);
  const options = ['--sandbox', '--format', 'json', '--state-dir', state];
  return {
    run: (...words: string[]) => runWizard(['run', '--config', 'examples/onboarding.yaml', ...options, ...words]),
    resume: (...words: string[]) => runWizard(['resume', 'contoso-euw1', ...options, ...words]),
    world: (): World => keptWorld(join(state, 'sandbox', 'contoso-euw1', 'sandbox.json')),
    scenario(content: object): string {
      const file = join(state, 'scenario.yaml');
      writeFileSync(file, JSON.stringify(content));
      return file;
    },
  };
}

const succeeded = (ran: Ended) => eventsOfType(ran, 'step.succeeded').map(({ step }) => step);
const failures = (ran: Ended) => eventsOfType(ran, 'step.failed').map(({ problem }) => problem);
const stack = /^\s+at .*:\d+:\d+/m;

describe.concurrent('a scenario of the examples', () => {
  it('forty VPCs: the confirmed range is one of the few that clash with nothing', async ({ onTestFinished }) => {
    const { run, world } = onboarding(onTestFinished);
    const ran = await run('--scenario', 'examples/scenario-forty-vpcs.yaml', '--speed', '12000');
    expect(ran, ran.last).toMatchObject({ code: 0 });
    expect(census(world())).toEqual(oneOfEverything);
    expect(world().ec2.vpcs).toHaveLength(40);
  });

  it('everything goes wrong once: the run gets over all of it by itself', { timeout: 120_000 }, async ({ onTestFinished }) => {
    const { run, world } = onboarding(onTestFinished);
    const ran = await run('--scenario', 'examples/scenario-everything-goes-wrong-once.yaml', '--speed', '3000');
    expect(ran, ran.last).toMatchObject({ code: 0 });
    expect(census(world())).toEqual(oneOfEverything);
    const { scenario, faultsFired } = world();
    expect(scenario.faults.map(({ service, operation, fault }) => `${service}:${operation}:${fault}`).filter((fault) => !faultsFired[fault])).toEqual([]);
    expect(eventsOfType(ran, 'change.adopted').length).toBeGreaterThan(5);
  });

  it('nothing is enabled: a person is asked for, the rest goes on meanwhile, and after the consent it is all done', { timeout: 120_000 }, async ({ onTestFinished }) => {
    const { run, resume, world } = onboarding(onTestFinished);
    // Slow enough to look before the consent, half an hour after the start.
    const first = await run('--scenario', 'examples/scenario-nothing-enabled.yaml', '--speed', '300');
    expect(first, first.last).toMatchObject({ code: 3 });
    expect(eventsOfType(first, 'run.finished')).toMatchObject([{ status: 'waiting', exitCode: 3 }]);
    expect(eventsOfType(first, 'human.needed')).toMatchObject([{ step: 'eligibility', instructions: expect.arrayContaining([expect.stringContaining('https://console.aws.amazon.com/workspaces/')]) }]);
    expect(succeeded(first)).toEqual(['checker', 'export', 'upload', 'import']);
    expect(eventsOfType(first, 'step.started').map(({ step }) => step)).not.toContain('network');

    const second = await resume('--speed', '12000');
    expect(second, second.last).toMatchObject({ code: 0 });
    expect(succeeded(second).toSorted()).toEqual(['bundle', 'directory', 'eligibility', 'image', 'launch', 'network']);
    expect(census(world())).toEqual(oneOfEverything);
  });
});

describe.concurrent('credentials that expire', () => {
  it.for([
    // Each look is tried twice, because somebody may have renewed them meanwhile.
    ['while AWS imports', 'import', [{ service: 'ec2', operation: 'DescribeImportImageTasks', nth: 3, times: 2 }]],
    ['while AWS makes the image', 'image', [{ service: 'workspaces', operation: 'DescribeWorkspaceImages', nth: 3, times: 2 }]],
    ['at a change', 'bundle', [{ service: 'workspaces', operation: 'CreateWorkspaceBundle' }, { service: 'workspaces', operation: 'DescribeWorkspaceBundles', nth: 2, times: 2 }]],
  ] as const)('%s are a wait for a person, and resume goes on', async ([, step, calls], { onTestFinished }) => {
    const { run, resume, world, scenario } = onboarding(onTestFinished);
    const first = await run('--scenario', scenario({ faults: calls.map((call) => ({ ...call, fault: 'expired-credentials' })) }), '--speed', '6000');
    expect(first, first.last).toMatchObject({ code: 3 });
    expect(eventsOfType(first, 'human.needed')).toMatchObject([{ step, title: expect.stringMatching(/^The AWS credentials from .* have expired\.$/), instructions: [expect.stringMatching(/^set AWS_ACCESS_KEY_ID/), expect.anything()] }]);
    expect(failures(first)).toEqual([]);
    // What does not need that step went on to its end.
    expect(succeeded(first)).toEqual(expect.arrayContaining(['network', 'directory']));

    const second = await resume('--speed', '12000');
    expect(second, second.last).toMatchObject({ code: 0 });
    expect(census(world())).toEqual(oneOfEverything);
  });

  it('before anything is sent are a requirement that is not met', async ({ onTestFinished }) => {
    const { run, world, scenario } = onboarding(onTestFinished);
    const ran = await run('--scenario', scenario({ faults: [{ service: 'sts', operation: 'GetCallerIdentity', times: 99, fault: 'expired-credentials' }] }));
    expect(ran).toMatchObject({ code: 4, stdout: '' });
    expect(JSON.parse(ran.stderr).problem).toMatchObject({ code: 'aws.credentials-expired', todo: [expect.stringMatching(/^set AWS_ACCESS_KEY_ID/), expect.anything()] });
    expect(Object.keys(world().calls)).toEqual(['sts:GetCallerIdentity']);
  });
});

describe.concurrent('a permission that is missing', () => {
  it.for([
    ['for a change', 'iam', 'CreateRole', ['import', 'directory'], ['network', 'upload']],
    ['for a look', 'workspaces', 'ListAvailableManagementCidrRanges', ['eligibility'], ['checker', 'import']],
  ] as const)('%s is named, with its cure in one sentence, and stops nothing else', async ([, service, operation, stopped, others], { onTestFinished }) => {
    const { run, scenario } = onboarding(onTestFinished);
    const ran = await run('--scenario', scenario({ faults: [{ service, operation, times: 99, fault: 'access-denied' }] }), '--speed', '6000');
    expect(ran, ran.last).toMatchObject({ code: 4 });
    expect(eventsOfType(ran, 'step.failed').map(({ step }) => step).toSorted()).toEqual(stopped.toSorted());
    for (const problem of failures(ran)) {
      expect(problem).toMatchObject({ code: 'aws.access-denied', what: `These credentials may not use ${service}:${operation}.`, exit: 4 });
      expect(problem.todo?.[0]).toMatch(/^wizard template iam-policy/);
    }
    expect(succeeded(ran)).toEqual(expect.arrayContaining([...others]));
    expect(`${ran.stdout}${ran.stderr}`).not.toMatch(stack);
  });
});
