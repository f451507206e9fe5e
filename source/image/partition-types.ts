import type { PartitionKind } from './inspection.ts';

/** Partition type GUIDs (UEFI specification; Microsoft's PARTITION_INFORMATION_GPT). */
const guids: Readonly<Record<string, PartitionKind>> = {
  'C12A7328-F81F-11D2-BA4B-00A0C93EC93B': 'efi-system',
  'E3C9E316-0B5C-4DB8-817D-F92DF00215AE': 'microsoft-reserved',
  'EBD0A0A2-B9E5-4433-87C0-68B6B72699C7': 'basic-data',
  'DE94BBA4-06D1-4D40-A16A-BFD50179D6AC': 'recovery',
  '5808C8AA-7E8F-42E0-85D2-E1E90434CFB3': 'dynamic',
  'AF9B60A0-1431-4F62-BC68-3311714A69AD': 'dynamic',
  '0FC63DAF-8483-4772-8E79-3D69D8477DE4': 'linux',
  '0657FD6D-A4AB-43C4-84E5-0933C84B4F4F': 'linux',
  'E6D6D379-F507-44C2-A23C-238F2A3DF928': 'linux',
};

/** Types of an MBR entry. */
const bytes: Readonly<Record<number, PartitionKind>> = {
  0x01: 'basic-data',
  0x04: 'basic-data',
  0x05: 'extended',
  0x06: 'basic-data',
  0x07: 'basic-data',
  0x0b: 'basic-data',
  0x0c: 'basic-data',
  0x0e: 'basic-data',
  0x0f: 'extended',
  0x27: 'recovery',
  0x42: 'dynamic',
  0x82: 'linux',
  0x83: 'linux',
  0x85: 'extended',
  0x8e: 'linux',
  0xef: 'efi-system',
};

export function kindOfGuid(type: string): PartitionKind {
  return guids[type] ?? 'other';
}

export function kindOfByte(type: number): PartitionKind {
  return bytes[type] ?? 'other';
}
