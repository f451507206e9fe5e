import type { Finding } from '../step.ts';
import { pages } from './advice.ts';
import type { Source } from './format.ts';
import type { Archive, DiskImage } from './inspection.ts';
import { namesMember, type Envelope } from './ovf.ts';
import { quoted, renamed } from '../path.ts';
import type { Member } from './tar.ts';

/** An opened OVA. `envelopeIntact`: whether the OVF has the digest that the manifest says; undefined when unknown. */
export type OvaFacts = {
  readonly source: Source;
  readonly envelope: Envelope;
  readonly members: readonly Member[];
  readonly envelopeMember: Member;
  readonly disks: readonly DiskImage[];
  readonly manifest?: NonNullable<Archive['manifest']>;
  readonly envelopeIntact: boolean | undefined;
};

type Rule = (facts: OvaFacts) => readonly Finding[];

/** Judges the archive and its envelope; the disks inside are judged by their own formats. */
export function ovaFindings(facts: OvaFacts): Finding[] {
  return rules.flatMap((rule) => rule(facts));
}

const reexport = ({ source }: OvaFacts) => `Export again as one whole OVA: ovftool ${quoted(source.path)} ${quoted(renamed(source.path, '-new.ova'))}, or from the machine: ovftool machine.vmx machine.ova`;

const chunked: Rule = (facts) => {
  const { envelope, members } = facts;
  const byName = envelope.files.some((file) => members.some((member) => member.name.startsWith(`${file.href}.0000`)));
  if (!byName && !envelope.files.some((file) => file.chunkBytes !== undefined)) return [];
  return [
    {
      rule: 'image.ova-chunked',
      level: 'blocker',
      title: 'The disk in the OVA is cut into chunks; Amazon would answer "OVA with chunked disk files is not supported".',
      source: pages.troubleshooting,
      fix: `Export again without --chunkSize. ${reexport(facts)}`,
      certainty: 'seen',
    },
  ];
};

const compressed: Rule = (facts) =>
  facts.envelope.files
    .filter((file) => file.compression)
    .map((file) => ({
      rule: 'image.ova-compressed',
      level: 'blocker',
      title: `${file.href} is compressed (${file.compression}) inside the OVA. A streamOptimized disk is compressed in itself and must not be once more.`,
      source: pages.formats,
      fix: `Export again without --compress. ${reexport(facts)}`,
      certainty: 'inferred',
    }));

const missing: Rule = (facts) => {
  const { envelope, members } = facts;
  const needed = envelope.files.filter((file) => envelope.disks.some((disk) => disk.fileRef === file.id) && file.chunkBytes === undefined);
  return needed
    .filter((file) => !members.some((member) => namesMember(file, member.name) || member.name.startsWith(`${file.href}.0000`)))
    .map((file) => ({ rule: 'image.ova-missing', level: 'blocker', title: `The OVF descriptor names ${file.href}, which is not in the archive.`, source: pages.formats, fix: reexport(facts), certainty: 'seen' }));
};

const sizes: Rule = (facts) =>
  facts.envelope.files.flatMap((file) => {
    const member = facts.members.find((entry) => namesMember(file, entry.name));
    if (!member || file.bytes === undefined || file.bytes === member.bytes) return [];
    return [{ rule: 'image.ova-size', level: 'warning', title: `The OVF descriptor says that ${file.href} has ${file.bytes} bytes; it has ${member.bytes}.`, fix: reexport(facts), certainty: 'seen' }];
  });

const capacities: Rule = (facts) =>
  facts.disks.flatMap((disk, index): Finding[] => {
    const declared = facts.envelope.disks[index]?.capacityBytes;
    const common = { source: pages.troubleshooting, fix: reexport(facts), certainty: 'seen' } as const;
    if (declared === 0) return [{ rule: 'image.ova-capacity', level: 'blocker', title: `The OVF descriptor gives ${disk.name} a capacity of 0; Amazon would answer "disk-image-size=0 has an invalid format".`, ...common }];
    if (declared === undefined) return [{ rule: 'image.ova-capacity', level: 'warning', title: `The OVF descriptor gives no readable capacity for ${disk.name}.`, ...common }];
    if (disk.capacityBytes !== undefined && disk.capacityBytes !== declared) return [{ rule: 'image.ova-capacity', level: 'warning', title: `The OVF descriptor says that ${disk.name} holds ${declared} bytes, the disk itself says ${disk.capacityBytes}.`, ...common }];
    return [];
  });

const order: Rule = (facts) =>
  facts.members[0] === facts.envelopeMember
    ? []
    : [{ rule: 'image.ova-order', level: 'warning', title: `The OVF descriptor is not the first file of the archive, as the OVF standard wants; ${facts.members[0]?.name} is.`, source: 'https://www.dmtf.org/standards/ovf', fix: reexport(facts), certainty: 'seen' }];

const manifests: Rule = (facts) => {
  if (!facts.manifest) return [{ rule: 'image.ova-manifest', level: 'info', title: 'The OVA has no manifest, so nothing says whether its disk arrived whole.', certainty: 'seen' }];
  if (facts.envelopeIntact !== false) return [];
  return [{ rule: 'image.ova-manifest', level: 'warning', title: 'The OVF descriptor was changed after the export: it does not have the digest that the manifest says.', fix: reexport(facts), certainty: 'seen' }];
};

const machines: Rule = ({ envelope }) =>
  envelope.systems <= 1 ? [] : [{ rule: 'image.ova-machines', level: 'blocker', title: `The OVA holds ${envelope.systems} machines; it must hold one.`, source: pages.formats, fix: 'Export the one machine alone.', certainty: 'seen' }];

const parents: Rule = (facts) =>
  facts.envelope.disks.some((disk) => disk.parentRef)
    ? [{ rule: 'image.snapshot', level: 'blocker', title: 'A disk of the OVA is a layer on top of another.', source: pages.formats, fix: `Consolidate the snapshots first. ${reexport(facts)}`, certainty: 'seen' }]
    : [];

const adapters: Rule = ({ envelope: { machine } }) =>
  machine.networkAdapters <= 1
    ? []
    : [{ rule: 'image.network-adapters', level: 'warning', title: `The machine has ${machine.networkAdapters} network adapters; Amazon keeps one.`, source: pages.limitations, fix: 'Remove all but one in the hypervisor and let Windows use DHCP on it.', certainty: 'seen' }];

const discs: Rule = ({ envelope: { machine } }) =>
  machine.opticalMedia === 0
    ? []
    : [{ rule: 'image.optical', level: 'warning', title: 'The machine has a disc in its CD or DVD drive, which counts as another drive.', source: pages.errors, fix: 'Eject the ISO (VMware Tools or the Windows installer are usual), remove the drive, then export again.', certainty: 'seen' }];

const rules: readonly Rule[] = [machines, chunked, compressed, missing, parents, capacities, sizes, order, manifests, adapters, discs];
