import type { Finding } from '../step.ts';
import { pages, toStreamOptimized } from './advice.ts';
import { has, isZero } from './bytes.ts';
import type { FormatReader, Source } from './format.ts';
import type { ImageFormat } from './inspection.ts';
import { extension, quoted } from '../path.ts';

/** A file that Amazon takes in no form, known by its first bytes: what it is and the way from it to a disk. */
type Foreign = {
  readonly format: ImageFormat;
  readonly variant: string;
  readonly at: number;
  readonly magic: string;
  readonly is: string;
  readonly fix: (source: Source) => string;
};

const convert = ({ path }: Source) => toStreamOptimized(path);
const unpack = (command: string) => ({ path }: Source) => `Unpack it, then inspect what was in it: ${command} ${quoted(path)}`;
const exported = () => 'Name the exported disk: an .ova, .vmdk, .vhdx, .vhd or .raw file.';

const known: readonly Foreign[] = [
  { format: 'qcow2', variant: 'qcow2', at: 0, magic: 'QFI\xfb', is: 'a qcow2 disk of qemu or KVM', fix: convert },
  { format: 'VDI', variant: 'VDI', at: 64, magic: '\x7f\x10\xda\xbe', is: 'a VirtualBox disk (VDI)', fix: ({ path }) => `${toStreamOptimized(path)} (or, with the machine at hand: VBoxManage export MACHINE --output machine.ova)` },
  { format: 'unknown', variant: 'QED', at: 0, magic: 'QED\0', is: 'a QED disk of qemu', fix: convert },
  { format: 'unknown', variant: 'Parallels', at: 0, magic: 'WithoutFreeSpace', is: 'a Parallels disk', fix: convert },
  { format: 'unknown', variant: 'Parallels', at: 0, magic: 'WithouFreSpacExt', is: 'a Parallels disk', fix: convert },
  { format: 'unknown', variant: 'WIM', at: 0, magic: 'MSWIM\0\0\0', is: 'a Windows image file (WIM), which holds files, not a disk', fix: () => 'Install Windows in a virtual machine and export that machine.' },
  { format: 'archive', variant: 'zip', at: 0, magic: 'PK\x03\x04', is: 'a zip archive', fix: unpack('tar -xf') },
  { format: 'archive', variant: 'gzip', at: 0, magic: '\x1f\x8b', is: 'compressed with gzip', fix: ({ path }) => (/\.(tgz|tar\.gz|box)$/i.test(path) ? unpack('tar -xzf')({ path } as Source) : unpack('gunzip -k')({ path } as Source)) },
  { format: 'archive', variant: 'xz', at: 0, magic: '\xfd7zXZ\0', is: 'compressed with xz', fix: unpack('xz -dk') },
  { format: 'archive', variant: '7z', at: 0, magic: "7z\xbc\xaf'\x1c", is: 'a 7-Zip archive', fix: unpack('7z x') },
  { format: 'archive', variant: 'bzip2', at: 0, magic: 'BZh', is: 'compressed with bzip2', fix: unpack('bunzip2 -k') },
  { format: 'archive', variant: 'zstd', at: 0, magic: '\x28\xb5\x2f\xfd', is: 'compressed with zstd', fix: unpack('zstd -d') },
  { format: 'archive', variant: 'rar', at: 0, magic: 'Rar!\x1a\x07', is: 'a RAR archive', fix: unpack('unrar x') },
  { format: 'program', variant: 'Windows', at: 0, magic: 'MZ', is: 'a Windows program', fix: exported },
];

/** What is none of Amazon's formats, by its first bytes. */
export const foreign: FormatReader = {
  recognises: ({ head }) => known.some(({ at, magic }) => has(head, at, magic)),
  async open(source) {
    const found = known.find(({ at, magic }) => has(source.head, at, magic)) as Foreign;
    return { format: found.format, variant: found.variant, findings: [refused(source, `${source.name} is ${found.is}; Amazon does not import that.`, found.fix(source))] };
  },
};

/** The last in the list: text, zeros, or nothing that is known. */
export const anything: FormatReader = {
  recognises: () => true,
  async open(source) {
    const { head, name, path } = source;
    if (isZero(head)) return { format: 'unknown', variant: 'blank', findings: [refused(source, `${name} begins with nothing but zeros: an empty disk, or a file that is still being written.`, 'Wait until the export has ended, or export the machine again.')] };
    if (!isText(head)) return { format: 'unknown', findings: [refused(source, `${name} is not a disk image of a known kind.`, exported())] };
    if (/<(\w+:)?Envelope[\s>]/.test(Buffer.from(head).toString('latin1'))) {
      const folder = 'the folder of the .ovf';
      const fix = `ovftool ${quoted(path)} ${quoted(path.replace(/\.ovf$/i, '') + '.ova')} (or, in ${folder}: tar -cf machine.ova machine.ovf machine-disk1.vmdk)`;
      return { format: 'OVF', findings: [refused(source, `${name} is the description of a machine without its disk. Wrapped together they are an OVA.`, fix)] };
    }
    const machine = ['vmx', 'vbox', 'vmcx', 'xml'].includes(extension(name));
    const title = machine ? `${name} describes a machine; its disk is in another file.` : `${name} is a text file, not a disk image.`;
    return { format: 'text', findings: [refused(source, title, machine ? 'Export the machine as an OVA (ovftool machine.vmx machine.ova) and name that file.' : exported())] };
  },
};

function refused(source: Source, title: string, fix: string): Finding {
  return { rule: 'image.format', level: 'blocker', title, source: pages.formats, fix: source.inside ? `${fix} It lies inside ${source.path}.` : fix, certainty: 'seen' };
}

/** UTF-16 with its mark, or UTF-8 without control characters; a character that the end of `head` cuts does not count. */
function isText(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
