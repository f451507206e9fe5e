import type { Finding } from '../step.ts';
import { bytesText } from '../words.ts';
import { pages } from './advice.ts';
import type { ImageRule } from './rules.ts';

const firmwareNames = { bios: 'BIOS', uefi: 'UEFI' } as const;
const words = { 'windows-10': 'Windows 10', 'windows-11': 'Windows 11' } as const;

/** MBR for Windows 10, GPT for Windows 11. */
export const partitionStyle: ImageRule = ({ image, family, layout }) => {
  const style = image.partitionStyle;
  if (style === undefined) return [];
  const common = { rule: 'image.partition-style', level: 'blocker', source: pages.errors, certainty: 'seen' } as const;
  if (style === 'none') {
    const whole = layout?.wholeDisk;
    return [{ ...common, title: whole ? `This is one ${whole} volume without a partition table, not a whole disk.` : 'The disk has no partition table: it is empty, encrypted as a whole, or not a disk.', fix: 'Export the whole disk of the machine, not one volume.' }];
  }
  if (!family) {
    const fits = style === 'GPT' ? 'Windows 11' : 'Windows 10';
    return [{ ...common, level: 'info', title: `The disk has ${style} partitions: BYOL takes that for ${fits} alone.` }];
  }
  if (family === 'windows-11' && style === 'MBR') {
    return [{ ...common, title: 'The disk has MBR partitions; Windows 11 needs GPT (IncompatiblePartitioning).', fix: 'In Windows as administrator: mbr2gpt /validate /allowFullOS then mbr2gpt /convert /allowFullOS; shut down, set the machine to UEFI firmware, start it once, export again.' }];
  }
  if (family === 'windows-10' && style === 'GPT') {
    return [{ ...common, title: 'The disk has GPT partitions; Windows 10 needs MBR (IncompatiblePartitioning).', fix: 'Windows has no way back: set the firmware of a new machine to BIOS (Hyper-V: generation 1) before installing Windows 10, or bring Windows 11 instead.' }];
  }
  return [];
};

/** Windows 10 boots by BIOS, Windows 11 by UEFI; the disk's layout and the OVF should agree. */
export const firmware: ImageRule = ({ image, family, layout }) => {
  const declared = image.machine?.firmware;
  const implied = layout?.firmware?.value;
  const found: Finding[] = [];
  const wanted = family === 'windows-10' ? 'bios' : family === 'windows-11' ? 'uefi' : undefined;
  if (declared && implied && declared !== implied) {
    found.push({
      rule: 'image.firmware-mismatch',
      level: 'warning',
      title: `The OVF says ${firmwareNames[declared]}, the disk is laid out for ${firmwareNames[implied]}: the machine would not boot as it is described.`,
      source: pages.bootModes,
      fix: `Set the machine's firmware to ${firmwareNames[implied]}, start it once, export again.`,
      certainty: 'inferred',
    });
  }
  const decisive = implied ?? declared;
  if (family && wanted && decisive && decisive !== wanted) {
    found.push({
      rule: 'image.firmware',
      level: 'blocker',
      title: `The machine boots by ${firmwareNames[decisive]}; ${words[family]} must boot by ${firmwareNames[wanted]}${wanted === 'bios' ? ' (UEFINotSupported)' : ''}.`,
      source: pages.errors,
      fix: wanted === 'uefi' ? 'Convert the disk (mbr2gpt /convert /allowFullOS), then set the machine to UEFI firmware and export again.' : 'Install Windows 10 in a new machine with BIOS firmware (Hyper-V: generation 1).',
      certainty: implied ? 'inferred' : 'seen',
    });
  }
  return found;
};

/** Something must boot, and one thing only. */
export const bootable: ImageRule = ({ image: { partitions, partitionStyle: style } }) => {
  if (style === undefined || style === 'none' || partitions.length === 0) return [];
  const active = partitions.filter((partition) => partition.active);
  if (style === 'MBR' && active.length > 1) {
    return [{ rule: 'image.boot-partitions', level: 'blocker', title: `${active.length} partitions are marked active; at most one may boot (MultipleBootPartition).`, source: pages.errors, fix: 'In Windows: diskpart, select disk 0, select partition N, inactive.', certainty: 'seen' }];
  }
  const efi = partitions.filter((partition) => partition.kind === 'efi-system');
  if (style === 'GPT' && efi.length > 1) {
    return [{ rule: 'image.boot-partitions', level: 'warning', title: `The disk has ${efi.length} EFI system partitions; at most one may boot (MultipleBootPartition).`, source: pages.errors, fix: 'Delete the one that is not used: mountvol S: /S shows which is.', certainty: 'inferred' }];
  }
  if (style === 'MBR' ? active.length === 0 && efi.length === 0 : efi.length === 0) {
    return [{ rule: 'image.boot-partitions', level: 'blocker', title: style === 'MBR' ? 'No partition is marked active; Amazon would answer "No bootable partition found".' : 'The GPT disk has no EFI system partition, so nothing on it can boot.', source: pages.troubleshooting, fix: style === 'MBR' ? 'In Windows: diskpart, select disk 0, select partition 1, active.' : 'Name the disk that Windows starts from.', certainty: 'seen' }];
  }
  return [];
};

/** The partition table and the disk must fit each other. */
export const tableIntact: ImageRule = ({ image: { partitions, capacityBytes }, layout }) => {
  const found: Finding[] = [];
  const table = { rule: 'image.partition-table', source: pages.troubleshooting, certainty: 'seen' } as const;
  const repair = 'Start the machine and let Windows repair it: chkdsk C: /f and, for the table, gdisk (verify, write). Then export again.';
  if (layout?.gptLost) found.push({ ...table, level: 'blocker', title: 'The disk should have a GPT, but neither copy of it holds together.', fix: 'Export the machine again; if it starts, repair the table first with gdisk.' });
  if (layout?.gpt?.fromBackup) found.push({ ...table, level: 'warning', title: 'The first copy of the GPT is damaged; its backup was read.', fix: repair });
  if (layout?.gpt?.backup === 'damaged') found.push({ ...table, level: 'warning', title: 'The backup of the GPT at the end of the disk is missing or damaged.', fix: repair });
  const beyond = partitions.filter((partition) => capacityBytes !== undefined && partition.offset + partition.bytes > capacityBytes);
  if (beyond.length > 0 || layout?.gpt?.backup === 'beyond-end') {
    const which = beyond.map((partition) => partition.number).join(', ');
    found.push({
      rule: 'image.beyond-end',
      level: 'blocker',
      title: which ? `Partition ${which} goes beyond the end of the disk (${bytesText(capacityBytes ?? 0)}): the file was cut short or the disk was shrunk.` : 'The partition table was made for a larger disk: the file was cut short or the disk was shrunk.',
      source: pages.troubleshooting,
      fix: 'Compare the size with the original; export or copy it again.',
      certainty: 'seen',
    });
  }
  return found;
};
