import type { WindowsRelease } from '../world.ts';

/**
 * What VM Import finds in an upload: why it ends in failure (the task's `StatusMessage`), or which Windows
 * and how large a disk it shows.
 */
export type DiskJudgement = { readonly failure?: string; readonly windows?: WindowsRelease; readonly diskBytes?: number };

/** Formats that ImportImage takes (https://docs.aws.amazon.com/vm-import/latest/userguide/prerequisites.html). */
export const diskFormats = ['OVA', 'VMDK', 'VHD', 'VHDX', 'RAW'] as const;
export type DiskFormat = (typeof diskFormats)[number];

const noVolume = 'ClientError: No valid partitions. Not a valid volume.';
const wrongVmdk = 'ClientError: Disk validation failed [Unsupported VMDK File Format]';
const wrongFooter = 'ClientError: Footers not identical';

/** Judges an upload by its first bytes: whether it is of the format that the call names, in a kind that VM Import takes. */
export function judgeDisk(format: DiskFormat, head: Buffer, size: number): DiskJudgement {
  switch (format) {
    case 'OVA':
      return judgeOva(head);
    case 'VMDK':
      return streamOptimized(head) ? capacity(head) : { failure: wrongVmdk };
    case 'VHD':
      return refused(judgeVhd(head));
    case 'VHDX':
      return refused(head.toString('latin1', 0, 8) === 'vhdxfile' ? undefined : noVolume);
    default:
      return bootRecord(head) && size % 512 === 0 ? { diskBytes: size } : { failure: noVolume };
  }
}

function refused(failure: string | undefined): DiskJudgement {
  return failure ? { failure } : {};
}

// A tar: the OVF description, perhaps a manifest, then the disk. What lies beyond the bytes that are kept is taken as good.
function judgeOva(head: Buffer): DiskJudgement {
  if (head.toString('latin1', 257, 262) !== 'ustar') return { failure: 'ClientError: Disk validation failed [Unsupported OVA format]' };
  let ovf = '';
  let disk: DiskJudgement = {};
  for (let at = 0; at + 512 <= head.length; ) {
    const name = head.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = tarNumber(head.subarray(at + 124, at + 136));
    const content = head.subarray(at + 512, at + 512 + size);
    if (name === '') break;
    if (/\.ovf$/i.test(name)) ovf = content.toString('utf8');
    if (/\.vmdk(\.\d+)?$/i.test(name) && content.length >= 20) {
      if (!streamOptimized(content)) return { failure: wrongVmdk };
      disk = capacity(content);
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  if (!/<(\w+:)?Envelope\b/.test(ovf)) return { failure: 'ClientError: Disk validation failed [Unsupported OVA format]' };
  if (/\bchunkSize="\d/.test(ovf)) {
    return { failure: 'ClientError: Disk validation failed [OVF file parsing error: OVA with chunked disk files is not supported]' };
  }
  if (/<(\w+:)?File\b[^>]*\bsize="0"/.test(ovf)) return { failure: 'ClientError: Parameter disk-image-size=0 has an invalid format' };
  const windows = /Windows 11|windows11/i.test(ovf) ? 'Windows 11' : /Windows 10|windows9/i.test(ovf) ? 'Windows 10' : undefined;
  return { ...disk, ...(windows ? { windows } : {}) };
}

// Octal text; GNU tar marks a binary number by the highest bit.
function tarNumber(field: Buffer): number {
  if ((field[0] ?? 0) & 0x80) return Number(field.readBigUInt64BE(4));
  return Number.parseInt(field.toString('latin1').replace(/[^0-7]/g, ''), 8) || 0;
}

/** Sparse VMDK with compressed grains behind markers: flags of the header, VMware Virtual Disk Format 5.0. */
function streamOptimized(bytes: Buffer): boolean {
  const compressedGrainsAndMarkers = 0x30000;
  return (
    bytes.length >= 12 &&
    bytes.toString('latin1', 0, 4) === 'KDMV' &&
    (bytes.readUInt32LE(8) & compressedGrainsAndMarkers) === compressedGrainsAndMarkers
  );
}

/** The size of the disk inside, which the header gives in sectors. */
function capacity(vmdk: Buffer): DiskJudgement {
  return vmdk.length >= 20 ? { diskBytes: Number(vmdk.readBigUInt64LE(12)) * 512 } : {};
}

// A dynamic VHD begins with a copy of its footer; a fixed one begins with the disk itself, its footer is not kept.
function judgeVhd(head: Buffer): string | undefined {
  if (head.toString('latin1', 0, 8) !== 'conectix') return bootRecord(head) ? undefined : wrongFooter;
  const differencing = 4;
  return head.length >= 64 && head.readUInt32BE(60) === differencing ? wrongFooter : undefined;
}

function bootRecord(head: Buffer): boolean {
  return head.length >= 512 && head.readUInt16LE(510) === 0xaa55;
}
