import type { Region } from '../regions.ts';

const everywhere = ['198.19.0.0/16'];
const oldRegions = ['172.31.0.0/16', '192.168.0.0/16', '198.19.0.0/16'];

/**
 * Regions with WorkSpaces and the Availability Zone ids whose subnets it accepts. `shared` are the management ranges of
 * WorkSpaces from public bundles: not of BYOL ones, but they matter where an account runs both.
 */
export const regions = [
  { id: 'us-east-1', name: 'US East (N. Virginia)', partition: 'aws', zones: ['use1-az2', 'use1-az4', 'use1-az6'], gpu: ['g4dn', 'g6', 'g7'], shared: oldRegions },
  { id: 'us-east-2', name: 'US East (Ohio)', partition: 'aws', zones: ['use2-az1', 'use2-az2', 'use2-az3'], gpu: ['g4dn', 'g6', 'g7'] },
  { id: 'us-west-2', name: 'US West (Oregon)', partition: 'aws', zones: ['usw2-az1', 'usw2-az2', 'usw2-az3'], gpu: ['g4dn', 'g6', 'g7'], shared: oldRegions },
  { id: 'ap-south-1', name: 'Asia Pacific (Mumbai)', partition: 'aws', zones: ['aps1-az1', 'aps1-az2', 'aps1-az3'], gpu: ['g4dn', 'g6'], shared: ['192.168.0.0/16'] },
  { id: 'ap-northeast-1', name: 'Asia Pacific (Tokyo)', partition: 'aws', zones: ['apne1-az1', 'apne1-az4'], gpu: ['g4dn', 'g6'], shared: everywhere },
  { id: 'ap-northeast-2', name: 'Asia Pacific (Seoul)', partition: 'aws', zones: ['apne2-az1', 'apne2-az3'], gpu: ['g4dn', 'g6'], shared: everywhere },
  { id: 'ap-southeast-1', name: 'Asia Pacific (Singapore)', partition: 'aws', zones: ['apse1-az1', 'apse1-az2'], gpu: ['g4dn', 'g6'], shared: everywhere },
  { id: 'ap-southeast-2', name: 'Asia Pacific (Sydney)', partition: 'aws', zones: ['apse2-az1', 'apse2-az3'], gpu: ['g4dn', 'g6'], shared: oldRegions },
  { id: 'ap-southeast-5', name: 'Asia Pacific (Malaysia)', partition: 'aws', zones: ['apse5-az1', 'apse5-az2', 'apse5-az3'], gpu: ['g4dn', 'g6'] },
  { id: 'ca-central-1', name: 'Canada (Central)', partition: 'aws', zones: ['cac1-az1', 'cac1-az2'], gpu: ['g4dn', 'g6'], shared: everywhere },
  { id: 'eu-central-1', name: 'Europe (Frankfurt)', partition: 'aws', zones: ['euc1-az2', 'euc1-az3'], gpu: ['g4dn', 'g6'], shared: everywhere },
  { id: 'eu-west-1', name: 'Europe (Ireland)', partition: 'aws', zones: ['euw1-az1', 'euw1-az2', 'euw1-az3'], gpu: ['g4dn', 'g6'], shared: oldRegions },
  { id: 'eu-west-2', name: 'Europe (London)', partition: 'aws', zones: ['euw2-az2', 'euw2-az3'], gpu: ['g4dn', 'g6'], shared: everywhere },
  { id: 'eu-west-3', name: 'Europe (Paris)', partition: 'aws', zones: ['euw3-az1', 'euw3-az2', 'euw3-az3'], gpu: ['g4dn', 'g6'], shared: everywhere },
  { id: 'sa-east-1', name: 'South America (São Paulo)', partition: 'aws', zones: ['sae1-az1', 'sae1-az3'], gpu: ['g4dn', 'g6'], shared: everywhere },
  { id: 'af-south-1', name: 'Africa (Cape Town)', partition: 'aws', zones: ['afs1-az1', 'afs1-az2', 'afs1-az3'], gpu: [], shared: ['172.31.0.0/16', '198.19.0.0/16'] },
  { id: 'il-central-1', name: 'Israel (Tel Aviv)', partition: 'aws', zones: ['ilc1-az1', 'ilc1-az2', 'ilc1-az3'], gpu: [], shared: everywhere },
  { id: 'us-gov-west-1', name: 'AWS GovCloud (US-West)', partition: 'aws-us-gov', zones: ['usgw1-az1', 'usgw1-az2', 'usgw1-az3'], gpu: ['g4dn', 'g6'], shared: everywhere, linking: false },
  { id: 'us-gov-east-1', name: 'AWS GovCloud (US-East)', partition: 'aws-us-gov', zones: ['usge1-az1', 'usge1-az2', 'usge1-az3'], gpu: ['g4dn', 'g6'], shared: everywhere, linking: false },
  { id: 'cn-northwest-1', name: 'China (Ningxia)', partition: 'aws-cn', gpu: ['g4dn', 'g6'], windows11Import: false },
] as const satisfies readonly Region[];
