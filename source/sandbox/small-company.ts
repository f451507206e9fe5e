import type { ScenarioFile } from './scenario-file.ts';

type Section = 'vpcs' | 'peerings' | 'vpns' | 'transitGateways' | 'prefixLists' | 'directories';
type Network = { readonly [Name in Section]: NonNullable<ScenarioFile[Name]> };

/** Subnets of the directory, in two Availability Zones. */
export const directorySubnets = ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002'] as const;

const [corporate, servers, standard] = ['vpc-0a1b2c3d4e5f60001', 'vpc-0a1b2c3d4e5f60002', 'vpc-0a1b2c3d4e5f60003'] as const;
const [peering, vpnGateway] = ['pcx-0a1b2c3d4e5f60001', 'vgw-0a1b2c3d4e5f60001'] as const;
const route = { propagated: false, state: 'active' } as const;

const people =
  'alice bob carol dave erin frank grace heidi ivan judy kim lena mallory nina olivia peggy quentin rupert sybil trent ursula victor walter ' +
  'xenia yves zoe amelie boris chiara diego elif fatima goran hanna';

/**
 * The start of every world whose scenario says nothing else: three VPCs, one of them peered, one reached from the office
 * by VPN, and a Managed AD that WorkSpaces does not know yet. Its ids are fixed, so that examples can name them.
 */
export const smallCompany: Network = {
  vpcs: [
    {
      id: corporate,
      name: 'corporate',
      cidrs: ['10.1.0.0/16'],
      default: false,
      subnets: [
        { id: directorySubnets[0], cidr: '10.1.16.0/20', zone: 1 },
        { id: directorySubnets[1], cidr: '10.1.32.0/20', zone: 2 },
      ],
      routes: [
        { ...route, to: '10.20.0.0/16', via: peering },
        { ...route, to: '10.64.0.0/14', via: vpnGateway, propagated: true },
        { ...route, to: '192.168.0.0/16', via: vpnGateway, propagated: true },
        { ...route, to: '0.0.0.0/0', via: 'nat-0a1b2c3d4e5f60001' },
      ],
    },
    {
      id: servers,
      name: 'servers',
      cidrs: ['10.20.0.0/16'],
      default: false,
      subnets: [{ id: 'subnet-0a1b2c3d4e5f60003', cidr: '10.20.16.0/20', zone: 1 }],
      routes: [{ ...route, to: '10.1.0.0/16', via: peering }],
    },
    {
      id: standard,
      cidrs: ['172.31.0.0/16'],
      default: true,
      subnets: [{ id: 'subnet-0a1b2c3d4e5f60004', cidr: '172.31.0.0/20', zone: 1 }],
      routes: [{ ...route, to: '0.0.0.0/0', via: 'igw-0a1b2c3d4e5f60001' }],
    },
  ],
  peerings: [{ id: peering, from: corporate, to: servers, cidrs: [], status: 'active' }],
  vpns: [{ gateway: vpnGateway, routes: ['10.64.0.0/14', '192.168.0.0/16'], state: 'available' }],
  transitGateways: [],
  prefixLists: [],
  directories: [
    {
      id: 'd-906702f0a1',
      name: 'corp.contoso.com',
      shortName: 'CORP',
      type: 'MicrosoftAD',
      stage: 'Active',
      subnets: [...directorySubnets],
      users: people.split(' '),
    },
  ],
};
