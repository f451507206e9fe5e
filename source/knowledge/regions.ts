import { regions as known } from './data/regions.ts';

/** A Region with WorkSpaces. */
export type Region = {
  readonly id: string;
  readonly name: string;
  readonly partition: string;
  /** Ids of the Availability Zones that WorkSpaces accepts; undefined where no list is published. */
  readonly zones?: readonly string[];
  /** GPU families of bundles that are not ruled out here. AWS publishes exclusions, not a list. */
  readonly gpu: readonly string[];
  /** Management ranges of WorkSpaces from public bundles (never of BYOL ones). */
  readonly shared?: readonly string[];
  /** Account links are offered; default true. */
  readonly linking?: boolean;
  /** VM Import takes Windows 11 here; default true. */
  readonly windows11Import?: boolean;
};

/** Source of the table: "Availability Zones for WorkSpaces", bundle options and port requirements of the administration guide. */
export const regions: readonly Region[] = known;

/** The Region, or undefined where WorkSpaces is not known to exist. */
export function region(id: string): Region | undefined {
  return regions.find((region) => region.id === id);
}

/** Whether WorkSpaces accepts a subnet in this zone; undefined where no list is published. */
export function zoneSupported(regionId: string, zoneId: string): boolean | undefined {
  return region(regionId)?.zones?.includes(zoneId);
}
