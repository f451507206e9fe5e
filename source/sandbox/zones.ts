import zones from './availability-zones.json' with { type: 'json' };

export type Zone = { AvailabilityZone: string; AvailabilityZoneId: string };

/** The Availability Zones of a Region that WorkSpaces supports; none for a Region without WorkSpaces. */
export function supportedZones(region: string): Zone[] {
  return ((zones.zones as Record<string, string[]>)[region] ?? []).map((id) => zoneOf(region, id));
}

/** An Availability Zone by id (`euw1-az1`), or by its number among those that WorkSpaces supports in the Region. */
export function zoneOf(region: string, zone: number | string): Zone {
  if (typeof zone === 'number') return supportedZones(region)[zone - 1] ?? zoneOf(region, `${region}-az${zone}`);
  const number = Number(/\d+$/.exec(zone)?.[0] ?? 1);
  return { AvailabilityZone: `${region}${'abcdefghi'[number - 1] ?? 'a'}`, AvailabilityZoneId: zone };
}
