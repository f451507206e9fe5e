import { fail } from '../problem.ts';
import type { Finding } from '../step.ts';
import { pages } from './advice.ts';
import { longestRead, region, readUpTo } from './block.ts';
import { has } from './bytes.ts';
import type { FormatReader, Opened, Source } from './format.ts';
import type { DiskImage } from './inspection.ts';
import { matchesManifest, parseManifest } from './manifest.ts';
import { ovaFindings } from './ova-rules.ts';
import { namesMember, parseOvf, type Envelope } from './ovf.ts';
import { extension, quoted, renamed } from '../path.ts';
import { sourceOf } from './source.ts';
import { isTarHeader, listTar, type Member } from './tar.ts';
import { damaged, truncated } from './trouble.ts';

/** Disks that are opened; an archive with more of them is refused by its number anyway. */
const mostDisks = 32;

/** An OVA: a tar archive of an OVF envelope, its disks and mostly a manifest (DMTF DSP0243). Nothing is extracted. */
export const ova: FormatReader = {
  // By the magic too: a damaged first header is told from a file that was never an archive.
  recognises: ({ head }) => isTarHeader(head) || has(head, 257, 'ustar'),
  async open(source, openMember) {
    const { reader, name } = source;
    const { members, ended } = await listTar(reader, name);
    const envelopeMember = members.find((member) => extension(member.name) === 'ovf');
    const listed = members.map((member) => ({ name: member.name, bytes: member.bytes }));
    if (!envelopeMember) {
      if (!ended) fail(truncated(name, 'the archive ends before its OVF descriptor'));
      return notAnOva(source, members, listed);
    }
    const bytes = await wholeMember(source, envelopeMember);
    const envelope = parseOvf(bytes, name);
    const manifestMember = members.find((member) => extension(member.name) === 'mf');
    const manifest = manifestMember ? parseManifest(manifestMember.name, await readUpTo(reader, manifestMember.offset, Math.min(manifestMember.bytes, longestRead))) : undefined;
    const { disks, first } = await openDisks(source, envelope, members, ended, openMember);
    return {
      format: 'OVA',
      ...(first?.variant ? { variant: first.variant } : {}),
      ...(first?.importFormat ? { importFormat: 'OVA' } : {}),
      ...(disks[0]?.capacityBytes === undefined ? {} : { capacityBytes: disks[0].capacityBytes }),
      ...(first?.sectorBytes ? { sectorBytes: first.sectorBytes } : {}),
      ...(first?.disk ? { disk: first.disk } : {}),
      disks,
      machine: envelope.machine,
      archive: { members: listed, ...(manifest ? { manifest } : {}) },
      findings: [
        ...ovaFindings({ source, envelope, members, envelopeMember, disks, ...(manifest ? { manifest } : {}), envelopeIntact: manifest ? matchesManifest(manifest, envelopeMember.name, bytes) : undefined }),
        ...(first?.findings ?? []),
      ],
    };
  },
};

/** Opens each disk that the envelope names and that is one whole member; the first one is looked into. */
async function openDisks(source: Source, envelope: Envelope, members: readonly Member[], ended: boolean, openMember: (member: Source) => Promise<Opened>) {
  const disks: DiskImage[] = [];
  let first: Opened | undefined;
  for (const disk of envelope.disks.slice(0, mostDisks)) {
    const file = envelope.files.find((entry) => entry.id === disk.fileRef);
    const member = file ? members.find((entry) => namesMember(file, entry.name)) : undefined;
    if (file && !member && !ended) fail(truncated(source.name, `the archive ends before ${file.href}`));
    const capacity = disk.capacityBytes === undefined ? {} : { capacityBytes: disk.capacityBytes };
    if (!file || !member || file.compression || file.chunkBytes !== undefined || member.bytes === 0) {
      disks.push({ name: file?.href ?? disk.id, bytes: member?.bytes ?? 0, format: 'unknown', ...capacity });
      continue;
    }
    const opened = await openMember(await sourceOf(`${source.name}/${member.name}`, source.path, region(member.name, source.reader, member.offset, member.bytes), true));
    if (disks.length === 0) first = opened;
    const { format, variant, capacityBytes } = opened;
    disks.push({ name: member.name, bytes: member.bytes, format, ...(variant ? { variant } : {}), ...(capacityBytes === undefined ? capacity : { capacityBytes }) });
  }
  return { disks, first };
}

async function wholeMember({ reader, name }: Source, member: Member): Promise<Uint8Array> {
  if (member.bytes > longestRead) fail(damaged(name, `its OVF descriptor has ${member.bytes} bytes`));
  return reader.read(member.offset, member.bytes);
}

function notAnOva(source: Source, members: readonly Member[], listed: readonly { name: string; bytes: number }[]): Opened {
  const xen = members.some((member) => member.name === 'ova.xml');
  const finding: Finding = {
    rule: 'image.format',
    level: 'blocker',
    title: xen ? `${source.name} is a XenServer export (XVA), which Amazon does not import.` : `${source.name} is a tar archive without an OVF descriptor, not an OVA.`,
    source: pages.formats,
    fix: xen
      ? `Export the machine from XenCenter as OVF/OVA with VHD disks: File, Export, OVF/OVA Package. Name the new file, such as ${quoted(renamed(source.path, '.ova'))}.`
      : `Unpack it, then inspect what was in it: tar -xf ${quoted(source.path)}`,
    certainty: 'seen',
  };
  return { format: 'archive', variant: xen ? 'XVA' : 'tar', archive: { members: listed }, findings: [finding] };
}
