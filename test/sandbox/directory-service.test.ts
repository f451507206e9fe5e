import { describe, expect, it } from 'vitest';
import { company, directory, refusal } from './company.ts';

describe('Directory Service', () => {
  it('describes a Managed AD and its network', () => {
    const { DirectoryDescriptions } = company().directoryService('DescribeDirectories');
    expect(DirectoryDescriptions).toHaveLength(1);
    expect(DirectoryDescriptions[0]).toMatchObject({
      DirectoryId: 'd-906702f0a1', Type: 'MicrosoftAD', Stage: 'Active', Name: 'corp.example.com', DnsIpAddrs: ['10.1.0.10', '10.1.1.10'],
      VpcSettings: { VpcId: 'vpc-1', SubnetIds: ['subnet-0000000a', 'subnet-0000000b'], AvailabilityZones: ['eu-west-1a', 'eu-west-1b'] },
      RegionsInfo: { PrimaryRegion: 'eu-west-1' },
    });
    expect(DirectoryDescriptions[0]).not.toHaveProperty('users');
  });

  it('describes the network of an AD Connector as its connection', () => {
    const at = company();
    at.world.directoryService.directories = [directory('d-0000000001', { Type: 'ADConnector' })];
    const [connector] = at.directoryService('DescribeDirectories').DirectoryDescriptions;
    expect(connector.ConnectSettings.VpcId).toBe('vpc-1');
    expect(connector).not.toHaveProperty('VpcSettings');
  });

  it('goes by pages', () => {
    const at = company();
    at.world.directoryService.directories = ['1', '2', '3'].map((digit) => directory(`d-000000000${digit}`));
    const first = at.directoryService('DescribeDirectories', { Limit: 2 });
    const second = at.directoryService('DescribeDirectories', { Limit: 2, NextToken: first.NextToken });
    expect([first.DirectoryDescriptions.length, second.DirectoryDescriptions.length, second.NextToken]).toEqual([2, 1, undefined]);
  });

  it.each([
    ['an empty list of ids', { DirectoryIds: [] }, 'InvalidParameterException'],
    ['a directory that does not exist', { DirectoryIds: ['d-906702f0a1', 'd-ffffffffff'] }, 'EntityDoesNotExistException'],
    ['a token that is none', { NextToken: 'x' }, 'InvalidNextTokenException'],
  ])('refuses %s', (_, input, code) => {
    expect(refusal(() => company().directoryService('DescribeDirectories', input))).toBe(code);
  });
});
