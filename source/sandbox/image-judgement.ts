import type { WindowsRelease } from './world.ts';

type Ami = { windows?: WindowsRelease; bootMode?: string; sizeGib?: number };

/** Why an image ends in ERROR: one of the documented `WorkspaceImageErrorDetailCode` values and its words. */
export type ImageError = { ErrorCode: string; ErrorMessage: string };

/** The words of AWS's page of common error messages for the codes that scenarios use most; others take the scenario's. */
const words: Record<string, string> = {
  AdditionalDrivesAttached: 'BYOL import requires systems with 1 local drive. There are additional Local, Removable or Network drives.',
  DiskSizeExceeded: 'BYOL import requires a local disk of less than 80 GB.',
  DiskFreeSpace: 'BYOL import requires more than 20 GB of space on the local disk.',
  IncompatiblePartitioning: 'All Windows 10 partitions must be MBR partitioned and all Windows 11 partitions must be GPT partitioned.',
  InPlaceUpgrade: 'BYOL import requires a system that has not been upgraded in-place. This system has been upgraded in-place.',
  MemoryIntegrityIncompatibility: 'BYOL import is incompatible with memory integrity.',
  OSNotSupported: 'BYOL import requires Windows 10 or Windows 11.',
  ProtocolOSIncompatibility: 'The OS image is incompatible with the streaming protocol selected.',
  RestrictedDriveLetterInUse: 'BYOL import has a restricted drive letter in use.',
  UEFINotSupported: 'BYOL import requires Windows 10 systems to have a legacy Boot mode.',
  WindowsUpdatesEnabled: 'BYOL import requires that Windows updates are disabled.',
};

/** An error with its code's own words, or `otherwise`. */
export function imageError(code: string, otherwise = ''): ImageError {
  return { ErrorCode: code, ErrorMessage: words[code] ?? otherwise };
}

/**
 * Which Windows an AMI holds, as far as it shows: BYOL takes Windows 10 with legacy BIOS and Windows 11 with UEFI only,
 * so the boot mode tells where nothing else does.
 */
export function windowsOf(ami: Ami): WindowsRelease | undefined {
  if (ami.windows) return ami.windows;
  return ami.bootMode === 'uefi' ? 'Windows 11' : ami.bootMode === 'legacy-bios' ? 'Windows 10' : undefined;
}

/** What ingestion finds wrong with an AMI for an ingestion process (`BYOL_REGULAR_WSP` …), as far as the AMI shows. */
export function judgeImage(ami: Ami, ingestion: string): ImageError[] {
  const windows = windowsOf(ami);
  const errors: ImageError[] = [];
  if (windows === 'Windows 10' && ami.bootMode === 'uefi') errors.push(imageError('UEFINotSupported'));
  if (windows === 'Windows 11' && ami.bootMode === 'legacy-bios') errors.push(imageError('IncompatiblePartitioning'));
  if (windows === 'Windows 11' && !ingestion.endsWith('_WSP')) errors.push(imageError('ProtocolOSIncompatibility'));
  if ((ami.sizeGib ?? 0) >= 80) errors.push(imageError('DiskSizeExceeded'));
  return errors;
}
