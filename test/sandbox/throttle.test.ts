import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { DescribeAccountCommand, ListAccountLinksCommand } from '@aws-sdk/client-workspaces';
import { expect, it } from 'vitest';
import { bucket, workspacesLimit } from '../../source/sandbox/throttle.ts';
import { outcome, running } from './clients.ts';

it('lets five WorkSpaces calls through at once, whatever they are, and refuses the sixth', async () => {
  // The clock all but stands still: nothing fills up again.
  const { workspaces, ec2 } = await running({ speed: 0.001 });
  const seen: string[] = [];
  for (let call = 0; call < 3; call += 1) {
    seen.push(await outcome(workspaces.send(new DescribeAccountCommand({}))), await outcome(workspaces.send(new ListAccountLinksCommand({}))));
  }
  expect(seen).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ThrottlingException']);
  for (let call = 0; call < 10; call += 1) expect(await outcome(ec2.send(new DescribeVpcsCommand({})))).toBe('ok');
});

it('fills up by two calls a second of its clock, and to no more than five', () => {
  const limit = bucket(workspacesLimit);
  const taken = (now: number) => {
    let count = 0;
    while (limit.take(now)) count += 1;
    return count;
  };
  expect([0, 499, 500, 1500, 60_000].map(taken)).toEqual([5, 0, 1, 2, 5]);
});
