import { fail } from '../problem.ts';
import type { Finding } from '../step.ts';
import { convertible, pages, reexportVmdk } from './advice.ts';
import { readUpTo } from './block.ts';
import { ascii, has } from './bytes.ts';
import type { FormatReader, Opened, Source } from './format.ts';
import { damaged } from './trouble.ts';
import { parseDescriptor, type Descriptor } from './vmdk-descriptor.ts';
import { parseSparseHeader, sparseDisk } from './vmdk-sparse.ts';

const sector = 512;
const longestDescriptor = 64 * 1024;
const sparseMagic = 'KDMV';
const snapshotMagic = 'COWD';
/** 0xCAFEBABE as a little-endian 64 bit word. */
const seSparseMagic = '\xbe\xba\xfe\xca\0\0\0\0';

/** VMDK in all its kinds. `ImportImage` takes streamOptimized alone: every other one is a blocker with the way to convert. */
export const vmdk: FormatReader = {
  recognises: ({ head }) => has(head, 0, sparseMagic) || has(head, 0, snapshotMagic) || has(head, 0, seSparseMagic) || isDescriptor(head),
  async open(source) {
    const { head, name } = source;
    if (has(head, 0, sparseMagic)) return openSparse(source);
    if (has(head, 0, seSparseMagic)) return refused(source, 'seSparse', `${name} is in ESXi's SEsparse format, which only snapshots use.`);
    if (has(head, 0, snapshotMagic)) return refused(source, 'vmfsSparse', `${name} is one layer of an ESXi snapshot.`);
    const descriptor = parseDescriptor(await readUpTo(source.reader, 0, longestDescriptor));
    const variant = descriptor.createType ?? 'descriptor';
    const sectors = descriptor.extents.reduce((sum, extent) => sum + extent.sectors, 0);
    return {
      ...refused(source, variant, why(variant, name), descriptor),
      ...(Number.isSafeInteger(sectors * sector) && sectors > 0 ? { capacityBytes: sectors * sector } : {}),
    };
  },
};

async function openSparse(source: Source): Promise<Opened> {
  const { reader, name, head } = source;
  if (head.length < sector) fail(damaged(name, 'its header is not whole'));
  const header = parseSparseHeader(head);
  if (!header.lineEndsIntact) fail(damaged(name, 'its line ends were changed, as a transfer in text mode does'));
  const { descriptorSector, descriptorSectors } = header;
  const described = descriptorSector > 0 && descriptorSectors > 0 && descriptorSectors * sector <= longestDescriptor;
  const descriptor = described ? parseDescriptor(await reader.read(descriptorSector * sector, descriptorSectors * sector)) : undefined;
  const streamOptimized = header.compressed && header.markers;
  const variant = descriptor?.createType ?? (streamOptimized ? 'streamOptimized' : described ? 'monolithicSparse' : 'splitSparse');
  const disk = await sparseDisk(name, reader, header);
  const opened = { format: 'VMDK', variant, capacityBytes: disk.size, sectorBytes: sector, disk } as const;
  const unclean: Finding[] = header.unclean
    ? [{ rule: 'image.vmdk-unclean', level: 'warning', title: `${name} was not closed properly: the machine was running or crashed.`, fix: 'Start the machine, shut Windows down fully, then export it again.', certainty: 'seen' }]
    : [];
  if (descriptor?.parent) return { ...opened, ...withFindings(refused(source, variant, '', descriptor), unclean) };
  if (!streamOptimized) return { ...opened, ...withFindings(refused(source, variant, why(variant, name)), unclean) };
  if (header.compression !== 1) return { ...opened, findings: [unpacked(source, header.compression), ...unclean] };
  return { ...opened, importFormat: 'VMDK', findings: unclean };
}

function unpacked(source: Source, algorithm: number): Finding {
  return {
    rule: 'image.vmdk-compression',
    level: 'blocker',
    title: `${source.name} says that its grains are compressed by algorithm ${algorithm}; Amazon would answer "unsupported compression algorithm ${algorithm}".`,
    source: pages.troubleshooting,
    fix: `ovftool machine.vmx machine.ova, or: ${reexportVmdk(source)}`,
    certainty: 'seen',
  };
}

function withFindings(opened: Opened, more: readonly Finding[]): { readonly findings: readonly Finding[] } {
  return { findings: [...opened.findings, ...more] };
}

function isDescriptor(head: Uint8Array): boolean {
  return /^(\xef\xbb\xbf)?\s*# *disk descriptorfile/i.test(ascii(head, 0, 64));
}

function why(variant: string, name: string): string {
  if (/rawdevicemap/i.test(variant)) return `${name} only points at a physical disk (raw device mapping).`;
  if (/flat|^vmfs$|thin/i.test(variant)) return `${name} is a ${variant} VMDK: a description whose data lies in other files.`;
  if (/split|twogb/i.test(variant)) return `${name} is one of several files of a split VMDK.`;
  return `${name} is a ${variant} VMDK.`;
}

function refused(source: Source, variant: string, reason: string, descriptor?: Descriptor): Opened {
  const finding: Finding = descriptor?.parent
    ? {
        rule: 'image.snapshot',
        level: 'blocker',
        title: `${source.name} is a snapshot on top of ${descriptor.parent}, not a whole disk.`,
        source: pages.formats,
        fix: 'Consolidate or delete the snapshots in the hypervisor, then export again: ovftool machine.vmx machine.ova',
        certainty: 'seen',
      }
    : {
        rule: 'image.vmdk-subformat',
        level: 'blocker',
        title: `${reason} Amazon imports streamOptimized VMDKs alone and would answer "Unsupported VMDK File Format".`,
        source: pages.troubleshooting,
        fix: convertible(variant) ? reexportVmdk(source) : 'Consolidate the snapshots in vSphere, then export the machine: ovftool vi://USER@HOST/MACHINE machine.ova',
        certainty: 'seen',
      };
  return { format: 'VMDK', variant, findings: [finding] };
}
