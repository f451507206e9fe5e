import { rule } from '../knowledge/rules.ts';
import type { Finding } from '../step.ts';
import { bytesText } from '../words.ts';
import { pages } from './advice.ts';
import type { Expectations, Inspection, Partition } from './inspection.ts';
import type { Layout } from './layout.ts';

/** What the rules of BYOL are asked about: the inspection so far, the disk's layout, and the Windows that is expected. */
export type ImageFacts = { readonly image: Omit<Inspection, 'findings'>; readonly layout?: Layout; readonly family?: WindowsFamily };

export type WindowsFamily = 'windows-10' | 'windows-11';

export type ImageRule = (facts: ImageFacts) => readonly Finding[];

/** The family of a Windows id such as `windows-11-24h2`; undefined for another or none. */
export function windowsFamily({ windows }: Expectations): WindowsFamily | undefined {
  const family = /^windows-1[01](?=-|$)/i.exec(windows ?? '')?.[0].toLowerCase();
  return family === 'windows-10' || family === 'windows-11' ? family : undefined;
}

/** Volumes that Windows would give a drive letter. The small one that boots an MBR disk has none. */
function driveVolumes(partitions: readonly Partition[]): Partition[] {
  const smallest = 1024 ** 3;
  return partitions.filter((partition) => partition.kind === 'basic-data' && !partition.noDriveLetter && partition.bytes >= smallest);
}

export const oneDisk: ImageRule = ({ image: { disks, format } }) => {
  if (format !== 'OVA' || disks.length === 1) return [];
  return [
    {
      rule: 'image.one-disk',
      level: 'blocker',
      title: disks.length === 0 ? 'The OVA has no disk.' : `The OVA has ${disks.length} disks; BYOL takes exactly one.`,
      source: pages.errors,
      fix: disks.length === 0 ? 'Export the machine again with its disk.' : 'Detach every disk but the one with Windows in the hypervisor, then export again.',
      certainty: 'seen',
    },
  ];
};

export const capacity: ImageRule = ({ image: { capacityBytes } }) => {
  const limit = rule('image.disk-size').value;
  const advised = rule('image.disk-size-advised').value;
  if (capacityBytes === undefined || capacityBytes <= advised * 2 ** 30) return [];
  const blocks = capacityBytes >= limit * 2 ** 30;
  return [
    {
      rule: 'image.capacity',
      level: blocks ? 'blocker' : 'warning',
      title: blocks ? `The disk has ${bytesText(capacityBytes)}; BYOL wants less than ${limit} GB (DiskSizeExceeded).` : `The disk has ${bytesText(capacityBytes)}: below the limit of ${limit} GB, above the ${advised} GB that earlier guides allow and that leave room for the import.`,
      source: pages.errors,
      fix: 'Shrink C: in Windows (Disk Management, Shrink Volume), move the recovery partition up or delete it, then make the disk smaller: Resize-VHD -Path disk.vhdx -SizeBytes 60GB in Hyper-V; elsewhere clone onto a new disk of 60 GB.',
      certainty: 'seen',
    },
  ];
};

export const bitLocker: ImageRule = ({ image: { partitions }, layout }) => {
  const locked = partitions.filter((partition) => partition.fileSystem === 'BitLocker');
  if (locked.length === 0 && layout?.wholeDisk !== 'BitLocker') return [];
  return [
    {
      rule: 'image.bitlocker',
      level: 'blocker',
      title: locked.length > 0 ? `Partition ${locked.map((partition) => partition.number).join(', ')} is encrypted with BitLocker.` : 'The disk is encrypted with BitLocker.',
      source: pages.errors,
      fix: 'In Windows: manage-bde -off C: then wait until manage-bde -status says Fully Decrypted, 0.0 %, and export again.',
      certainty: 'seen',
    },
  ];
};

export const dynamicDisk: ImageRule = ({ image: { partitions } }) =>
  partitions.some((partition) => partition.kind === 'dynamic')
    ? [{ rule: 'image.dynamic-disk', level: 'blocker', title: 'Windows made this a dynamic disk, which can not be imported.', source: pages.bootModes, fix: 'Install Windows on a basic disk; a dynamic one goes back only when it is emptied.', certainty: 'seen' }]
    : [];

export const oneVolume: ImageRule = ({ image: { partitions } }) => {
  const drives = driveVolumes(partitions);
  if (drives.length <= 1) return [];
  return [
    {
      rule: 'image.one-volume',
      level: 'blocker',
      title: `The disk has ${drives.length} volumes that get a drive letter (${drives.map((drive) => `partition ${drive.number}, ${bytesText(drive.bytes)}`).join('; ')}); BYOL takes one local drive, and D: must be free.`,
      source: pages.errors,
      fix: 'In Windows: move what is needed to C:, delete the other volumes in Disk Management, then export again.',
      certainty: 'inferred',
    },
  ];
};

export const windowsVolume: ImageRule = ({ image: { partitions, partitionStyle }, layout }) => {
  if (partitionStyle === undefined || layout?.gptLost || partitionStyle === 'none' || partitions.some((partition) => partition.fileSystem === 'NTFS' || partition.fileSystem === 'BitLocker')) return [];
  return [{ rule: 'image.no-windows', level: 'blocker', title: 'No partition holds an NTFS volume, so Windows is not on this disk.', source: pages.volumes, fix: 'Name the disk that Windows starts from.', certainty: 'seen' }];
};

export const otherSystem: ImageRule = ({ image: { partitions } }) =>
  partitions.some((partition) => partition.kind === 'linux' || partition.fileSystem === 'ext')
    ? [{ rule: 'image.other-system', level: 'warning', title: 'The disk has Linux partitions too; machines with two systems can not be imported.', source: pages.limitations, fix: 'Delete the other system and its boot entry, then export again.', certainty: 'seen' }]
    : [];
