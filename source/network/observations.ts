/** How a block of addresses came to be known. */
export type ObservationKind = 'vpc' | 'subnet' | 'route' | 'peering' | 'vpn' | 'tgw' | 'admin' | 'reserved';

/**
 * Addresses seen in use. `reserved` marks what AWS or common software uses in ways that may trouble: it lowers the rank of
 * a range, the other kinds rule it out. `where` is what a person recognises: `vpc-0a1b (Production)`, `rtb-12, to tgw-34`.
 */
export type Observation = { readonly cidr: string; readonly kind: ObservationKind; readonly where: string };

/** What a clash with each kind is called. */
export const kindWords: { readonly [kind in ObservationKind]: string } = {
  vpc: 'VPC',
  subnet: 'subnet',
  route: 'route',
  peering: 'peered VPC',
  vpn: 'VPN or Direct Connect route',
  tgw: 'transit gateway route',
  admin: 'your own list',
  reserved: 'range used by AWS or common software',
};

/** What a route's target says about its destination; undefined where it says nothing new (the VPC itself, a gateway to the internet). */
export function kindOfTarget(target: string): ObservationKind | undefined {
  if (/^(?:local|igw-|eigw-|nat-|vpce-|i-|eni-)/.test(target)) return undefined;
  if (target.startsWith('pcx-')) return 'peering';
  if (target.startsWith('tgw-')) return 'tgw';
  return target.startsWith('vgw-') || target.startsWith('cgw-') ? 'vpn' : 'route';
}

/** Ranges that common software uses inside companies. A clash does not forbid, it troubles. */
export const commonRanges: readonly Observation[] = [
  { cidr: '172.17.0.0/16', kind: 'reserved', where: 'default network of Docker' },
  { cidr: '192.168.0.0/16', kind: 'reserved', where: 'home and branch networks' },
  { cidr: '172.31.0.0/16', kind: 'reserved', where: 'default VPC of every AWS account' },
];
