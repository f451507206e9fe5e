import type { Finding } from '../step.ts';
import { pages } from './advice.ts';
import { has } from './bytes.ts';
import type { FormatReader, Source } from './format.ts';
import { extension } from '../path.ts';

const sector = 512;

/** A raw disk: nothing but its sectors, known by the signature of an MBR or a GPT. */
export const raw: FormatReader = {
  recognises: ({ head }) => (head[510] === 0x55 && head[511] === 0xaa) || has(head, 512, 'EFI PART') || has(head, 4096, 'EFI PART'),
  async open(source) {
    const { reader, name } = source;
    const type = extension(name);
    const findings: Finding[] = [];
    if (type === 'vhd') findings.push(footerMissing(source));
    if (type === 'vmdk') findings.push(flatExtent(source));
    if (reader.size % sector !== 0) {
      findings.push({
        rule: 'image.raw-size',
        level: 'warning',
        title: `${name} is not a whole number of sectors (${reader.size} bytes): the copy may have stopped before its end.`,
        fix: 'Compare the size with the original; copy it again if they differ.',
        certainty: 'inferred',
      });
    }
    const size = reader.size - (reader.size % sector);
    return { format: 'RAW', importFormat: 'RAW', capacityBytes: size, sectorBytes: sector, disk: { size, read: reader.read }, findings };
  },
};

function footerMissing({ name }: Source): Finding {
  return {
    rule: 'image.vhd-footer',
    level: 'blocker',
    title: `${name} is named like a VHD, but the footer that a VHD ends with is missing.`,
    source: pages.formats,
    fix: 'The copy stopped before its end: export or copy it again. If it is a raw disk, give its name the ending .raw.',
    certainty: 'inferred',
  };
}

function flatExtent({ name }: Source): Finding {
  return {
    rule: 'image.flat-extent',
    level: 'warning',
    title: `${name} is the bare data of a flat VMDK. Alone it can be imported as RAW, at its full size.`,
    source: pages.formats,
    fix: 'To send less, export the machine: ovftool machine.vmx machine.ova',
    certainty: 'seen',
  };
}
