import type { Certainty, Finding } from '../step.ts';

/** What `ImportImage` takes as `DiskContainers[].Format`. */
export type ImportFormat = 'OVA' | 'VMDK' | 'VHD' | 'VHDX' | 'RAW';

/** What a file is. `archive`, `program`, `text` and `unknown` are told apart further by the variant. */
export type ImageFormat = ImportFormat | 'ISO' | 'OVF' | 'VDI' | 'qcow2' | 'archive' | 'program' | 'text' | 'unknown';

/** One virtual disk: the file itself, or a disk inside an OVA. Sizes in bytes. */
export type DiskImage = {
  readonly name: string;
  readonly bytes: number;
  readonly format: ImageFormat;
  readonly variant?: string;
  /** The size that the guest sees. */
  readonly capacityBytes?: number;
};

/** One partition; offset and size in bytes from the start of the virtual disk. */
export type Partition = {
  readonly number: number;
  /** `0x07` in an MBR, a type GUID in a GPT. */
  readonly type: string;
  readonly kind: PartitionKind;
  /** The name a GPT gives it. */
  readonly name?: string;
  readonly offset: number;
  readonly bytes: number;
  /** The boot flag of an MBR entry. */
  readonly active?: boolean;
  /** The GPT attribute that keeps Windows from giving it a drive letter. */
  readonly noDriveLetter?: boolean;
  /** What its boot sector says. Absent: nothing known there. */
  readonly fileSystem?: FileSystem;
  /** Size of the file system by its own boot sector (NTFS). */
  readonly volumeBytes?: number;
};

export type PartitionKind = 'efi-system' | 'microsoft-reserved' | 'basic-data' | 'recovery' | 'dynamic' | 'extended' | 'linux' | 'other';
export type FileSystem = 'NTFS' | 'BitLocker' | 'FAT' | 'exFAT' | 'ReFS' | 'ext';
export type PartitionStyle = 'MBR' | 'GPT' | 'none';

/** Firmware that the machine boots by, and how that is known. */
export type Firmware = { readonly value: 'bios' | 'uefi'; readonly certainty: Certainty; readonly from: 'OVF' | 'partition table' };

/** The virtual machine as an OVF envelope describes it. */
export type Machine = {
  readonly name?: string;
  /** VMware's identifier (`windows11_64Guest`), VirtualBox's (`Windows11_64`) or the CIM number. */
  readonly operatingSystem?: string;
  readonly operatingSystemDescription?: string;
  readonly firmware?: 'bios' | 'uefi';
  readonly secureBoot?: boolean;
  readonly networkAdapters: number;
  /** CD or DVD drives with a medium in them. */
  readonly opticalMedia: number;
};

export type Archive = {
  readonly members: readonly { readonly name: string; readonly bytes: number }[];
  /** The `.mf` beside the OVF: which digests it holds. The disks' are noted, never recomputed here. */
  readonly manifest?: { readonly name: string; readonly digests: readonly { readonly name: string; readonly algorithm: string; readonly digest: string }[] };
};

/** What the file is and whether Amazon can take it: plain JSON, every string safe to print. Sizes in bytes, times in milliseconds. */
export type Inspection = {
  readonly path: string;
  readonly format: ImageFormat;
  readonly variant?: string;
  /** `Format` for `ImportImage`; absent when `ImportImage` refuses this kind of file. */
  readonly importFormat?: ImportFormat;
  /** `BootMode` for `ImportImage`: by the expected Windows, else by the disk. */
  readonly bootMode?: 'uefi' | 'legacy-bios';
  readonly bytes: number;
  readonly modified: number;
  /** The size that the guest sees, of the first disk. */
  readonly capacityBytes?: number;
  /** Logical sector size of the virtual disk. */
  readonly sectorBytes?: number;
  readonly disks: readonly DiskImage[];
  /** Absent: the disk could not be looked into. */
  readonly partitionStyle?: PartitionStyle;
  readonly partitions: readonly Partition[];
  readonly firmware?: Firmware;
  readonly machine?: Machine;
  readonly archive?: Archive;
  readonly findings: readonly Finding[];
};

/** What the inspected disk should hold: a Windows id as in `checker.windows` (`windows-11-24h2`); its family decides. */
export type Expectations = { readonly windows?: string };
